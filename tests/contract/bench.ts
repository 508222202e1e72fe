/** What the contract's parts share: a fresh store with a clock that stands still, and things to put into it. */
import { urlKey } from '../../src/article/address.ts';
import type { Message, Place } from '../../src/chat.ts';
import { createIds, type Ids } from '../../src/ids.ts';
import type { FeedItem } from '../../src/news.ts';
import { itemDigest, type PolledFeed, type PolledItem } from '../../src/store/feeds.ts';
import type { Filing } from '../../src/store/filed.ts';
import type { ClaimedItem } from '../../src/store/items.ts';
import type { FeedRow } from '../../src/store/schema.ts';
import { postsOf } from '../../src/store/standing.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { fingerprint } from '../../src/stories/fingerprint.ts';

export type Engine = { open(): Promise<Parameters<typeof createStore>[0]> };

export const NOTHING = { statements: [], voices: [], article: null, version: false };

export const HERE: Place = { platform: 'console', tenant: 'terminal', channel: 'one' };
export const THERE: Place = { ...HERE, channel: 'two' };
export const words = (plain: string): Message => ({ nodes: [], plain });

export const item = (id: string, change: Partial<FeedItem> = {}): PolledItem => {
  const whole: FeedItem = {
    id,
    url: `https://paper.example/${id}`,
    title: `Title of ${id}`,
    publishedAt: '2026-11-01T10:00:00Z',
    byline: [],
    html: null,
    summary: null,
    outlet: null,
    ...change,
  };
  const key = whole.url === null ? null : urlKey(whole.url);
  return { ...whole, key, page: key, digest: itemDigest(whole, key) };
};

/** The post of a story in one channel. */
export const postOf = async (tx: Parameters<typeof postsOf>[0], to: Place, storyId: string) =>
  (await postsOf(tx, storyId)).find((p) => p.channel === to.channel);

export function filing(
  itemId: string,
  counter: number,
  change: {
    digest?: string;
    key?: string;
    text?: string;
    storyId?: string;
    speaker?: string;
    aliases?: string[];
    words?: string;
    known?: string;
  } = {},
): Filing {
  const text =
    change.text ?? 'The bridge will open in May, said Anna Berg, a port engineer. Cranes arrived on Monday.';
  const print = fingerprint({ title: 'Bridge', text });
  return {
    item: { id: itemId, why: 'A new story.', digest: change.digest ?? '', as: 'page' },
    counter,
    article: {
      url_key: change.key ?? 'paper.example/a',
      url: `https://${change.key ?? 'paper.example/a'}`,
      outlet_id: null,
      outlet: 'Paper',
      owner: null,
      country: null,
      state_media: 0,
      title: 'Bridge',
      byline: '[]',
      wire: null,
      published: '2026-11-01',
      published_at: 1_000,
      at: 1_000,
      language: 'en',
      digest: text,
      text,
      boilerplate: '[]',
      topics: '["bridges"]',
      notice: null,
      notice_text: null,
      print: JSON.stringify(print),
      backlog: 0,
      excerpt: 0,
    },
    existing: null,
    placement: {
      storyId: change.storyId ?? null,
      role: 'original',
      copyOf: null,
      wire: null,
      follows: null,
      later: false,
      why: ['A new story.'],
      reason: { is: 'new', credit: null, follows: null },
    },
    news: { statements: 1, known: 0, speakers: ['Anna Berg'], material: false, changes: [] },
    held: null,
    print,
    extractor: 'test',
    statements: [
      {
        known: change.known ?? null,
        sameAs: null,
        isVoice: false,
        speaker: {
          name: change.speaker ?? 'Anna Berg',
          role: 'port engineer',
          kind: 'person',
          aliases: change.aliases ?? [],
        },
        kind: 'indirect',
        stance: 'said',
        cue: 'said',
        source: 'Anna Berg',
        saidOn: null,
        venue: null,
        via: null,
        pieces: [{ text: change.words ?? 'The bridge will open in May', quoted: false }],
        paragraph: text,
        spans: [{ start: 0, end: 27 }],
      },
    ],
    summary: ['Cranes arrived on Monday.'],
  };
}

/** A fresh store; `now` stands still until a test moves it. */
export type Bench = {
  store: Store;
  ids: Ids;
  clock: { now(): number };
  now: number;
  addFeed(): Promise<FeedRow>;
  polled(items: ReturnType<typeof item>[], etag?: string): PolledFeed;
  oneItem(): Promise<ClaimedItem>;
};

export async function createBench(engine: Engine): Promise<Bench> {
  const time = { now: 10_000_000 };
  const clock = { now: () => time.now };
  const ids = createIds(clock.now, () => 0.5);
  const b: Bench = {
    store: await createStore(await engine.open(), clock, ids, true, async () => clock.now()),
    ids,
    clock,
    get now() {
      return time.now;
    },
    set now(at) {
      time.now = at;
    },
    async addFeed() {
      await b.store.feeds.configure([
        { id: 'f', url: 'https://paper.example/feed', kind: 'web', title: 'Paper', outletId: null },
      ]);
      const [feed] = await b.store.feeds.claimDue(10, 1_000);
      if (feed === undefined) throw new Error('no feed is due');
      return feed;
    },
    polled: (items, etag = 'e1') => ({
      validators: { etag, lastModified: null },
      movedTo: null,
      title: null,
      items,
      nextPollAt: b.now + 500,
    }),
    async oneItem() {
      await b.store.feeds.polled(await b.addFeed(), b.polled([item('a')]), 0);
      const [claimed] = await b.store.items.claim(1, 1_000);
      if (claimed === undefined) throw new Error('no item is pending');
      return claimed;
    },
  };
  return b;
}
