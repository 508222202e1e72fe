/** How a story takes an article in. */
import type { Transaction } from 'kysely';
import { topicsWith } from '../stories/topics.ts';
import type { Filing } from './filed.ts';
import { readStrings } from './rows.ts';
import type { ArticleRow, Tables } from './schema.ts';

/** The story takes the article in: its topics, its newest date, and from a new version of its head the headline. */
export async function takeIn(
  tx: Transaction<Tables>,
  storyId: string,
  fresh: boolean,
  article: ArticleRow,
  filing: Filing,
): Promise<void> {
  if (fresh) {
    await tx
      .insertInto('stories')
      .values({
        id: storyId,
        title: article.title,
        head_id: article.id,
        wire: filing.placement.wire,
        topics: article.topics,
        follows: filing.placement.follows,
        summary: JSON.stringify(filing.summary),
        started_at: article.at,
        latest_at: article.at,
        merged_into: null,
        rephrased_by: null,
      })
      .execute();
    await onTopics(tx, storyId, readStrings(article.topics), article.at);
    return;
  }
  const story = await tx
    .selectFrom('stories')
    .selectAll()
    .where('id', '=', storyId)
    .executeTakeFirstOrThrow();
  const head =
    article.id === story.head_id
      ? article
      : await tx.selectFrom('articles').select('text').where('id', '=', story.head_id).executeTakeFirst();
  const topics = topicsWith(
    { topics: readStrings(story.topics), headLength: head?.text.length ?? 0 },
    { role: article.role, topics: readStrings(article.topics), length: article.text.length },
  );
  const latest = Math.max(story.latest_at, article.at);
  // A cut-down copy is about what its story is about, though it names the subject only once.
  await tx
    .updateTable('articles')
    .set({ topics: JSON.stringify(topics) })
    .where('id', '=', article.id)
    .execute();
  const headline =
    story.head_id === article.id
      ? { title: article.title, summary: JSON.stringify(filing.summary), rephrased_by: null }
      : {};
  await tx
    .updateTable('stories')
    .set({
      topics: JSON.stringify(topics),
      latest_at: latest,
      wire: story.wire ?? filing.placement.wire,
      ...headline,
    })
    .where('id', '=', storyId)
    .execute();
  await onTopics(tx, storyId, topics, latest);
}

async function onTopics(
  tx: Transaction<Tables>,
  storyId: string,
  topics: string[],
  at: number,
): Promise<void> {
  for (const topic of topics) {
    await tx
      .insertInto('story_topics')
      .values({ topic, story_id: storyId, at })
      .onConflict((c) => c.columns(['topic', 'story_id']).doUpdateSet({ at }))
      .execute();
  }
}
