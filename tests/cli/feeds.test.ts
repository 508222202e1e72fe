/** Feeds from the command line, on the store of a bot that may be running. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, scratch } from './bot.ts';

/** Those that start many bots one after another are part of `npm run test:long`. */
const LONG = process.env.WHOSAID_LONG === '1';

const RSS =
  '<rss version="2.0"><channel><title>Fjord Post</title><item><title>One</title><link>https://post.example/1</link></item></channel></rss>';
const server = createServer((request, response) => {
  const known = ['/a', '/b', '/moved'].includes(request.url ?? '');
  response.writeHead(known ? 200 : 404, { 'content-type': 'application/rss+xml' }).end(known ? RSS : '');
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

it.runIf(LONG)(
  'adds, moves, pauses, removes and imports; check shows how the store differs from the file',
  async () => {
    const folder = scratch('feeds');
    const file = join(folder, 'feeds.yaml');
    writeFileSync(file, `feeds:\n  - id: file-one\n    url: ${base}/a\n    title: From the file\n`);
    const env = {
      WHOSAID_DATA: folder,
      WHOSAID_FEEDS: file,
      FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
      FETCH_HOST_PAUSE: '0',
    };
    const feeds = (...args: string[]) => run(['feeds', ...args], env);
    const list = async () =>
      (await feeds('list')).out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line).url.replace(base, ''));
    expect(await list()).toEqual(['/a']);
    expect((await run(['start', '--once'], env)).code).toBe(0);
    expect((await feeds('add', `${base}/b`)).err).toMatch(/^Done: Fjord Post is watched from now on/);
    expect(await feeds('add', `${base}/nothing`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Nothing was changed: .*HTTP 404/),
    });
    expect((await feeds('move', 'file-one', `${base}/moved`)).err).toMatch(/^Done: .* is read at .*\/moved/);
    expect((await list()).sort()).toEqual(['/b', '/moved']);
    const checked = await run(['check'], env);
    expect(checked.out).toMatch(
      /feed Fjord Post \(\w{12}\), 127.*\/b, was added in chat; the feeds file does not have it/,
    );
    expect(checked.out).toMatch(/feed From the file \(file-one\) was moved in chat to 127.*\/moved/);
    const opml = join(folder, 'in.opml');
    writeFileSync(
      opml,
      `<opml version="2.0"><body><outline xmlUrl="${base}/b"/><outline text="C" xmlUrl="${base}/c"/></body></opml>`,
    );
    expect((await feeds('import', opml)).err).toBe(
      'Done: 1 feed is watched from now on; 1 was watched already.\n',
    );
    expect((await feeds('remove', 'file-one')).err).toMatch(/^Done: .* is no longer watched/);
    expect((await feeds('export')).out.match(/xmlUrl="[^"]+"/g)).toHaveLength(2);
    expect((await feeds('pause', 'nosuch')).err).toBe('There is no feed nosuch.\n');
  },
  60_000,
);
