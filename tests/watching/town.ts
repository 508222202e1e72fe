/** A bot over a small web of feeds on loopback, whose answers and whose clock a test sets. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from '../../commands/index.ts';
import type { Caller } from '../../src/chat.ts';
import { createIds } from '../../src/ids.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { botOver, loopback, roundOf, workers } from '../bot.ts';

export type Answer = { status?: number; type?: string; body?: string; headers?: Record<string, string> };

export const OPERATOR: Caller = {
  id: 'op',
  place: { platform: 'console', tenant: 't', channel: 'c' },
  manager: true,
  operator: true,
  locale: 'en',
  direct: false,
};

// One pair of workers for all towns of a process, with which they end; on a loaded machine their start alone takes seconds.
const labour = workers();

const SENTENCE = 'The old bridge at Korsvik will be closed to lorries from Monday, the town council said.';

export const article = (title: string, more = '') =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article"></head><body><article><h1>${title}</h1>${`<p>${SENTENCE} ${title}, it added, and the road round the fjord adds forty minutes to the way to the harbour.</p>`.repeat(2)}${more}</article></body></html>`;

/** Another event than `article`'s. */
export const otherArticle = (title: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article"></head><body><article><h1>${title}</h1><p>Engineers in Ostvik have lifted the first span of a railway bridge over the river Lena, eleven months behind their own timetable, with two floating cranes from Rotterdam.</p><p>“It went up like a feather,” said Marit Holm, who leads the works for the railway. Trains are to cross from the spring of next year, she added.</p></article></body></html>`;

export type Listed = { slug: string; title?: string; guid?: string; link?: string; at?: string };

export const rss = (base: string, items: Listed[], extra = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Fjord Post</title>${extra}${items
    .map(
      (i) =>
        `<item><title>${i.title ?? `Bridge news ${i.slug}`}</title><link>${(i.link ?? `${base}/a/${i.slug}`).replaceAll('&', '&amp;')}</link><guid isPermaLink="false">${i.guid ?? i.slug}</guid>${i.at === undefined ? '' : `<pubDate>${i.at}</pubDate>`}</item>`,
    )
    .join('')}</channel></rss>`;

/** `answers` by path; a path under /a/ without one is an article about the bridge. */
export async function createTown() {
  const answers = new Map<string, Answer>();
  const hits = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    hits.set(path, (hits.get(path) ?? 0) + 1);
    const plain = path.startsWith('/a/')
      ? { type: 'text/html; charset=utf-8', body: article(`Bridge news ${path.slice(3)}`) }
      : { status: 404, body: 'nothing here' };
    const {
      status = 200,
      type = 'application/xml',
      body = '',
      headers = {},
    }: Answer = answers.get(path) ?? plain;
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const time = { ahead: 0 };
  const clock = { now: () => Date.now() + time.ahead };
  const db = openMemory();
  const ids = createIds(clock.now, () => 0.5);
  const store: Store = await createStore(db, clock, ids, true);
  const web = loopback({
    now: clock.now,
    // No test asks a name server.
    lookup: ((_host: string, _options: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))) as never,
  });
  const told: string[] = [];
  const posted: string[] = [];
  const bot = botOver(store, {
    web,
    labour,
    commands,
    env: { WHOSAID_MAX_AGE: '0' },
    told: ({ kind, message }) => void posted.push(`${kind}: ${message.plain}`),
    tell: async (text) => {
      told.push(text);
      return true;
    },
  });
  const place = OPERATOR.place;
  await store.subscriptions.add(place, { kind: 'topic', value: 'bridges', label: 'Bridges' }, {}, 'me');
  return {
    base,
    answers,
    hits,
    told,
    posted,
    store,
    db,
    bot,
    later(ms: number) {
      time.ahead += ms;
    },
    /** One round: polled, read, delivered. */
    round: () => roundOf(bot),
    say: async (command: string, input: Record<string, string> = {}, caller = OPERATOR) =>
      (await bot.answer({ command, input, caller })).plain,
    reply: (command: string, input: Record<string, string> = {}, caller: Caller = OPERATOR) =>
      bot.answer({ command, input, caller }),
    items: () =>
      db.selectFrom('items').select(['guid', 'state', 'why', 'backlog', 'seen_at']).orderBy('id').execute(),
    async close() {
      await web.stop();
      await store.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
export type Town = Awaited<ReturnType<typeof createTown>>;

/** A town whose one feed, at /feed, is watched. */
export async function townWithFeed(): Promise<Town> {
  const town = await createTown();
  await town.store.feeds.configure([
    { id: 'post', url: `${town.base}/feed`, kind: 'web', title: null, outletId: null },
  ]);
  return town;
}
