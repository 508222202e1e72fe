/** The outbox's rows: planned with the article in one transaction, claimed, settled. */
import type { Kysely, Transaction } from 'kysely';
import type { Manner, Message, Place, Platform } from '../chat.ts';
import type { Ids } from '../ids.ts';
import { counted, isPostgres, type Moment } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { Told } from './rows.ts';
import type { DeliveryRow, HoldRow, Tables } from './schema.ts';
import type { WaitReason } from './waiting.ts';

export type Settlement =
  | { state: 'sent'; ref: string }
  | { state: 'planned'; nextAt: number; why: string; doubtful: boolean }
  | { state: 'held' | 'refused'; why: string }
  /** Its post was deleted or its thread closed: with it end the story's edits and replies there. */
  | { state: 'ended'; why: string };

const blank = {
  state: 'planned' as const,
  doubtful: 0,
  attempts: 0,
  next_at: 0,
  lease_until: 0,
  ref: null,
  why: null,
  settled_at: null,
};

/** Every post and reply of the story, and of those put into it, that stands or will stand in a channel. */
export async function standing(tx: Transaction<Tables>, storyId: string): Promise<DeliveryRow[]> {
  const storyIds = [storyId];
  for (const id of storyIds) {
    const rows = await tx.selectFrom('stories').select('id').where('merged_into', '=', id).execute();
    storyIds.push(...rows.map((row) => row.id));
  }
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('story_id', 'in', storyIds)
    .where('kind', 'in', ['post', 'reply'])
    .where('state', 'in', ['planned', 'waiting', 'sending', 'sent', 'held'])
    .orderBy('id')
    .$if(isPostgres(tx), (q) => q.forUpdate())
    .execute();
}

/** Every channel's post of this story; none is claimed while its planned text may be rewritten. */
export async function postsOf(tx: Transaction<Tables>, storyId: string): Promise<DeliveryRow[]> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .orderBy('id')
    .$if(isPostgres(tx), (q) => q.forUpdate())
    .execute();
}

/** So many rows at once change what a table looks like to the engine. */
const MANY = 1_000;

/**
 * A channel's post as it is planned; `waits`: until when and for what by the channel's wish; `notBefore`: when it may leave else,
 * milliseconds UTC.
 */
export type PlannedPost = {
  to: Place;
  manner?: Manner;
  waits?: { until: number; for: WaitReason } | null;
  notBefore?: number;
};

/** One post a channel, all with the same words. */
export async function planPosts(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  posts: PlannedPost[],
  storyId: string,
  message: Message,
  told: Told,
): Promise<void> {
  const said = { message: JSON.stringify(message), told: JSON.stringify(told) };
  const created_at = clock.now();
  const rows = posts.map(
    ({ to, manner = {}, waits = null, notBefore = 0 }): DeliveryRow => ({
      id: ids.next(),
      platform: to.platform,
      tenant: to.tenant,
      channel: to.channel,
      story_id: storyId,
      kind: 'post',
      parent_id: null,
      rollup_id: null,
      ...said,
      manner: JSON.stringify(manner),
      ...blank,
      next_at: notBefore,
      ...(waits === null ? {} : { state: 'waiting' as const, next_at: waits.until, why: waits.for }),
      created_at,
    }),
  );
  // SQLite takes 32,766 parameters a statement: ten thousand channels are seven statements, and one transaction.
  for (let i = 0; i < rows.length; i += 1_500)
    await tx
      .insertInto('deliveries')
      .values(rows.slice(i, i + 1_500))
      .execute();
  if (rows.length >= MANY) await counted(tx, 'deliveries');
}

export const planPost = (
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  to: Place,
  storyId: string,
  message: Message,
  told: Told,
  manner: Manner = {},
  notBefore = 0,
): Promise<void> => planPosts(tx, ids, clock, [{ to, manner, notBefore }], storyId, message, told);

const NOTHING: Told = { statements: [], voices: [], article: null, version: false };

