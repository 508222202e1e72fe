/**
 * What is old goes: articles' text, feeds' own words of items, deliveries of stories that nobody adds to. Statements stay, each with its
 * paragraph, and so do headlines, outlets and decisions. In small slices, as the embedded engine holds the thread while it works.
 */
import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import { unindexPrint } from './nearby.ts';
import { readPrint } from './rows.ts';
import type { Tables } from './schema.ts';

const SLICE = 40; // rows: some milliseconds, far below the half second in which a command must be acknowledged
const PAGES = 64; // of 4 KiB given back to the disk at a time

export function pruningStore(db: Kysely<Tables>) {
  async function texts(before: number): Promise<number> {
    const old = await db
      .selectFrom('articles')
      .select(['id', 'print', 'at'])
      .where('seen_at', '<', before)
      // As the index has it, which holds only those that still have one: otherwise each slice would pass over all that went before it.
      .where(sql<boolean>`text <> ''`)
      .orderBy('seen_at')
      .limit(SLICE)
      .execute();
    const ids = old.map((a) => a.id);
    if (ids.length === 0) return 0;
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('articles').set({ text: '', boilerplate: '[]' }).where('id', 'in', ids).execute();
      await tx.updateTable('versions').set({ text: '' }).where('article_id', 'in', ids).execute();
      // By the marks themselves: their index knows no articles.
      for (const { id, print, at } of old)
        await unindexPrint(tx, { articleId: id, print: readPrint(print), at });
    });
    return ids.length;
  }

  async function entries(before: number): Promise<number> {
    const old = await db
      .selectFrom('items')
      .select('id')
      .where('seen_at', '<', before)
      .where('state', 'in', ['done', 'failed'])
      .where(sql<boolean>`entry <> '{}'`)
      .orderBy('seen_at')
      .limit(SLICE)
      .execute();
    if (old.length > 0)
      await db
        .updateTable('items')
        .set({ entry: '{}' })
        .where(
          'id',
          'in',
          old.map((i) => i.id),
        )
        .where('state', 'in', ['done', 'failed'])
        .execute();
    return old.length;
  }

  async function remove(ids: string[]): Promise<number> {
    if (ids.length > 0) await db.deleteFrom('deliveries').where('id', 'in', ids).execute();
    return ids.length;
  }

  /** What was to come under a post that went: no channel that opens again could be given it. */
  async function orphans(): Promise<number> {
    const left = await db
      .selectFrom('deliveries as d')
      .select('d.id')
      .where('d.state', '=', 'planned')
      .where('d.parent_id', 'is not', null)
      .where((e) =>
        e.not(e.exists(e.selectFrom('deliveries as p').select('p.id').whereRef('p.id', '=', 'd.parent_id'))),
      )
      .limit(SLICE)
      .execute();
    return remove(left.map((d) => d.id));
  }

  async function deliveries(before: number): Promise<number> {
    const old = await db
      .selectFrom('deliveries as d')
      .leftJoin('stories as s', 's.id', 'd.story_id')
      .select('d.id')
      .where('d.state', 'in', ['sent', 'rolled', 'dropped', 'refused'])
      .where('d.id', '<', Math.max(0, before).toString(36).padStart(9, '0'))
      .where((e) => e.or([e('s.id', 'is', null), e('s.latest_at', '<', before)]))
      .limit(SLICE)
      .execute();
    return remove(old.map((d) => d.id));
  }

  return {
    /** One slice of what is older than `before` (milliseconds UTC); false when nothing is left. */
    async slice(before: number): Promise<boolean> {
      const gone =
        (await texts(before)) + (await entries(before)) + (await deliveries(before)) + (await orphans());
      return gone > 0;
    },

    /** Gives some free pages back to the disk; false when there are none. PostgreSQL sees to that itself. */
    async vacuum(): Promise<boolean> {
      if (isPostgres(db)) return false;
      const free = async () =>
        Number(
          (await sql<{ freelist_count: number }>`pragma freelist_count`.execute(db)).rows[0]?.freelist_count,
        );
      const before = await free();
      if (before === 0) return false;
      await sql`pragma incremental_vacuum(${sql.lit(PAGES)})`.execute(db);
      return (await free()) < before;
    },
  };
}
