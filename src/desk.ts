/** What commands may ask and change: the Desk of command.ts over the store, the topics and the outlets line. */
import { outletsLine } from './alerts/compose.ts';
import { replan, tellWaiting } from './alerts/plan.ts';
import { urlKey } from './article/address.ts';
import type { FeedDesk, StoryCard, SubscriptionCard, SubscriptionSettings, Target } from './cards.ts';
import type { Caller, Place } from './chat.ts';
import type { Command, Desk } from './command.ts';
import { createCompletion } from './completion.ts';
import { about } from './desk/about.ts';
import { explain } from './desk/explaining.ts';
import { createFeedDesk } from './desk/feeds.ts';
import { modelUse } from './desk/modeluse.ts';
import { storyFile } from './desk/storyfile.ts';
import { type TimelineParts, timeline } from './desk/timeline.ts';
import type { Result, Topic } from './news.ts';
import type { SubscriptionRow } from './store/schema.ts';
import type { Store } from './store/store.ts';
import type { StoryView } from './store/stories.ts';
import { createTopicBook, type TopicBook } from './topics.ts';
import { words } from './words.ts';

export type DeskParts = {
  store: Store;
  topics: Topic[];
  /** How old an article may be, when it comes, to be told, milliseconds; 0: no limit. */
  maxAge: number;
  /** The configured language model, for `modelUse`. */
  model?: string | null;
  /** What chat made of the topics; without one, this desk keeps its own. */
  book?: TopicBook;
  commands: Command[];
  /** Without it no address can be looked at from here. */
  feeds?: FeedDesk;
  /** Null when the query can be read. */
  queryProblem(query: string): string | null;
  draw: TimelineParts['draw'];
  /** The channel of this name on the caller's platform, if the bot may post there and the caller may say so. */
  reach(channel: string | null, caller: Caller, wished?: SubscriptionSettings): Promise<Result<Target>>;
};

/** For a platform that is one channel, and for `ask`: there is only here. */
export const hereOnly: DeskParts['reach'] = async (channel, caller) =>
  channel === null || channel === caller.place.channel
    ? { ok: true, value: { place: caller.place, name: words.subscribe.here } }
    : { ok: false, why: words.subscribe.noChannels };