const under = (
  post: DeliveryRow,
  ids: Ids,
  clock: Clock,
  kind: 'edit' | 'reply',
  message: Message,
  told: Told,
  subject?: string,
): DeliveryRow => ({
  id: ids.next(),
  platform: post.platform,
  tenant: post.tenant,
  channel: post.channel,
  story_id: post.story_id,
  kind,
  parent_id: post.state === 'rolled' ? post.rollup_id : post.id,
  rollup_id: null,
  message: JSON.stringify(message),
  told: JSON.stringify(told),
  manner: mannerUnder(post.manner, subject),
  ...blank,
  created_at: clock.now(),
});

/** The replies in a post's thread that went or will go out, oldest first. */
export async function repliesTo(tx: Transaction<Tables>, postId: string): Promise<DeliveryRow[]> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('parent_id', '=', postId)
    .where('kind', '=', 'reply')
    .where('state', 'not in', ['refused', 'dropped'])
    .orderBy('id')
    .$if(isPostgres(tx), (q) => q.forUpdate())
    .execute();
}

/** A reply that nobody has claimed yet says this instead. */
export async function rewriteReply(
  tx: Transaction<Tables>,
  id: string,
  message: Message,
  told: Told,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ message: JSON.stringify(message), told: JSON.stringify(told) })
    .where('id', '=', id)
    .execute();
}

/** What comes under a post is as silent as it, and pings nobody again. */
const mannerUnder = (manner: string, subject: string | undefined): string => {
  const { silent } = JSON.parse(manner) as Manner;
  return JSON.stringify({
    ...(silent === true ? { silent } : {}),
    ...(subject === undefined ? {} : { subject }),
  });
};

/**
 * Into the story's thread, which is called by `subject`, not before `notBefore`; it waits until its post is sent, and ends with it
 * when it is refused.
 */
export async function planReply(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  post: DeliveryRow,
  message: Message,
  told: Told,
  subject?: string,
  notBefore = 0,
): Promise<void> {
  await tx
    .insertInto('deliveries')
    .values({ ...under(post, ids, clock, 'reply', message, told, subject), next_at: notBefore })
    .execute();
}

/** A post that nobody has claimed yet is simply rewritten; otherwise one edit waits, the newest. No change, no edit. */
export async function planEdit(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  post: DeliveryRow,
  message: Message,
): Promise<void> {
  // A list shows its stories as they were: each of their outlets that is added would edit it again.
  if (post.state === 'refused' || post.state === 'dropped' || post.state === 'rolled') return;
  const last = await tx
    .selectFrom('deliveries')
    .select('message')
    .where('parent_id', '=', post.id)
    .where('kind', '=', 'edit')
    .where('state', 'in', ['planned', 'sending', 'sent'])
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if ((last ?? post).message === JSON.stringify(message)) return;
  await tx
    .updateTable('deliveries')
    .set({ state: 'dropped', why: 'overtaken by a newer edit', settled_at: clock.now() })
    .where('parent_id', '=', post.id)
    .where('kind', '=', 'edit')
    .where('state', '=', 'planned')
    .execute();
  if (post.state === 'waiting' || (post.state === 'planned' && post.doubtful === 0)) {
    await tx
      .updateTable('deliveries')
      .set({ message: JSON.stringify(message) })
      .where('id', '=', post.id)
      .execute();
    return;
  }
  await tx
    .insertInto('deliveries')
    .values(under(post, ids, clock, 'edit', message, NOTHING))
    .execute();
}

/** `held`: something held it, which is over once it is sent. */
export type Claimed = DeliveryRow & { parent_ref: string | null; held: boolean };

