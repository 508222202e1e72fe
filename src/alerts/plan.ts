/**
 * Which channels hear of a filed article, and what: the alert where the story is new to the channel, a reply in its
 * thread where something is new in it, an edit where only the outlets line grew. Runs inside commit 2.
 */
import type { Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import { planEdit, planPost, planReply, postsOf } from '../store/deliveries.ts';
import type { Clock } from '../store/feeds.ts';
import type { Filed } from '../store/filed.ts';
import { readStrings } from '../store/rows.ts';
import type { DeliveryRow, Tables } from '../store/schema.ts';
import { shownStatements } from '../store/statements.ts';
import { type StoryView, viewStory } from '../store/stories.ts';
import { interested } from '../store/subscriptions.ts';
import { composeAlert, composeUpdate } from './compose.ts';

export type News = {
  /** Kept but not told: a new feed's backlog, or older than the operator wants to hear of. */
  quiet: boolean;
  /** It brings something that deserves a reply in the thread. */
  material: boolean;
  newSpeakers: string[];
  isVersion: boolean;
  /** Whether the article matches a channel's own query. */
  matches(query: string): boolean;
};

export async function planDeliveries(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  filed: Filed,
  news: News,
): Promise<void> {
  const story = await viewStory(tx, filed.storyId);
  if (story === null) return;
  const fresh = filed.statements.filter((s) => s.isNew);
  const posts = await postsOf(tx, story.id);
  for (const post of posts) await follow(tx, ids, clock, story, post, filed, news);
  if (news.quiet) return;
  const heard = fresh.flatMap((s) => s.speakerId ?? []);
  const places = await interested(tx, story.topics, heard, news.matches);
  const told = new Set(posts.map(channelOf));
  const untold = places.filter((p) => !told.has(channelOf(p)));
  if (untold.length === 0) return;
  const statements = await headStatements(tx, story);
  const alert = composeAlert(story, statements);
  const from = statements.map((s) => s.id);
  for (const place of untold) await planPost(tx, ids, clock, place, story.id, alert, from);
}

const channelOf = (p: { platform: string; tenant: string; channel: string }) =>
  JSON.stringify([p.platform, p.tenant, p.channel]);

async function follow(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  story: StoryView,
  post: DeliveryRow,
  filed: Filed,
  news: News,
): Promise<void> {
  const article = story.articles.find((a) => a.id === filed.articleId);
  if (article === undefined) return;
  const alert = composeAlert(story, await shownStatements(tx, readStrings(post.told)));
  await planEdit(tx, ids, clock, post, alert);
  if (!news.material || news.quiet) return;
  const fresh = await shownStatements(
    tx,
    filed.statements.filter((s) => s.isNew).map((s) => s.id),
  );
  await planReply(
    tx,
    ids,
    clock,
    post,
    composeUpdate(story, article, news.isVersion, fresh, news.newSpeakers),
  );
}

/** What a new alert shows is what its head article says by now; what comes later stands in the thread. */
async function headStatements(tx: Transaction<Tables>, story: StoryView) {
  const rows = await tx
    .selectFrom('statements')
    .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
    .select('statements.id')
    .where('statements.story_id', '=', story.id)
    .where('statements.first_id', '=', story.head.id)
    .orderBy('statements.at')
    .orderBy('sightings.ordinal')
    .execute();
  return shownStatements(
    tx,
    rows.map((r) => r.id),
  );
}
