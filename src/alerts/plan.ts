/**
 * Which channels hear of a filed article, and what: the alert where the story is new to the channel, a reply in its
 * thread where something is new in it, an edit where only the outlets line grew. Runs inside commit 2.
 */
import type { Transaction } from 'kysely';
import type { Manner, Message, Place } from '../chat.ts';
import type { Ids } from '../ids.ts';
import type { DeliveryWish } from '../rhythms.ts';
import { message, plain } from '../shown.ts';
import { articlesById } from '../store/carriers.ts';
import type { Clock } from '../store/feeds.ts';
import type { Filed } from '../store/filed.ts';
import { independentOutlets, newsSince, type Report, reportsOf, voicesOf } from '../store/independents.ts';
import { isMuted } from '../store/mutes.ts';
import { type PlannedPost, planEdit, planPosts } from '../store/planning.ts';
import { type Change, readManner, readTold, type Told, type ToldRead } from '../store/rows.ts';
import type { DeliveryRow, Tables } from '../store/schema.ts';
import { postsOf, standing } from '../store/standing.ts';
import { shownStatements } from '../store/statements.ts';
import { type StoryView, viewStory } from '../store/stories.ts';
import { interested } from '../store/subscriptions.ts';
import { burstEnds, catchingUp, recentPosts } from '../store/waiting.ts';
import { words } from '../words.ts';
import { composeAlert, composePointer, composeUpdate } from './compose.ts';
import { tellInThread } from './thread.ts';
import { soonest } from './when.ts';

export type News = {
  /** Kept but not told: a new feed's backlog, or older than the operator wants to hear of. */
  quiet: boolean;
  /** It brings something that deserves a reply in the thread. */
  material: boolean;
  isVersion: boolean;
  /** More stories than this within ten minutes are a flood: the rest come together when the ten minutes are over. 0: none is. */
  burst: number;
  /** Changed numbers and official acts that it tells first. */
  changes: Change[];
  /** The article is corrected or withdrawn now, or no longer. */
  noticed: boolean;
  /** Until when an alert waits for its summary, milliseconds UTC; 0: it does not. */
  hold: number;
  /** A report of its own, neither a copy nor a later version: another outlet for those who wait for one. */
  own: boolean;
  /** Whether the article, or an earlier report of its story, matches a channel's own query. */
  matches(query: string, earlier?: Report): boolean;
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
  // A correction or withdrawal marks the replies that were made from the article, too.
  for (const posted of news.noticed ? await standing(tx, story.id) : posts)
    await planEdit(tx, ids, clock, posted, await recompose(tx, story, posted));
  for (const posted of posts) await follow(tx, ids, clock, story, posted, filed, news);
  if (news.quiet) return;
  const heard = fresh.flatMap((s) => s.speakerId ?? []);
  const places = await interested(tx, {
    topics: story.topics,
    speakers: heard,
    matches: news.matches,
    whole: () => wholeStory(tx, story.id, news),
  });
  const told = new Set(posts.map(channelOf));
  const untold = places.filter((p) => !told.has(channelOf(p.place)));
  await post(tx, ids, clock, story, untold, filed.newStory ? news.hold : 0, news.burst);
}

/** What those who wait for several outlets want to know. Only another report can be the one they wait for. */
async function wholeStory(
  tx: Transaction<Tables>,
  storyId: string,
  { own, matches }: { own: boolean; matches(query: string, report: Report): boolean },
) {
  const reports = own ? await reportsOf(tx, storyId) : [];
  return {
    outlets: await independentOutlets(tx, storyId),
    speakers: own ? await voicesOf(tx, storyId) : [],
    matches: (query: string) => reports.some((report) => matches(query, report)),
  };
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
  if (!news.material || news.quiet || (await isMuted(tx, clock, post, story.id))) return;
  const told = {
    statements: filed.statements.filter((s) => s.isNew).map((s) => s.id),
    voices: filed.statements.filter((s) => s.isVoice).map((s) => s.id),
    article: filed.articleId,
    version: news.isVersion,
    more: [],
    changes: news.changes.map((change) => ({ article: filed.articleId, change })),
  };
  const inList = (message: Message) => (post.state === 'rolled' ? under(story.title, message) : message);
  const subject = post.state === 'rolled' ? undefined : story.title;
  await tellInThread(tx, ids, clock, post, told, subject, async (all) =>
    inList(await update(tx, story, all)),
  );
}

/** In a list's thread each update says what it is about. */
const under = (title: string, { nodes }: Message): Message =>
  message([{ kind: 'note', text: [plain(words.rollUp.about(title))] }, ...nodes]);

/** The reply on these articles of the story. */
async function update(tx: Transaction<Tables>, story: StoryView, told: ToldRead): Promise<Message> {
  const articles = (await articlesById(tx, articlesOf(told))).filter((a) => a.story_id === story.id);
  const fresh = await shownStatements(tx, told.statements);
  const here = fresh.filter((s) => s.story.id === story.id);
  const voices = here.filter((s) => told.voices.includes(s.id)).flatMap((s) => s.speaker?.name ?? []);
  const changes = told.changes.flatMap(({ article, change }) => {
    const by = articles.find((a) => a.id === article);
    return by === undefined ? [] : [{ by, change }];
  });
  return composeUpdate(story, articles, told.version, here, [...new Set(voices)], changes);
}

