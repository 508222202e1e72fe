/** The store's contract on what timelines, explanations and the overview ask of it. */
import { expect, it } from 'vitest';
import { planPost } from '../../src/store/planning.ts';
import { readKept } from '../../src/store/rows.ts';
import type { Bench } from './bench.ts';
import { filing, HERE, item, NOTHING, THERE, words } from './bench.ts';

const DAY = 86_400_000;

/** `fresh` gives the present test's bench. */
export function askingContract(fresh: () => Bench): void {
  /** Files one article a call; its statement says what `change` says. */
  const filer = (b: Bench) => {
    let counter = 0;
    return async (
      change: Parameters<typeof filing>[2] & {
        published?: string | null;
        at?: number;
        stance?: 'said' | 'denied';
      },
    ) => {
      const base = filing('none', counter, { key: `p.example/${counter}`, ...change });
      const at = change.at ?? 1_000;
      const filed = await b.store.filing.commit(
        {
          ...base,
          article: {
            ...base.article,
            published: change.published === undefined ? '2026-11-01' : change.published,
            published_at: at,
            at,
          },
          statements: base.statements.map((s) => ({ ...s, stance: change.stance ?? s.stance })),
        },
        async () => {},
      );
      counter += 1;
      if (filed === null) throw new Error('not filed');
      return filed;
    };
  };

  it('counts articles a day as their outlets date them, and of a speaker only those that quote them', async () => {
    const b = fresh();
    const file = filer(b);
    await file({ published: '2026-11-02T23:30:00+09:00', at: 5 * DAY });
    await file({ published: '2026-11-02', at: 6 * DAY, speaker: 'Otto Fisk', words: 'No ferry' });
    await file({ published: null, at: 7 * DAY + 5 });
    const all = { topic: 'bridges', speakerId: null, since: null };
    expect([...(await b.store.timeline.coverage(all))].sort()).toEqual([
      ['1970-01-08', 1],
      ['2026-11-02', 2],
    ]);
    const [otto] = await b.store.speakers.named('Otto Fisk');
    const his = { topic: null, speakerId: otto?.id ?? '', since: null };
    expect([...(await b.store.timeline.coverage(his))]).toEqual([['2026-11-02', 1]]);
    expect((await b.store.timeline.spoken(his, 10)).map((s) => s.name)).toEqual(['Otto Fisk']);
    expect(await b.store.timeline.spoken({ ...all, since: 6 * DAY }, 10)).toHaveLength(2);
    expect(await b.store.timeline.spoken(all, 1)).toMatchObject([{ at: 7 * DAY + 5, published: null }]);
    expect(await b.store.timeline.spoken({ ...all, topic: 'ferries' }, 10)).toEqual([]);
  });

  it('gives what was said by those who denied something, and by nobody else', async () => {
    const b = fresh();
    const file = filer(b);
    await file({ stance: 'denied', words: 'the cranes' });
    await file({ words: 'The cranes are ours' });
    await file({ speaker: 'Otto Fisk', words: 'I have no crane' });
    const rows = await b.store.timeline.stances({ topic: 'bridges', speakerId: null, since: null });
    expect(rows.map((r) => [r.name, r.stance, r.pieces]).sort()).toEqual([
      ['Anna Berg', 'denied', ['the cranes']],
      ['Anna Berg', 'said', ['The cranes are ours']],
    ]);
    expect(
      (await b.store.timeline.namesOf([rows[0]?.speakerId ?? ''])).get(rows[0]?.speakerId ?? ''),
    ).toEqual(['Anna Berg']);
  });

  it('finds an item and its article by the key of its link, and keeps the reasons of each version', async () => {
    const b = fresh();
    await b.store.feeds.polled(
      await b.addFeed(),
      b.polled([item('a', { url: 'https://paper.example/a?utm_source=x' })]),
      0,
    );
    const [claimed] = await b.store.items.claim(1, 1_000);
    if (claimed === undefined) throw new Error('no item');
    const waiting = await b.store.explaining.link('paper.example/a', 'https://paper.example/a');
    expect(waiting).toMatchObject({
      article: null,
      items: [{ state: 'pending', feed_title: 'Paper', read_at: null }],
    });
    await b.store.items.retry(claimed, 'the site was away', b.now + 60_000);
    const tried = await b.store.explaining.link('paper.example/a', '');
    expect(tried.items[0]).toMatchObject({ attempts: 1, why: 'the site was away', read_at: b.now });
    const filed = await b.store.filing.commit(
      filing(claimed.id, 0, { digest: claimed.digest }),
      async () => {},
    );
    const done = await b.store.explaining.link('paper.example/a', '');
    expect(done).toMatchObject({
      article: { id: filed?.articleId },
      items: [{ state: 'done', read_as: 'page' }],
    });
    const [version] = await b.store.explaining.versions(filed?.articleId ?? '');
    expect(readKept(version?.reason ?? '')).toMatchObject({
      placed: { is: 'new' },
      story: filed?.storyId,
      held: null,
    });
    expect((await b.store.explaining.voices(filed?.articleId ?? '')).names).toEqual(['Anna Berg']);
    expect(await b.store.explaining.link('paper.example/nothing', '')).toEqual({ article: null, items: [] });
    expect((await b.store.explaining.feedsOf('paper.example')).map((f) => f.title)).toEqual(['Paper']);
    expect(await b.store.explaining.feedsOf('aper.example')).toEqual([]);
  });

  it('shows a tenant its own deliveries and no other’s', async () => {
    const b = fresh();
    const other = { ...HERE, tenant: 'others' };
    const filed = await b.store.filing.commit(filing('none', 0), async (tx, f) => {
      for (const place of [HERE, THERE, other])
        await planPost(tx, b.ids, b.clock, place, f.storyId, words('alert'), NOTHING);
    });
    const seen = await b.store.explaining.deliveries(filed?.storyId ?? '', HERE, null);
    expect(seen.map((d) => [d.tenant, d.channel])).toEqual([
      ['terminal', 'one'],
      ['terminal', 'two'],
    ]);
    expect(await b.store.explaining.deliveries(filed?.storyId ?? '', HERE, 'one')).toHaveLength(1);
    const { platform, tenant } = other;
    expect((await b.store.overview.look({ platform, tenant })).deliveries).toEqual([
      { state: 'planned', count: 1 },
    ]);
    expect((await b.store.overview.look(null)).deliveries).toEqual([{ state: 'planned', count: 3 }]);
  });

  it('looks over what is watched, kept and waiting', async () => {
    const b = fresh();
    expect((await b.store.overview.look(null)).startedAt).toBeNull();
    await b.store.overview.begin();
    b.now += 1_000;
    await b.store.overview.begin();
    const feed = await b.addFeed();
    await b.store.feeds.failed(feed, 'away', b.now + 5, true);
    await b.store.filing.commit(filing('none', 0), (tx, f) =>
      planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING),
    );
    const [post] = await b.store.deliveries.claim(['console'], 1, 1_000);
    await b.store.deliveries.settle(post?.id ?? '', { state: 'held', why: 'nobody knows' });
    expect(await b.store.overview.look(null)).toEqual({
      startedAt: b.now,
      feeds: {
        listed: 1,
        ok: 0,
        unread: 0,
        failing: [{ name: 'Paper', url: 'https://paper.example/feed', why: 'away' }],
      },
      kept: { articles: 1, outlets: 1, stories: 1, statements: 1, speakers: 1 },
      items: { pending: 0, failed: 0 },
      deliveries: [{ state: 'held', count: 1 }],
      waiting: [{ state: 'held', why: 'nobody knows', count: 1, nextAt: 0 }],
      removed: [],
      ended: [],
    });
    const held = { ...HERE, channel: '' };
    await b.store.subscriptions.add(HERE, { kind: 'topic', value: 'x', label: 'X' }, {}, 'me');
    await b.store.holds.close(held, 'removed', 'Removed.', 'Invite me.', () => b.now + 1_000, true);
    const one = { platform: HERE.platform, tenant: HERE.tenant, since: b.now, subscriptions: 1 };
    expect((await b.store.overview.look(null)).removed).toEqual([one]);
    expect((await b.store.overview.look(HERE)).removed).toEqual([]);
  });

  it('keeps of a story its versions and what follows it', async () => {
    const b = fresh();
    const file = filer(b);
    const first = await file({});
    const base = filing('none', 1, { key: 'p.example/late' });
    await b.store.filing.commit(
      { ...base, placement: { ...base.placement, follows: first.storyId } },
      async () => {},
    );
    const read = await b.store.storyFile.read(first.storyId);
    expect(read.articles).toMatchObject([{ outlet: 'Paper', versions: [{ version: 1 }] }]);
    expect(read.followers.map((f) => f.title)).toEqual(['Bridge']);
  });
}