export function deliveryStore(db: Kysely<Tables>, clock: Clock, moment: Moment) {
  /** The delivery ends as refused and its post as dropped, so that nothing more is planned or sent under it. */
  async function end(id: string, why: string): Promise<void> {
    const done = { why, lease_until: 0, settled_at: clock.now() };
    await db.transaction().execute(async (tx) => {
      await tx
        .updateTable('deliveries')
        .set({ state: 'refused', ...done })
        .where('id', '=', id)
        .execute();
      await tx
        .updateTable('deliveries')
        .set({ state: 'dropped', ...done })
        .where('id', '=', (e) => e.selectFrom('deliveries').select('parent_id').where('id', '=', id))
        .execute();
    });
  }

  /** Whatever else waits for this delivery's channel waits until then. */
  async function spaceOut(id: string, until: number): Promise<void> {
    const sent = await db
      .selectFrom('deliveries')
      .select(['platform', 'tenant', 'channel'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (sent === undefined) return;
    await db
      .updateTable('deliveries')
      .set({ next_at: until })
      .where('platform', '=', sent.platform)
      .where('tenant', '=', sent.tenant)
      .where('channel', '=', sent.channel)
      .where('state', '=', 'planned')
      .where('next_at', '<', until)
      .execute();
  }

  return {
    /**
     * The next delivery of each channel that is due, leased. Order is kept within a channel; what waits for its own
     * post holds nobody else. A row left `sending` by a dead process comes back as doubtful.
     */
    async claim(platforms: Platform[], limit: number, leaseMs: number): Promise<Claimed[]> {
      return db.transaction().execute(async (tx) => {
        const now = await moment(tx);
        await endWithParent(tx, now);
        const left = await due(tx, 'sending', platforms, limit, now);
        const rows = [...left, ...(await due(tx, 'planned', platforms, limit - left.length, now))];
        const claimed: Claimed[] = [];
        const holds = await tx.selectFrom('holds').selectAll().where('platform', 'in', platforms).execute();
        for (const found of rows) {
          const over = holds.filter((h) => covers(h, found));
          // Only one delivery finds out whether a platform or tenant that was closed works again.
          if (over.some((h) => h.until > now) || !(await tryWide(tx, over, now, now + leaseMs))) continue;
          const doubtful = found.state === 'sending' || found.doubtful === 1 ? 1 : 0;
          claimed.push({ ...found, attempts: found.attempts + 1, doubtful, held: over.length > 0 });
        }
        if (claimed.length === 0) return [];
        await tx
          .updateTable('deliveries')
          .set((e) => ({
            attempts: e('attempts', '+', 1),
            doubtful: e.case().when('state', '=', 'sending').then(1).else(e.ref('doubtful')).end(),
            state: 'sending',
            lease_until: now + leaseMs,
          }))
          .where(
            'id',
            'in',
            claimed.map((c) => c.id),
          )
          .execute();
        return claimed;
      });
    },

    /** `gap`: milliseconds which the platform wants between this message and the channel's next. */
    async settle(id: string, to: Settlement, gap = 0): Promise<void> {
      const now = clock.now();
      if (to.state === 'sent' && gap > 0) await spaceOut(id, now + gap);
      if (to.state === 'ended') return end(id, to.why);
      const set =
        to.state === 'sent'
          ? { state: to.state, ref: to.ref, why: null, lease_until: 0, settled_at: now }
          : to.state === 'planned'
            ? {
                state: to.state,
                why: to.why,
                next_at: to.nextAt,
                lease_until: 0,
                doubtful: to.doubtful ? 1 : 0,
              }
            : { state: to.state, why: to.why, lease_until: 0, settled_at: now };
      await db.updateTable('deliveries').set(set).where('id', '=', id).execute();
    },

    /** After a restart on the embedded store: what a dead process was sending is looked at at once. */
    async freeLeases(): Promise<void> {
      await db.updateTable('deliveries').set({ lease_until: 0 }).where('state', '=', 'sending').execute();
    },

    /** Of which nobody can tell whether they arrived, with their stories' titles, oldest first. */
    async held({ platform, tenant }: Place) {
      return db
        .selectFrom('deliveries as d')
        .innerJoin('stories as s', 's.id', 'd.story_id')
        .select(['d.id', 'd.kind', 'd.channel', 'd.created_at', 'd.why', 's.title'])
        .where('d.platform', '=', platform)
        .where('d.tenant', '=', tenant)
        .where('d.state', '=', 'held')
        .orderBy('d.id')
        .execute();
    },

    /** A person has looked: it is posted again, or taken for posted and dropped. False when it is not held. */
    async release({ platform, tenant }: Place, id: string, what: 'post' | 'drop'): Promise<boolean> {
      const set =
        what === 'post'
          ? { state: 'planned' as const, doubtful: 0, next_at: 0, why: null, settled_at: null }
          : { state: 'dropped' as const, why: 'a manager took it for posted', settled_at: clock.now() };
      const done = await db
        .updateTable('deliveries')
        .set(set)
        .where('id', '=', id)
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('state', '=', 'held')
        .executeTakeFirst();
      return Number(done.numUpdatedRows) > 0;
    },

    /** How many are not settled and could be sent now or later. */
    async open(): Promise<number> {
      const row = await db
        .selectFrom('deliveries')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('state', 'in', ['planned', 'sending'])
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
  };
}

/** The first of each channel that may be sent now, in the order in which they were planned. */
async function due(
  tx: Transaction<Tables>,
  state: 'planned' | 'sending',
  platforms: Platform[],
  limit: number,
  now: number,
) {
  if (limit <= 0) return [];
  return (
    tx
      .selectFrom('deliveries as d')
      .leftJoin('deliveries as p', 'p.id', 'd.parent_id')
      .selectAll('d')
      .select('p.ref as parent_ref')
      .where('d.state', '=', state)
      .where('d.platform', 'in', platforms)
      .where('d.next_at', '<=', now)
      .where('d.lease_until', '<=', now)
      .where((e) => e.or([e('d.parent_id', 'is', null), e('p.state', '=', 'sent')]))
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('holds as h')
              .select('h.until')
              .whereRef('h.platform', '=', 'd.platform')
              .where('h.until', '>', now)
              .where((f) => f.or([f('h.tenant', '=', ''), f('h.tenant', '=', f.ref('d.tenant'))]))
              .where((f) => f.or([f('h.channel', '=', ''), f('h.channel', '=', f.ref('d.channel'))])),
          ),
        ),
      )
      // A subquery of its own, which no engine may turn into a join: PostgreSQL, before it has counted a table that has just grown
      // by ten thousand rows, would hold each against every other.
      .where((e) =>
        e(
          e
            .selectFrom('deliveries as b')
            .leftJoin('deliveries as bp', 'bp.id', 'b.parent_id')
            .select('b.id')
            .whereRef('b.platform', '=', 'd.platform')
            .whereRef('b.tenant', '=', 'd.tenant')
            .whereRef('b.channel', '=', 'd.channel')
            .where('b.state', 'in', ['planned', 'sending'])
            .whereRef('b.id', '<', 'd.id')
            // A reply that is kept back on purpose holds nobody up; what failed and is tried again does.
            .where((f) =>
              f.or([f('b.kind', '!=', 'reply'), f('b.attempts', '>', 0), f('b.next_at', '<=', now)]),
            )
            .where((f) => f.or([f('b.parent_id', 'is', null), f('bp.state', '=', 'sent')]))
            .limit(1),
          'is',
          null,
        ),
      )
      .orderBy('d.id')
      .limit(limit)
      .$if(isPostgres(tx), (q) => q.forUpdate('d').skipLocked())
      .execute()
  );
}

