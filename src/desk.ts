/** What commands may ask and change: the Desk of chat.ts over the store, the topics and the outlets line. */
import { outletsLine } from './alerts/compose.ts';
import { replan } from './alerts/plan.ts';
import { urlKey } from './article/address.ts';
import type { Command, Desk, FeedDesk, Place, SpeakerHit, StoryCard, SubscriptionCard } from './chat.ts';
import { distance } from './line.ts';
import type { Topic } from './news.ts';
import { nameKey } from './statements/names.ts';
import type { Store } from './store/store.ts';
import type { StoryView } from './store/stories.ts';

export type DeskParts = {
  store: Store;
  topics: Topic[];
  commands: Command[];
  feeds: FeedDesk;
  /** Null when the query can be read. */
  queryProblem(query: string): string | null;
};

export function createDesk({ store, topics, commands, feeds, queryProblem }: DeskParts): Desk {
  return {
    feeds,
    now: () => store.clock.now(),
    commands: () => commands,
    queryProblem,
    speakersNamed: (typed) => store.speakers.named(typed),
    speaker: (id) => store.speakers.byId(id),
    speakersLike: async (typed, most) => nearest(typed, await store.speakers.all(), most),
    statements: ({ page, size, ...question }) =>
      store.statements.find({ ...question, offset: (page - 1) * size, limit: size }),
    latest: async (topic, most) => (await store.stories.latest(topic, most)).map(card),
    async storiesNamed(typed) {
      const key = /^https?:\/\//i.test(typed) ? urlKey(typed) : null;
      const rows = await store.stories.search(typed, key);
      const views = await Promise.all(rows.map((r) => store.stories.view(r.id)));
      return views.filter((v) => v !== null).map(card);
    },
    topics: () => topics.map(({ id, name, description, query }) => ({ id, name, description, query })),
    storiesPerTopic: () => store.stories.perTopic(),
    async subscriptions(place: Place): Promise<SubscriptionCard[]> {
      const rows = await store.subscriptions.list(place, false);
      return rows.map(({ id, kind, value, label, channel }) => ({ id, kind, value, label, channel }));
    },
    subscribe: (place, wish, by) => store.subscriptions.add(place, wish, by),
    decide: (decision, by) =>
      store.decisions.decide(decision, by, (tx, stories) => replan(tx, store.ids, store.clock, stories)),
    unsubscribe: (place, id) => store.subscriptions.remove(place, id),
  };
}

const card = (view: StoryView): StoryCard => ({
  id: view.id,
  title: view.title,
  url: view.head.url,
  outlets: outletsLine(view),
  summary: view.summary,
  statements: view.statementIds.length,
  latestAt: Math.max(...view.articles.map((a) => a.at)),
});

/**
 * The speakers whose names begin with, contain, or are nearly what was typed. Nearly: one letter in four may differ,
 * against any one word of the name, so that "Cambell" finds Kurt Campbell and "Xyzzy" finds nobody.
 */
function nearest(typed: string, all: SpeakerHit[], most: number): SpeakerHit[] {
  const key = nameKey(typed).slice(0, 60);
  if (key === '') return all.slice(0, most);
  const scored = all.flatMap((speaker) => {
    const name = nameKey(speaker.name);
    if (name.startsWith(key)) return [{ speaker, score: 0 }];
    if (` ${name}`.includes(` ${key}`)) return [{ speaker, score: 1 }];
    if (key.length >= 3 && name.includes(key)) return [{ speaker, score: 2 }];
    const far = Math.min(distance(key, name), ...name.split(' ').map((word) => distance(key, word)));
    return far <= Math.floor(key.length / 4) ? [{ speaker, score: 3 + far }] : [];
  });
  scored.sort((a, b) => a.score - b.score || b.speaker.statements - a.speaker.statements);
  return scored.slice(0, most).map((s) => s.speaker);
}
