/** When a channel hears of a story, and how several of them are told together. */
import { beforeEach, describe, expect, it } from 'vitest';
import { releaseWaiting } from '../src/alerts/rollup.ts';
import { soonest, waitsUntil } from '../src/alerts/when.ts';
import type { Place } from '../src/chat.ts';
import { createIds } from '../src/ids.ts';
import type { DeliveryWish } from '../src/rhythms.ts';
import { type PlannedPost, planEdit, planPosts, planReply } from '../src/store/planning.ts';
import { postsOf } from '../src/store/standing.ts';
import { createStore, type Store } from '../src/store/store.ts';
import { filing, NOTHING, words } from './contract/bench.ts';
import { ENGINES } from './engines.ts';

const wish = (change: Partial<DeliveryWish> = {}): DeliveryWish => ({
  delivery: 'now',
  at: null,
  zone: null,
  quiet: null,
  ...change,
});
const at = (iso: string) => Date.parse(iso);
const until = (w: DeliveryWish, now: string) => {
  const time = waitsUntil(w, at(now));
  return time === null ? null : new Date(time).toISOString();
};

describe('when a channel hears', () => {
  it('at once, at the full hour, or at its own hour in its own zone', () => {
    expect(until(wish(), '2026-03-02T10:10:00Z')).toBe(null);
    expect(until(wish({ delivery: 'hourly' }), '2026-03-02T10:10:00Z')).toBe('2026-03-02T11:00:00.000Z');
    expect(until(wish({ delivery: 'hourly', zone: 'Asia/Kolkata' }), '2026-03-02T10:10:00Z')).toBe(
      '2026-03-02T10:30:00.000Z',
    );
    const daily = wish({ delivery: 'daily', at: '07:30', zone: 'Europe/Berlin' });
    expect(until(daily, '2026-03-02T06:29:00Z')).toBe('2026-03-02T06:30:00.000Z');
    expect(until(daily, '2026-03-02T06:30:00Z')).toBe('2026-03-03T06:30:00.000Z');
    expect(until(daily, '2026-07-02T06:00:00Z')).toBe('2026-07-03T05:30:00.000Z');
    const weekdays = wish({ delivery: 'weekdays', at: '09:00' });
    expect(until(weekdays, '2026-03-06T09:30:00Z')).toBe('2026-03-09T09:00:00.000Z');
    expect(until(wish({ delivery: 'weekly' }), '2026-03-02T09:00:00Z')).toBe('2026-03-09T09:00:00.000Z');
  });

  it('at an hour that the clock is turned over, an hour later; and once where it comes twice', () => {
    const daily = wish({ delivery: 'daily', at: '02:30', zone: 'Europe/Berlin' });
    expect(until(daily, '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    const first = until(daily, '2026-10-24T23:00:00Z') ?? '';
    expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']).toContain(first);
    expect(until(daily, first)).toBe('2026-10-26T01:30:00.000Z');
  });

  it('after its quiet hours, also over midnight, and hours that end when they begin are none', () => {
    const quiet = wish({ quiet: '22:00-07:00', zone: 'Europe/Berlin' });
    expect(until(quiet, '2026-01-05T20:59:00Z')).toBe(null);
    expect(until(quiet, '2026-01-05T21:00:00Z')).toBe('2026-01-06T06:00:00.000Z');
    expect(until(quiet, '2026-01-06T05:59:00Z')).toBe('2026-01-06T06:00:00.000Z');
    expect(until(quiet, '2026-01-06T06:00:00Z')).toBe(null);
    expect(until(wish({ quiet: '08:00-08:00' }), '2026-01-06T08:00:00Z')).toBe(null);
    const both = wish({ delivery: 'hourly', quiet: '22:00-07:00' });
    expect(until(both, '2026-01-05T21:30:00Z')).toBe('2026-01-06T07:00:00.000Z');
    expect(soonest([quiet, wish()], at('2026-01-05T23:00:00Z'))).toBe(null);
    expect(soonest([], 5)).toBe(null);
  });
});

const HERE: Place = { platform: 'discord', tenant: 't', channel: 'c' };

for (const [name, open] of ENGINES) {
  describe(`stories that waited, on ${name}`, () => {
    let store: Store;
    let now = 0;
    const clock = { now: () => now };
    const ids = createIds(clock.now, () => 0.5);
    let counter = 0;
    beforeEach(async () => {
      now = 1_800_000_000_000;
      counter = 0;
      store = await createStore(await open(), clock, ids, true, async () => now);
      return () => store.close();
    });

    const story = async (title: string, post: Partial<PlannedPost> = {}) => {
      const base = filing('none', counter, { key: `p.example/${counter}`, text: `${title} ${counter}` });
      counter += 1;
      const filed = await store.filing.commit({ ...base, article: { ...base.article, title } }, (tx, f) =>
        planPosts(tx, ids, clock, [{ to: HERE, ...post }], f.storyId, words(title), NOTHING),
      );
      return filed?.storyId ?? '';
    };
    const waits = (ms: number) => ({ waits: { until: now + ms, for: 'quiet' as const } });
    const sent = async () => {
      const out: string[] = [];
      for (;;) {
        const [next] = await store.deliveries.claim(['discord'], 1, 1_000);
        if (next === undefined) return out;
        out.push(`${next.kind}: ${JSON.parse(next.message).plain}`);
        await store.deliveries.settle(next.id, { state: 'sent', ref: `r-${next.id}` });
      }
    };
    const release = () => releaseWaiting(store.waiting, ids, clock);

    it('leave as one list, hold up nothing before, and what is new in them comes under it', async () => {
      const waited = [
        await story('Bridge closed', waits(1_000)),
        await story('Ferry found', waits(1_000)),
        await story('Crane sold', waits(1_000)),
      ];
      await story('Now', {});
      expect(await store.waiting.due()).toBe(false);
      expect(await sent()).toEqual(['post: Now']);
      now += 1_000;
      expect(await store.waiting.due()).toBe(true);
      expect(await release()).toBe(true);
      const [list, ...more] = await sent();
      expect(more).toEqual([]);
      expect(list).toMatch(/^list: In the quiet hours: 3 stories\n/);
      for (const title of ['Bridge closed', 'Ferry found', 'Crane sold']) expect(list).toContain(title);
      await store.filing.commit(
        filing('none', counter++, { key: 'late', storyId: waited[1] ?? '' }),
        async (tx, f) => {
          for (const post of await postsOf(tx, f.storyId)) {
            await planEdit(tx, ids, clock, post, words('Ferry found, also in'));
            await planReply(tx, ids, clock, post, words('New: a captain'), NOTHING);
          }
        },
      );
      expect(await sent()).toEqual(['reply: New: a captain']);
      expect(await store.deliveries.open()).toBe(0);
    });

    it('leave by themselves while they are two, with what changed while they waited', async () => {
      const first = await story('Bridge closed', waits(1_000));
      await story('Ferry found', waits(1_000));
      await store.filing.commit(filing('none', counter++, { key: 'late', storyId: first }), async (tx, f) => {
        for (const post of await postsOf(tx, f.storyId)) {
          await planEdit(tx, ids, clock, post, words('Bridge closed, also in'));
          await planReply(tx, ids, clock, post, words('New: a mayor'), NOTHING);
        }
      });
      now += 1_000;
      await release();
      expect(await sent()).toEqual([
        'post: Bridge closed, also in',
        'post: Ferry found',
        'reply: New: a mayor',
      ]);
    });

    it('take what already waited to follow them into the list’s thread', async () => {
      const first = await story('Bridge closed', waits(1_000));
      await story('Ferry found', waits(1_000));
      await story('Crane sold', waits(1_000));
      await store.filing.commit(filing('none', counter++, { key: 'late', storyId: first }), async (tx, f) => {
        for (const post of await postsOf(tx, f.storyId))
          await planReply(tx, ids, clock, post, words('New: a mayor'), NOTHING);
      });
      now += 1_000;
      await release();
      expect((await sent()).map((s) => s.split('\n')[0])).toEqual([
        'list: In the quiet hours: 3 stories',
        'reply: New: a mayor',
      ]);
    });

    it('are held as one list that a manager can decide about, called by what it says first', async () => {
      for (const title of ['Bridge closed', 'Ferry found', 'Crane sold']) await story(title, waits(1_000));
      now += 1_000;
      await release();
      const [list] = await store.deliveries.claim(['discord'], 1, 1_000);
      await store.deliveries.settle(list?.id ?? '', { state: 'held', why: 'the connection broke' });
      expect(await store.deliveries.held(HERE)).toMatchObject([
        { id: list?.id, kind: 'list', title: 'In the quiet hours: 3 stories', why: 'the connection broke' },
      ]);
      expect(await store.deliveries.release(HERE, list?.id ?? '', 'post')).toBe(true);
      expect(await sent()).toHaveLength(1);
    });

    it('ping, are published and make no sound as those wished that are in the list', async () => {
      const loud = { mention: 'desk', crosspost: true };
      await story('Bridge closed', { ...waits(1_000), manner: { silent: true } });
      await story('Ferry found', { ...waits(1_000), manner: { silent: true, ...loud } });
      await story('Crane sold', { ...waits(1_000), manner: { silent: true } });
      now += 1_000;
      await release();
      const [list] = await store.deliveries.claim(['discord'], 1, 1_000);
      expect(JSON.parse(list?.manner ?? '')).toEqual({ silent: true, ...loud });
    });

    it('know a downtime by the last sign of life, until what was missed has been read', async () => {
      const { catchingUp } = await import('../src/store/waiting.ts');
      const waitsFor = async (published: number) => {
        let found: number | null = null;
        await store.filing.commit(filing('none', counter++, { key: `x${counter}` }), async (tx) => {
          found = await catchingUp(tx, published, now);
        });
        return found;
      };
      await store.waiting.begin();
      expect(await waitsFor(now - 5)).toBe(null);
      now += 60_000;
      await store.waiting.begin();
      expect(await waitsFor(now - 5)).toBe(null);
      await store.waiting.alive();
      now += 8 * 3_600_000;
      await store.waiting.begin();
      expect(await waitsFor(now - 3_600_000)).toBe(now + 120_000);
      expect(await waitsFor(now + 1)).toBe(null);
      await story('Bridge closed', { waits: { until: now + 120_000, for: 'away' } });
      expect(await store.waiting.due()).toBe(false);
      await store.waiting.caughtUp();
      expect(await store.waiting.due()).toBe(true);
      expect(await waitsFor(now - 3_600_000)).toBe(null);
    });
  });
}
