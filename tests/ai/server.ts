/** A model server on loopback that speaks all three protocols and answers what a test tells it to. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { text: string } | { status: number; body: string } | { hang: true };
export type Asked = { path: string; headers: Record<string, string | string[] | undefined>; body: string };

export async function createModelServer() {
  const asked: Asked[] = [];
  let answer: Answer = { text: '' };
  const bodyFor = (path: string, text: string): unknown => {
    if (path.endsWith('/chat/completions'))
      return {
        id: 'c1',
        choices: [{ index: 0, message: { role: 'assistant', content: text } }],
        usage: { prompt_tokens: 300, completion_tokens: 40 },
      };
    if (path.endsWith('/messages'))
      return {
        id: 'm1',
        type: 'message',
        content: [{ type: 'text', text }],
        usage: { input_tokens: 300, output_tokens: 40 },
      };
    return {
      model: 'm',
      message: { role: 'assistant', content: text },
      done: true,
      prompt_eval_count: 300,
      eval_count: 40,
    };
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      asked.push({ path, headers: request.headers, body });
      if ('hang' in answer) return;
      const known = /\/(?:chat\/completions|messages|api\/chat)$/.test(path);
      if ('status' in answer)
        response
          .writeHead(answer.status, { 'content-type': 'application/json', location: '/elsewhere' })
          .end(answer.body);
      else if (!known) response.writeHead(404).end();
      else
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify(bodyFor(path, answer.text)));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers(next: Answer) {
      answer = next;
    },
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
export type ModelServer = Awaited<ReturnType<typeof createModelServer>>;
