/** What commands may ask and change: the Desk of chat.ts over the store, the topics and the outlets line. */
import { outletsLine } from './alerts/compose.ts';
import { replan } from './alerts/plan.ts';
import { urlKey } from './article/address.ts';
import type { Command, Desk, Place, SpeakerHit, StoryCard, SubscriptionCard } from './chat.ts';
import { distance } from './line.ts';
import type { Topic } from './news.ts';
import { nameKey } from './statements/names.ts';
import type { Store } from './store/store.ts';
import type { StoryView } from './store/stories.ts';
import { createTopicBook, type TopicBook } from './topics.ts';

export type DeskParts = {
  store: Store;
  topics: Topic[];
  /** The configured language model, for `modelUse`. */
  model?: string | null;
  /** What chat made of the topics; without one, this desk keeps its own. */
  book?: TopicBook;
  commands: Command[];
  /** Null when the query can be read. */
  queryProblem(query: string): string | null;
};

export function createDesk(parts: DeskParts): Desk {
  const { store, topics, commands, queryProblem } = parts;
  const book = parts.book ?? createTopicBook(store, topics);
  const desk: Desk = {
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
    async at(place) {
      await book.refresh();
      return { ...desk, topics: () => book.cards(place) };
    },
    topics: () => book.cards(null),
    async modelUse() {
      const days = 30;
      const since = new Date(store.clock.now() - days * 86_400_000).toISOString().slice(0, 10);
      const { input_tokens, output_tokens, models: _, ...rest } = await store.summaries.use(since);
      if (parts.model == null && rest.calls === 0) return null;
      return {
        ...rest,
        model: parts.model ?? null,
        inputTokens: input_tokens,
        outputTokens: output_tokens,
        days,
      };
    },
    changeTopic: book.change,
    tryTopic: book.try,
    storiesPerTopic: () => store.stories.perTopic(),
    async subscriptions(place: Place): Promise<SubscriptionCard[]> {
      const rows = await store.subscriptions.list(place, false);
      return rows.map(({ id, kind, value, label, channel }) => ({ id, kind, value, label, channel }));
    },
    subscribe: (place, wish, by) => store.subscriptions.add(place, wish, by),
    decide: (decision, by) =>
      store.decisions.decide(decision, by, (tx, stories, split) =>
        replan(tx, store.ids, store.clock, stories, split),
      ),
    articleAt: async (link) => {
      const key = urlKey(link);
      return key === null ? null : store.stories.articleAt(key);
    },
    unsubscribe: (place, id) => store.subscriptions.remove(place, id),
  };
  return desk;
}

const card = (view: StoryView): StoryCard => ({
  id: view.id,
  title: view.title,
  url: view.head.url,
  outlets: outletsLine(view),
  summary: view.summary,
  statements: view.counts.statements,
  latestAt: view.latestAt,
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
