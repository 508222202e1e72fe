/** The bot put together: store, doors, workers, pipeline, outbox and desk, for `start`, `ask` and the tests. */

import type { ModelSettings } from './ai/settings.ts';
import { releaseWaiting } from './alerts/rollup.ts';
import { createAnswerer } from './answer.ts';
import type { Ask, Platform, Reply } from './chat.ts';
import type { Command, Desk } from './command.ts';
import type { Config } from './config.ts';
import { createFeedDesk } from './desk/feeds.ts';
import { createDesk, type DeskParts } from './desk.ts';
import type { Rules } from './filing/article.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { Outlet, Topic } from './news.ts';
import { createOutbox } from './outbox.ts';
import { createPipeline } from './pipeline.ts';
import type { Sender } from './platform.ts';
import { createProbe } from './probing.ts';
import { remembering } from './remembered.ts';
import { createRephrasing } from './rephrasing.ts';
import { pollInterval, type Ticks } from './schedule.ts';
import type { Web } from './sources/web.ts';
import type { Store } from './store/store.ts';
import { compileTopic, matchTopic, type View } from './stories/topics.ts';
import { createTelling, type TellOperators } from './telling.ts';
import { createTopicBook } from './topics.ts';
import { watchFeeds } from './watching.ts';
import type { Labour } from './workers/pool.ts';

export type BotParts = {
  config: Config;
  store: Store;
  web: Web;
  labour: Labour;
  topics: Topic[];
  outlets: Outlet[];
  /** The language model for summaries; without one they stay verbatim. */
  model?: ModelSettings | null;
  commands: Command[];
  senders: Map<Platform, Sender>;
  reach: DeskParts['reach'];
  ids: Ids;
  now(): number;
  random(): number;
  log: Log;
  /** Tells those who can mend feeds; the operators on their platforms where it is not given. */
  tell?: TellOperators;
  /** Milliseconds between two articles, for a person who watches the sample; 0: as fast as they come. */
  pace: number;
};

/** `rephrased` resolves when no alert waits for its summary any more. */
export type Bot = { ticks: Ticks; desk: Desk; answer(ask: Ask): Promise<Reply>; rephrased(): Promise<void> };

/** A user's own query as a topic of its own; the shipped aliases hold in it too. */
export const asTopic = (query: string, aliases: Topic['aliases']): Topic => ({
  id: 'query',
  name: query,
  query,
  aliases,
  description: '',
});

/** The spellings of every shipped topic: a channel's own query may use the words of any. */
const sharedAliases = (topics: Topic[]): Topic['aliases'] =>
  Object.assign({}, ...topics.map((t) => t.aliases));

/** Why a user's query cannot be read, or null when it can. */
export function queryProblem(query: string, topics: Topic[]): string | null {
  const own = compileTopic(asTopic(query, sharedAliases(topics)));
  return own.ok ? null : own.why;
}

const QUERIES_KEPT = 2_000; // a few kilobytes each; of more that are in use some are compiled again for every article

/** Throws when a topic cannot be compiled: the topics file was read with the same check. */
export function createBot(parts: BotParts): Bot {
  const { config, store, topics, outlets, ids, log } = parts;
  const book = createTopicBook(store, topics);
  // Held against every topic and every channel's own query: its words are taken apart once for each of these.
  const views = new WeakMap<object, { said: object; view: View }>();
  function view(article: Parameters<Rules['topicsOf']>[0], said: { speaker: string | null }[]): View {
    const known = views.get(article);
    if (known?.said === said) return known.view;
    const { title, text, outlet, country } = article;
    const made = { title, text, outlet, country, speakers: said.flatMap((s) => s.speaker ?? []) };
    views.set(article, { said, view: made });
    return made;
  }
  // Every article is held against every channel's own query: each is compiled once, while there is a channel that has it.
  const compiledQuery = remembering(QUERIES_KEPT, (query) =>
    compileTopic(asTopic(query, sharedAliases(topics))),
  );
  const rules: Rules = {
    outlets,
    languages: config.WHOSAID_LANGUAGES,
    refresh: book.refresh,
    topicsOf: (article, said) => book.topicsOf(view(article, said)),
    matches(query, article, said) {
      const own = compiledQuery(query);
      return own.ok && matchTopic(own.value, view(article, said)).matched;
    },
  };
  const stopping = new AbortController();
  const { model = null } = parts;
  const rephrasing =
    model === null ? null : createRephrasing({ store, settings: model, log, now: parts.now });
  const pipeline = createPipeline({
    store,
    web: parts.web,
    labour: parts.labour,
    rules,
    rephrasing,
    ids,
    log,
    now: parts.now,
    random: parts.random,
    every: pollInterval(config.WHOSAID_POLL),
    maxAge: config.WHOSAID_MAX_AGE,
    extractor: config.WHOSAID_EXTRACTOR,
    burst: config.WHOSAID_BURST,
    pace: parts.pace,
    stopping: stopping.signal,
    polling: new Set(),
    toldProblems: new Set(),
  });
  const outbox = createOutbox({ store, senders: parts.senders, now: parts.now, random: parts.random, log });
  const desk = createDesk({
    store,
    topics,
    maxAge: config.WHOSAID_MAX_AGE,
    book,
    model: model === null ? null : `${model.protocol}:${model.name}`,
    commands: parts.commands,
    feeds: createFeedDesk(store, createProbe(parts)),
    queryProblem: (query) => queryProblem(query, topics),
    draw: (svg) => parts.labour.drawChart({ svg }),
    reach: parts.reach,
  });
  const { senders } = parts;
  const tell = parts.tell ?? createTelling({ senders, operators: config.WHOSAID_OPERATORS, store });
  const poll = async (found: () => void) => {
    await pipeline.poll(found);
    await watchFeeds({ store, log, tell, now: parts.now });
  };
  return {
    ticks: {
      poll,
      work: pipeline.work,
      async deliver() {
        if (await store.waiting.due()) await releaseWaiting(store.waiting, ids, store.clock);
        return outbox.drain();
      },
      async renew() {
        await store.leases.renew();
        await store.waiting.alive();
      },
      async prune() {
        const keep = config.WHOSAID_RETENTION;
        if (keep > 0 && (await store.pruning.slice(store.clock.now() - keep))) return true;
        return store.pruning.vacuum();
      },
      turnedBack: (ms) => store.turnedBack(ms),
      stop() {
        stopping.abort();
        outbox.stop();
        void rephrasing?.stop();
      },
    },
    rephrased: async () => rephrasing?.settled(),
    desk,
    answer: createAnswerer({ commands: parts.commands, desk, ids, log }),
  };
}
