/** `feeds`: what is watched, listed or as OPML, and changed as in chat; a running bot takes it up at its next poll. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedChange, FeedDesk } from '../cards.ts';
import { type Config, readConfig } from '../config.ts';
import { createFeedDesk } from '../desk/feeds.ts';
import { type OpmlFeed, readOpml, writeOpml } from '../feeds/opml.ts';
import { createIds } from '../ids.ts';
import type { Result } from '../news.ts';
import { createProbe } from '../probing.ts';
import { createWeb, type Web } from '../sources/web.ts';
import { createClock } from '../store/clock.ts';
import { openStore } from '../store/store.ts';
import { words } from '../words.ts';
import { createLabour } from '../workers/pool.ts';
import { loadFeeds, loadSetup } from './setup.ts';
import { webOptions } from './web.ts';

export type FeedsOptions = { feeds?: string; which?: string; url?: string };

const VERBS = ['list', 'export', 'add', 'remove', 'pause', 'resume', 'move', 'import'];
/** Who is noted for what is changed from the command line. */
const BY = 'command line';

/** Prints JSON lines or OPML to standard output, what was done to standard error. Returns the exit code. */
export async function listFeeds(
  what: string,
  options: FeedsOptions,
  env: Record<string, string | undefined>,
): Promise<number> {
  if (!VERBS.includes(what)) return fail(`feeds takes ${VERBS.join(', ')}, not “${what}”.`);
  const config = readConfig(env);
  if (!config.ok) return fail(config.why);
  const web = createWeb(webOptions(config.value));
  const done =
    what === 'list' || what === 'export'
      ? await show(what, options, config.value, web)
      : await change(what, options, config.value, web);
  await web.stop();
  return done;
}

const fail = (why: string): number => {
  process.stderr.write(`${why}\n`);
  return 1;
};

type Shown = { id: string; url: string; title: string | null; outlet: string | null; kind: 'web' | 'folder' };

/** The configured feeds, with what the store says of them where there is one. */
async function show(what: string, options: FeedsOptions, config: Config, web: Web): Promise<number> {
  const setup = loadSetup(config, null);
  if (!setup.ok) return fail(setup.why);
  const configured = await loadFeeds(options.feeds, config, setup.value.outlets, web);
  if (!configured.ok) return fail(configured.why);
  const feeds = new Map<string, Shown>(
    configured.value.map((f) => [
      f.id,
      { id: f.id, url: f.url, title: f.title, outlet: f.outletId, kind: f.kind },
    ]),
  );
  if (
    options.feeds === undefined &&
    (config.DATABASE_URL !== undefined || existsSync(join(config.WHOSAID_DATA, 'whosaid.sqlite')))
  ) {
    const opened = await open(config);
    if (!opened.ok) return fail(opened.why);
    for (const { feed, is } of await opened.value.feedCare.differences()) {
      const { id, url, title, outlet_id: outlet, kind } = feed;
      if (is === 'removed') feeds.delete(id);
      else feeds.set(id, { id, url, title, outlet, kind });
    }
    await opened.value.close();
  }
  if (what === 'list') {
    for (const { id, url, title, outlet } of feeds.values())
      process.stdout.write(`${JSON.stringify({ id, url, title, outlet })}\n`);
    return 0;
  }
  const listed = [...feeds.values()]
    .filter((f) => f.kind === 'web')
    .map(({ url, title }) => ({ title, url, siteUrl: null, folder: null }));
  process.stdout.write(`${writeOpml('Whosaid', listed)}\n`);
  return 0;
}

async function open(config: Config) {
  const clock = createClock(Date.now);
  const opened = await openStore(config, false, clock, createIds(clock.now, Math.random));
  return opened.ok ? { ok: true as const, value: opened.value.store } : opened;
}

async function change(what: string, options: FeedsOptions, config: Config, web: Web): Promise<number> {
  const { which, url } = options;
  if (which === undefined) return fail(words.feed.cli.which(what));
  const opened = await open(config);
  if (!opened.ok) return fail(opened.why);
  const labour = createLabour({ size: 1, timeout: 20_000, idle: 1_000, memory: 512 });
  const desk = createFeedDesk(opened.value, createProbe({ web, labour }));
  const said = await changed(what, which, url, desk);
  process.stderr.write(`${said.ok ? said.value : said.why}\n`);
  await labour.stop();
  await opened.value.close();
  return said.ok ? 0 : 1;
}

/** What was done, in a sentence. */
async function changed(
  what: string,
  which: string,
  url: string | undefined,
  desk: FeedDesk,
): Promise<Result<string>> {
  if (what === 'import') return imported(which, desk);
  const address = what === 'add' ? which : what === 'move' ? (url ?? null) : undefined;
  if (address === null) return { ok: false, why: words.feed.cli.move(which) };
  if (address === undefined) {
    const done = await desk.change({ kind: what as 'remove' | 'pause' | 'resume', feed: which }, BY);
    if (!done.ok) return done;
    const { removed, paused, resumed } = words.feed.change;
    const { name, id } = done.value;
    const text = what === 'remove' ? removed(name) : what === 'pause' ? paused(name, id) : resumed(name);
    return { ok: true, value: text };
  }
  const found = await desk.probe(address);
  if (!found.ok) return { ok: false, why: words.feed.change.unread(found.why) };
  if (found.value.is !== 'feed') {
    const { is, feeds } = found.value;
    const several = words.feed.cli.several(feeds.map((f) => f.url));
    return { ok: false, why: is === 'list' ? words.feed.cli.isList(feeds.length, address) : several };
  }
  const { url: at, title, items } = found.value;
  const wish: FeedChange =
    what === 'add' ? { kind: 'add', url: at, title } : { kind: 'move', feed: which, url: at };
  const done = await desk.change(wish, BY);
  if (!done.ok) return done;
  const { name, id } = done.value;
  const { added, moved } = words.feed.change;
  return { ok: true, value: what === 'add' ? added(name, id, items) : moved(name, at) };
}

async function imported(which: string, desk: FeedDesk): Promise<Result<string>> {
  let feeds: Pick<OpmlFeed, 'url' | 'title'>[];
  if (existsSync(which)) {
    const read = readOpml(readFileSync(which, 'utf8'));
    if (!read.ok) return read;
    feeds = read.value;
  } else {
    const found = await desk.probe(which);
    if (!found.ok) return { ok: false, why: words.feed.change.unread(found.why) };
    if (found.value.is !== 'list') return { ok: false, why: words.feed.change.noList };
    feeds = found.value.feeds;
  }
  return { ok: true, value: words.feed.change.imported(...(await desk.addAll(feeds, BY))) };
}
