/** The store's contract on holds, mutes and kept actions: as narrow as they were said, and over when they are over. */
import { expect, it } from 'vitest';
import { actionId } from '../../src/buttons.ts';
import type { Place } from '../../src/chat.ts';
import { wholePlatform, wholeTenant } from '../../src/store/holds.ts';
import { isMuted } from '../../src/store/mutes.ts';
import { planPost, planReply } from '../../src/store/planning.ts';
import type { Bench } from './bench.ts';
import { filing, HERE, NOTHING, postOf, THERE, words } from './bench.ts';

const ELSEWHERE: Place = { platform: 'console', tenant: 'another', channel: 'three' };

/** `fresh` gives the present test's bench. */
export function holdsContract(fresh: () => Bench): void {
  const plan = async (b: Bench): Promise<string> => {
    const filed = await b.store.filing.commit(filing('none', 0), async (tx, f) => {
      for (const to of [HERE, THERE, ELSEWHERE])
        await planPost(tx, b.ids, b.clock, to, f.storyId, words('alert'), NOTHING);
    });
    return filed?.storyId ?? '';
  };
  const claimed = async (b: Bench) =>
    (await b.store.deliveries.claim(['console'], 10, 1_000)).map((d) => d.channel);

  it('holds a channel, a tenant, a platform, and nothing beside', async () => {
    const b = fresh();
    await plan(b);
    await b.store.holds.wait(HERE, b.now + 500, 'slow');
    await b.store.holds.wait(wholeTenant(ELSEWHERE), b.now + 100, 'slow');
    expect(await claimed(b)).toEqual(['two']);
    b.now += 100;
    expect(await claimed(b)).toEqual(['three']);
    b.now += 400;
    expect(await claimed(b)).toEqual(['one']);
    await b.store.deliveries.freeLeases();
    await b.store.holds.wait(wholePlatform(HERE), b.now + 500, 'slow');
    expect(await claimed(b)).toEqual([]);
  });

  it('lets one delivery find out whether what was closed works again, and says since when and how often', async () => {
    const b = fresh();
    await plan(b);
    const everything = wholePlatform(HERE);
    const next = (tries: number) => b.now + 100 * tries;
    const first = await b.store.holds.close(everything, 'signed-out', 'No token.', 'Get one.', next, false);
    // Two more were under way: they count for nothing.
    await b.store.holds.close(everything, 'signed-out', 'No token.', 'Get one.', next, false);
    expect(first).toMatchObject({ tries: 1, told: 0 });
    await b.store.holds.told(everything);
    expect(await claimed(b)).toEqual([]);
    b.now += 100;
    const [probe, ...more] = await b.store.deliveries.claim(['console'], 10, 1_000);
    expect(probe).toMatchObject({ channel: 'one', held: true });
    expect(more).toEqual([]);
    expect(await claimed(b)).toEqual([]);
    const again = await b.store.holds.close(everything, 'signed-out', 'No token.', 'Get one.', next, true);
    expect(again).toMatchObject({ tries: 2, told: 1, since: first.since });
    await b.store.holds.reopen('console', null, null);
    await b.store.deliveries.settle(probe?.id ?? '', { state: 'sent', ref: 'r' });
    await b.store.holds.mended(HERE);
    expect(await b.store.holds.of(THERE)).toBe(null);
    expect(await claimed(b)).toEqual(['two', 'three']);
  });

  it('tries what was closed widely with a post, however many are to be published before it', async () => {
    const b = fresh();
    const next = () => b.now + 100;
    let stories = 0;
    for (const [held, kind] of [
      [wholePlatform(HERE), 'signed-out'],
      [wholeTenant(HERE), 'removed'],
    ] as const) {
      const plan = (channel: string) => {
        const base = filing('none', stories, { key: `k.example/${stories}` });
        stories += 1;
        return b.store.filing.commit(base, (tx, f) =>
          planPost(tx, b.ids, b.clock, { ...HERE, channel }, f.storyId, words('alert'), NOTHING),
        );
      };
      for (let n = 0; n < 5; n++) await plan(`${kind}${n}`);
      const posts = await b.store.deliveries.claim(['console'], 10, 1_000);
      expect(posts).toHaveLength(5);
      for (const { id } of posts)
        await b.store.deliveries.settle(id, { state: 'sent', ref: `r-${id}`, publish: true });
      await b.store.holds.close(held, kind, 'Closed.', 'Open it.', next, false);
      b.now += 100;
      // Fewer places than there are to be published.
      const claim = () => b.store.deliveries.claim(['console'], 3, 1_000);
      expect(await claim()).toEqual([]);
      await plan('news');
      const [probe, ...more] = await claim();
      expect(probe).toMatchObject({ kind: 'post', channel: 'news', held: true });
      expect(more).toEqual([]);
      await b.store.deliveries.settle(probe?.id ?? '', { state: 'sent', ref: 'r' });
      await b.store.holds.mended({ ...HERE, channel: 'news' });
      for (const size of [3, 2]) {
        const published = await claim();
        expect(published.map((d) => d.kind)).toEqual(Array(size).fill('publish'));
        for (const { id } of published) await b.store.deliveries.settle(id, { state: 'sent', ref: 'r' });
      }
    }
  });

  it('keeps a tenant that removed the bot closed, and closes none that has let it in again', async () => {
    const b = fresh();
    await plan(b);
    const tenant = wholeTenant(HERE);
    await b.store.holds.close(tenant, 'removed', 'Removed.', 'Invite me.', () => b.now + 100, true);
    b.now += 100;
    expect(await b.store.holds.keptOut(HERE, b.now + 500)).toBe(true);
    expect(await b.store.holds.of(HERE)).toMatchObject({ kind: 'removed', channel: '', tries: 2 });
    expect(await claimed(b)).toEqual(['three']);
    await b.store.holds.letIn('console', HERE.tenant);
    expect(await b.store.holds.keptOut(HERE, b.now + 500)).toBe(false);
    await b.store.holds.close(HERE, 'closed', 'Closed.', 'Open it.', () => b.now + 100, true);
    expect(await b.store.holds.keptOut(HERE, b.now + 500)).toBe(false);
    expect(await claimed(b)).toEqual(['two']);
  });

  it('opens all that a sign-in had closed, and nothing of who removed the bot', async () => {
    const b = fresh();
    await plan(b);
    const close = (held: Place, kind: 'closed' | 'removed' | 'signed-out') =>
      b.store.holds.close(held, kind, 'No.', '', () => b.now + 1_000, false);
    await close(wholeTenant(HERE), 'signed-out');
    await close(THERE, 'closed');
    await close(wholeTenant(ELSEWHERE), 'removed');
    expect(await claimed(b)).toEqual([]);
    await b.store.holds.reopenKept('slack');
    expect(await claimed(b)).toEqual([]);
    await b.store.holds.reopenKept('console');
    expect(await claimed(b)).toEqual(['one']);
    await b.store.holds.mended(HERE);
    expect(await claimed(b)).toEqual(['two']);
    expect(await b.store.holds.of(ELSEWHERE)).toMatchObject({ kind: 'removed', until: b.now + 1_000 });
  });

  it('ends a story with its post, and nothing else', async () => {
    const b = fresh();
    const story = await plan(b);
    const reply = async (channel: Place, n: number) =>
      b.store.filing.commit(filing('none', n, { key: `k${n}.example`, storyId: story }), async (tx, f) => {
        const post = await postOf(tx, channel, f.storyId);
        if (post !== undefined) await planReply(tx, b.ids, b.clock, post, words(`reply ${n}`), NOTHING);
      });
    for (const d of await b.store.deliveries.claim(['console'], 10, 1_000))
      await b.store.deliveries.settle(d.id, { state: 'sent', ref: d.channel });
    await reply(HERE, 1);
    await reply(HERE, 2);
    await reply(THERE, 3);
    const [one, other] = await b.store.deliveries.claim(['console'], 10, 1_000);
    await b.store.deliveries.settle(one?.id ?? '', { state: 'ended', why: 'deleted' });
    await b.store.deliveries.settle(other?.id ?? '', { state: 'sent', ref: 'r' });
    expect(await claimed(b)).toEqual([]);
    expect(await b.store.deliveries.open()).toBe(0);
  });

  it('mutes a story in a channel, for a while or ever, and drops what waits', async () => {
    const b = fresh();
    const story = await plan(b);
    await b.store.filing.commit(filing('none', 1, { key: 'k.example', storyId: story }), async (tx, f) => {
      const post = await postOf(tx, HERE, f.storyId);
      if (post !== undefined) await planReply(tx, b.ids, b.clock, post, words('reply'), NOTHING);
    });
    await b.store.mutes.mute(HERE, story, b.now + 1_000, 'me');
    expect(await b.store.deliveries.open()).toBe(3);
    const muted = (to: Place) =>
      b.store.filing.commit(filing('none', 2, { key: 'm.example', storyId: story }), async (tx) => {
        const [here, there] = [
          await isMuted(tx, b.clock, to, story),
          await isMuted(tx, b.clock, THERE, story),
        ];
        throw new Error(`${here} ${there}`);
      });
    await expect(muted(HERE)).rejects.toThrow('true false');
    b.now += 1_000;
    await expect(muted(HERE)).rejects.toThrow('false false');
    await b.store.mutes.mute(HERE, story, null, 'me');
    await expect(muted(HERE)).rejects.toThrow('true false');
    expect(await b.store.mutes.unmute(HERE, story)).toBe(true);
    expect(await b.store.mutes.unmute(HERE, story)).toBe(false);
  });

  it('keeps long actions under an id made of them', async () => {
    const b = fresh();
    const action = { command: 'whosaid', input: { about: 'words '.repeat(40), page: '2' } };
    await b.store.actions.keep([action, action]);
    expect(await b.store.actions.recall(actionId(action))).toEqual(action);
    expect(await b.store.actions.recall('nothing')).toBe(null);
  });
}
