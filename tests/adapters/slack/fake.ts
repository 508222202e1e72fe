/**
 * A small Slack on loopback: its Web API, Socket Mode, requests signed over HTTP, OAuth, and response addresses, judged by the
 * documented limits. What it is told to do wrong it does once each: faults queue by method.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { messageProblems } from './blockkit.ts';
import { createMethods } from './fake/methods.ts';
import { createPeople } from './fake/people.ts';
import { type Body, type Call, createWorld, type Fault, no } from './fake/world.ts';

export type { Call, Posted } from './fake/world.ts';
export type Fake = Awaited<ReturnType<typeof createFakeSlack>>;

/** `gap`: milliseconds between two posts in a channel below which it is a violation. */
export async function createFakeSlack(options: { gap?: number; signing?: string } = {}) {
  const world = createWorld();
  const { tokens, admins, guests, messages, calls, violations, faults, responses } = world;
  const { uses, views, homes, uploads, codes, waiting, sockets, pending, state } = world;
  const { workspace, channel, token } = world;
  const signing = options.signing ?? 'signing-secret';
  const handle = createMethods(world, options.gap ?? 0);
  const people = createPeople(world, signing);

  /** The history is read as often as there is left, and not again before its interval is over. */
  function mayRead(): boolean {
    if (state.historyLeft <= 0 || Date.now() - state.historyAt < state.historyEvery) return false;
    state.historyLeft--;
    state.historyAt = Date.now();
    return true;
  }

  async function api(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const body: Body = Object.fromEntries(Object.entries(form).map(([k, v]) => [k, parsed(v)]));
    const bearer = String(body.token ?? request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    const call: Call = { method, body, token: bearer, at: Date.now(), answered: false };
    calls.push(call);
    const send = (status: number, answer: Body, headers: Record<string, string> = {}) => {
      if (response.destroyed) return;
      call.answered = answer.ok === true;
      response
        .writeHead(status, {
          'content-type': 'application/json',
          'x-oauth-scopes': tokens.get(bearer)?.scopes.join(',') ?? '',
          ...headers,
        })
        .end(JSON.stringify(answer));
    };
    const fault = faults.get(method)?.shift() ?? state.trouble?.(call) ?? undefined;
    if (/^conversations\.(history|replies)$/.test(method) && !mayRead()) {
      return send(429, no('ratelimited'), { 'retry-after': '1' });
    }
    if (fault === undefined) return send(200, handle(method, body, bearer));
    if (fault === '429') return send(429, no('ratelimited'), { 'retry-after': '1' });
    if (fault === '500') return send(500, no('internal'));
    if (fault === 'reset') return void request.socket.destroy();
    if (fault === 'no answer') return;
    if (fault === 'stored late') return void setTimeout(() => handle(method, body, bearer), 550);
    if (typeof fault === 'object') return send(200, no(fault.error, fault));
    handle(method, body, bearer);
    if (fault === '503 after storing') return send(503, no('unavailable'));
    if (fault === 'reset after storing') return void request.socket.destroy();
    // "hang": stored, and never answered.
  }

  const server = createServer((request, response) => {
    if (state.down) return void request.socket.destroy();
    const url = new URL(request.url ?? '/', 'http://x');
    const [, room, name = ''] = url.pathname.split('/');
    if (room === 'api') return void api(name, request, response);
    if (room === 'upload') {
      void text(request).then((data) => {
        uploads.set(name, { name: url.pathname.split('/')[3] ?? '', data, channel: null });
        response.writeHead(200).end('OK');
      });
      return;
    }
    if (room === 'response') {
      void text(request).then((raw) => {
        const body = JSON.parse(raw) as Body;
        const used = (uses.get(name) ?? 0) + 1;
        uses.set(name, used);
        if (used > 5) return response.writeHead(404).end('used_url');
        if (body.delete_original !== true)
          for (const p of messageProblems(body)) violations.push(`response: ${p}`);
        responses.push({ id: name, body });
        return response.writeHead(200).end('ok');
      });
      return;
    }
    response.writeHead(404).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const links = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (state.down) return void socket.destroy();
    links.handleUpgrade(request, socket, head, (ws) => {
      state.live = ws;
      state.sockets++;
      ws.on('error', () => {});
      ws.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: Body };
        pending.delete(envelope_id);
        waiting.get(envelope_id)?.(payload ?? {});
        waiting.delete(envelope_id);
      });
      ws.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
      // What was not acknowledged before the connection broke comes again.
      for (const { payload } of pending.values()) ws.send(JSON.stringify(payload));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  state.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    base: state.base,
    api: `${state.base}/api/`,
    signing,
    workspace,
    channel,
    token,
    tokens,
    admins,
    guests,
    messages,
    calls,
    violations,
    responses,
    views,
    homes,
    uploads,
    codes,
    state,
    fault: (method: string, ...those: Fault[]) =>
      faults.set(method, [...(faults.get(method) ?? []), ...those]),
    kill: (value: string, error = 'token_revoked') => {
      const t = tokens.get(value);
      if (t !== undefined) t.dead = error;
    },
    revive: (value: string) => {
      const t = tokens.get(value);
      if (t !== undefined) t.dead = null;
    },
    ...people,
    connected: () => state.live !== null && state.live.readyState === 1,
    /** Slack renews its connections: it says so and closes a little later. */
    refresh: () => state.live?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    drop: () => state.live?.terminate(),
    down: () => {
      state.down = true;
      for (const socket of sockets) socket.destroy();
    },
    up: () => {
      state.down = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      links.close();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const parsed = (value: string): unknown => {
  if (!/^[[{]/.test(value) && value !== 'true' && value !== 'false') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const text = async (request: IncomingMessage): Promise<string> => {
  let all = '';
  for await (const part of request) all += part;
  return all;
};
