/** The store's contract on deliveries and subscriptions: in order, once, the newest. */
import { expect, it } from 'vitest';
import { planEdit, planPost, planReply } from '../../src/store/planning.ts';
import type { Bench } from './bench.ts';
import { filing, HERE, NOTHING, postOf, THERE, words } from './bench.ts';

/** `fresh` gives the present test's bench. */
export function deliveriesContract(fresh: () => Bench): void {
  it('refuses a second alert for a story in a channel', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const filed = await b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), (tx, f) =>
      planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING),
    );
    const twice = b.store.filing.commit(
      filing(claimed.id, 1, { key: 'x.example/a', storyId: filed?.storyId ?? '' }),
      (tx, f) => planPost(tx, b.ids, b.clock, HERE, f.storyId, words('again'), NOTHING),
    );
    await expect(twice).rejects.toThrow(/unique/i);
  });

  it('delivers in order within a channel, lets a reply wait for its post, and holds no other channel', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    await b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async (tx, f) => {
      await planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING);
      await planPost(tx, b.ids, b.clock, THERE, f.storyId, words('alert there'), NOTHING);
      const post = await postOf(tx, HERE, f.storyId);
      if (post !== undefined) await planReply(tx, b.ids, b.clock, post, words('reply'), NOTHING);
    });
    const [one, two] = await b.store.deliveries.claim(['console'], 10, 1_000);
    expect([one?.channel, two?.channel]).toEqual(['one', 'two']);
    expect(await b.store.deliveries.claim(['console'], 10, 1_000)).toEqual([]);
    await b.store.deliveries.settle(one?.id ?? '', { state: 'sent', ref: 'r1' });
    const [reply] = await b.store.deliveries.claim(['console'], 10, 1_000);
    expect(reply).toMatchObject({ kind: 'reply', parent_ref: 'r1' });
  });

  it('publishes a post beside what else its channel is told, neither before it nor behind it', async () => {
    const b = fresh();
    const plan = (n: number) =>
      b.store.filing.commit(filing('none', n, { key: `paper.example/${n}` }), (tx, f) =>
        planPost(tx, b.ids, b.clock, HERE, f.storyId, words(`alert ${n}`), NOTHING),
      );
    await plan(0);
    await plan(1);
    const claim = () => b.store.deliveries.claim(['console'], 10, 1_000);
    const [first] = await claim();
    await b.store.deliveries.settle(first?.id ?? '', { state: 'sent', ref: 'r1', publish: true });
    const both = await claim();
    expect(both.map((d) => [d.kind, d.parent_ref]).sort()).toEqual([
      ['post', null],
      ['publish', 'r1'],
    ]);
    const publishing = both.find((d) => d.kind === 'publish')?.id ?? '';
    const later = { state: 'planned' as const, nextAt: b.now + 3_600_000, why: 'slow', doubtful: false };
    await b.store.deliveries.settle(publishing, later);
    await b.store.deliveries.settle(both.find((d) => d.kind === 'post')?.id ?? '', {
      state: 'sent',
      ref: 'r2',
    });
    await plan(2);
    expect((await claim()).map((d) => d.kind)).toEqual(['post']);
    b.now += 3_600_000;
    expect((await claim()).map((d) => d.id)).toContain(publishing);
  });

  it('publishes one message of a channel at a time, the oldest first: it finds out whether more may be', async () => {
    const b = fresh();
    for (const n of [0, 1])
      await b.store.filing.commit(filing('none', n, { key: `paper.example/${n}` }), async (tx, f) => {
        for (const to of [HERE, THERE])
          await planPost(tx, b.ids, b.clock, to, f.storyId, words(`alert ${n}`), NOTHING);
      });
    const claim = () => b.store.deliveries.claim(['console'], 10, 1_000);
    const sendPosts = async () => {
      for (const { id, kind } of await claim())
        if (kind === 'post')
          await b.store.deliveries.settle(id, { state: 'sent', ref: `r-${id}`, publish: true });
    };
    await sendPosts();
    const first = await b.store.deliveries.claim(['console'], 10, 1_000);
    const publishing = first.filter((d) => d.kind === 'publish');
    expect(publishing.map((d) => d.channel)).toEqual(['one', 'two']);
    for (const { id } of first.filter((d) => d.kind === 'post'))
      await b.store.deliveries.settle(id, { state: 'sent', ref: `r-${id}`, publish: true });
    expect(await claim()).toEqual([]);
    const [here, there] = publishing.map((d) => d.id);
    const later = { state: 'planned' as const, nextAt: b.now + 600_000, why: 'paused', doubtful: false };
    await b.store.deliveries.settle(here ?? '', later);
    await b.store.deliveries.settle(there ?? '', { state: 'sent', ref: 'r' });
    expect((await claim()).map((d) => d.channel)).toEqual(['two']);
    b.now += 600_000;
    const again = await claim();
    expect(again.filter((d) => d.channel === 'one').map((d) => d.id)).toEqual([here]);
    await b.store.deliveries.settle(here ?? '', { state: 'refused', why: 'too old' });
    expect((await claim()).map((d) => [d.kind, d.channel])).toEqual([['publish', 'one']]);
  });

  it('rewrites a post that has not left, keeps only the newest edit, and plans none without a change', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const filed = await b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), (tx, f) =>
      planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING),
    );
    const edit = (n: number, plain: string) =>
      b.store.filing.commit(
        filing(claimed.id, n, { key: `k${n}.example`, storyId: filed?.storyId ?? '' }),
        async (tx, f) => {
          const post = await postOf(tx, HERE, f.storyId);
          if (post !== undefined) await planEdit(tx, b.ids, b.clock, post, words(plain));
        },
      );
    await edit(1, 'alert, also in B');
    const [post] = await b.store.deliveries.claim(['console'], 10, 1_000);
    expect(JSON.parse(post?.message ?? '{}').plain).toBe('alert, also in B');
    await b.store.deliveries.settle(post?.id ?? '', { state: 'sent', ref: 'r1' });
    await edit(2, 'alert, also in B');
    expect(await b.store.deliveries.open()).toBe(0);
    await edit(3, 'alert, also in B, C');
    await edit(4, 'alert, also in B, C, D');
    const left = await b.store.deliveries.claim(['console'], 10, 1_000);
    expect(left.map((d) => JSON.parse(d.message).plain)).toEqual(['alert, also in B, C, D']);
  });

  it('brings back as doubtful what a dead process was sending, and ends replies with a refused post', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    await b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async (tx, f) => {
      await planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING);
      const post = await postOf(tx, HERE, f.storyId);
      if (post !== undefined) await planReply(tx, b.ids, b.clock, post, words('reply'), NOTHING);
    });
    expect((await b.store.deliveries.claim(['console'], 10, 1_000))[0]?.doubtful).toBe(0);
    await b.store.deliveries.freeLeases();
    const [again] = await b.store.deliveries.claim(['console'], 10, 1_000);
    expect(again).toMatchObject({ doubtful: 1, attempts: 2 });
    await b.store.deliveries.settle(again?.id ?? '', { state: 'refused', why: 'too long' });
    expect(await b.store.deliveries.claim(['console'], 10, 1_000)).toEqual([]);
    expect(await b.store.deliveries.open()).toBe(0);
  });

  it('lets no old edit follow a post that was rewritten', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const filed = await b.store.filing.commit(filing(claimed.id, 0), (tx, f) =>
      planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING),
    );
    const edit = (n: number, plain: string) =>
      b.store.filing.commit(
        filing(claimed.id, n, { key: `k${n}.example`, storyId: filed?.storyId ?? '' }),
        async (tx, f) => {
          const post = await postOf(tx, HERE, f.storyId);
          if (post !== undefined) await planEdit(tx, b.ids, b.clock, post, words(plain));
        },
      );
    const [sending] = await b.store.deliveries.claim(['console'], 1, 1_000);
    await edit(1, 'also in B');
    await b.store.deliveries.settle(sending?.id ?? '', {
      state: 'planned',
      nextAt: b.now,
      why: 'busy',
      doubtful: false,
    });
    await edit(2, 'also in B, C');
    const [post] = await b.store.deliveries.claim(['console'], 10, 1_000);
    expect(JSON.parse(post?.message ?? '{}').plain).toBe('also in B, C');
    await b.store.deliveries.settle(post?.id ?? '', { state: 'sent', ref: 'r' });
    expect(await b.store.deliveries.claim(['console'], 10, 1_000)).toEqual([]);
  });

  it('keeps subscriptions by channel, each once', async () => {
    const b = fresh();
    const wish = { kind: 'topic' as const, value: 'bridges', label: 'Bridges' };
    expect(await b.store.subscriptions.add(HERE, wish, {}, 'me')).toBe('added');
    expect(await b.store.subscriptions.add(HERE, wish, {}, 'me')).toBe('already');
    expect(await b.store.subscriptions.list(THERE, false)).toEqual([]);
    const [mine] = await b.store.subscriptions.list(HERE, false);
    expect(await b.store.subscriptions.remove({ ...HERE, tenant: 'somebody else' }, mine?.id ?? '')).toBe(
      false,
    );
    expect(await b.store.subscriptions.remove(HERE, mine?.id ?? '')).toBe(true);
  });

  it('asks about what is held ever more rarely until somebody was asked, one process at a time', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    await b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), (tx, f) =>
      planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING),
    );
    const [post] = await b.store.deliveries.claim(['console'], 10, 1_000);
    const id = post?.id ?? '';
    await b.store.deliveries.settle(id, { state: 'held', why: 'nobody can tell' });
    const take = async () => (await b.store.questions.take(['console'], 5)).map((d) => d.id);
    expect(await b.store.questions.take(['slack'], 5)).toEqual([]);
    expect((await Promise.all([take(), take()])).flat()).toEqual([id]);
    expect(await take()).toEqual([]);
    b.now += 60_000;
    expect(await take()).toEqual([id]);
    expect(await b.store.questions.count(HERE)).toEqual({ held: 1, lately: 0 });
    await b.store.questions.asked(id);
    expect(await b.store.questions.count(HERE)).toEqual({ held: 1, lately: 1 });
    expect(await b.store.questions.count({ ...HERE, tenant: 'another' })).toEqual({ held: 0, lately: 0 });
    b.now += 3_600_000;
    await b.store.questions.askedOfAll(HERE);
    expect(await b.store.questions.count(HERE)).toEqual({ held: 1, lately: 0 });
    b.now += 86_400_000;
    expect(await take()).toEqual([]);
    expect(await b.store.deliveries.release(HERE, id, 'post')).toBe(true);
    expect(await b.store.deliveries.claim(['console'], 10, 1_000)).toMatchObject([{ id, doubtful: 0 }]);
  });
}