export function createDesk(parts: DeskParts): Desk {
  const { store, topics, commands, queryProblem, draw, reach } = parts;
  const book = parts.book ?? createTopicBook(store, topics);
  const completion = createCompletion(store);
  const place = (of: Place): Place => ({ platform: of.platform, tenant: of.tenant, channel: of.channel });
  return {
    now: () => store.clock.now(),
    feeds: parts.feeds ?? createFeedDesk(store, async () => ({ ok: false, why: words.feed.noWeb })),
    commands: () => commands,
    queryProblem,
    speakersNamed: (typed) => store.speakers.named(typed),
    speakersInRole: (typed, thorough) => store.speakers.inRole(typed, thorough),
    speaker: (id) => store.speakers.byId(id),
    speakersLike: (typed, most) => completion.speakers(typed, most),
    statements: ({ page, size, ...question }) =>
      store.statements.find({ ...question, offset: (page - 1) * size, limit: size }),
    latest: async (topic, most) => (await store.stories.latest(topic, most)).map(card),
    async storiesNamed(typed) {
      const key = /^https?:\/\//i.test(typed) ? urlKey(typed) : null;
      const { called, heard, vague } = await store.storySearch.named(typed, key);
      const cards = async (ids: string[]) => {
        const views = await Promise.all(ids.map((id) => store.stories.view(id)));
        return views.filter((v) => v !== null).map(card);
      };
      return { called: await cards(called), heard: await cards(heard), vague };
    },
    muted: (at) => store.mutes.list(place(at)),
    async at(place) {
      await book.refresh();
      return { ...this, topics: () => book.cards(place) };
    },
    typing(place) {
      book.renew();
      return { ...this, topics: () => book.cards(place) };
    },
    async warm() {
      await Promise.all([book.refresh(), completion.speakers('', 0)]);
    },
    topics: () => book.cards(null),
    modelUse: () => modelUse(store, parts.model ?? null),
    changeTopic: book.change,
    tryTopic: book.try,
    storyFile: (id) => storyFile(store, id, card),
    timeline: (question) => timeline({ store, draw }, question),
    explain: async (typed, caller) => {
      await book.refresh();
      const isMuted = (at: Place, id: string) => store.mutes.isMuted(at, id);
      return explain({ store, topics: book.inForce(caller.place), isMuted }, typed, caller);
    },
    about: async (caller) => {
      await book.refresh();
      return about(store, book.cards(caller.place), caller, await modelUse(store, parts.model ?? null));
    },
    storiesPerTopic: () => store.stories.perTopic(),
    speakersKnown: (typed, most) => completion.speakers(typed, most),
    async subscriptions(at: Place): Promise<SubscriptionCard[]> {
      return (await store.subscriptions.list(at, at.channel === '')).map(subscriptionCard);
    },
    subscriptionsKnown: async (at) => (await completion.subscriptions(at)).map(subscriptionCard),
    async closed(at) {
      const hold = await store.holds.of(at);
      return hold === null ? null : `${hold.why} ${hold.remedy}`;
    },
    target: reach,
    async subscribe(at, wish, settings, by) {
      const done = await store.subscriptions.add(place(at), wish, settings, by);
      // Whoever subscribes has just been told that it works there: what was held is tried at once.
      await store.holds.reopen(at.platform, at.tenant, at.channel);
      completion.changed(at);
      return done;
    },
    async unsubscribe(at, id) {
      const done = await store.subscriptions.remove(place(at), id);
      completion.changed(at);
      return done;
    },
    async change(at, id, settings) {
      const done = await store.subscriptions.change(place(at), id, settings);
      completion.changed(at);
      return done;
    },
    settings: (at) => store.settings.of(at),
    set: (at, settings) => store.settings.set(at, settings),
    async held(at) {
      const rows = await store.deliveries.held(place(at));
      return rows.map(({ created_at, why, ...row }) => ({ ...row, at: created_at, why: why ?? '' }));
    },
    release: (at, id, what) => store.deliveries.release(place(at), id, what),
    health: () => store.feeds.health(),
    mute: (at, storyId, until, by) => store.mutes.mute(place(at), storyId, until, by),
    unmute: (at, storyId) => store.mutes.unmute(place(at), storyId),
    contexts: (of, page, size) => store.contexts.of(of, (page - 1) * size, size),
    decide: (decision, by) =>
      store.decisions.decide(decision, by, async (tx, stories, split) => {
        await replan(tx, store.ids, store.clock, stories, split);
        if (decision.kind !== 'merge-stories') return;
        for (const id of stories)
          await tellWaiting(tx, store.ids, store.clock, id, parts.maxAge, (query, { said, ...report }) =>
            book.asked(query, { ...report, speakers: said.flatMap((s) => s.speaker ?? []) }),
          );
      }),
    articleAt: async (link) => {
      const key = urlKey(link);
      return key === null ? null : store.stories.articleAt(key);
    },
  };
}

const subscriptionCard = (row: SubscriptionRow): SubscriptionCard => ({
  id: row.id,
  kind: row.kind,
  value: row.value,
  label: row.label,
  channel: row.channel,
  silent: row.silent === 1,
  ping: row.ping,
  crosspost: row.crosspost === 1,
  outlets: row.outlets,
  delivery: row.delivery,
  at: row.at,
  zone: row.zone,
  quiet: row.quiet,
  paused: row.paused === 1,
});

const card = (view: StoryView): StoryCard => ({
  id: view.id,
  title: view.title,
  url: view.head.url,
  outlets: outletsLine(view),
  summary: view.summary,
  statements: view.counts.statements,
  latestAt: view.latestAt,
});
