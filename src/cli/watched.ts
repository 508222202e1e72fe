/** Which feeds are watched: the file's list as chat has changed it, or what the store has where no list is named. */
import type { Config } from '../config.ts';
import { createIds } from '../ids.ts';
import type { Outlet, Result } from '../news.ts';
import type { Web } from '../sources/web.ts';
import { createClock } from '../store/clock.ts';
import type { ConfiguredFeed } from '../store/feeds.ts';
import type { FeedRow } from '../store/schema.ts';
import { type Opened, openStore, type Store, type Where } from '../store/store.ts';
import { loadFeeds } from './setup.ts';

export type WatchedFeed = ConfiguredFeed & { paused: boolean };

/** The store beside a bot that may be running on it. */
export function openBeside(where: Where): Promise<Result<Opened>> {
  const clock = createClock(Date.now);
  return openStore(where, false, clock, createIds(clock.now, Math.random));
}

/**
 * `given` is `--feeds`. Without it and without WHOSAID_FEEDS the store's own are meant where it has any: a bot may have
 * been started with another list than ours. `outlets` null: they are not known, and no feed is measured by them. `problem`:
 * what is wrong with the list; then `feeds` are the store's.
 */
export async function watchedFeeds(
  given: string | undefined,
  config: Config,
  outlets: Outlet[] | null,
  web: Web,
  store: Store | null,
): Promise<{ feeds: WatchedFeed[]; problem: string | null }> {
  const rows = (await store?.feedCare.all()) ?? [];
  const kept = rows.filter((row) => row.listed === 1).map(watchedRow);
  if (given === undefined && config.WHOSAID_FEEDS === undefined && kept.length > 0)
    return { feeds: kept, problem: null };
  const loaded = await loadFeeds(given, config, outlets, web);
  if (!loaded.ok) return { feeds: loaded.broken ? kept : [], problem: loaded.why };
  const feeds = new Map(loaded.value.map((feed) => [feed.id, { ...feed, paused: false }]));
  if (given !== undefined) return { feeds: [...feeds.values()], problem: null };
  for (const { feed, is } of (await store?.feedCare.differences()) ?? []) {
    if (is === 'removed') feeds.delete(feed.id);
    else feeds.set(feed.id, watchedRow(feed));
  }
  return { feeds: [...feeds.values()], problem: null };
}

const watchedRow = (row: FeedRow): WatchedFeed => ({
  id: row.id,
  url: row.url,
  kind: row.kind as WatchedFeed['kind'],
  title: row.title,
  outletId: row.outlet_id,
  paused: row.paused === 1,
});
