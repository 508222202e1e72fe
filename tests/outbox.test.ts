import { describe, expect, it } from 'vitest';
import type { Place } from '../src/chat.ts';
import { createIds } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { createOutbox } from '../src/outbox.ts';
import type { Outcome, Sender } from '../src/platform.ts';
import { planPost } from '../src/store/planning.ts';
import { openMemory } from '../src/store/sqlite.ts';
import { createStore, type Store } from '../src/store/store.ts';
import { filing, NOTHING } from './contract/bench.ts';
import { until } from './until.ts';

const HERE: Place = { platform: 'console', tenant: 't', channel: 'c' };

/** A platform that keeps what it stored and answers as it is told: the outbox's rules do not depend on which one it is. */
function platform(
  answers: (Outcome | 'stored, then reset' | 'broke')[],
  knows: 'history' | 'nothing' = 'history',
) {
  const stored = new Map<string, string>();
  const sends: string[] = [];
  const sender: Sender = {
    signIn: 'platform',
    pace: null,
    publish: null,
    tell: async () => true,
    async deliver(what, key) {
      sends.push(key);
      const next = answers.shift() ?? { is: 'sent', ref: `ref-${key}` };
      if (next === 'broke') throw new Error('socket hang up');
      if (next === 'stored, then reset') {
        stored.set(key, what.message.plain);
        return { is: 'ambiguous', why: 'the connection was reset' };
      }
      if (next.is === 'sent') stored.set(key, what.message.plain);
      return next;
    },
    find: async (_to, key) =>
      knows === 'nothing' ? 'unknowable' : stored.has(key) ? `ref-${key}` : 'absent',
  };
  return { stored, sender, sends };
}

