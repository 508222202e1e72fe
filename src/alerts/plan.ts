/**
 * Which channels hear of a filed article, and what: the alert where the story is new to the channel, a reply in its
 * thread where something is new in it, an edit where only the outlets line grew. Runs inside commit 2.
 */
import type { Transaction } from 'kysely';
import type { Message } from '../chat.ts';
import type { Ids } from '../ids.ts';
import { message, plain } from '../shown.ts';
import { type PlannedPost, planEdit, planPosts, planReply, postsOf, standing } from '../store/deliveries.ts';
import type { Clock } from '../store/feeds.ts';
import type { Filed } from '../store/filed.ts';
import { isMuted } from '../store/mutes.ts';
import { readTold, type Told } from '../store/rows.ts';
import type { DeliveryRow, Tables } from '../store/schema.ts';
import { shownStatements } from '../store/statements.ts';
import { type StoryArticle, type StoryView, viewStory } from '../store/stories.ts';
import { interested } from '../store/subscriptions.ts';
import { burstEnds, catchingUp, recentPosts } from '../store/waiting.ts';
import { words } from '../words.ts';
import { composeAlert, composeUpdate } from './compose.ts';
import { soonest } from './when.ts';

export type News = {
  /** Kept but not told: a new feed's backlog, or older than the operator wants to hear of. */
  quiet: boolean;
  /** It brings something that deserves a reply in the thread. */
  material: boolean;
  isVersion: boolean;
  /** More stories than this within ten minutes are a flood: the rest come together when the ten minutes are over. 0: none is. */
  burst: number;
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
  const untold = places.filter((p) => !told.has(channelOf(p.place)));
  if (untold.length === 0) return;
  const statements = await headStatements(tx, story);
  const alert = composeAlert(story, statements);
  const from = { statements: statements.map((s) => s.id), voices: [], article: null, version: false };
  const now = clock.now();
  const away = await catchingUp(tx, story.head.at, now);
  const recent = await recentPosts(tx, now);
  const planned = untold.map(({ place, manner, wishes }): PlannedPost => {
    const until = soonest(wishes, now);
    const quiet = wishes.some((w) => w.delivery === 'now');
    const had = recent.get(channelOf(place));
    const waits =
      until !== null
        ? { until, for: quiet ? ('quiet' as const) : ('digest' as const) }
        : away !== null
          ? { until: away, for: 'away' as const }
          : had !== undefined && news.burst > 0 && had.count >= news.burst
            ? { until: burstEnds(had.first), for: 'burst' as const }
            : null;
    return { to: place, manner, waits };
  });
  await planPosts(tx, ids, clock, planned, story.id, alert, from);
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
  await planEdit(tx, ids, clock, post, await recompose(tx, story, post));
  if (!news.material || news.quiet || (await isMuted(tx, clock, post, story.id))) return;
  const told = {
    statements: filed.statements.filter((s) => s.isNew).map((s) => s.id),
    voices: filed.statements.filter((s) => s.isVoice).map((s) => s.id),
    article: article.id,
    version: news.isVersion,
  };
  const update_ = await update(tx, story, article, told);
  const said = post.state === 'rolled' ? under(story.title, update_) : update_;
  await planReply(tx, ids, clock, post, said, told, post.state === 'rolled' ? undefined : story.title);
}

/** In a list's thread each update says what it is about. */
const under = (title: string, { nodes }: Message): Message =>
  message([{ kind: 'note', text: [plain(words.rollUp.about(title))] }, ...nodes]);

async function update(
  tx: Transaction<Tables>,
  story: StoryView,
  article: StoryArticle,
  told: Told,
): Promise<Message> {
  const fresh = await shownStatements(tx, told.statements);
  const voices = fresh.filter((s) => told.voices.includes(s.id)).flatMap((s) => s.speaker?.name ?? []);
  return composeUpdate(story, article, told.version, fresh, [...new Set(voices)]);
}

/** A post or reply as it would read now: the same statements, as they are known by now. */
async function recompose(tx: Transaction<Tables>, story: StoryView, delivery: DeliveryRow): Promise<Message> {
  const told = readTold(delivery.told);
  const article = story.articles.find((a) => a.id === told.article);
  if (delivery.kind === 'reply' && article !== undefined) {
    const now = await update(tx, story, article, told);
    const { nodes } = JSON.parse(delivery.message) as Message;
    return nodes[0]?.kind === 'note' ? under(story.title, now) : now;
  }
  return composeAlert(story, await shownStatements(tx, told.statements));
}

/** After a person's decision: edits of all that was posted of these stories and would read differently now. */
export async function replan(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  storyIds: string[],
): Promise<void> {
  for (const storyId of storyIds) {
    const story = await viewStory(tx, storyId);
    if (story === null) continue;
    for (const delivery of await standing(tx, [storyId])) {
      await planEdit(tx, ids, clock, delivery, await recompose(tx, story, delivery));
    }
  }
}

/** What a new alert shows is what its head article says by now; what comes later stands in the thread. */
async function headStatements(tx: Transaction<Tables>, story: StoryView) {
  const rows = await tx
    .selectFrom('statements')
    .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
    .select('statements.id')
    .where('statements.story_id', '=', story.id)
    .where('statements.first_id', '=', story.head.id)
    .where('statements.withdrawn', '=', 0)
    .orderBy('statements.at')
    .orderBy('sightings.ordinal')
    .execute();
  return shownStatements(
    tx,
    rows.map((r) => r.id),
  );
}
