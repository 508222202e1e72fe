/** The bot put together: store, doors, workers, pipeline, outbox and desk, for `start`, `ask` and the tests. */
import { releaseWaiting } from './alerts/rollup.ts';
import { createAnswerer } from './answer.ts';
import type { Ask, Command, Desk, Platform, Reply, Sender } from './chat.ts';
import type { Config } from './config.ts';
import { createDesk, type DeskParts } from './desk.ts';
import type { Rules } from './filing/article.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { Outlet, Topic } from './news.ts';
import { createOutbox } from './outbox.ts';
import { createPipeline } from './pipeline.ts';
import { pollInterval, type Ticks } from './schedule.ts';
import type { Web } from './sources/web.ts';
import type { Store } from './store/store.ts';
import { compileTopic, matchTopic } from './stories/topics.ts';
import type { Labour } from './workers/pool.ts';

export type BotParts = {
  config: Config;
  store: Store;
  web: Web;
  labour: Labour;
  topics: Topic[];
  outlets: Outlet[];
  commands: Command[];
  senders: Map<Platform, Sender>;
  reach: DeskParts['reach'];
  ids: Ids;
  now(): number;
  random(): number;
  log: Log;
  /** Milliseconds between two articles, for a person who watches the sample; 0: as fast as they come. */
  pace: number;
};

export type Bot = { ticks: Ticks; desk: Desk; answer(ask: Ask): Promise<Reply> };

/** A user's own query as a topic of its own; the shipped aliases hold in it too. */
const asTopic = (query: string, aliases: Topic['aliases']): Topic => ({
  id: 'query',
  name: query,
  query,
  aliases,
  description: '',
});

/** Why a user's query cannot be read, or null when it can. */
export function queryProblem(query: string, topics: Topic[]): string | null {
  const own = compileTopic(asTopic(query, topics[0]?.aliases ?? {}));
  return own.ok ? null : own.why;
}

/** Throws when a topic cannot be compiled: the topics file was read with the same check. */
export function createBot(parts: BotParts): Bot {
  const { config, store, topics, outlets, ids, log } = parts;
  const compiled = topics.map((topic) => {
    const done = compileTopic(topic);
    if (!done.ok) throw new Error(`[topics] ${topic.id}: ${done.why}`);
    return done.value;
  });
  const aliases = topics[0]?.aliases ?? {};
  const view = (article: Parameters<Rules['topicsOf']>[0], said: { speaker: string | null }[]) => ({
    title: article.title,
    text: article.text,
    outlet: article.outlet,
    country: article.country,
    speakers: said.flatMap((s) => s.speaker ?? []),
  });
  // Every article is held against every channel's own query: each is compiled once.
  const queries = new Map<string, ReturnType<typeof compileTopic>>();
  const compiledQuery = (query: string) => {
    const own = queries.get(query) ?? compileTopic(asTopic(query, aliases));
    queries.set(query, own);
    return own;
  };
  const rules: Rules = {
    outlets,
    languages: config.WHOSAID_LANGUAGES,
    topicsOf: (article, said) =>
      topics
        .filter((_, i) => {
          const topic = compiled[i];
          return topic !== undefined && matchTopic(topic, view(article, said)).matched;
        })
        .map((t) => t.id),
    matches(query, article, said) {
      const own = compiledQuery(query);
      return own.ok && matchTopic(own.value, view(article, said)).matched;
    },
  };
  const stopping = new AbortController();
  const pipeline = createPipeline({
    store,
    web: parts.web,
    labour: parts.labour,
    rules,
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
    commands: parts.commands,
    queryProblem: (query) => queryProblem(query, topics),
    draw: (svg) => parts.labour.drawChart({ svg }),
    reach: parts.reach,
  });
  return {
    ticks: {
      poll: pipeline.poll,
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
      },
    },
    desk,
    answer: createAnswerer({ commands: parts.commands, desk, ids, log }),
  };
}
