/** Feeds: what is polled, when next, and commit 1: validators together with every unseen item. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { FeedHealth } from '../cards.ts';
import type { Ids } from '../ids.ts';
import type { FeedItem } from '../news.ts';
import { announce, inTurn, isPostgres, type Moment } from './dialect.ts';
import { AFRESH, type ConfiguredFeed, newFeed, noteAddress } from './feedrows.ts';
import type { FeedRow, ItemRow, Tables } from './schema.ts';
import { pathOf, twinsOf } from './twins.ts';

export type { ConfiguredFeed } from './feedrows.ts';

/** What the feed said about an item beyond its own columns, kept as JSON in `items.entry`. */
export type Entry = Pick<FeedItem, 'byline' | 'html' | 'summary' | 'outlet'>;

/**
 * `digest` changes when what the door says of the item changes; then the article is read again. `key` is its
 * link's; `page` the same, by which an item is known whose feed changes its ids, and null where the link is a search feed's redirect.
 */
export type PolledItem = FeedItem & { digest: string; key: string | null; page: string | null };

export type PolledFeed = {
  validators: { etag: string | null; lastModified: string | null };
  /** After a permanent redirect: where the feed lives now. */
  movedTo: string | null;
  title: string | null;
  /** Null: nothing changed since the last poll. */
  items: PolledItem[] | null;
  nextPollAt: number;
};

export type Clock = { now(): number };

/** A short digest of anything, for telling changed from unchanged. */
export const digestOf = (what: unknown): string =>
  createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);

/**
 * What a feed says of an item, less its dates and the parameters of its address: feeds touch those without news, the complaint
 * every feed bot hears first. `page` as in `PolledItem`.
 */
export const itemDigest = (item: FeedItem, page: string | null): string =>
  digestOf([pathOf(page), item.title, item.html ?? item.summary]);

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host || url : url);

