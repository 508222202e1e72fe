/** A small Discord on loopback: its REST API and gateway as far as the bot uses them, with faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway, type FakeGateway } from './gateway.ts';
import { createJudge } from './judge.ts';
import { type Answer, createWorld, type DiscordWorld, FILES } from './world.ts';

export type Fault =
  | {
      status: number;
      code?: number;
      headers?: Record<string, string>;
      retryAfter?: number;
      global?: boolean;
      stored?: boolean;
    }
  | 'reset'
  | 'reset after storing'
  | 'hang'
  | 'hang after storing';

export type Seen = { method: string; path: string; body: unknown; status: number | null; at: number };

export type Fake = {
  api: string;
  token: string;
  world: DiscordWorld;
  gateway: FakeGateway;
  /** Every request in the order in which it came. */
  requests: Seen[];
  /** What the specification or a documented limit forbids. */
  complaints: string[];
  /** The next `times` requests that match fare so. */
  fail(method: string, path: RegExp, fault: Fault, times?: number): void;
  /** Asked about every request that no planned fault meets: how it fares, or null for well. */
  trouble: ((method: string, path: string) => Fault | null) | null;
  /** The token is refused until it is good again; who is connected is thrown out. */
  revoke(): void;
  restore(): void;
  asked(method: string, path: RegExp): Seen[];
  close(): Promise<void>;
};

const TOKEN = 'fake.bot.token';

export async function createFake(): Promise<Fake> {
  const judge = createJudge();
  const world = createWorld();
  const faults: { method: string; path: RegExp; fault: Fault; times: number }[] = [];
  let valid = true;
  let base = '';
  const fake: Partial<Fake> & Pick<Fake, 'requests' | 'complaints' | 'trouble'> = {
    requests: [],
    complaints: [],
    trouble: null,
  };

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', base).pathname.replace(/^\/api\/v10/, ''));
    const method = request.method ?? 'GET';
    const body = await read(request);
    const seen: Seen = { method, path, body, status: null, at: Date.now() };
    fake.requests.push(seen);
    const send = (answer: Answer, headers: Record<string, string> = {}) => {
      seen.status = answer.status;
      reply(response, answer, headers);
    };
    const own = /^\/(interactions|webhooks)\//.test(path);
    if (!own && (!valid || request.headers.authorization !== `Bot ${TOKEN}`))
      return send({ status: 401, body: { message: '401: Unauthorized', code: 0 } });
    if (path === '/gateway/bot') {
      const at = faults.find((f) => f.path.test(path) && f.times > 0);
      if (at !== undefined && typeof at.fault === 'object') {
        at.times--;
        return send({ status: at.fault.status, body: { message: 'away', code: 0 } });
      }
      return send({ status: 200, body: gatewayInfo(base) });
    }
    const wrong = method === 'GET' ? [] : judge(method, path, body);
    if (wrong.length > 0) {
      fake.complaints.push(...wrong.map((w) => `${method} ${path}: ${w}`));
      return send({ status: 400, body: { message: 'Invalid Form Body', code: 50035, errors: {} } });
    }
    const planned = faults.find((f) => f.times > 0 && f.method === method && f.path.test(path));
    const fault = planned?.fault ?? fake.trouble?.(method, path) ?? null;
    if (fault === null)
      return send(world.answer(method, path, new URL(request.url ?? '/', base).searchParams, body));
    if (planned !== undefined) planned.times--;
    const stores = typeof fault === 'string' ? fault.includes('storing') : fault.stored === true;
    if (stores) world.answer(method, path, new URL(request.url ?? '/', base).searchParams, body);
    if (typeof fault === 'string') {
      if (fault.startsWith('reset')) response.socket?.resetAndDestroy();
      return; // a hang: nothing comes
    }
    const { status, code = 0, retryAfter, global = false } = fault;
    const limited: Record<string, string> =
      retryAfter === undefined
        ? {}
        : {
            'retry-after': String(retryAfter),
            'x-ratelimit-scope': global ? 'global' : 'shared',
            ...(global ? { 'x-ratelimit-global': 'true' } : {}),
          };
    send(
      { status, body: { message: 'planned', code, retry_after: retryAfter, global } },
      { ...limited, ...fault.headers },
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway(server, {
    ready: () => ({ ...world.ready(), resume_gateway_url: gatewayInfo(base).url }),
    guilds: () => world.guilds(),
    accepts: (token) => valid && token === TOKEN,
  });
  world.dispatch = gateway.dispatch;
  return Object.assign(fake, {
    api: `${base}/api`,
    token: TOKEN,
    world,
    gateway,
    fail: (method: string, path: RegExp, fault: Fault, times = 1) =>
      void faults.push({ method, path, fault, times }),
    revoke() {
      valid = false;
      gateway.disconnect(4004);
    },
    restore() {
      valid = true;
    },
    asked: (method: string, path: RegExp) =>
      fake.requests.filter((r) => r.method === method && path.test(r.path)),
    async close() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  }) as Fake;
}

const gatewayInfo = (base: string) => ({
  url: `${base.replace('http', 'ws')}/gateway`,
  shards: 1,
  session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 },
});

async function read(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  if (text === '') return undefined;
  if (request.headers['content-type']?.includes('application/json')) return JSON.parse(text);
  // A body with files: its JSON part.
  const part = /name="payload_json"\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*?)\r\n--/.exec(text)?.[1];
  if (part === undefined) return text;
  const files = [...text.matchAll(/name="files\[\d+\]"; filename="([^"]+)"/g)].map((m) => m[1] ?? '');
  return Object.assign(JSON.parse(part), { [FILES]: files });
}

function reply(response: ServerResponse, { status, body }: Answer, headers: Record<string, string>): void {
  // A 204 carries no content and must not say that it carries JSON.
  if (status === 204) response.writeHead(204, headers).end();
  else
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
