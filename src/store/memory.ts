/** What a story has heard so far, as the next article is compared with it. */
import type { Kysely } from 'kysely';
import type { EarlierTelling } from '../stories/changes.ts';
import { comparable } from './neighbours.ts';
import type { Tables } from './schema.ts';

/** For telling what is new. */
export type StoryMemory = {
  known: { id: string; speaker: string | null; kind: 'direct' | 'mixed' | 'indirect'; pieces: string[] }[];
  speakers: string[];
};

/** A story of more statements or articles than this is compared in part: each comparison would cost every later article. */
const LARGE = 300;
const NEWEST = 200;

/**
 * The sightings of the story's statements, each different wording once, and the names heard in it. Of a large story the newest
 * statements and those of the articles `near` the newcomer, among which are the ones whose text it shares.
 */
export async function rememberStory(
  db: Kysely<Tables>,
  storyId: string,
  near: string[],
): Promise<StoryMemory> {
  const large =
    (await count(db, 'statements', storyId)) > LARGE || (await count(db, 'articles', storyId)) > LARGE;
  const rows = large
    ? [...(await shownForms(db, storyId)), ...(await formsIn(db, storyId, near))]
    : await forms(db).where('statements.story_id', '=', storyId).execute();
  const different = new Map(rows.map((r) => [JSON.stringify([r.id, r.kind, r.pieces, r.speaker_name]), r]));
  const known = [...different.values()].map((r) => ({
    id: r.id,
    ...comparable({ ...r, speaker_name: r.speaker_name ?? r.name }),
  }));
  const heard = large ? await namesHeard(db, storyId) : [];
  const speakers = [
    ...new Set([...rows.flatMap((r) => [r.speaker_name, r.name]).filter((name) => name !== null), ...heard]),
  ];
  return { known, speakers };
}

/** From an index alone: a millisecond for 30,000. */
async function count(db: Kysely<Tables>, table: 'statements' | 'articles', storyId: string): Promise<number> {
  const { n } = await db
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('story_id', '=', storyId)
    .executeTakeFirstOrThrow();
  return Number(n);
}

const forms = (db: Kysely<Tables>) =>
  db
    .selectFrom('sightings')
    .innerJoin('statements', 'statements.id', 'sightings.statement_id')
    .leftJoin('speakers', 'speakers.id', 'statements.speaker_id')
    .select([
      'statements.id',
      'statements.story_id',
      'sightings.kind',
      'sightings.pieces',
      'sightings.speaker_name',
      'speakers.name',
    ])
    .orderBy('statements.id')
    .orderBy('sightings.ordinal');

/** The newest statements as they are shown: of ten thousand sightings the fullest is enough. */
async function shownForms(db: Kysely<Tables>, storyId: string) {
  const newest = await db
    .selectFrom('statements')
    .select('shown_id')
    .where('story_id', '=', storyId)
    .orderBy('at', 'desc')
    .limit(NEWEST)
    .execute();
  return forms(db)
    .where(
      'sightings.id',
      'in',
      newest.map((row) => row.shown_id),
    )
    .execute();
}

async function formsIn(db: Kysely<Tables>, storyId: string, articles: string[]) {
  if (articles.length === 0) return [];
  // Filtered here: told of the story, the engine would go through all its sightings instead of these few.
  const rows = await forms(db).where('sightings.article_id', 'in', articles).execute();
  return rows.filter((row) => row.story_id === storyId);
}

async function namesHeard(db: Kysely<Tables>, storyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('speakers')
    .select('name')
    .where('id', 'in', (e) =>
      e
        .selectFrom('statements')
        .select('speaker_id')
        .distinct()
        .where('story_id', '=', storyId)
        .$castTo<{ speaker_id: string }>(),
    )
    .execute();
  return rows.map((row) => row.name);
}

/** Of a story of more articles the newest are read: what was told last is what a number is compared with. */
const TELLINGS = 40;

/** The story's articles as they read at first and after each edit, in the order in which they were read; at most 40 articles of it, 80 readings. */
export async function tellingsOf(db: Kysely<Tables>, storyId: string): Promise<EarlierTelling[]> {
  const articles = await db
    .selectFrom('articles')
    .select(['id', 'outlet', 'at'])
    .where('story_id', '=', storyId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(TELLINGS)
    .execute();
  if (articles.length === 0) return [];
  const by = new Map(articles.map((a) => [a.id, a]));
  const versions = await db
    .selectFrom('versions')
    .select(['article_id', 'version', 'title', 'text'])
    .where('article_id', 'in', [...by.keys()])
    .orderBy('seen_at', 'desc')
    .orderBy('version', 'desc')
    .limit(2 * TELLINGS)
    .execute();
  return versions.reverse().flatMap(({ article_id, title, text }) => {
    const article = by.get(article_id);
    return article === undefined ? [] : [{ title, text, outlet: article.outlet, at: article.at }];
  });
}