export function feedStore(db: Kysely<Tables>, clock: Clock, ids: Ids, moment: Moment) {
  return {
    /** How many are watched, and which of them have failed long enough to be told. */
    async health(): Promise<FeedHealth> {
      const rows = await db
        .selectFrom('feeds')
        .select(['url', 'title', 'complained', 'last_error'])
        .where('listed', '=', 1)
        .orderBy('id')
        .execute();
      const failing = rows
        .filter((r) => r.complained === 1)
        .map((r) => ({ name: r.title ?? hostOf(r.url), why: r.last_error ?? '' }));
      return { listed: rows.length, failing };
    },

    /**
     * Makes the configured feeds the ones that are polled, less those that were removed in chat, with those that were added
     * there. On a store that has never had a feed their backlog is news; on one already at work a web feed's first poll is
     * kept but not alerted.
     */
    async configure(feeds: ConfiguredFeed[]): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await inTurn(tx);
        const before = await tx.selectFrom('feeds').selectAll().execute();
        const known = new Map(before.map((row) => [row.id, row]));
        const added = new Map(before.filter((row) => row.chat === 'added').map((row) => [row.url, row]));
        await tx.updateTable('feeds').set({ in_file: 0 }).execute();
        for (const feed of feeds) {
          // Added in chat first and written into the file later: one feed, under the id that it has.
          const row = known.get(feed.id) ?? added.get(feed.url);
          if (row === undefined) {
            const from = { in_file: 1, chat: null };
            await tx
              .insertInto('feeds')
              .values(newFeed(feed, from, before.length > 0, clock.now()))
              .execute();
            continue;
          }
          // A mended address starts afresh: another server's validators could hide everything behind a "not modified".
          const mended = row.configured_url !== feed.url && row.chat_url === null;
          await tx
            .updateTable('feeds')
            .set({
              kind: feed.kind,
              outlet_id: feed.outletId ?? (row.chat === 'added' ? row.outlet_id : null),
              in_file: 1,
              next_poll_at: 0,
              configured_url: feed.url,
              ...(mended ? { url: feed.url, ...AFRESH } : {}),
            })
            .where('id', '=', row.id)
            .execute();
          if (mended) await noteAddress(tx, row.id, feed.url, 'file', clock.now());
        }
        await tx.updateTable('feeds').set({ listed: 0 }).execute();
        await tx
          .updateTable('feeds')
          .set({ listed: 1 })
          .where((e) => e.or([e('in_file', '=', 1), e('chat', '=', 'added')]))
          .where((e) => e.or([e('chat', 'is', null), e('chat', '!=', 'removed')]))
          .execute();
      });
    },

    /**
     * Feeds that were due at `dueBy` (milliseconds; now unless given), leased to this process until `leaseMs` from now; a
     * dead process's lease runs out.
     */
    async claimDue(limit: number, leaseMs: number, dueBy: number = clock.now()): Promise<FeedRow[]> {
      return db.transaction().execute(async (tx) => {
        const now = await moment(tx);
        const due = await tx
          .selectFrom('feeds')
          .selectAll()
          .where('listed', '=', 1)
          .where('paused', '=', 0)
          .where('next_poll_at', '<=', dueBy)
          .where('lease_until', '<=', now)
          .orderBy('next_poll_at')
          .limit(limit)
          .$if(isPostgres(tx), (q) => q.forUpdate().skipLocked())
          .execute();
        if (due.length === 0) return [];
        await tx
          .updateTable('feeds')
          .set({ lease_until: now + leaseMs })
          .where(
            'id',
            'in',
            due.map((f) => f.id),
          )
          .execute();
        return due;
      });
    },

    /**
     * Commit 1. The validators and every unseen item in one transaction: an item can never hide behind a validator.
     * An item whose words in the feed changed becomes pending again. Returns how many are new or to be read again.
     */
    async polled(
      feed: FeedRow,
      poll: PolledFeed,
      oldestAlert: number,
    ): Promise<{ unseen: number; touched: number }> {
      const now = clock.now();
      return db.transaction().execute(async (tx) => {
        let unseen = 0;
        let touched = 0;
        let arrived = 0;
        const twins = twinsOf(tx, feed, poll.items ?? [], now);
        for (const item of poll.items ?? []) {
          const known =
            (await tx
              .selectFrom('items')
              .select(['id', 'digest'])
              .where('feed_id', '=', feed.id)
              .where('guid', '=', item.id)
              .executeTakeFirst()) ?? (await twins(item));
          const publishedAt = item.publishedAt === null ? null : instant(item.publishedAt);
          const said = {
            guid: item.id,
            url: item.url,
            url_key: item.key,
            title: item.title,
            published: item.publishedAt,
            published_at: publishedAt,
            digest: item.digest,
            entry: JSON.stringify({
              byline: item.byline,
              html: item.html,
              summary: item.summary,
              outlet: item.outlet,
            } satisfies Entry),
            state: 'pending' as const,
            attempts: 0,
            next_at: now,
            why: null,
          };
          if (known === undefined) {
            // After a move the new address may name everything anew: what was out when it last worked is no news.
            const after = feed.last_ok_at !== null && publishedAt !== null && publishedAt > feed.last_ok_at;
            const first = feed.polled === 0 && feed.keep_backlog === 1 && !after;
            const old = publishedAt !== null && publishedAt < oldestAlert && feed.kind === 'web';
            const row: ItemRow = {
              id: ids.next(),
              feed_id: feed.id,
              ...said,
              backlog: first || old ? 1 : 0,
              lease_until: 0,
              article_id: null,
              seen_at: now,
              read_at: null,
              read_as: null,
              again_at: null,
            };
            await tx.insertInto('items').values(row).execute();
            unseen++;
            if (!first) arrived++;
          } else if (known.digest !== item.digest) {
            await tx.updateTable('items').set(said).where('id', '=', known.id).execute();
            touched++;
          } else if ('guid' in known) {
            const { guid, url, url_key } = said;
            await tx.updateTable('items').set({ guid, url, url_key }).where('id', '=', known.id).execute();
          }
        }
        const moved = poll.movedTo === null ? {} : { url: poll.movedTo };
        if (poll.movedTo !== null) await noteAddress(tx, feed.id, poll.movedTo, 'redirect', now);
        await tx
          .updateTable('feeds')
          .set({
            etag: poll.validators.etag,
            last_modified: poll.validators.lastModified,
            next_poll_at: poll.nextPollAt,
            lease_until: 0,
            failures: 0,
            last_error: null,
            complained: 0,
            broken_since: null,
            trouble: null,
            last_ok_at: now,
            ...(arrived > 0 ? { last_new_at: now } : {}),
            polled: 1,
            ...moved,
            ...(poll.title === null ? {} : { title: poll.title }),
          })
          .where('id', '=', feed.id)
          .execute();
        if (unseen + touched > 0) await announce(tx, 'items');
        return { unseen, touched };
      });
    },

    /** A poll that failed: its reason is kept, and it is tried again at `nextPollAt`; `told`: people were told of it. */
    async failed(
      feed: FeedRow,
      why: string,
      nextPollAt: number,
      told: boolean,
      trouble: FeedRow['trouble'] = 'passing',
    ): Promise<void> {
      await db
        .updateTable('feeds')
        .set({
          failures: feed.failures + 1,
          last_error: why,
          next_poll_at: nextPollAt,
          lease_until: 0,
          complained: told ? 1 : feed.complained,
          broken_since: feed.broken_since ?? clock.now(),
          trouble,
        })
        .where('id', '=', feed.id)
        .execute();
    },

    /** Whether the feed has listed one of these before; none means that it may have dropped some that nobody read. */
    async known(feedId: string, items: { guid: string; page: string | null }[]): Promise<boolean> {
      for (let at = 0; at < items.length; at += 200) {
        const some = items.slice(at, at + 200);
        const pages = some.map((item) => item.page).filter((page) => page !== null);
        const guids = some.map((item) => item.guid);
        const row = await db
          .selectFrom('items')
          .select('id')
          .where('feed_id', '=', feedId)
          .where((e) =>
            e.or([e('guid', 'in', guids), ...(pages.length > 0 ? [e('url_key', 'in', pages)] : [])]),
          )
          .limit(1)
          .executeTakeFirst();
        if (row !== undefined) return true;
      }
      return false;
    },

    /** After a restart on the embedded store no other process lives: its leases are free at once. */
    async freeLeases(): Promise<void> {
      await db.updateTable('feeds').set({ lease_until: 0 }).execute();
    },

    async listed(): Promise<FeedRow[]> {
      return db.selectFrom('feeds').selectAll().where('listed', '=', 1).orderBy('id').execute();
    },
  };
}

/** Milliseconds UTC of an ISO date or instant; a bare date is its midnight UTC. Null when it cannot be read. */
export function instant(published: string): number | null {
  const at = Date.parse(published);
  return Number.isNaN(at) ? null : at;
}
