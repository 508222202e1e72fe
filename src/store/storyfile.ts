/** Everything about one story: its articles with their versions, what it follows and what follows it. */
import type { Kysely } from 'kysely';
import type { ArticleRow, Tables } from './schema.ts';

export type FiledArticle = Pick<
  ArticleRow,
  | 'id'
  | 'outlet'
  | 'url'
  | 'title'
  | 'published'
  | 'at'
  | 'seen_at'
  | 'role'
  | 'copy_of'
  | 'wire'
  | 'notice'
  | 'notice_text'
  | 'state_media'
> & { versions: { version: number; seenAt: number }[] };

/** In order of publication; `followers` are the stories that name this one as their predecessor. */
export type StoryFile = {
  articles: FiledArticle[];
  /** In the order in which the articles carry them. */
  statementIds: string[];
  followers: { id: string; title: string }[];
};

export function storyFileStore(db: Kysely<Tables>) {
  return {
    async read(storyId: string): Promise<StoryFile> {
      const articles = await db
        .selectFrom('articles')
        .select([
          'id',
          'outlet',
          'url',
          'title',
          'published',
          'at',
          'seen_at',
          'role',
          'copy_of',
          'wire',
          'notice',
          'notice_text',
          'state_media',
        ])
        .where('story_id', '=', storyId)
        .orderBy('at')
        .orderBy('id')
        .execute();
      const versions = await db
        .selectFrom('versions')
        .innerJoin('articles', 'articles.id', 'versions.article_id')
        .select(['versions.article_id', 'versions.version', 'versions.seen_at'])
        .where('articles.story_id', '=', storyId)
        .orderBy('versions.version')
        .execute();
      const byArticle = Map.groupBy(versions, (v) => v.article_id);
      const statements = await db
        .selectFrom('statements')
        .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
        .innerJoin('articles', 'articles.id', 'statements.first_id')
        .select('statements.id')
        .where('statements.story_id', '=', storyId)
        .where('statements.withdrawn', '=', 0)
        .orderBy('articles.at')
        .orderBy('articles.id')
        .orderBy('sightings.ordinal')
        .execute();
      const followers = await db
        .selectFrom('stories')
        .select(['id', 'title'])
        .where('follows', '=', storyId)
        .orderBy('started_at')
        .orderBy('id')
        .execute();
      return {
        articles: articles.map((a) => ({
          ...a,
          versions: (byArticle.get(a.id) ?? []).map((v) => ({ version: v.version, seenAt: v.seen_at })),
        })),
        statementIds: statements.map((s) => s.id),
        followers,
      };
    },
  };
}
