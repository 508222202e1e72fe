/** How many independent outlets report a story, and what they report: for channels that wait for more than one. */
import type { Kysely, Transaction } from 'kysely';
import type { ArticleRow, Tables } from './schema.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

/** A report of the story, as a query is held against it. */
export type Report = Pick<ArticleRow, 'title' | 'text' | 'outlet' | 'country'> & {
  said: { speaker: string | null }[];
};

/** Of more reports than this a waiting query is held against the first. */
const REPORTS = 50;

/** Texts that are nobody's copy; of a copied text whose original is in no feed, the copies. */
const ownTexts = (db: Db, storyId: string) =>
  db
    .selectFrom('articles')
    .where('story_id', '=', storyId)
    .where((e) =>
      e.or([
        e('role', 'in', ['original', 'independent']),
        e.and([e('role', '=', 'copy'), e('copy_of', 'is', null)]),
      ]),
    );

/**
 * The owners whose own texts the story is told by. A copy does not count, two papers of one house are one, and a text credited
 * to a wire is the wire's.
 */
export async function independentOutlets(db: Db, storyId: string): Promise<number> {
  const rows = await ownTexts(db, storyId).select(['outlet', 'owner', 'wire']).distinct().execute();
  const owners = new Map(rows.map((row) => [row.outlet.toLowerCase(), row.owner ?? row.outlet]));
  const ownerOf = (row: (typeof rows)[number]) =>
    row.wire === null ? (row.owner ?? row.outlet) : (owners.get(row.wire.toLowerCase()) ?? row.wire);
  return new Set(rows.map((row) => ownerOf(row).toLowerCase())).size;
}

/** Whom the directory knows among those who spoke in the story. */
export async function voicesOf(db: Db, storyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('statements')
    .select('speaker_id')
    .distinct()
    .where('story_id', '=', storyId)
    .where('withdrawn', '=', 0)
    .where('speaker_id', 'is not', null)
    .execute();
  return rows.flatMap((row) => row.speaker_id ?? []);
}

/**
 * When the last article of the story was first seen, since then, which was no feed's backlog and no older than `maxAge`
 * milliseconds (0: no limit) when it was; null: there is none.
 */
export async function newsSince(
  db: Db,
  storyId: string,
  since: number,
  maxAge: number,
): Promise<number | null> {
  let query = db
    .selectFrom('articles')
    .select((e) => e.fn.max('seen_at').as('at'))
    .where('story_id', '=', storyId)
    .where('backlog', '=', 0)
    .where('seen_at', '>=', since);
  if (maxAge > 0) query = query.where('at', '>=', (e) => e('seen_at', '-', maxAge));
  const row = await query.executeTakeFirst();
  return row?.at == null ? null : Number(row.at);
}

/** The story's own texts, in order of publication. */
export async function reportsOf(db: Db, storyId: string): Promise<Report[]> {
  const rows = await ownTexts(db, storyId)
    .select(['id', 'title', 'text', 'outlet', 'country'])
    .orderBy('at')
    .orderBy('id')
    .limit(REPORTS)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const said = await db
    .selectFrom('sightings')
    .select(['article_id', 'speaker_name as speaker'])
    .where('article_id', 'in', ids)
    .execute();
  return rows.map(({ id, ...report }) => ({ ...report, said: said.filter((s) => s.article_id === id) }));
}
