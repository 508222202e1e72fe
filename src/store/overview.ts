/** The store at a glance, for `/about`: what is watched, what is kept, what waits. */
import { type Kysely, sql } from 'kysely';
import type { Place } from '../chat.ts';
import type { Clock } from './feeds.ts';
import type { DeliveryRow, Tables } from './schema.ts';

export type Overview = {
  /** Milliseconds UTC; null when no bot has run on this store. */
  startedAt: number | null;
  feeds: {
    listed: number;
    ok: number;
    unread: number;
    failing: { name: string | null; url: string; why: string }[];
  };
  kept: { articles: number; outlets: number; stories: number; statements: number; speakers: number };
  items: { pending: number; failed: number };
  deliveries: { state: DeliveryRow['state']; count: number }[];
  /** Why deliveries wait, the most frequent first; a null `why`: it is simply their turn soon. */
  waiting: { state: 'planned' | 'sending' | 'held'; why: string | null; count: number; nextAt: number }[];
  /** Where the bot was removed, and how many subscriptions wait there; nothing for a single tenant, which has it. */
  removed: { platform: string; tenant: string; since: number; subscriptions: number }[];
  /** Why deliveries were not sent and will not be, the most frequent first. */
  ended: { state: 'dropped' | 'refused'; why: string | null; count: number }[];
};

export function overviewStore(db: Kysely<Tables>, clock: Clock) {
  const count = async (table: 'articles' | 'stories' | 'statements' | 'speakers') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );

  return {
    /** Notes that a bot has started on this store. */
    async begin(): Promise<void> {
      const value = String(clock.now());
      await db
        .insertInto('meta')
        .values({ name: 'started', value })
        .onConflict((c) => c.column('name').doUpdateSet({ value }))
        .execute();
    },

    /** `of`: the deliveries of this tenant alone; null: of all. */
    async look(of: Omit<Place, 'channel'> | null): Promise<Overview> {
      const started = await db
        .selectFrom('meta')
        .select('value')
        .where('name', '=', 'started')
        .executeTakeFirst();
      const feeds = await db
        .selectFrom('feeds')
        .select(['title', 'url', 'failures', 'last_error', 'last_ok_at'])
        .where('listed', '=', 1)
        .orderBy('id')
        .execute();
      const failing = feeds.filter((f) => f.failures > 0);
      const unread = feeds.filter((f) => f.failures === 0 && f.last_ok_at === null).length;
      const items = await db
        .selectFrom('items')
        .select(['state', (e) => e.fn.countAll<number>().as('n')])
        .where('state', '!=', 'done')
        .groupBy('state')
        .execute();
      const of_ = (state: 'pending' | 'failed') => Number(items.find((i) => i.state === state)?.n ?? 0);
      const outlets = await db
        .selectFrom('articles')
        .select((e) => e.fn.count<number>('outlet').distinct().as('n'))
        .executeTakeFirstOrThrow();
      const withdrawn = await db
        .selectFrom('statements')
        .select((e) => e.fn.countAll<number>().as('n'))
        // As the index has it, which holds only these.
        .where(sql<boolean>`withdrawn = 1`)
        .executeTakeFirstOrThrow();
      return {
        startedAt: started === undefined ? null : Number(started.value),
        feeds: {
          listed: feeds.length,
          ok: feeds.length - failing.length - unread,
          unread,
          failing: failing.map((f) => ({ name: f.title, url: f.url, why: f.last_error ?? '' })),
        },
        kept: {
          articles: await count('articles'),
          outlets: Number(outlets.n),
          stories: await count('stories'),
          statements: (await count('statements')) - Number(withdrawn.n),
          speakers: await count('speakers'),
        },
        items: { pending: of_('pending'), failed: of_('failed') },
        removed: of === null ? await removed(db) : [],
        ...(await deliveries(db, of)),
      };
    },
  };
}

async function removed(db: Kysely<Tables>): Promise<Overview['removed']> {
  const rows = await db
    .selectFrom('holds as h')
    .select(['h.platform', 'h.tenant', 'h.since'])
    .select((e) =>
      e
        .selectFrom('subscriptions as s')
        .select((f) => f.fn.countAll<number>().as('n'))
        .whereRef('s.platform', '=', 'h.platform')
        .whereRef('s.tenant', '=', 'h.tenant')
        .as('n'),
    )
    .where('h.kind', '=', 'removed')
    .orderBy('h.since', 'desc')
    .limit(5)
    .execute();
  return rows.map(({ platform, tenant, since, n }) => ({
    platform,
    tenant,
    since: Number(since),
    subscriptions: Number(n ?? 0),
  }));
}

async function deliveries(
  db: Kysely<Tables>,
  of: Omit<Place, 'channel'> | null,
): Promise<Pick<Overview, 'deliveries' | 'waiting' | 'ended'>> {
  let query = db.selectFrom('deliveries');
  if (of !== null) query = query.where('platform', '=', of.platform).where('tenant', '=', of.tenant);
  const states = await query
    .select(['state', (e) => e.fn.countAll<number>().as('n')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  const waiting = await query
    .select(['state', 'why', (e) => e.fn.countAll<number>().as('n'), (e) => e.fn.min('next_at').as('next')])
    .where('state', 'in', ['planned', 'sending', 'held'])
    .groupBy(['state', 'why'])
    .orderBy('n', 'desc')
    .limit(5)
    .execute();
  const ended = await query
    .select(['state', 'why', (e) => e.fn.countAll<number>().as('n')])
    .where('state', 'in', ['dropped', 'refused'])
    .groupBy(['state', 'why'])
    .orderBy('n', 'desc')
    .limit(5)
    .execute();
  return {
    ended: ended.map(({ state, why, n }) => ({
      state: state as 'dropped' | 'refused',
      why,
      count: Number(n),
    })),
    deliveries: states.map(({ state, n }) => ({ state, count: Number(n) })),
    waiting: waiting.map(({ state, why, n, next }) => ({
      state: state as 'planned' | 'sending' | 'held',
      why,
      count: Number(n),
      // Of what is held it says when a manager is asked, not when it is sent.
      nextAt: state === 'planned' ? Number(next) : 0,
    })),
  };
}
