/** `/explain` over the real pipeline: a small web of outlets, a store, and what the bot says of a link afterwards. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Bot } from '../../src/bot.ts';
import type { Caller, Place } from '../../src/chat.ts';
import { pastedLink } from '../../src/desk/link.ts';
import { createIds } from '../../src/ids.ts';
import type { Topic } from '../../src/news.ts';
import type { Web } from '../../src/sources/web.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import type { Labour } from '../../src/workers/pool.ts';
import { botOver, feedOf, loopback, roundOf, workers } from '../bot.ts';
import { createWorld, type World } from '../world.ts';

const TOPICS: Topic[] = [
  { id: 'bridges', name: 'Bridges', query: 'bridge AND NOT poem', aliases: {}, description: '' },
  { id: 'ferries', name: 'Ferries', query: 'ferry AND (quay OR pier)', aliases: {}, description: '' },
];
const TEXT = [
  'The old bridge at Korsvik will be closed to lorries from Monday, the town council said, after inspectors found cracks in two of its piers.',
  '“We would rather be late than wet,” said Signe Aas, the town engineer, who has asked for money for a new bridge since 2019.',
  'Drivers will have to take the road round the fjord, which adds forty minutes to the way to the harbour, and the bakery has already moved its van to the other side.',
];
const GERMAN = [
  'Die alte Brücke in Korsvik wird ab Montag für Lastwagen gesperrt, teilte der Rat der Stadt mit, nachdem Prüfer in zwei Pfeilern Risse gefunden hatten.',
  'Die Fahrer müssen nun die Straße um den Fjord nehmen, und das kostet sie vierzig Minuten auf dem Weg zum Hafen, wie der Bäcker sagte, der seinen Wagen schon auf die andere Seite gebracht hat.',
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

const HERE: Place = { platform: 'console', tenant: 't', channel: 'desk' };
const OTHER: Place = { ...HERE, tenant: 'strangers', channel: 'their-secret' };
const caller = (change: Partial<Caller> = {}): Caller => ({
  id: 'u1',
  place: HERE,
  manager: true,
  operator: false,
  locale: 'en',
  direct: false,
  ...change,
});

let store: Store;
let bot: Bot;
let db: ReturnType<typeof openMemory>;
let ahead = 0;
const clock = { now: () => Date.now() + ahead };

beforeEach(async () => {
  world = await createWorld({ post: 'Fjord Post', mail: 'Harbour Mail' });
  ahead = 0;
  db = openMemory();
  const ids = createIds(clock.now, () => 0.5);
  store = await createStore(db, clock, ids, true);
  bot = botOver(store, { web, labour, topics: TOPICS, commands, env: { WHOSAID_MAX_AGE: '7d' } });
  await store.feeds.configure([feedOf(world.base, 'post'), feedOf(world.base, 'mail')]);
  for (const place of [HERE, OTHER])
    await store.subscriptions.add(place, { kind: 'topic', value: 'bridges', label: 'Bridges' }, {}, 'me');
});
afterEach(async () => {
  await store.close();
  await world.close();
});

const round = () => roundOf(bot);
const explain = async (link: string, change: Partial<Caller> = {}): Promise<string> =>
  (await bot.answer({ command: 'explain', input: { link }, caller: caller(change) })).plain;

describe('/explain', () => {
  it('tells of a filed article who listed it, what was read, which words matched, its story, its news and where it went', async () => {
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await round();
    const said = await explain(`${world.base}/post/once`);
    expect(said).toMatch(/^Old bridge closed to lorries/);
    expect(said).toMatch(
      /Listed by Fjord Post, first seen \d+ \w+ \d{4}, \d\d:\d\d UTC\.\n• Its page was fetched and read \d+/,
    );
    expect(said).toMatch(/\d+ words extracted, language en, \d+ statements? in it\./);
    expect(said).toContain('Bridges: yes. “bridge” is in the title.');
    expect(said).toContain('Ferries: no. “ferry” is not mentioned.');
    expect(said).toContain('A new story: no article nearby carries its text or reports its event.');
    expect(said).toMatch(/The first of its story: \d statements?, all new\./);
    expect(said).toMatch(/Told here\n• The alert was sent \d+.*\n• The alert is made from this article\./);
  });

  it('finds it under tracking parameters, its mobile and AMP forms, and as a chat pastes it', async () => {
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await round();
    const { host } = new URL(world.base);
    for (const link of [
      `${world.base}/post/once?utm_source=chat&fbclid=1`,
      `<${world.base}/post/once|this one>`,
      `${world.base}/post/once/amp`,
      `https://${host}/post/once#comments`,
      `https://www.google.com/amp/s/${host}/post/once`,
    ])
      expect(await explain(link), link).toContain('Bridges: yes.');
  });

  it('says whose copy it is and why nothing of it is told', async () => {
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await round();
    world.publish('mail', { slug: 'copy', title: 'Bridge at Korsvik closed', paragraphs: TEXT.slice(0, 2) });
    ahead += 200_000;
    await round();
    const said = await explain(`${world.base}/mail/copy`);
    expect(said).toMatch(
      /A copy of “Old bridge closed to lorries” \(Fjord Post\): \d+ % of the shorter text stands/,
    );
    expect(said).toMatch(/Nothing: its \d+ statements? the story had already\./);
    expect(said).toContain('it brings nothing new, so it only joins the alert’s outlets line');
    expect(said).toMatch(/An edit of the alert was sent/);
  });

  it('says what two reports of one event share', async () => {
    world.publish('post', {
      slug: 'once',
      title: 'Old bridge at Korsvik closed to lorries',
      paragraphs: TEXT,
    });
    await round();
    const other = [
      'Lorries will be turned away from the Korsvik bridge on Monday: its piers are cracked, the inspectors of the council found.',
      'Signe Aas, the engineer, put it so: “We would rather be late than wet,” and pointed at the fjord.',
      'Forty minutes is what the detour to the harbour takes, the baker timed with his van.',
    ];
    world.publish('mail', {
      slug: 'other',
      title: 'Korsvik turns lorries away from cracked bridge',
      paragraphs: other,
    });
    ahead += 200_000;
    await round();
    const said = await explain(`${world.base}/mail/other`);
    expect(said).toMatch(
      /The same event as “Old bridge at Korsvik closed to lorries” \(Fjord Post\), in other words\. Both have one quotation; the names? .*Korsvik/,
    );
  });

  it('says why a page could not be read, when it is tried again, and when it was given up', async () => {
    world.publish('post', { slug: 'away', title: 'Bridge lights', paragraphs: TEXT });
    world.answer('/post/away', { status: 503, type: 'text/plain', body: 'later' });
    await round();
    expect(await explain(`${world.base}/post/away`)).toMatch(
      /^Bridge lights.*\nRead\n• Listed by Fjord Post.*\n• It could not be read yet \(1 try\): .*503.* Next try \d+ /,
    );
    world.answer('/post/away', { status: 410, type: 'text/plain', body: 'gone' });
    ahead += 3_600_000;
    await round();
    expect(await explain(`${world.base}/post/away`)).toMatch(/was given up after 2 tries: .*HTTP 410/);
  });

  it('says of an item that waits that it waits', async () => {
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await bot.ticks.poll(() => {});
    expect(await explain(`${world.base}/post/once`)).toContain('It waits to be read; it is next.');
  });

  it('says of another language that it was passed over', async () => {
    world.publish('post', { slug: 'de', title: 'Brücke gesperrt', paragraphs: GERMAN });
    world.answer('/post/de', {
      status: 200,
      type: 'text/html; charset=utf-8',
      body: `<html lang="de"><title>Brücke gesperrt</title><article><h1>Brücke gesperrt</h1>${GERMAN.map((p) => `<p>${p}</p>`).join('')}</article></html>`,
    });
    await round();
    expect(await explain(`${world.base}/post/de`)).toContain(
      'It was read and not kept: It is in another language (de).',
    );
  });

  it('says of a link that nobody listed so, and which feed of that site it watches', async () => {
    await round();
    const said = await explain(`${world.base}/post/never`);
    expect(said).toContain('no feed of mine has listed it');
    expect(said).toMatch(/Of that site I watch Fjord Post: last read/);
    expect(said).toContain('/feeds shows how');
    expect(said).not.toContain('npm run');
    const far = await explain('https://elsewhere.example/x');
    expect(far).toContain('No feed of elsewhere.example is watched.');
    expect(far).toContain('/feed test https://elsewhere.example');
    expect(far).not.toContain('npm run');
    expect(await explain('bridges')).toBe(
      '“bridges” is no link. Paste the article’s address: /explain https://example.org/an-article',
    );
    expect((await bot.answer({ command: 'explain', input: {}, caller: caller() })).plain).toMatch(
      /^Which article\?/,
    );
  });

  it('names the rule that kept it from a channel', async () => {
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await round();
    const link = `${world.base}/post/once`;
    const at = (channel: string) => explain(link, { place: { ...HERE, channel }, manager: false });
    expect(await at('quiet')).toContain('Not told: this channel is subscribed to nothing.');
    await store.subscriptions.add(
      { ...HERE, channel: 'sea' },
      { kind: 'topic', value: 'ferries', label: 'Ferries' },
      {},
      'me',
    );
    expect(await at('sea')).toContain('Not told: no subscription of this channel fits it (Ferries).');
    ahead += 60_000;
    const late = { ...HERE, channel: 'late' };
    await store.subscriptions.add(late, { kind: 'query', value: 'lorries', label: '“lorries”' }, {}, 'me');
    expect(await at('late')).toMatch(/the subscription to “lorries” was made \d+ .*, after it was filed/);
  });

  it('names a backlog and what is too old', async () => {
    await round();
    await store.feeds.configure([
      { id: 'post', url: `${world.base}/post/feed.xml`, kind: 'web', title: null, outletId: null },
      { id: 'mail2', url: `${world.base}/mail/feed.xml`, kind: 'web', title: null, outletId: null },
    ]);
    world.publish('mail', { slug: 'first', title: 'Bridge closed to lorries', paragraphs: TEXT });
    await round();
    expect(await explain(`${world.base}/mail/first`)).toContain(
      'it was in its feed already when the feed was added',
    );
    const old = `<html lang="en"><head><meta property="article:published_time" content="2024-06-14T10:00:00Z"></head><article><h1>Bridge poems read aloud</h1>${TEXT.map((p) => `<p>${p.replace('Korsvik', 'Norvik').replaceAll('lorries', 'poem readers')}</p>`).join('')}</article></html>`;
    world.publish('post', { slug: 'old', title: 'Bridge poems', paragraphs: TEXT });
    world.answer('/post/feed.xml', {
      status: 200,
      type: 'application/rss+xml',
      body: `<rss version="2.0"><channel><title>Fjord Post</title><item><title>Bridge poems</title><link>${world.base}/post/old</link></item></channel></rss>`,
    });
    world.answer('/post/old', { status: 200, type: 'text/html', body: old });
    ahead += 200_000;
    await round();
    const said = await explain(`${world.base}/post/old`);
    expect(said).toContain('older than what is alerted');
    expect(said).toContain('Bridges: no. “poem” is in the title, which the topic excludes');
  });

  it('shows a manager the channels of their own tenant, anybody else the one they are in, and nobody another tenant’s', async () => {
    await store.subscriptions.add(
      { ...HERE, channel: 'night' },
      { kind: 'topic', value: 'bridges', label: 'Bridges' },
      {},
      'me',
    );
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await round();
    const link = `${world.base}/post/once`;
    const manager = await explain(link);
    expect(manager).toMatch(
      /Told\n• The alert was sent.*\n• The alert is made.*\n• In night: The alert was sent/,
    );
    const guest = await explain(link, { manager: false });
    expect(guest).toMatch(/Told here\n• The alert was sent/);
    expect(guest).not.toContain('night');
    expect(manager + guest).not.toContain('secret');
    expect(await explain(link, { operator: true })).not.toContain('secret');
    const theirs = await explain(link, { place: OTHER });
    expect(theirs).toMatch(/The alert was sent/);
    expect(theirs).not.toMatch(/night|desk/);
  });

  it('explains what was filed before reasons were kept by the sentences of then', async () => {
    world.publish('post', { slug: 'once', title: 'Old bridge closed to lorries', paragraphs: TEXT });
    await round();
    await db.updateTable('versions').set({ reason: null }).execute();
    await db.updateTable('items').set({ url_key: null, read_at: null, read_as: null }).execute();
    const said = await explain(`${world.base}/post/once`);
    expect(said).toContain('Read.');
    expect(said).toContain('A new story: no article nearby carries its text or reports its event.');
    expect(said).toContain('What was new in it was not noted then.');
  });
});

describe('a pasted link', () => {
  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['<https://a.example/x|title>', 'https://a.example/x'],
    ['(https://a.example/x).', 'https://a.example/x'],
    ['a.example/x/y', 'https://a.example/x/y'],
    ['https://www.google.com/amp/s/a.example/x?y=1', 'https://a.example/x?y=1'],
    ['https://a-example.cdn.ampproject.org/c/s/a.example/x', 'https://a.example/x'],
    ['ftp://a.example/x', null],
    ['javascript:alert(1)', null],
    ['a word', null],
    ['', null],
  ])('%s', (typed, link) => expect(pastedLink(typed)).toBe(link));
});
