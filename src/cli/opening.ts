/** Opening and closing what the bot runs on: configuration, files, the web, the store, the workers. */
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { createIds } from '../ids.ts';
import { createLog, type Log } from '../log.ts';
import type { Result } from '../news.ts';
import type { Adapter } from '../platform.ts';
import type { Schedule } from '../schedule.ts';
import { createWeb, type Web } from '../sources/web.ts';
import { createClock } from '../store/clock.ts';
import type { ConfiguredFeed } from '../store/feeds.ts';
import { openMemory } from '../store/sqlite.ts';
import { createStore, hasStore, type Opened, openStore, type Store } from '../store/store.ts';
import { words } from '../words.ts';
import { createLabour, type Labour } from '../workers/pool.ts';
import { loadFeeds, loadSetup, type Setup } from './setup.ts';
import { webOptions } from './web.ts';

export const SAMPLE = join(import.meta.dirname, '..', '..', 'sample');

const STOP_WITHIN = 6_000; // Docker kills 10 s after it asks, and what was opened is closed after this
const PATIENCE = 3_000; // a site that hangs is not waited for longer than this when stopping

/** `feeds`: a file, a folder or an address instead of the configured ones; `once`: one round, then the end. */
export type StartOptions = { feeds?: string; once?: boolean; role?: string };

/**
 * What a process does. `poll`: reads feeds and articles; `deliver`: sends what is due; `gateway`: answers commands; `all`.
 * Of each there may be any number on one database.
 */
export const ROLES = ['all', 'poll', 'deliver', 'gateway'] as const;
export type Role = (typeof ROLES)[number];
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Everything `start` opened, so that it can be closed in order. */
export type Running = {
  config: Config;
  log: Log;
  store: Store;
  web: Web;
  labour: Labour;
  setup: Setup;
  /** Null: the list of feeds cannot be used, and what the store has is watched as before. */
  feeds: ConfiguredFeed[] | null;
  listen: Opened['listen'];
  release(): void;
};

/** `forPeople`: the log is read at a terminal. Opens everything in order; what was opened is closed again when a later step cannot be done. */
export async function open(
  options: StartOptions,
  env: Record<string, string | undefined>,
  sample: boolean,
  forPeople = true,
): Promise<Result<Running>> {
  const config = readConfig(env);
  if (!config.ok) return config;
  const role = options.role ?? 'all';
  if (!isRole(role)) return { ok: false, why: words.roles.unknown(role, ROLES) };
  if (role !== 'all' && (config.value.DATABASE_URL === undefined || sample))
    return { ok: false, why: words.roles.alone(role) };
  const log = createLog(config.value.LOG_LEVEL, forPeople, process.stderr);
  const setup = loadSetup(config.value, sample ? join(SAMPLE, 'outlets.yaml') : null);
  if (!setup.ok) return setup;
  const web = createWeb(webOptions(config.value));
  const feeds = await loadFeeds(sample ? SAMPLE : options.feeds, config.value, setup.value.outlets, web);
  // A list that somebody broke must not stop a bot that has work; with none there is nothing to go on with.
  if (!feeds.ok && (!feeds.broken || !hasStore(config.value))) {
    await web.stop();
    return feeds;
  }
  const clock = createClock(Date.now);
  const ids = createIds(clock.now, Math.random);
  const kept: Result<Opened> = sample
    ? {
        ok: true,
        value: {
          store: await createStore(openMemory(), clock, ids, true),
          listen: () => {},
          release: () => {},
        },
      }
    : await openStore(config.value, true, clock, ids);
  if (!kept.ok) {
    await web.stop();
    return kept;
  }
  const { store } = kept.value;
  if (!feeds.ok) {
    const { listed } = await store.feeds.health();
    if (listed === 0) {
      await web.stop();
      await store.close();
      kept.value.release();
      return feeds;
    }
    log.warn({}, `${feeds.why} ${words.feed.file.kept(listed)}`);
  }
  await store.topics.ship(setup.value.topics);
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 30_000, memory: 512 });
  return {
    ok: true,
    value: {
      config: config.value,
      log,
      store,
      web,
      labour,
      setup: setup.value,
      feeds: feeds.ok ? feeds.value : null,
      listen: kept.value.listen,
      release: kept.value.release,
    },
  };
}

/** Ends claiming, finishes what is in flight, and closes everything. */
export async function close(parts: Running, adapters: Adapter[], schedule: Schedule | null): Promise<void> {
  const patience = setTimeout(() => void parts.web.stop(), PATIENCE);
  await schedule?.stop(STOP_WITHIN);
  clearTimeout(patience);
  await Promise.all(adapters.map((adapter) => adapter.stop()));
  await parts.labour.stop();
  await parts.web.stop();
  await parts.store.close();
  parts.release();
}
