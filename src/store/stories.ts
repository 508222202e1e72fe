/** Stories as alerts, `/latest` and `/story` show them. */
import type { Kysely, Transaction } from 'kysely';
import type { ArticleHit } from '../cards.ts';
import { type Counts, carriersOf, type StoryArticle } from './carriers.ts';
import { rememberStory, tellingsOf } from './memory.ts';
import { readStrings } from './rows.ts';
import type { Tables } from './schema.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

export type StoryView = {
  id: string;
  title: string;
  wire: string | null;
  topics: string[];
  summary: string[];
  /** The language model whose words the summary is in, or null. */
  rephrasedBy: string | null;
  follows: { id: string; title: string } | null;
  head: StoryArticle;
  /** In order of publication; of a large story its head, the first of each of the first outlets, and its newest. */
  articles: StoryArticle[];
  /** Of the whole story. `originals`: texts that are nobody's copy. */
  counts: Counts & { statements: number };
  latestAt: number;
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

    /** The article of this key, with its story. */
    async articleAt(urlKey: string): Promise<ArticleHit | null> {
      const row = await db
        .selectFrom('articles')
        .innerJoin('stories', 'stories.id', 'articles.story_id')
        .select([
          'articles.id',
          'articles.title',
          'articles.outlet',
          'stories.id as story',
          'stories.title as story_title',
        ])
        .where('articles.url_key', '=', urlKey)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { id, title, outlet } = row;
      return { id, title, outlet, story: { id: row.story, title: row.story_title } };
    },

    memory: (storyId: string, near: string[] = []) => rememberStory(db, storyId, near),
    tellings: (storyId: string) => tellingsOf(db, storyId),
  };
}

/** Null when there is no such story, or it is part of another by now. */
export async function viewStory(db: Db, id: string): Promise<StoryView | null> {
  const story = await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst();
  if (story === undefined) return null;
  const { articles, counts } = await carriersOf(db, story);
  const head = articles.find((a) => a.id === story.head_id) ?? articles[0];
  if (head === undefined) return null;
  const { n } = await db
    .selectFrom('statements')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('story_id', '=', id)
    .where('withdrawn', '=', 0)
    .executeTakeFirstOrThrow();
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
    rephrasedBy: story.rephrased_by,
    follows,
    head,
    articles,
    counts: { ...counts, statements: Number(n) },
    latestAt: story.latest_at,
  };
}
