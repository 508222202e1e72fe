/**
 * Posts that wait by wish, not for want of luck: they hold up nothing else of their channel, and leave together. Why one
 * waits is kept in its `why` until it leaves.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Manner, Message, Place, Platform } from '../chat.ts';
import { announce, inTurn } from './dialect.ts';
import type { Clock } from './feeds.ts';
import { readManner } from './rows.ts';
import type { DeliveryRow, Tables } from './schema.ts';

type Tx = Transaction<Tables>;

/** What it waits for: the bot was away; the channel's own hour; more had come at once than a channel can read. */
const REASONS = ['away', 'digest', 'quiet', 'burst'] as const;
export type WaitReason = (typeof REASONS)[number];
export type Waiting = { id: string; story_id: string; for: WaitReason };

export type Released = { single: string[]; lists: { id: string; of: string[]; message: Message }[] };

const asReason = (why: string | null): WaitReason => REASONS.find((r) => r === why) ?? 'digest';

const BURST_WITHIN = 600_000;
const AWAY = 600_000;
const CATCHING_UP = 120_000;

export function waitingStore(db: Kysely<Tables>, clock: Clock) {
  const meta = (name: string, value: string) =>
    db
      .insertInto('meta')
      .values({ name, value })
      .onConflict((c) => c.column('name').doUpdateSet({ value }))
      .execute();
  return {
    /** A bot is at work; noted so often that a downtime is known afterwards. */
    async alive(): Promise<void> {
      await meta('alive', String(clock.now()));
    },

    /** At the start: after a longer downtime what was published meanwhile waits until all of it has been read. */
    async begin(): Promise<void> {
      const now = clock.now();
      const row = await db.selectFrom('meta').select('value').where('name', '=', 'alive').executeTakeFirst();
      if (row !== undefined && now - Number(row.value) > AWAY)
        await meta('catching up', JSON.stringify({ before: now, until: now + CATCHING_UP }));
      await meta('alive', String(now));
    },

    /** All that was published during the downtime has been read: it can be told. */
    async caughtUp(): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await inTurn(tx);
        const ended = await tx.deleteFrom('meta').where('name', '=', 'catching up').executeTakeFirst();
        if (Number(ended.numDeletedRows) === 0) return;
        await tx
          .updateTable('deliveries')
          .set({ next_at: clock.now() })
          .where('state', '=', 'waiting')
          .where('why', '=', 'away')
          .execute();
        await announce(tx, 'deliveries');
      });
    },

    /** Whether any post has waited long enough. */
    async due(): Promise<boolean> {
      const row = await db
        .selectFrom('deliveries')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_at', '<=', clock.now())
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Channel by channel, each in one transaction: what `decide` makes of the channel's posts that have waited until `now`. */
    async release(now: number, decide: (tx: Tx, waiting: Waiting[]) => Promise<Released>): Promise<boolean> {
      const places = await db
        .selectFrom('deliveries')
        .select(['platform', 'tenant', 'channel'])
        .distinct()
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now)
        .limit(200)
        .execute();
      for (const place of places)
        await db.transaction().execute((tx) => releaseIn(tx, clock, place, now, decide));
      return places.length > 0;
    },
  };
}
export type WaitingStore = ReturnType<typeof waitingStore>;

async function releaseIn(
  tx: Tx,
  clock: Clock,
  place: Place,
  now: number,
  decide: (tx: Tx, waiting: Waiting[]) => Promise<Released>,
): Promise<void> {
  await inTurn(tx);
  const rows = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('platform', '=', place.platform)
    .where('tenant', '=', place.tenant)
    .where('channel', '=', place.channel)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('id')
    .execute();
  if (rows.length === 0) return;
  const waiting = rows.map((r) => ({ id: r.id, story_id: r.story_id, for: asReason(r.why) }));
  const { single, lists } = await decide(tx, waiting);
  const ready = { next_at: 0, why: null };
  if (single.length > 0)
    await tx
      .updateTable('deliveries')
      .set({ state: 'planned', ...ready })
      .where('id', 'in', single)
      .execute();
  for (const { id, of, message } of lists) {
    const own = rows.filter((r) => of.includes(r.id));
    await tx
      .insertInto('deliveries')
      .values(listRow(id, place, message, own, clock.now()))
      .execute();
    await tx
      .updateTable('deliveries')
      .set({ state: 'rolled', rollup_id: id, ...ready, settled_at: clock.now() })
      .where('id', 'in', of)
      .execute();
    // What was to follow each post follows the list, which shows the newest of it; an edit has nothing left to change.
    await tx
      .updateTable('deliveries')
      .set({ parent_id: id })
      .where('parent_id', 'in', of)
      .where('kind', '=', 'reply')
      .where('state', '=', 'planned')
      .execute();
  }
  await announce(tx, 'deliveries');
}

const listRow = (
  id: string,
  { platform, tenant, channel }: { platform: Platform; tenant: string; channel: string },
  message: Message,
  own: DeliveryRow[],
  now: number,
): DeliveryRow => {
  const manners = own.map((r) => readManner(r.manner));
  const mention = manners.find((m) => m.mention !== undefined)?.mention;
  const manner: Manner = {
    ...(manners.every((m) => m.silent === true) ? { silent: true } : {}),
    ...(mention === undefined ? {} : { mention }),
    ...(manners.some((m) => m.crosspost === true) ? { crosspost: true } : {}),
  };
  return {
    id,
    platform,
    tenant,
    channel,
    story_id: '',
    kind: 'list',
    parent_id: null,
    rollup_id: null,
    message: JSON.stringify(message),
    told: JSON.stringify({ statements: [], voices: [], article: null, version: false }),
    manner: JSON.stringify(manner),
    state: 'planned',
    doubtful: 0,
    attempts: 0,
    next_at: 0,
    lease_until: 0,
    ref: null,
    why: null,
    created_at: now,
    settled_at: null,
  };
};

/** Until when a story published then waits because the bot was away; null: it does not. */
export async function catchingUp(tx: Tx, publishedAt: number, now: number): Promise<number | null> {
  const row = await tx
    .selectFrom('meta')
    .select('value')
    .where('name', '=', 'catching up')
    .executeTakeFirst();
  if (row === undefined) return null;
  const { before, until } = JSON.parse(row.value) as { before: number; until: number };
  return publishedAt < before && now < until ? until : null;
}

/** How many posts each channel has been given within ten minutes, and when the first of them was planned. */
export async function recentPosts(
  tx: Tx,
  now: number,
): Promise<Map<string, { count: number; first: number }>> {
  const rows = await tx
    .selectFrom('deliveries')
    .select(['platform', 'tenant', 'channel'])
    .select((e) => [e.fn.countAll<number>().as('n'), e.fn.min('created_at').as('first')])
    // Identifiers sort by the time at which they were made, and are the primary key.
    .where(
      'id',
      '>',
      Math.max(0, now - BURST_WITHIN)
        .toString(36)
        .padStart(9, '0'),
    )
    .where('kind', '=', 'post')
    .where('state', 'in', ['planned', 'sending', 'sent'])
    .where('platform', '!=', 'console')
    .groupBy(['platform', 'tenant', 'channel'])
    .execute();
  return new Map(
    rows.map((r) => [
      JSON.stringify([r.platform, r.tenant, r.channel]),
      { count: Number(r.n), first: Number(r.first) },
    ]),
  );
}
export const burstEnds = (first: number): number => first + BURST_WITHIN;
