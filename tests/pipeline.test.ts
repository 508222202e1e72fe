import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../src/bot.ts';
import { createIds } from '../src/ids.ts';
import type { Web } from '../src/sources/web.ts';
import { openMemory } from '../src/store/sqlite.ts';
import { createStore, type Store } from '../src/store/store.ts';
import type { Labour } from '../src/workers/pool.ts';
import { botOver, feedOf, loopback, roundOf, workers } from './bot.ts';
import { createWorld, type World } from './world.ts';

const TEXT = [
  'The old bridge at Korsvik will be closed to lorries from Monday, the town council said, after inspectors found cracks in two of its piers.',
  '“We would rather be late than wet,” said Signe Aas, the town engineer, who has asked for money for a new bridge since 2019.',
  'Drivers will have to take the road round the fjord, which adds forty minutes to the way to the harbour, and the bakery has already moved its van to the other side.',
];

let world: World;
let labour: Labour;
let web: Web;
beforeAll(async () => {
  labour = workers();
  web = loopback();
});
afterAll(async () => {
  await labour.stop();
  await web.stop();
});

let store: Store;
let bot: Bot;
let db: ReturnType<typeof openMemory>;
let ahead = 0;
const told: string[] = [];
const kinds = () => told.map((t) => t.slice(0, t.indexOf(':')));
const clock = { now: () => Date.now() + ahead };

beforeEach(async () => {
  world = await createWorld({ post: 'Fjord Post', mail: 'Harbour Mail' });
  ahead = 0;
  told.length = 0;
  db = openMemory();
  const ids = createIds(clock.now, () => 0.5);
  store = await createStore(db, clock, ids, true);
  bot = botOver(store, {
    web,
    labour,
    env: { WHOSAID_MAX_AGE: '7d' },
    told: ({ kind, message }) => void told.push(`${kind}: ${message.plain}`),
  });
  await store.feeds.configure([feedOf(world.base, 'post'), feedOf(world.base, 'mail')]);
  await store.subscriptions.add(
    { platform: 'console', tenant: 't', channel: 'c' },
    { kind: 'topic', value: 'bridges', label: 'Bridges' },
    {},
    'me',
  );
});
afterEach(async () => {
  await store.close();
  await world.close();
});

const round = () => roundOf(bot);
const later = (ms: number) => {
  ahead += ms;
};
const items = () =>
  db.selectFrom('items').select(['guid', 'state', 'why', 'attempts']).orderBy('id').execute();

