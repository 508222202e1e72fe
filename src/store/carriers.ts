/** Who carries a story: its articles and how many outlets, owners and texts there are, however large it has grown. */
import type { Kysely, Transaction } from 'kysely';
import type { ArticleRow, StoryRow, Tables } from './schema.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

const COLUMNS = [
  'id',
  'outlet',
  'owner',
  'url',
  'title',
  'published',
  'state_media',
  'role',
  'wire',
  'copy_of',
  'notice',
  'excerpt',
  'at',
  'country',
] as const;

/** One article of a story, as the outlets line needs it. */
export type StoryArticle = Pick<ArticleRow, (typeof COLUMNS)[number]>;
export type Counts = { outlets: number; owners: number; originals: number };

/** Of a story of more articles than this only some are read: nobody is shown more, and each would cost every filing. */
const LARGE = 200;
const FIRST_OUTLETS = 40;
const NEWEST = 100;

/** The articles in order of publication, and the counts of the whole story. */
export async function carriersOf(
  db: Db,
  story: Pick<StoryRow, 'id' | 'head_id'>,
): Promise<{ articles: StoryArticle[]; counts: Counts }> {
  const { n } = await db
    .selectFrom('articles')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('story_id', '=', story.id)
    .executeTakeFirstOrThrow();
  if (Number(n) > LARGE) return ofLarge(db, story);
  const articles = await db
    .selectFrom('articles')
    .select(COLUMNS)
    .where('story_id', '=', story.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const texts = new Set<string>();
  for (const a of articles) {
    if (a.role === 'copy') {
      // A wire whose original is in no feed of ours counts once for all its copies.
      if (a.copy_of === null) texts.add(`wire:${a.wire ?? a.id}`);
    } else if (a.role !== 'version') texts.add(a.id);
  }
  const counts = {
    outlets: new Set(articles.map((a) => a.outlet)).size,
    owners: new Set(articles.map((a) => a.owner ?? a.outlet)).size,
    originals: Math.max(1, texts.size),
  };
  return { articles, counts };
}

/** The same from the indexes alone. */
async function ofLarge(db: Db, story: Pick<StoryRow, 'id' | 'head_id'>) {
  const outlets = await db
    .selectFrom('articles')
    .select(['outlet', 'owner', (e) => e.fn.min<number>('at').as('first')])
    .where('story_id', '=', story.id)
    .groupBy(['outlet', 'owner'])
    .orderBy('first')
    .execute();
  const own = await db
    .selectFrom('articles')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('story_id', '=', story.id)
    .where('role', 'in', ['original', 'independent'])
    .executeTakeFirstOrThrow();
  const wires = await db
    .selectFrom('articles')
    .select('wire')
    .distinct()
    .where('story_id', '=', story.id)
    .where('role', '=', 'copy')
    .where('copy_of', 'is', null)
    .execute();
  const newest = await db
    .selectFrom('articles')
    .select('id')
    .where('story_id', '=', story.id)
    .orderBy('at', 'desc')
    .limit(NEWEST)
    .execute();
  const ids = new Set([story.head_id, ...newest.map((a) => a.id)]);
  for (const { outlet, first } of outlets.slice(0, FIRST_OUTLETS)) {
    const row = await db
      .selectFrom('articles')
      .select('id')
      .where('story_id', '=', story.id)
      .where('outlet', '=', outlet)
      .where('at', '=', first)
      .executeTakeFirst();
    if (row !== undefined) ids.add(row.id);
  }
  const articles = await db
    .selectFrom('articles')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('at')
    .orderBy('id')
    .execute();
  const counts = {
    outlets: new Set(outlets.map((o) => o.outlet)).size,
    owners: new Set(outlets.map((o) => o.owner ?? o.outlet)).size,
    originals: Math.max(1, Number(own.n) + wires.length),
  };
  return { articles, counts };
}

/** These articles, with the story that each is in, in order of publication. */
export async function articlesById(db: Db, ids: string[]): Promise<(StoryArticle & { story_id: string })[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('articles')
    .select([...COLUMNS, 'story_id'])
    .where('id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
