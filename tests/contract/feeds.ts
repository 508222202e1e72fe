/** The store's contract on feeds and items: nothing hides behind a validator, nothing is polled or read twice at once. */
import { expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { filing, item } from './bench.ts';

/** `fresh` gives the present test's bench. */
export function feedsContract(fresh: () => Bench): void {
  it('leases a due feed to one taker, and to another when the lease has run out', async () => {
    const b = fresh();
    await b.addFeed();
    expect(await b.store.feeds.claimDue(10, 1_000)).toEqual([]);
    b.now += 1_001;
    expect((await b.store.feeds.claimDue(10, 1_000)).map((f) => f.id)).toEqual(['f']);
  });

  it('commits validators with every unseen item, and reads an item again only when its words change', async () => {
    const b = fresh();
    const feed = await b.addFeed();
    expect(await b.store.feeds.polled(feed, b.polled([item('a'), item('b')]), 0)).toEqual({
      unseen: 2,
      touched: 0,
    });
    b.now += 600;
    const [again] = await b.store.feeds.claimDue(10, 1_000);
    if (again === undefined) throw new Error('not due');
    expect(again.etag).toBe('e1');
    const changed = [
      item('a', { publishedAt: '2026-11-02T10:00:00Z' }),
      item('b', { title: 'Another title' }),
    ];
    expect(await b.store.feeds.polled(again, b.polled(changed, 'e2'), 0)).toEqual({ unseen: 0, touched: 1 });
  });

  it('keeps the backlog of a feed added later, and of items older than is alerted, but not of a first start', async () => {
    const b = fresh();
    const feed = await b.addFeed();
    await b.store.feeds.polled(feed, b.polled([item('a')]), Date.parse('2026-11-01'));
    await b.store.feeds.configure([
      { id: 'f', url: feed.url, kind: 'web', title: null, outletId: null },
      { id: 'g', url: 'https://other.example/feed', kind: 'web', title: null, outletId: null },
    ]);
    const due = await b.store.feeds.claimDue(10, 1_000);
    const later = due.find((f) => f.id === 'g');
    if (later === undefined) throw new Error('the new feed is not due');
    await b.store.feeds.polled(later, b.polled([item('x')]), 0);
    const second = due.find((f) => f.id === 'f');
    if (second === undefined) throw new Error('not due');
    await b.store.feeds.polled(
      second,
      b.polled([item('old', { publishedAt: '2020-01-01T00:00:00Z' })]),
      Date.parse('2026-11-01'),
    );
    const claimed = await b.store.items.claim(10, 1_000);
    expect(Object.fromEntries(claimed.map((i) => [i.guid, i.backlog]))).toEqual({ a: 0, x: 1, old: 1 });
  });

  it('gives items in order of publication and retries at their own time', async () => {
    const b = fresh();
    const feed = await b.addFeed();
    const later = item('later', { publishedAt: '2026-11-03T00:00:00Z' });
    await b.store.feeds.polled(feed, b.polled([later, item('first')]), 0);
    const claimed = await b.store.items.claim(10, 1_000);
    expect(claimed.map((i) => i.guid)).toEqual(['first', 'later']);
    const [first] = claimed;
    if (first === undefined) throw new Error('nothing claimed');
    await b.store.items.retry(first, 'the site was away', b.now + 5_000);
    expect(await b.store.items.claim(10, 1_000)).toEqual([]);
    b.now += 5_000;
    expect((await b.store.items.claim(10, 1_000)).find((i) => i.guid === 'first')?.attempts).toBe(1);
  });

  it('reads an item again when its feed changed it while it was being read', async () => {
    const b = fresh();
    const feed = await b.addFeed();
    await b.store.feeds.polled(feed, b.polled([item('a')]), 0);
    const [claimed] = await b.store.items.claim(1, 60_000);
    if (claimed === undefined) throw new Error('nothing claimed');
    b.now += 600;
    const [again] = await b.store.feeds.claimDue(1, 1_000);
    if (again === undefined) throw new Error('not due');
    await b.store.feeds.polled(again, b.polled([item('a', { title: 'A newer title' })], 'e2'), 0);
    await b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async () => {});
    expect((await b.store.items.claim(1, 60_000)).map((i) => i.title)).toEqual(['A newer title']);
  });

  it('starts a mended feed address afresh', async () => {
    const b = fresh();
    const feed = await b.addFeed();
    await b.store.feeds.polled(feed, b.polled([item('a')]), 0);
    await b.store.feeds.failed(feed, 'gone', b.now + 86_400_000, true);
    const mended = {
      id: 'f',
      url: 'https://paper.example/new-feed',
      kind: 'web' as const,
      title: null,
      outletId: null,
    };
    await b.store.feeds.configure([mended]);
    expect((await b.store.feeds.claimDue(1, 1_000))[0]).toMatchObject({
      url: mended.url,
      etag: null,
      failures: 0,
      complained: 0,
    });
  });
}