describe('the pipeline', () => {
  it('tells a story once, whatever the feed does to its items', async () => {
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await round();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Signe Aas');
    later(200_000);
    await round();
    world.publish('post', {
      slug: 'once',
      title: 'Old bridge closed to lorries (updated)',
      paragraphs: TEXT,
    });
    later(200_000);
    await round();
    expect(kinds()).toEqual(['post', 'edit']);
    expect(told[1]).toMatch(/^edit: Old bridge closed to lorries \(updated\)/);
  });

  it('tells under the story what a later version adds, and nothing for a corrected letter', async () => {
    world.publish('post', { slug: 'version', title: 'Old bridge shut', paragraphs: TEXT });
    await round();
    world.publish('post', {
      slug: 'version',
      title: 'Old bridge shut to lorries',
      paragraphs: TEXT.map((p) => p.replace('Drivers', 'Motorists')),
    });
    later(200_000);
    await round();
    expect(kinds()).toEqual(['post', 'edit']);
    world.publish('post', {
      slug: 'version',
      title: 'Old bridge shut: mayor speaks',
      paragraphs: [...TEXT, '“Nobody will drown on my watch,” said the mayor, Odd Lien.'],
    });
    later(200_000);
    await round();
    expect(kinds()).toEqual(['post', 'edit', 'edit', 'reply']);
    expect(told[2]).not.toContain('drown');
    expect(told[3]).toMatch(/^reply: New in .*later version: Odd Lien/);
    expect(told[3]).toContain('“Nobody will drown on my watch,”');
    expect(told[3]).not.toContain('late than wet');
    const versions = await db.selectFrom('versions').select('version').execute();
    expect(versions.map((v) => v.version)).toEqual([1, 2, 3]);
  });

  it('polls each of hundreds of feeds once a round', async () => {
    const many = Array.from({ length: 201 }, (_, n) => ({
      id: `post${n}`,
      url: `${world.base}/post/feed.xml?page=${n}`,
      kind: 'web' as const,
      title: null,
      outletId: null,
    }));
    await store.feeds.configure(many);
    await bot.ticks.poll(() => {});
    expect(world.hits.get('/post/feed.xml')).toBe(201);
    later(1_000);
    await bot.ticks.poll(() => {});
    expect(world.hits.get('/post/feed.xml')).toBe(402);
  });

  it('keeps an old item without telling it', async () => {
    world.answer('/mail/feed.xml', {
      status: 200,
      type: 'application/rss+xml',
      body: `<rss version="2.0"><channel><title>Mail</title><item><title>Bridge of 2019</title><link>${world.base}/mail/old</link><guid>old</guid><pubDate>Tue, 05 Mar 2019 10:00:00 GMT</pubDate></item></channel></rss>`,
    });
    world.publish('mail', { slug: 'old', title: 'Bridge of 2019', paragraphs: TEXT });
    await round();
    expect(told).toEqual([]);
    expect(await items()).toMatchObject([{ guid: 'old', state: 'done' }]);
    expect((await store.statements.find({ about: 'late wet', offset: 0, limit: 5 })).total).toBe(1);
  });

  it('keeps an old page without telling it, though the feed gave no date', async () => {
    world.answer('/mail/feed.xml', {
      status: 200,
      type: 'application/rss+xml',
      body: `<rss version="2.0"><channel><title>Mail</title><item><title>Bridge of 1999</title><link>${world.base}/mail/dated</link></item></channel></rss>`,
    });
    world.answer('/mail/dated', {
      status: 200,
      type: 'text/html',
      body: `<!doctype html><html lang="en"><head><title>Bridge of 1999</title><meta property="article:published_time" content="1999-05-04T10:00:00Z"></head><body><article><h1>Bridge of 1999</h1>${TEXT.map((p) => `<p>${p}</p>`).join('')}</article></body></html>`,
    });
    await round();
    expect(told).toEqual([]);
    expect(await items()).toMatchObject([{ state: 'done' }]);
  });

  it('files the others when one article cannot be filed', async () => {
    for (const slug of ['one', 'two', 'three']) {
      world.publish('post', {
        slug,
        title: `Bridge ${slug}`,
        paragraphs: [
          `${slug} is all this says about the bridge today, said Signe Aas, the town engineer, at the town hall.`,
          ...TEXT.slice(1),
        ],
      });
    }
    const { commit } = store.filing;
    store.filing.commit = async (filing, plan) => {
      if (filing.article.title === 'Bridge two') throw new Error('a bug');
      return commit(filing, plan);
    };
    await round();
    const states = (await items()).map((i) => [i.guid.split('/').at(-1), i.state, i.attempts]);
    expect(states).toEqual([
      ['one', 'done', 0],
      ['two', 'pending', 1],
      ['three', 'done', 0],
    ]);
    store.filing.commit = commit;
    later(600_000);
    await round();
    expect((await items()).every((i) => i.state === 'done')).toBe(true);
  });

  it('tries a page that is away again, and gives up one that is gone', async () => {
    world.publish('post', { slug: 'away', title: 'Bridge inspectors return', paragraphs: TEXT });
    world.answer('/post/away', { status: 503, type: 'text/plain', body: 'busy' });
    world.publish('mail', { slug: 'gone', title: 'Bridge notes', paragraphs: TEXT });
    world.answer('/mail/gone', { status: 410, type: 'text/plain', body: 'gone' });
    await round();
    const by = async (part: string) => (await items()).find((i) => i.guid.endsWith(part));
    expect(await by('away')).toMatchObject({ state: 'pending', attempts: 1 });
    expect(await by('gone')).toMatchObject({ state: 'failed', why: expect.stringMatching(/gone|410/i) });
    world.answer('/post/away', null);
    later(120_000);
    await round();
    expect(await by('away')).toMatchObject({ state: 'done' });
  });

  it('takes the feed’s own full text where the page cannot be had', async () => {
    const html = [
      ...TEXT,
      'The council meets again on Thursday, and the engineer has been asked to bring her pictures of the cracks and a list of what can be saved.',
    ]
      .map((p) => `<p>${p}</p>`)
      .join('');
    world.answer('/mail/feed.xml', {
      status: 200,
      type: 'application/rss+xml',
      body: `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Mail</title><item><title>Bridge shut, says council</title><link>${world.base}/mail/walled</link><guid>walled</guid><description>Short.</description><content:encoded><![CDATA[${html}]]></content:encoded></item></channel></rss>`,
    });
    world.answer('/mail/walled', { status: 403, type: 'text/plain', body: 'no' });
    await round();
    expect((await items()).find((i) => i.guid === 'walled')).toMatchObject({ state: 'done' });
    expect((await store.speakers.named('Signe Aas')).length).toBe(1);
  });

  it('keeps an article in another language to itself', async () => {
    world.answer('/mail/nn', {
      status: 200,
      type: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="nb"><head><title>Broen</title></head><body><article><h1>Gammel bro stengt</h1>${[
        'Den gamle broen i Korsvik stenges for lastebiler fra mandag, sier kommunen, etter at inspektører fant sprekker i to av pilarene.',
        'Bilistene må kjøre veien rundt fjorden, som gjør turen til havnen førti minutter lengre, og bakeriet har allerede flyttet bilen sin.',
        'Ingen vet ennå hva en ny bro vil koste, men ingeniøren har bedt om penger hvert år siden 2019, og hvert år har hun fått nei.',
      ]
        .map((p) => `<p>${p}</p>`)
        .join('')}</article></body></html>`,
    });
    world.publish('mail', { slug: 'nn', title: 'Gammel bro (bridge) stengt', paragraphs: TEXT });
    await round();
    expect((await items()).find((i) => i.guid.endsWith('/nn'))).toMatchObject({
      state: 'done',
      why: expect.stringContaining('another language (nb)'),
    });
  });

  it('waits longer for a feed that keeps failing, and forgets it when it is back', async () => {
    world.answer('/mail/feed.xml', { status: 500, type: 'text/plain', body: 'oops' });
    const feed = async () => (await store.feeds.listed()).find((f) => f.id === 'mail');
    await round();
    const first = await feed();
    expect(first).toMatchObject({ failures: 1, last_error: expect.any(String) });
    later(400_000);
    await round();
    const second = await feed();
    expect((second?.next_poll_at ?? 0) - clock.now()).toBeGreaterThan(
      ((first?.next_poll_at ?? 0) - (clock.now() - 400_000)) * 1.5,
    );
    world.answer('/mail/feed.xml', null);
    later(2_000_000);
    await round();
    expect(await feed()).toMatchObject({ failures: 0, last_error: null });
  });
});
