/** `feeds`: what is watched, listed or as OPML, and changed as in chat; a running bot takes it up at its next poll. */
import { existsSync, readFileSync } from 'node:fs';
import type { FeedChange, FeedDesk } from '../cards.ts';
import { type Config, readConfig } from '../config.ts';
import { createFeedDesk } from '../desk/feeds.ts';
import { decodeText } from '../feeds/decode.ts';
import { type OpmlFeed, readOpml, writeOpml } from '../feeds/opml.ts';
import type { Result } from '../news.ts';
import { createProbe } from '../probing.ts';
import { createWeb, type Web } from '../sources/web.ts';
import { hasStore, type Store } from '../store/store.ts';
import { words } from '../words.ts';
import { createLabour } from '../workers/pool.ts';
import { loadFeeds, loadSetup } from './setup.ts';
import { openBeside, watchedFeeds } from './watched.ts';
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

/** The feeds that are watched, with what the store says of them where there is one. */
async function show(what: string, options: FeedsOptions, config: Config, web: Web): Promise<number> {
  const setup = loadSetup(config, null);
  if (!setup.ok) return fail(setup.why);
  const opened = hasStore(config) && options.feeds === undefined ? await openBeside(config) : null;
  if (opened?.ok === false) return fail(opened.why);
  const store = opened?.value.store ?? null;
  const { feeds, problem } = await watchedFeeds(options.feeds, config, setup.value.outlets, web, store);
  await store?.close();
  opened?.value.release();
  if (problem !== null) return fail(problem);
  if (what === 'list') {
    for (const { id, url, title, outletId } of feeds)
      process.stdout.write(`${JSON.stringify({ id, url, title, outlet: outletId })}\n`);
    return 0;
  }
  const listed = feeds
    .filter((f) => f.kind === 'web')
    .map(({ url, title }) => ({ title, url, siteUrl: null, folder: null }));
  process.stdout.write(`${writeOpml('Whosaid', listed)}\n`);
  return 0;
}

async function change(what: string, options: FeedsOptions, config: Config, web: Web): Promise<number> {
  const { which, url } = options;
  if (which === undefined) return fail(words.feed.cli.which[what as keyof typeof words.feed.cli.which]);
  const opened = await openBeside(config);
  if (!opened.ok) return fail(opened.why);
  const { store, release } = opened.value;
  const labour = createLabour({ size: 1, timeout: 20_000, idle: 1_000, memory: 512 });
  const desk = createFeedDesk(store, createProbe({ web, labour }));
  const ready =
    what === 'add' || what === 'import' ? null : await takeConfigured(options.feeds, config, web, store);
  const said = ready ?? (await changed(what, which, url, desk));
  process.stderr.write(`${said.ok ? said.value : said.why}\n`);
  await labour.stop();
  await store.close();
  release();
  return said.ok ? 0 : 1;
}

/** A store that no bot has run on knows no feed yet: it takes the configured ones, so that what is changed is kept of them. */
async function takeConfigured(
  given: string | undefined,
  config: Config,
  web: Web,
  store: Store,
): Promise<{ ok: false; why: string } | null> {
  if ((await store.feedCare.all()).length > 0) return null;
  const setup = loadSetup(config, null);
  const loaded = setup.ok ? await loadFeeds(given, config, setup.value.outlets, web) : setup;
  if (!loaded.ok) return loaded;
  await store.feeds.configure(loaded.value);
  return null;
}

/** The id of the feed that is meant by its id, its address or its whole name; what was typed where it is none. */
async function idOf(typed: string, desk: FeedDesk): Promise<string> {
  const wanted = typed.trim().toLowerCase();
  const all = await desk.list();
  const found = all.filter((f) => [f.id, f.url, f.name].some((text) => text.toLowerCase() === wanted));
  return found.length === 1 ? (found[0]?.id ?? typed) : typed;
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
    const feed = await idOf(which, desk);
    const done = await desk.change({ kind: what as 'remove' | 'pause' | 'resume', feed }, BY);
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
    what === 'add'
      ? { kind: 'add', url: at, title }
      : { kind: 'move', feed: await idOf(which, desk), url: at };
  const done = await desk.change(wish, BY);
  if (!done.ok) return done;
  const { name, id } = done.value;
  const { added, moved } = words.feed.change;
  return { ok: true, value: what === 'add' ? added(name, id, items) : moved(name, at) };
}

async function imported(which: string, desk: FeedDesk): Promise<Result<string>> {
  let feeds: Pick<OpmlFeed, 'url' | 'title'>[];
  if (existsSync(which)) {
    const read = textOf(which);
    const list = read.ok ? readOpml(read.value) : read;
    if (!list.ok) return list;
    feeds = list.value;
  } else {
    const found = await desk.probe(which);
    if (!found.ok) return { ok: false, why: words.feed.change.unread(found.why) };
    if (found.value.is !== 'list') return { ok: false, why: words.feed.change.noList };
    feeds = found.value.feeds;
  }
  if (feeds.length === 0) return { ok: false, why: words.feed.change.emptyList };
  return { ok: true, value: words.feed.change.imported(...(await desk.addAll(feeds, BY))) };
}

function textOf(file: string): Result<string> {
  try {
    return { ok: true, value: decodeText(readFileSync(file), null) };
  } catch {
    return { ok: false, why: words.cli.unreadableFile(file) };
  }
}
