/** Feeds as people change them: what is said in chat is kept here and wins over the feeds file. */
import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { FeedChange } from '../cards.ts';
import type { Ids } from '../ids.ts';
import type { Result } from '../news.ts';
import { AFRESH, newFeed, noteAddress } from './feedrows.ts';
import type { Clock } from './feeds.ts';
import type { FeedAddressRow, FeedRow, NoticeRow, Tables } from './schema.ts';

/** How the store differs from the feeds file, by what was said in chat or followed since. */
export type Difference = {
  feed: FeedRow;
  is: 'added' | 'removed' | 'moved' | 'redirected' | 'paused';
};

/** The id of a feed that has none of its own: it stays the same wherever the address is read. */
export const feedId = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 12);

export function feedCareStore(db: Kysely<Tables>, clock: Clock, ids: Ids) {
  return {
    /** Does what was said and keeps who said it; the changed feed, or the sentence that says why nothing was done. */
    async change(change: FeedChange, by: string): Promise<Result<FeedRow>> {
      return db.transaction().execute(async (tx) => {
        const done = await apply(tx, change, by, clock.now());
        if (!done.ok) return done;
        const { kind, ...payload } = change;
        await tx
          .insertInto('decisions')
          .values({
            id: ids.next(),
            at: clock.now(),
            by,
            kind: `feed-${kind}`,
            payload: JSON.stringify({ feed: done.value.id, ...payload }),
          })
          .execute();
        return done;
      });
    },

    /** Every feed that is or was watched, removed ones too. */
    async all(): Promise<FeedRow[]> {
      return db.selectFrom('feeds').selectAll().orderBy('id').execute();
    },

    /** Where a feed has lived since it was first moved, oldest first. */
    async addresses(feedId: string): Promise<FeedAddressRow[]> {
      return db
        .selectFrom('feed_addresses')
        .selectAll()
        .where('feed_id', '=', feedId)
        .orderBy('at')
        .execute();
    },

    async differences(): Promise<Difference[]> {
      const rows = await db.selectFrom('feeds').selectAll().orderBy('id').execute();
      return rows.flatMap((feed): Difference[] => {
        if (feed.in_file === 0 && feed.chat === null) return [];
        if (feed.chat === 'removed') return feed.in_file === 1 ? [{ feed, is: 'removed' }] : [];
        const found: Difference['is'][] = [];
        if (feed.in_file === 0) found.push('added');
        if (feed.chat_url !== null && feed.chat_url !== feed.configured_url) found.push('moved');
        else if (feed.url !== feed.configured_url) found.push('redirected');
        if (feed.paused === 1) found.push('paused');
        return found.map((is) => ({ feed, is }));
      });
    },

    /** Feeds whose state is to be told, or to be told to be over. */
    async watched(): Promise<FeedRow[]> {
      return db.selectFrom('feeds').selectAll().where('listed', '=', 1).where('paused', '=', 0).execute();
    },

    /** When each item of a feed was first seen since `since`, its first poll's left out, oldest first. */
    async arrivals(feed: FeedRow, since: number): Promise<number[]> {
      const rows = await db
        .selectFrom('items')
        .select('seen_at')
        .where('feed_id', '=', feed.id)
        .where('seen_at', '>=', since)
        .orderBy('seen_at')
        .execute();
      const first = rows[0]?.seen_at;
      // What was there at once says nothing of how often it comes.
      return rows.map((row) => row.seen_at).filter((at) => at !== first);
    },

    /** Notes once that people are to be told; the feed remembers what it told. */
    async notice(feed: FeedRow, kind: NoticeRow['kind'], text: string): Promise<void> {
      const told = kind === 'back' ? null : kind === 'silent' ? 'silent' : 'broken';
      await db.transaction().execute(async (tx) => {
        const noted = await tx
          .updateTable('feeds')
          .set({ told, told_at: clock.now() })
          .where('id', '=', feed.id)
          .where('told', feed.told === null ? 'is' : '=', feed.told)
          .executeTakeFirst();
        // Another process was faster.
        if (Number(noted.numUpdatedRows) === 0) return;
        const row: NoticeRow = {
          id: ids.next(),
          at: clock.now(),
          feed_id: feed.id,
          kind,
          text,
          told_at: null,
        };
        await tx.insertInto('notices').values(row).execute();
      });
    },

    /** Notices that nobody has been told yet, oldest first. */
    async untold(most: number): Promise<NoticeRow[]> {
      return db
        .selectFrom('notices')
        .selectAll()
        .where('told_at', 'is', null)
        .orderBy('id')
        .limit(most)
        .execute();
    },

    async toldOf(noticeId: string): Promise<void> {
      await db.updateTable('notices').set({ told_at: clock.now() }).where('id', '=', noticeId).execute();
    },
  };
}