async function bench(sender: Sender, change: (store: Store) => Partial<Store> = () => ({})) {
  let now = 1_000_000;
  const clock = { now: () => now };
  const ids = createIds(clock.now, () => 0.5);
  const db = openMemory();
  const store = await createStore(db, clock, ids, true);
  await store.filing.commit(filing('none', 0), (tx, filed) =>
    planPost(tx, ids, clock, HERE, filed.storyId, { nodes: [], plain: 'alert' }, NOTHING),
  );
  const log = createLog('silent', false, process.stderr);
  const outbox = createOutbox({
    store: { ...store, ...change(store) },
    senders: new Map([['console' as const, sender]]),
    now: clock.now,
    random: () => 0.5,
    log,
  });
  const state = async () =>
    db.selectFrom('deliveries').select(['state', 'why', 'ref', 'attempts']).executeTakeFirstOrThrow();
  return {
    outbox,
    state,
    store,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('outbox', () => {
  it('settles what was sent, with its reference', async () => {
    const { sender, stored } = platform([]);
    const { outbox, state } = await bench(sender);
    expect(await outbox.drain()).toBe(1);
    expect(await state()).toMatchObject({ state: 'sent', ref: expect.stringMatching(/^ref-/) });
    expect(stored.size).toBe(1);
    expect(await outbox.drain()).toBe(0);
  });

  it('waits as long as the platform says', async () => {
    const { sender, stored } = platform([
      { is: 'later', at: 1_005_000, scope: 'channel', why: 'rate limited' },
    ]);
    const { outbox, wait } = await bench(sender);
    await outbox.drain();
    expect(stored.size).toBe(0);
    wait(4_999);
    expect(await outbox.drain()).toBe(0);
    wait(1);
    expect(await outbox.drain()).toBe(1);
    expect(stored.size).toBe(1);
  });

  it('finds a post that landed before the connection broke, and does not send it again', async () => {
    const { sender, stored, sends } = platform(['stored, then reset']);
    const { outbox, state } = await bench(sender);
    await outbox.drain();
    expect(await state()).toMatchObject({ state: 'sent', attempts: 1 });
    expect(stored.size).toBe(1);
    expect(sends).toHaveLength(1);
  });

  it('sends again what did not land', async () => {
    const { sender, stored } = platform([{ is: 'ambiguous', why: 'timed out' }, 'broke']);
    const { outbox, state, wait } = await bench(sender);
    await outbox.drain();
    expect(await state()).toMatchObject({ state: 'planned', why: 'timed out' });
    wait(60_000);
    await outbox.drain();
    expect(await state()).toMatchObject({ state: 'planned', why: 'socket hang up' });
    wait(600_000);
    await outbox.drain();
    expect(await state()).toMatchObject({ state: 'sent', attempts: 3 });
    expect(stored.size).toBe(1);
  });

  it('holds what nobody can tell the fate of, rather than post it twice', async () => {
    const { sender, stored } = platform(['stored, then reset'], 'nothing');
    const { outbox, state, wait } = await bench(sender);
    await outbox.drain();
    expect(await state()).toMatchObject({ state: 'held' });
    wait(3_600_000);
    expect(await outbox.drain()).toBe(0);
    expect(stored.size).toBe(1);
  });

  it('asks a manager about it until somebody could be asked, ever more rarely, and then no more', async () => {
    const MINUTE = 60_000;
    const { sender } = platform(['stored, then reset'], 'nothing');
    const asked: string[] = [];
    let reachable: 'yes' | 'no' | 'broken' = 'broken';
    sender.tell = async (_about, _people, notice) => {
      asked.push(notice.plain);
      if (reachable === 'broken') throw new Error('socket hang up');
      return reachable === 'yes';
    };
    const { outbox, state, wait } = await bench(sender);
    await outbox.drain();
    expect(asked).toEqual([expect.stringMatching(/^I cannot tell whether this arrived/)]);
    await outbox.drain();
    expect(asked).toHaveLength(1);
    reachable = 'no';
    const at: number[] = [];
    for (let minute = 1; minute <= 40; minute++) {
      wait(MINUTE);
      await outbox.drain();
      if (asked.length > at.length + 1) at.push(minute);
    }
    expect(at).toEqual([1, 2, 4, 8, 16, 32]);
    reachable = 'yes';
    for (let hour = 0; hour < 24; hour++) {
      wait(60 * MINUTE);
      await outbox.drain();
    }
    expect(asked).toHaveLength(8);
    expect(await state()).toMatchObject({ state: 'held' });
  });

  it('asks no more about what was decided meanwhile, nor for ever', async () => {
    for (const end of ['decided', 'for days'] as const) {
      const { sender } = platform(['stored, then reset'], 'nothing');
      let asked = 0;
      sender.tell = async () => ++asked < 0;
      const { outbox, store, wait } = await bench(sender);
      await outbox.drain();
      const [held] = await store.deliveries.held(HERE);
      if (end === 'decided') await store.deliveries.release(HERE, held?.id ?? '', 'drop');
      else wait(3 * 86_400_000);
      await outbox.drain();
      wait(3_600_000);
      await outbox.drain();
      expect([end, asked]).toEqual([end, 1]);
    }
  });

  it('asks a tenant’s manager about a few of many, says with the last how many more there are, and holds nothing up', async () => {
    const { sender, sends } = platform(Array(14).fill('stored, then reset'), 'nothing');
    const asked: string[] = [];
    const { outbox, store, wait } = await bench(sender);
    const plan = (n: number, tenant: string) =>
      store.filing.commit(filing('none', n, { key: `paper.example/${n}` }), (tx, { storyId }) =>
        planPost(
          tx,
          store.ids,
          store.clock,
          { ...HERE, tenant, channel: `c${n}` },
          storyId,
          { nodes: [], plain: `alert ${n}` },
          NOTHING,
        ),
      );
    for (let n = 1; n < 12; n++) await plan(n, HERE.tenant);
    await plan(12, 'another');
    sender.tell = async (about, _people, notice) => {
      // The first is not answered before all others have been sent.
      await until('all are held', async () => (await store.deliveries.held(HERE)).length >= 12);
      asked.push(`${about.tenant}: ${notice.plain}`);
      return true;
    };
    await outbox.drain();
    const here = () => asked.filter((a) => a.startsWith(`${HERE.tenant}:`));
    expect(here()).toHaveLength(5);
    expect(here().map((a) => a.includes('11 more'))).toEqual([false, false, false, false, true]);
    expect(here()[4]).toContain('type /held');
    expect(asked).toHaveLength(6);
    await plan(13, HERE.tenant);
    for (let minutes = 0; minutes < 55; minutes += 5) {
      await outbox.drain();
      wait(300_000);
    }
    expect(sends).toHaveLength(14);
    expect(asked).toHaveLength(6);
    for (let hours = 0; hours < 24; hours++) {
      wait(3_600_000);
      await outbox.drain();
    }
    expect(asked).toHaveLength(7);
    expect(asked[6]).toContain('alert 13');
  });

  it('after a kill while sending, asks the platform first', async () => {
    const { sender, stored, sends } = platform([]);
    const { outbox, state, store } = await bench(sender);
    const [claimed] = await store.deliveries.claim(['console'], 1, 1);
    await sender.deliver(
      { kind: 'post', to: HERE, message: { nodes: [], plain: 'alert' } },
      claimed?.id ?? '',
    );
    await store.deliveries.freeLeases();
    await outbox.drain();
    expect(await state()).toMatchObject({ state: 'sent' });
    expect(stored.size).toBe(1);
    expect(sends).toHaveLength(1);
  });

  it('ends a message that is refused, and keeps waiting for a channel that may be mended', async () => {
    const refused = platform([{ is: 'refused', scope: 'message', why: 'too long', remedy: '' }]);
    const first = await bench(refused.sender);
    await first.outbox.drain();
    expect(await first.state()).toMatchObject({ state: 'refused', why: 'too long' });
    const closed = platform([
      { is: 'refused', scope: 'channel', why: 'I am not in the channel.', remedy: 'Invite me.' },
    ]);
    const second = await bench(closed.sender);
    await second.outbox.drain();
    expect(await second.state()).toMatchObject({
      state: 'planned',
      why: 'I am not in the channel. Invite me.',
    });
    second.wait(3_600_000);
    await second.outbox.drain();
    expect(await second.state()).toMatchObject({ state: 'sent' });
  });

  it('goes on where it is let in again while it notes that it was still out', async () => {
    const out: Outcome = { is: 'refused', scope: 'channel', why: 'I was removed.', remedy: 'Invite me.' };
    const { sender, sends } = platform([out]);
    const { outbox, store, state } = await bench(sender, ({ holds }) => ({
      holds: {
        ...holds,
        async of(to) {
          const hold = await holds.of(to);
          await holds.letIn(to.platform, to.tenant);
          return hold;
        },
      },
    }));
    const whole = { ...HERE, channel: '' };
    await store.holds.close(whole, 'removed', out.why, out.remedy, () => 0, true);
    await outbox.drain();
    expect(await store.holds.of(HERE)).toBe(null);
    expect(sends).toHaveLength(2);
    expect(await state()).toMatchObject({ state: 'sent' });
  });

  describe('the pace of a platform', () => {
    /** So many stories, each in the channel that `where` names, sent by the machine's own clock. */
    async function sendAll(pace: Sender['pace'], stories: number, where: (n: number) => string, held = 0) {
      const clock = { now: Date.now };
      const ids = createIds(clock.now, () => 0.5);
      const store = await createStore(openMemory(), clock, ids, true);
      for (let n = 0; n < stories; n++)
        await store.filing.commit(filing('none', n, { key: `paper.example/${n}` }), (tx, filed) =>
          planPost(
            tx,
            ids,
            clock,
            { ...HERE, channel: where(n) },
            filed.storyId,
            { nodes: [], plain: 'alert' },
            NOTHING,
          ),
        );
      const at: number[] = [];
      const { sender } = platform([]);
      const paced: Sender = {
        ...sender,
        pace,
        async deliver(what, key, leave) {
          await leave?.();
          // The machine is busy with something else for a moment.
          if (at.length === 1) for (const end = performance.now() + held; performance.now() < end; );
          at.push(performance.now());
          return sender.deliver(what, key);
        },
      };
      const log = createLog('silent', false, process.stderr);
      const senders = new Map([['console' as const, paced]]);
      const outbox = createOutbox({ store, senders, now: clock.now, random: () => 0.5, log });
      expect(await outbox.drain()).toBe(stories);
      expect(await store.deliveries.open()).toBe(0);
      await store.close();
      return at;
    }

    it('gives a channel its next message as soon as the platform takes it, and no sooner', async () => {
      const at = await sendAll({ perSecond: 1_000, perChannel: 150 }, 4, () => 'c');
      for (const [i, time] of at.slice(1).entries()) expect(time - (at[i] ?? 0)).toBeGreaterThanOrEqual(149);
      expect((at[3] ?? 0) - (at[0] ?? 0)).toBeLessThan(1_400);
    });

    it('lets what a busy machine missed not leave at one stroke', async () => {
      const at = await sendAll({ perSecond: 50, perChannel: 0 }, 24, (n) => `c${n}`, 300);
      const most = Math.max(...at.map((from) => at.filter((t) => t >= from && t < from + 15).length));
      expect(most).toBeLessThanOrEqual(5);
    });

    it('keeps what follows the first of a while apart from it, as that has a connection to open', async () => {
      const at = await sendAll({ perSecond: 50, perChannel: 0 }, 4, (n) => `c${n}`);
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(190);
      expect((at[3] ?? 0) - (at[1] ?? 0)).toBeLessThan(600);
    });
  });
});
