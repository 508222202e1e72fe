/** Feeds that would drown or hold the bot: each is over within its cap, memory stays bounded, and the other feeds are on time. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { hereOnly } from '../../src/desk.ts';
import { createIds } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import { createWeb } from '../../src/sources/web.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore } from '../../src/store/store.ts';
import { createLabour } from '../../src/workers/pool.ts';
import { article, rss } from '../watching/town.ts';

const MB = 1024 * 1024;
/** As `start` sets them. */
const TIME_LIMIT = 30_000;
const PAGE_LIMIT = 8 * MB;
const BLANKS = Buffer.alloc(MB, ' ');
const HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>';

/** Writes until the reader hangs up or `pieces` are written. */
async function pour(
  response: {
    write(chunk: Buffer): boolean;
    destroyed: boolean;
    once(name: string, done: () => void): unknown;
  },
  piece: Buffer,
  pieces: number,
): Promise<void> {
  for (let i = 0; i < pieces && !response.destroyed; i++)
    if (!response.write(piece))
      await new Promise<void>((done) => {
        response.once('drain', done);
        response.once('close', done);
      });
}

const HOSTILE: Record<string, (response: ServerResponse, path: string, base: string) => void> = {
  'a gzip bomb of 200 MB': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/xml' });
    const gzip = createGzip();
    gzip.on('error', () => {});
    response.on('close', () => gzip.destroy());
    gzip.pipe(response);
    gzip.write(HEAD);
    void pour(gzip, BLANKS, 200).then(() => gzip.end());
  },
  'two bombs in each other': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip, gzip' });
    const [inner, outer] = [createGzip(), createGzip()];
    for (const one of [inner, outer]) one.on('error', () => {});
    response.on('close', () => [inner, outer].map((one) => one.destroy()));
    inner.pipe(outer).pipe(response);
    void pour(inner, BLANKS, 1000).then(() => inner.end());
  },
  '200,000 nested tags': (response) => response.end(`${HEAD}<item><description>${'<b>'.repeat(200_000)}`),
  '200,000 nested tags in a page': (response, path, base) =>
    path === '/'
      ? response.end(rss(base, [{ slug: 'deep', link: `${base}/page` }]))
      : response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(`<html><body>${'<div>'.repeat(200_000)}text`),
  'an endless body': (response) => {
    response.write(HEAD);
    void pour(response, BLANKS, Number.POSITIVE_INFINITY);
  },
  'a byte a second': (response) => {
    const timer = setInterval(() => response.write('x'), 1_000);
    response.on('close', () => clearInterval(timer));
  },
  'headers and then nothing': (response) => response.writeHead(200).flushHeaders(),
  'nothing at all': () => {},
  '10,000 redirects': (response, path) => {
    const hop = Number(path.slice(1) || 0);
    if (hop < 10_000) response.writeHead(302, { location: `/${hop + 1}` }).end();
    else response.end(`${HEAD}</channel></rss>`);
  },
  'a line of 300 MB': (response) => {
    response.write(`${HEAD}<item><title>`);
    void pour(response, Buffer.alloc(MB, 'x'), 300).then(() =>
      response.end('</title></item></channel></rss>'),
    );
  },
  'a header of 1 MB': (response) => {
    response.writeHead(200, { 'x-long': 'x'.repeat(MB) }).end();
  },
  'entities in entities': (response) =>
    response.end(
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]><rss version="2.0"><channel><item><title>&a30;</title></item></channel></rss>`,
    ),
};

const servers: ReturnType<typeof createServer>[] = [];
async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer({ maxHeaderSize: 4 * MB }, listener as never);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const feeds: { id: string; url: string; kind: 'web'; title: string; outletId: null }[] = [];
beforeAll(async () => {
  for (const [name, answer] of Object.entries(HOSTILE)) {
    const base: string = await serve((request, response) => {
      response.on('error', () => {});
      const path = request.url ?? '/';
      if (path === '/robots.txt') response.writeHead(404).end();
      else answer(response, path, base);
    });
    feeds.push({ id: name, url: `${base}/`, kind: 'web', title: name, outletId: null });
  }
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

it('each ends within its cap, with memory bounded, and the good feed is told within seconds', async () => {
  const good: string = await serve((request, response) => {
    if (request.url === '/feed') response.end(rss(good, [{ slug: 'one' }]));
    else if (request.url === '/robots.txt') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(article('Bridge news one'));
  });
  const ids = createIds(Date.now, () => 0.5);
  const store = await createStore(openMemory(), { now: Date.now }, ids, true);
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 30_000, memory: 512 });
  const web = createWeb({
    userAgent: 'Whosaid test',
    allowPrivate: ['127.0.0.0/8'],
    hostPause: 0,
    timeout: TIME_LIMIT,
    maxBytes: PAGE_LIMIT,
    now: Date.now,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
  const config = readConfig({});
  if (!config.ok) throw new Error(config.why);
  let toldAfter = 0;
  const start = performance.now();
  const bot = createBot({
    config: config.value,
    store,
    web,
    labour,
    topics: [{ id: 'bridges', name: 'Bridges', query: 'bridge', aliases: {}, description: '' }],
    outlets: [],
    commands: [],
    reach: hereOnly,
    senders: new Map([
      [
        'console',
        {
          deliver: async (_what: unknown, key: string) => {
            toldAfter = performance.now() - start;
            return { is: 'sent' as const, ref: key };
          },
          find: async () => 'absent' as const,
          signIn: 'platform' as const,
          pace: null,
          publish: null,
          tell: async () => true,
        },
      ],
    ]),
    ids,
    now: Date.now,
    random: () => 0.5,
    log: createLog('silent', false, process.stderr),
    pace: 0,
  });
  await store.feeds.configure([
    ...feeds,
    { id: 'good', url: `${good}/feed`, kind: 'web', title: 'Good', outletId: null },
  ]);
  const place = { platform: 'console' as const, tenant: 't', channel: 'c' };
  await store.subscriptions.add(place, { kind: 'topic', value: 'bridges', label: 'Bridges' }, {}, 'me');

  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  let working = Promise.resolve();
  const work = async () => {
    while ((await bot.ticks.work(() => {})) > 0);
    await bot.ticks.deliver();
  };
  await bot.ticks.poll(() => {
    working = working.then(work);
  });
  const polled = performance.now() - start;
  await working;
  await work();
  clearInterval(watch);

  process.stderr.write(
    `told after ${Math.round(toldAfter)} ms; all polled after ${Math.round(polled)} ms; memory grew by ${Math.round((most - before) / MB)} MB\n`,
  );
  expect(toldAfter).toBeGreaterThan(0);
  expect(toldAfter).toBeLessThan(15_000);
  expect(polled).toBeLessThan(TIME_LIMIT + 20_000);
  expect(most - before).toBeLessThan(250 * MB);
  const rows = await store.feeds.listed();
  const of = (id: string) => rows.find((row) => row.id === id);
  for (const name of Object.keys(HOSTILE)) {
    const row = of(name);
    if (/in a page|entities/.test(name)) expect([name, row?.last_ok_at !== null]).toEqual([name, true]);
    else expect([name, row?.last_error]).toEqual([name, expect.stringMatching(/\.$/)]);
  }
  expect(of('a gzip bomb of 200 MB')?.last_error).toMatch(/larger than 8 MB/);
  expect(of('an endless body')?.last_error).toMatch(/larger than 8 MB/);
  expect(of('a line of 300 MB')?.last_error).toMatch(/larger than 8 MB/);
  expect(of('a byte a second')?.last_error).toMatch(/within 30 s/);
  expect(of('10,000 redirects')?.last_error).toMatch(/redirects more than 5 times/);
  expect(of('good')?.last_error).toBeNull();
  await labour.stop();
  await web.stop();
  await store.close();
});