async function apply(
  tx: Transaction<Tables>,
  change: FeedChange,
  by: string,
  now: number,
): Promise<Result<FeedRow>> {
  const update = async (feed: FeedRow, set: Partial<FeedRow>): Promise<Result<FeedRow>> => {
    await tx.updateTable('feeds').set(set).where('id', '=', feed.id).execute();
    return { ok: true, value: { ...feed, ...set } };
  };
  if (change.kind === 'add') {
    const same = await tx
      .selectFrom('feeds')
      .selectAll()
      .where((e) =>
        e.or([
          e('url', '=', change.url),
          e('configured_url', '=', change.url),
          e('id', '=', feedId(change.url)),
        ]),
      )
      .orderBy('listed', 'desc')
      .executeTakeFirst();
    const again = { listed: 1, chat: 'added' as const, paused: 0, next_poll_at: 0, ...AFRESH };
    if (same === undefined) {
      const atWork = (await tx.selectFrom('feeds').select('id').limit(1).executeTakeFirst()) !== undefined;
      const feed = { id: feedId(change.url), url: change.url, kind: 'web' as const, outletId: null };
      const row = newFeed({ ...feed, title: change.title }, { in_file: 0, chat: 'added' }, atWork, now);
      await tx.insertInto('feeds').values(row).execute();
      await noteAddress(tx, row.id, row.url, by, now);
      return { ok: true, value: row };
    }
    if (same.listed === 1) return { ok: false, why: `That feed is watched already, as ${same.id}.` };
    return update(same, { ...again, title: change.title ?? same.title });
  }
  const feed = await tx.selectFrom('feeds').selectAll().where('id', '=', change.feed).executeTakeFirst();
  if (feed === undefined || feed.listed === 0) return { ok: false, why: `There is no feed ${change.feed}.` };
  if (change.kind === 'move') return move(tx, feed, change.url, by, now);
  if (change.kind === 'remove') return update(feed, { chat: 'removed', listed: 0, told: null });
  if (change.kind === 'pause')
    return feed.paused === 1
      ? { ok: false, why: 'It is paused already.' }
      : update(feed, { paused: 1, told: null });
  return feed.paused === 0
    ? { ok: false, why: 'It is not paused.' }
    : update(feed, { paused: 0, next_poll_at: 0, last_new_at: null });
}

async function move(
  tx: Transaction<Tables>,
  feed: FeedRow,
  url: string,
  by: string,
  now: number,
): Promise<Result<FeedRow>> {
  if (feed.kind === 'folder') return { ok: false, why: 'A folder cannot be moved from here.' };
  if (feed.url === url) return { ok: false, why: 'It is at that address already.' };
  const other = await tx
    .selectFrom('feeds')
    .select('id')
    .where('url', '=', url)
    .where('listed', '=', 1)
    .executeTakeFirst();
  if (other !== undefined) return { ok: false, why: `That address is watched already, as ${other.id}.` };
  await noteAddress(tx, feed.id, feed.url, feed.chat_url === null ? 'file' : by, feed.added_at);
  await noteAddress(tx, feed.id, url, by, now);
  // The new address may call everything by other names: what is out already is not news again.
  const afresh = { polled: 0, keep_backlog: 1, next_poll_at: 0, ...AFRESH };
  const set = { url, chat_url: url, ...afresh };
  await tx.updateTable('feeds').set(set).where('id', '=', feed.id).execute();
  return { ok: true, value: { ...feed, ...set } };
}
