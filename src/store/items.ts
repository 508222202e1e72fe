/** Items: what feeds listed and what became of each. A bad page has its own retries and holds nobody up. */
import type { Kysely } from 'kysely';
import { isPostgres, type Moment } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { ItemRow, Tables } from './schema.ts';

/** An item as the pipeline works on it, with what it needs of its feed. */
export type ClaimedItem = ItemRow & {
  feed_kind: 'web' | 'folder';
  feed_url: string;
  feed_outlet: string | null;
  feed_title: string | null;
};

export function itemStore(db: Kysely<Tables>, clock: Clock, moment: Moment) {
  return {
    /** Pending items in order of publication (so that an original comes before its copies), leased to this process. */
    async claim(limit: number, leaseMs: number): Promise<ClaimedItem[]> {
      return db.transaction().execute(async (tx) => {
        const now = await moment(tx);
        const due = await tx
          .selectFrom('items')
          .innerJoin('feeds', 'feeds.id', 'items.feed_id')
          .selectAll('items')
          .select([
            'feeds.kind as feed_kind',
            'feeds.url as feed_url',
            'feeds.outlet_id as feed_outlet',
            'feeds.title as feed_title',
          ])
          .where('items.state', '=', 'pending')
          .where('items.next_at', '<=', now)
          .where('items.lease_until', '<=', now)
          .orderBy((e) => e.fn.coalesce('items.published_at', 'items.seen_at'))
          .orderBy('items.id')
          .limit(limit)
          .$if(isPostgres(tx), (q) => q.forUpdate('items').skipLocked())
          .execute();
        if (due.length === 0) return [];
        await tx
          .updateTable('items')
          .set({ lease_until: now + leaseMs })
          .where(
            'id',
            'in',
            due.map((i) => i.id),
          )
          .execute();
        return due;
      });
    },

    /** Read for good without a new article: unchanged, in another language, or given up. The reason is kept for `/explain`. */
    async settle(
      item: Pick<ItemRow, 'id' | 'digest'>,
      state: 'done' | 'failed',
      why: string,
      articleId: string | null,
      as: ItemRow['read_as'] = null,
    ): Promise<void> {
      await settleItem(db, item, state, why, articleId, { at: clock.now(), as });
    },

    /** Reads a settled item once more at `at`, though its feed says nothing new of it. */
    async readAgain(itemId: string, at: number): Promise<void> {
      await db.updateTable('items').set({ again_at: at }).where('id', '=', itemId).execute();
    },

    /** Items whose time to be read again has come become pending; how many. */
    async reopen(): Promise<number> {
      const now = clock.now();
      const done = await db
        .updateTable('items')
        .set({ state: 'pending', attempts: 0, next_at: now, again_at: null })
        .where('again_at', '<=', now)
        .where('state', '=', 'done')
        .executeTakeFirst();
      return Number(done.numUpdatedRows);
    },

    async retry(item: ItemRow, why: string, nextAt: number): Promise<void> {
      await db
        .updateTable('items')
        .set({ attempts: item.attempts + 1, why, next_at: nextAt, lease_until: 0, read_at: clock.now() })
        .where('id', '=', item.id)
        .where('digest', '=', item.digest)
        .execute();
      await db.updateTable('items').set({ lease_until: 0 }).where('id', '=', item.id).execute();
    },

    async freeLeases(): Promise<void> {
      await db.updateTable('items').set({ lease_until: 0 }).where('lease_until', '>', 0).execute();
    },

    /** How many wait to be read now or later. */
    async pending(): Promise<number> {
      const row = await db
        .selectFrom('items')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('state', '=', 'pending')
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
  };
}

/**
 * Settles an item as it was when it was claimed. When the feed has said something else of it meanwhile it stays pending,
 * free to be read again: else the newer version would never be seen.
 */
export async function settleItem(
  db: Kysely<Tables>,
  item: Pick<ItemRow, 'id' | 'digest'>,
  state: 'done' | 'failed',
  why: string,
  articleId: string | null,
  read: { at: number; as: ItemRow['read_as'] },
): Promise<void> {
  await db
    .updateTable('items')
    .set({ state, why })
    .where('id', '=', item.id)
    .where('digest', '=', item.digest)
    .execute();
  await db
    .updateTable('items')
    .set({ lease_until: 0, article_id: articleId, read_at: read.at, read_as: read.as })
    .where('id', '=', item.id)
    .execute();
}