const articlesOf = (told: ToldRead): string[] => (told.article === null ? [] : [told.article, ...told.more]);

/** A post or reply as it would read now: the same statements, as they are known by now, or where they are told now. */
async function recompose(tx: Transaction<Tables>, story: StoryView, delivery: DeliveryRow): Promise<Message> {
  const told = readTold(delivery.told);
  if (delivery.kind === 'post') {
    if (delivery.story_id !== story.id) return composePointer(story);
    return composeAlert(story, await shownStatements(tx, await alertedOf(tx, story, told)));
  }
  const articles = await articlesById(tx, articlesOf(told));
  const [first] = articles;
  if (first === undefined || articles.some((a) => a.story_id === story.id)) {
    const now = await update(tx, story, told);
    const { nodes } = JSON.parse(delivery.message) as Message;
    return nodes[0]?.kind === 'note' ? under(story.title, now) : now;
  }
  const moved = await viewStory(tx, first.story_id);
  return moved === null ? update(tx, story, told) : composePointer(moved);
}

/** What an alert was posted with and still is in its story; when its head is another article by now, what that one says first. */
async function alertedOf(tx: Transaction<Tables>, story: StoryView, told: Told): Promise<string[]> {
  if (told.statements.length === 0) return [];
  const rows = await tx
    .selectFrom('statements')
    .select(['id', 'first_id'])
    .where('id', 'in', told.statements)
    .where('story_id', '=', story.id)
    .execute();
  const here = told.statements.filter((id) => rows.some((row) => row.id === id));
  if (rows.some((row) => row.first_id === story.head.id)) return here;
  return [...new Set([...(await headStatements(tx, story)).map((s) => s.id), ...here])];
}

/** Edits of all that was posted of these stories and would read differently now; a story split off is told where it had been. */
export async function replan(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  storyIds: string[],
  split: { from: string; to: string } | null,
): Promise<void> {
  for (const storyId of storyIds) {
    const story = await viewStory(tx, storyId);
    if (story === null) continue;
    for (const delivery of await standing(tx, storyId)) {
      await planEdit(tx, ids, clock, delivery, await recompose(tx, story, delivery));
    }
  }
  if (split === null) return;
  const story = await viewStory(tx, split.to);
  if (story === null) return;
  const places = (await standing(tx, split.from))
    .filter((d) => d.kind === 'post' && d.story_id === split.from)
    .map((d) => ({ place: d, manner: readManner(d.manner) as Manner }));
  await post(tx, ids, clock, story, places);
}

/** What came longer ago is put right and no longer alerted. */
const STILL_NEWS = 7 * 86_400_000;

/**
 * Two stories that were put into one may have the outlets together that a channel waits for: it is told now, not when the next
 * article comes. Who subscribed after all of it had come does not wait for it, and nobody hears of what was kept quiet as older than
 * `maxAge` (milliseconds, 0: no limit) when it came.
 */
export async function tellWaiting(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  storyId: string,
  maxAge: number,
  matches: (query: string, report: Report) => boolean,
): Promise<void> {
  const story = await viewStory(tx, storyId);
  const newest = await newsSince(tx, storyId, clock.now() - STILL_NEWS, maxAge);
  if (story === null || newest === null) return;
  const places = await interested(
    tx,
    {
      topics: story.topics,
      speakers: [],
      matches: () => false,
      whole: () => wholeStory(tx, storyId, { own: true, matches }),
    },
    (row) => row.outlets > 1 && row.created_at <= newest,
  );
  const told = new Set((await postsOf(tx, storyId)).map(channelOf));
  await post(
    tx,
    ids,
    clock,
    story,
    places.filter((p) => !told.has(channelOf(p.place))),
  );
}

/** The alert of a story, in channels that do not have it. */
async function post(
  tx: Transaction<Tables>,
  ids: Ids,
  clock: Clock,
  story: StoryView,
  places: { place: Place; manner: Manner; wishes?: DeliveryWish[] }[],
  notBefore = 0,
  burst = 0,
): Promise<void> {
  if (places.length === 0) return;
  const statements = await headStatements(tx, story);
  const alert = composeAlert(story, statements);
  const told = { statements: statements.map((s) => s.id), voices: [], article: null, version: false };
  const now = clock.now();
  const away = await catchingUp(tx, story.head.at, now);
  const recent = burst > 0 ? await recentPosts(tx, now) : null;
  const planned = places.map(({ place, manner, wishes = [] }): PlannedPost => {
    const until = soonest(wishes, now);
    const quiet = wishes.some((w) => w.delivery === 'now');
    const had = recent?.get(channelOf(place));
    const waits =
      until !== null
        ? { until, for: quiet ? ('quiet' as const) : ('digest' as const) }
        : away !== null
          ? { until: away, for: 'away' as const }
          : had !== undefined && had.count >= burst
            ? { until: burstEnds(had.first), for: 'burst' as const }
            : null;
    return { to: place, manner, waits, notBefore };
  });
  await planPosts(tx, ids, clock, planned, story.id, alert, told);
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
