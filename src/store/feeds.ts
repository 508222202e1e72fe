/** Feeds: what is polled, when next, and commit 1: validators together with every unseen item. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Ids } from '../ids.ts';
import type { FeedItem } from '../news.ts';
import { announce, inTurn, isPostgres, type Moment } from './dialect.ts';
import type { FeedRow, ItemRow, Tables } from './schema.ts';

export type ConfiguredFeed = {
  id: string;
  url: string;
  kind: 'web' | 'folder';
  title: string | null;
  outletId: string | null;
};

/** What the feed said about an item beyond its own columns, kept as JSON in `items.entry`. */
export type Entry = Pick<FeedItem, 'byline' | 'html' | 'summary' | 'outlet'>;

/** `digest` changes when what the door says of the item changes; then the article is read again. `key`: its link's. */
export type PolledItem = FeedItem & { digest: string; key: string | null };

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

/** What a feed says of an item, less its dates: feeds touch those without news, the complaint every feed bot hears first. */
export const itemDigest = (item: FeedItem): string =>
  digestOf([item.url, item.title, item.html ?? item.summary]);

const AFRESH = { etag: null, last_modified: null, failures: 0, last_error: null, complained: 0 };

export function feedStore(db: Kysely<Tables>, clock: Clock, ids: Ids, moment: Moment) {
  return {
    /**
     * Makes the configured feeds the ones that are polled. On a store that has never had a feed their backlog is news;
     * on one already at work a web feed's first poll is kept but not alerted.
     */
    async configure(feeds: ConfiguredFeed[]): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await inTurn(tx);
        const atWork = await tx.selectFrom('feeds').select('id').limit(1).executeTakeFirst();
        await tx.updateTable('feeds').set({ listed: 0 }).execute();
        for (const feed of feeds) {
          const set = {
            kind: feed.kind,
            outlet_id: feed.outletId,
            listed: 1,
            next_poll_at: 0,
            configured_url: feed.url,
          };
          const known = await tx
            .selectFrom('feeds')
            .select('configured_url')
            .where('id', '=', feed.id)
            .executeTakeFirst();
          if (known !== undefined) {
            // A mended address starts afresh: another server's validators could hide everything behind a "not modified".
            const mended = known.configured_url === feed.url ? {} : { url: feed.url, ...AFRESH };
            await tx
              .updateTable('feeds')
              .set({ ...set, ...mended })
              .where('id', '=', feed.id)
              .execute();
            continue;
          }
          const row: FeedRow = {
            id: feed.id,
            url: feed.url,
            ...set,
            ...AFRESH,
            title: feed.title,
            keep_backlog: atWork !== undefined && feed.kind === 'web' ? 1 : 0,
            polled: 0,
            lease_until: 0,
            last_ok_at: null,
            added_at: clock.now(),
          };
          await tx.insertInto('feeds').values(row).execute();
        }
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
        for (const item of poll.items ?? []) {
          const known = await tx
            .selectFrom('items')
            .select(['id', 'digest'])
            .where('feed_id', '=', feed.id)
            .where('guid', '=', item.id)
            .executeTakeFirst();
          const publishedAt = item.publishedAt === null ? null : instant(item.publishedAt);
          const said = {
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
            const first = feed.polled === 0 && feed.keep_backlog === 1;
            const old = publishedAt !== null && publishedAt < oldestAlert && feed.kind === 'web';
            const row: ItemRow = {
              id: ids.next(),
              feed_id: feed.id,
              guid: item.id,
              ...said,
              backlog: first || old ? 1 : 0,
              lease_until: 0,
              article_id: null,
              seen_at: now,
              read_at: null,
              read_as: null,
            };
            await tx.insertInto('items').values(row).execute();
            unseen++;
          } else if (known.digest !== item.digest) {
            await tx.updateTable('items').set(said).where('id', '=', known.id).execute();
            touched++;
          }
        }
        const moved = poll.movedTo === null ? {} : { url: poll.movedTo };
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
            last_ok_at: now,
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
    async failed(feed: FeedRow, why: string, nextPollAt: number, told: boolean): Promise<void> {
      await db
        .updateTable('feeds')
        .set({
          failures: feed.failures + 1,
          last_error: why,
          next_poll_at: nextPollAt,
          lease_until: 0,
          complained: told ? 1 : feed.complained,
        })
        .where('id', '=', feed.id)
        .execute();
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
