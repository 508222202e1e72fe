/** Stories as alerts, `/latest` and `/story` show them. */
import type { Kysely, Transaction } from 'kysely';
import { comparable } from './filing.ts';
import { readStrings } from './rows.ts';
import type { ArticleRow, StoryRow, Tables } from './schema.ts';
import { searchWords } from './search.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

/** One article of a story, as the outlets line needs it. */
export type StoryArticle = Pick<
  ArticleRow,
  | 'id'
  | 'outlet'
  | 'owner'
  | 'url'
  | 'title'
  | 'published'
  | 'state_media'
  | 'role'
  | 'wire'
  | 'copy_of'
  | 'notice'
  | 'excerpt'
  | 'at'
  | 'country'
>;

export type StoryView = {
  id: string;
  title: string;
  wire: string | null;
  topics: string[];
  summary: string[];
  follows: { id: string; title: string } | null;
  head: StoryArticle;
  /** In order of publication. */
  articles: StoryArticle[];
  statementIds: string[];
};

/** What the story already had, for telling what is new. */
export type StoryMemory = {
  known: { id: string; speaker: string | null; kind: 'direct' | 'mixed' | 'indirect'; pieces: string[] }[];
  speakers: string[];
};

export function storyStore(db: Kysely<Tables>) {
  return {
    view: (id: string) => viewStory(db, id),

    async latest(topic: string | null, limit: number): Promise<StoryView[]> {
      const ids =
        topic === null
          ? await db
              .selectFrom('stories')
              .select('id')
              .where('topics', '!=', '[]')
              .orderBy('latest_at', 'desc')
              .orderBy('id', 'desc')
              .limit(limit)
              .execute()
          : await db
              .selectFrom('story_topics')
              .select('story_id as id')
              .where('topic', '=', topic)
              .orderBy('at', 'desc')
              .orderBy('story_id', 'desc')
              .limit(limit)
              .execute();
      const views = await Promise.all(ids.map(({ id }) => viewStory(db, id)));
      return views.filter((v) => v !== null);
    },

    /** How many stories each topic has. */
    async perTopic(): Promise<Map<string, number>> {
      const rows = await db
        .selectFrom('story_topics')
        .select(['topic', (e) => e.fn.countAll<number>().as('n')])
        .groupBy('topic')
        .execute();
      return new Map(rows.map((row) => [row.topic, Number(row.n)]));
    },

    /** A story by its id, by an article's key, or by words of its title, newest first. */
    async search(words: string, urlKey: string | null): Promise<StoryRow[]> {
      const byId = await db.selectFrom('stories').selectAll().where('id', '=', words).execute();
      if (byId.length > 0) return byId;
      if (urlKey !== null) {
        const article = await db
          .selectFrom('articles')
          .select('story_id')
          .where('url_key', '=', urlKey)
          .executeTakeFirst();
        if (article === undefined) return [];
        return db.selectFrom('stories').selectAll().where('id', '=', article.story_id).execute();
      }
      const wanted = searchWords(words).slice(0, 8);
      if (wanted.length === 0) return [];
      let query = db.selectFrom('stories').selectAll().orderBy('latest_at', 'desc').limit(10);
      for (const word of wanted)
        query = query.where((e) => e(e.fn<string>('lower', ['title']), 'like', `%${word}%`));
      return query.execute();
    },

    /** Every sighting of the story's statements, as the identity step compares them, and the names heard so far. */
    async memory(storyId: string): Promise<StoryMemory> {
      const rows = await db
        .selectFrom('sightings')
        .innerJoin('statements', 'statements.id', 'sightings.statement_id')
        .leftJoin('speakers', 'speakers.id', 'statements.speaker_id')
        .select([
          'statements.id',
          'sightings.kind',
          'sightings.pieces',
          'sightings.speaker_name',
          'speakers.name',
          'sightings.article_id',
        ])
        .where('statements.story_id', '=', storyId)
        .orderBy('statements.id')
        .orderBy('sightings.ordinal')
        .execute();
      const known = rows.map((r) => ({
        id: r.id,
        ...comparable({ ...r, speaker_name: r.speaker_name ?? r.name }),
      }));
      const speakers = [...new Set(rows.flatMap((r) => [r.speaker_name, r.name]).filter((n) => n !== null))];
      return { known, speakers };
    },
  };
}

/** Null when there is no such story. */
export async function viewStory(db: Db, id: string): Promise<StoryView | null> {
  const story = await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst();
  if (story === undefined) return null;
  const articles = await db
    .selectFrom('articles')
    .select([
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
    ])
    .where('story_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const head = articles.find((a) => a.id === story.head_id) ?? articles[0];
  if (head === undefined) return null;
  const statements = await db
    .selectFrom('statements')
    .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
    .innerJoin('articles', 'articles.id', 'statements.first_id')
    .select('statements.id')
    .where('statements.story_id', '=', id)
    .where('statements.withdrawn', '=', 0)
    .orderBy('articles.at')
    .orderBy('articles.id')
    .orderBy('sightings.ordinal')
    .execute();
  const follows =
    story.follows === null
      ? null
      : ((await db
          .selectFrom('stories')
          .select(['id', 'title'])
          .where('id', '=', story.follows)
          .executeTakeFirst()) ?? null);
  return {
    id: story.id,
    title: story.title,
    wire: story.wire,
    topics: readStrings(story.topics),
    summary: readStrings(story.summary),
    follows,
    head,
    articles,
    statementIds: statements.map((s) => s.id),
  };
}
