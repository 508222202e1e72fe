/** What merging and splitting stories have in common: which story it is by now, its articles, and how it is told afterwards. */
import { sql, type Transaction } from 'kysely';
import { summarise } from '../stories/summary.ts';
import { Refused } from './decided.ts';
import { readStrings } from './rows.ts';
import type { ArticleRow, StoryRow, Tables } from './schema.ts';

type Tx = Transaction<Tables>;

/** Which story this one is by now; a chain of merges is followed, a circle cannot be made. */
export async function storyNow(tx: Pick<Tx, 'selectFrom'>, id: string): Promise<StoryRow | null> {
  for (let at = id; ; ) {
    const row = await tx.selectFrom('stories').selectAll().where('id', '=', at).executeTakeFirst();
    if (row === undefined) return null;
    if (row.merged_into === null) return row;
    at = row.merged_into;
  }
}

export async function storyOrRefuse(tx: Tx, id: string): Promise<StoryRow> {
  const row = await storyNow(tx, id);
  if (row === null) throw new Refused('There is no such story any more. /latest lists the newest ones.');
  return row;
}

export const articlesOf = (tx: Tx, storyId: string): Promise<ArticleRow[]> =>
  tx.selectFrom('articles').selectAll().where('story_id', '=', storyId).orderBy('at').orderBy('id').execute();

/** A filing that looked around before this decision must look again: its story may be another by now. */
export const disturbFilings = (tx: Tx) =>
  sql`update meta set value = cast(cast(value as integer) + 1 as text) where name = 'filings'`.execute(tx);

export async function noteWhy(tx: Tx, articles: ArticleRow[], why: string): Promise<void> {
  for (const { id, why: before } of articles)
    await tx
      .updateTable('articles')
      .set({ why: JSON.stringify([...readStrings(before), why]) })
      .where('id', '=', id)
      .execute();
}

/** The article that an alert is made from: the earliest text of its own, else the earliest. `articles` is not empty. */
export function headOf(articles: ArticleRow[]): ArticleRow {
  const own = articles.find((a) => a.role === 'original' || a.role === 'independent') ?? articles[0];
  if (own === undefined) throw new Error('[store] a story without articles');
  return own;
}

/** Title, summary, topics and dates of a story by the articles that it now has. */
export async function retell(tx: Tx, story: StoryRow, more: string[]): Promise<void> {
  const articles = await articlesOf(tx, story.id);
  const head = articles.find((a) => a.id === story.head_id) ?? headOf(articles);
  const kept = head.id === story.head_id;
  const topics = [
    ...new Set([...readStrings(story.topics), ...more, ...articles.flatMap((a) => readStrings(a.topics))]),
  ];
  const latest = Math.max(...articles.map((a) => a.at));
  await tx
    .updateTable('stories')
    .set({
      head_id: head.id,
      title: kept ? story.title : head.title,
      summary: kept ? story.summary : JSON.stringify(summarise(head)),
      rephrased_by: kept ? story.rephrased_by : null,
      topics: JSON.stringify(topics),
      started_at: Math.min(...articles.map((a) => a.at)),
      latest_at: latest,
    })
    .where('id', '=', story.id)
    .execute();
  for (const topic of topics)
    await tx
      .insertInto('story_topics')
      .values({ topic, story_id: story.id, at: latest })
      .onConflict((c) => c.columns(['topic', 'story_id']).doUpdateSet({ at: latest }))
      .execute();
}
