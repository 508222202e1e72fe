/** The store's contract on what people say of feeds, what became of what they listed, and by what an item is known. */
import { expect, it } from 'vitest';
import { itemDigest } from '../../src/store/feeds.ts';
import { nothingRead } from '../../src/store/ledger.ts';
import type { FeedRow } from '../../src/store/schema.ts';
import type { Bench } from './bench.ts';
import { filing, item } from './bench.ts';

const FILE = [
  { id: 'f', url: 'https://paper.example/feed', kind: 'web' as const, title: 'Paper', outletId: null },
  { id: 'g', url: 'https://other.example/feed', kind: 'web' as const, title: null, outletId: null },
];

/** `fresh` gives the present test's bench. */
export function feedCareContract(fresh: () => Bench): void {
  const watched = async (b: Bench) =>
    (await b.store.feedCare.all()).filter((f) => f.listed === 1).map((f) => f.id);
  const done = async (change: ReturnType<Bench['store']['feedCare']['change']>): Promise<FeedRow> => {
    const { ok, ...rest } = await change;
    if (!ok || !('value' in rest)) throw new Error(JSON.stringify(rest));
    return rest.value;
  };
  const again = async (b: Bench): Promise<FeedRow> => {
    b.now += 600;
    const due = await b.store.feeds.claimDue(10, 1);
    const feed = due.find((f) => f.id === 'f');
    if (feed === undefined) throw new Error('the feed is not due');
    b.now += 2;
    return feed;
  };

  it('keeps what was said of feeds over every reading of the file, and how it differs from it', async () => {
    const b = fresh();
    const { feedCare: care, feeds } = b.store;
    await feeds.configure(FILE);
    const added = await done(
      care.change({ kind: 'add', url: 'https://new.example/rss', title: 'New' }, 'anna'),
    );
    await done(care.change({ kind: 'remove', feed: 'g' }, 'anna'));
    await done(care.change({ kind: 'pause', feed: 'f' }, 'anna'));
    expect(await care.change({ kind: 'pause', feed: 'f' }, 'anna')).toMatchObject({ ok: false });
    expect(await care.change({ kind: 'remove', feed: 'nosuch' }, 'anna')).toMatchObject({ ok: false });
    await feeds.configure(FILE);
    expect((await watched(b)).sort()).toEqual(['f', added.id].sort());
    expect(await feeds.claimDue(10, 1_000)).toMatchObject([{ id: added.id }]);
    const differs = (await care.differences()).map(({ feed, is }) => `${feed.id} ${is}`).sort();
    expect(differs).toEqual([`${added.id} added`, 'f paused', 'g removed'].sort());
    await done(care.change({ kind: 'resume', feed: 'f' }, 'anna'));
    await done(care.change({ kind: 'add', url: 'https://other.example/feed', title: null }, 'anna'));
    expect((await watched(b)).sort()).toEqual(['f', 'g', added.id].sort());
    expect(await care.change({ kind: 'add', url: FILE[0]?.url ?? '', title: null }, 'anna')).toMatchObject({
      ok: false,
    });
  });

  it('moves a feed with its history and keeps where it has lived; a redirect for good is noted too', async () => {
    const b = fresh();
    const { feedCare: care, feeds } = b.store;
    const feed = await b.addFeed();
    await feeds.polled(feed, b.polled([item('a')]), 0);
    const moved = await done(
      care.change({ kind: 'move', feed: 'f', url: 'https://paper.example/two' }, 'anna'),
    );
    expect(moved).toMatchObject({ url: 'https://paper.example/two', etag: null, polled: 0, keep_backlog: 1 });
    b.now += 5;
    const at = await again(b);
    const redirected = { ...b.polled([item('a')], 'e2'), movedTo: 'https://paper.example/three' };
    expect(await feeds.polled(at, redirected, 0)).toEqual({ unseen: 0, touched: 0 });
    expect((await care.addresses('f')).map(({ url, by }) => [url, by])).toEqual([
      ['https://paper.example/feed', 'file'],
      ['https://paper.example/two', 'anna'],
      ['https://paper.example/three', 'redirect'],
    ]);
    await feeds.configure(FILE);
    expect((await care.all()).find((f) => f.id === 'f')?.url).toBe('https://paper.example/three');
  });

  it('tells each state of a feed once, though two look at the same time', async () => {
    const b = fresh();
    const { feedCare: care } = b.store;
    const feed = await b.addFeed();
    await Promise.all([
      care.notice(feed, 'broken', 'It is broken.'),
      care.notice(feed, 'broken', 'It is broken.'),
    ]);
    const [first, ...more] = await care.untold(10);
    expect(first).toMatchObject({ feed_id: 'f', kind: 'broken', text: 'It is broken.' });
    expect(more).toEqual([]);
    await care.toldOf(first?.id ?? '');
    expect(await care.untold(10)).toEqual([]);
    const [broken] = await care.watched();
    if (broken === undefined) throw new Error('no feed is watched');
    await care.notice(broken, 'back', 'It is back.');
    expect((await care.untold(10)).map((n) => n.kind)).toEqual(['back']);
    expect((await care.watched())[0]?.told).toBeNull();
  });

  it('says when what a feed lists arrived, its first listing left out', async () => {
    const b = fresh();
    await b.store.feeds.polled(await b.addFeed(), b.polled([item('a'), item('b')]), 0);
    const at = await again(b);
    const arrived = b.now;
    await b.store.feeds.polled(at, b.polled([item('a'), item('b'), item('c')], 'e2'), 0);
    const [feed] = await b.store.feedCare.watched();
    if (feed === undefined) throw new Error('no feed is watched');
    expect(await b.store.feedCare.arrivals(feed, 0)).toEqual([arrived]);
  });

  it('counts what became of each item: read, waiting, not readable yet, given up, passed over', async () => {
    const b = fresh();
    const { items, feeds, ledger } = b.store;
    await feeds.polled(await b.addFeed(), b.polled(['a', 'b', 'c', 'd', 'e'].map((id) => item(id))), 0);
    const claimed = await items.claim(4, 60_000);
    const [a, second, third, fourth] = claimed;
    if (a === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new Error('not four are pending');
    await items.retry(second, 'The site was away.', b.now + 5_000);
    await items.settle(third, 'failed', 'HTTP 403.', null);
    const of = async () => (await ledger.since(0)).get('f');
    const before = await of();
    expect(before).toMatchObject({ seen: 5, waiting: 3, trying: [{ count: 1 }], failed: [{ count: 1 }] });
    expect(before === undefined ? null : nothingRead(before)).toBe(true);
    await items.settle(fourth, 'done', 'It is in German.', null);
    const shown = filing(a.id, 0, { digest: a.digest });
    await b.store.filing.commit({ ...shown, article: { ...shown.article, excerpt: 1 } }, async () => {});
    const after = await of();
    expect(after).toEqual({
      seen: 5,
      fresh: 1,
      copies: 0,
      offTopic: 0,
      again: 0,
      waiting: 1,
      excerpts: 1,
      trying: [{ why: 'The site was away.', count: 1 }],
      failed: [{ why: 'HTTP 403.', count: 1 }],
      passed: [{ why: 'It is in German.', count: 1 }],
    });
    expect(after === undefined ? null : nothingRead(after)).toBe(false);
    expect((await ledger.since(b.now + 1)).size).toBe(0);
  });

  it('knows an item whose id changes by its page, and never a search feed’s by its redirect', async () => {
    const b = fresh();
    const { feeds } = b.store;
    await feeds.polled(await b.addFeed(), b.polled([item('a')]), 0);
    const renamed = item('b', { url: 'https://paper.example/a?from=rss', title: 'Title of a' });
    expect(await feeds.polled(await again(b), b.polled([renamed], 'e2'), 0)).toMatchObject({ unseen: 0 });
    const found = (token: string, title: string) => {
      const url = `https://news.google.com/rss/articles/${token}`;
      const listed = item(`Mail: ${title}`, { url, title });
      return { ...listed, page: null, digest: itemDigest(listed, null) };
    };
    await feeds.polled(await again(b), b.polled([renamed, found('one', 'Pier')], 'e3'), 0);
    const next = [renamed, found('two', 'Pier'), found('one', 'Bridge')];
    expect(await feeds.polled(await again(b), b.polled(next, 'e4'), 0)).toEqual({ unseen: 1, touched: 0 });
    expect(await feeds.known('f', [{ guid: 'other', page: renamed.page }])).toBe(true);
    expect(await feeds.known('f', [{ guid: 'other', page: null }])).toBe(false);
  });
}