/** Takes the holds of a whole platform or tenant for one try; false when another delivery is trying already. */
async function tryWide(
  tx: Transaction<Tables>,
  over: HoldRow[],
  now: number,
  until: number,
): Promise<boolean> {
  for (const wide of over.filter((h) => h.channel === '' && h.kind !== 'wait')) {
    const taken = await tx
      .updateTable('holds')
      .set({ until })
      .where('platform', '=', wide.platform)
      .where('tenant', '=', wide.tenant)
      .where('channel', '=', '')
      .where('until', '<=', now)
      .executeTakeFirst();
    wide.until = until;
    if (Number(taken.numUpdatedRows) === 0) return false;
  }
  return true;
}

const covers = (h: HoldRow, d: DeliveryRow): boolean =>
  h.platform === d.platform &&
  (h.tenant === '' || h.tenant === d.tenant) &&
  (h.channel === '' || h.channel === d.channel);

async function endWithParent(tx: Transaction<Tables>, now: number): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ state: 'dropped', why: 'its post was refused or is gone', settled_at: now })
    .where('state', '=', 'planned')
    .where('parent_id', 'is not', null)
    .where((e) =>
      e.exists(
        e
          .selectFrom('deliveries as p')
          .select('p.id')
          .whereRef('p.id', '=', 'deliveries.parent_id')
          .where('p.state', 'in', ['refused', 'dropped']),
      ),
    )
    .execute();
}
