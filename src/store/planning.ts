/** Planning: rows of the outbox, written in the transaction that files their article. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Manner, Message, Place } from '../chat.ts';
import type { Ids } from '../ids.ts';
import { counted, listed } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { Told } from './rows.ts';
import type { DeliveryRow, Tables } from './schema.ts';
import type { WaitReason } from './waiting.ts';

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

/** In what the same post differs from channel to channel. */
type PerChannel = Pick<
  DeliveryRow,
  'id' | 'platform' | 'tenant' | 'channel' | 'manner' | 'state' | 'next_at' | 'why'
>;
const PER_CHANNEL = {
  id: 'text',
  platform: 'text',
  tenant: 'text',
  channel: 'text',
  manner: 'text',
  state: 'text',
  next_at: 'bigint',
  why: 'text',
} as const;

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
  const rows = posts.map(
    ({ to, manner = {}, waits = null, notBefore = 0 }): PerChannel => ({
      id: ids.next(),
      platform: to.platform,
      tenant: to.tenant,
      channel: to.channel,
      manner: JSON.stringify(manner),
      state: waits === null ? 'planned' : 'waiting',
      next_at: waits === null ? notBefore : waits.until,
      why: waits === null ? null : waits.for,
    }),
  );
  // What is the same for all goes to the engine once and the channels as one list: as parameters of ten thousand rows it took
  // PostgreSQL and its driver more than a second.
  const { doubtful, attempts, lease_until } = blank;
  const same = {
    story_id: sql<string>`cast(${storyId} as text)`,
    kind: sql.lit('post' as const),
    message: sql<string>`cast(${JSON.stringify(message)} as text)`,
    told: sql<string>`cast(${JSON.stringify(told)} as text)`,
    doubtful: sql.lit(doubtful),
    attempts: sql.lit(attempts),
    lease_until: sql.lit(lease_until),
    created_at: sql<number>`cast(${clock.now()} as bigint)`,
  };
  const own = Object.keys(PER_CHANNEL) as (keyof PerChannel)[];
  const shared = Object.keys(same) as (keyof typeof same)[];
  await tx
    .insertInto('deliveries')
    .columns([...own, ...shared])
    .expression(
      tx
        .selectFrom(listed(tx, PER_CHANNEL, rows).as('r'))
        .select(own)
        .select(shared.map((name) => (same[name] as RawBuilder<unknown>).as(name))),
    )
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
  kind: 'edit' | 'reply' | 'publish',
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

const SILENCE: Message = { nodes: [], plain: '' };

/** A post that was sent is passed on to its channel's followers. */
export async function planPublishing(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  postId: string,
): Promise<void> {
  const post = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', postId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('deliveries')
    .values(under(post, ids, clock, 'publish', SILENCE, NOTHING))
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
