/** `check`: what of the configuration, the store, the tokens and the feeds works, and what to fix. */
import type { Place } from '../chat.ts';
import type { Command } from '../command.ts';
import { type Environment, readConfig, withoutWrong } from '../config.ts';
import type { Topic } from '../news.ts';
import type { Kept, PlatformKind } from '../platform.ts';
import { addressShown, count, harmless, showDate } from '../shown.ts';
import { createWeb } from '../sources/web.ts';
import { whyUnusable } from '../store/sqlite.ts';
import { hasStore, type Opened, type Store } from '../store/store.ts';
import { words } from '../words.ts';
import { createLabour } from '../workers/pool.ts';
import { lookAtFeeds } from './checkfeeds.ts';
import { wantedPlatforms } from './platforms.ts';
import { loadSetup } from './setup.ts';
import { openBeside, watchedFeeds } from './watched.ts';
import { webOptions } from './web.ts';

/** One thing looked at: `note` is neither well nor wrong. `text` may have a line for each of several mistakes. */
export type Looked = { is: 'ok' | 'wrong' | 'note'; text: string };

/** Prints a line for everything looked at; exit code 1 when something is wrong. What is wrong hides nothing behind it. */
export async function check(
  options: { feeds?: string },
  around: { env: Environment; commands: Command[]; platforms: PlatformKind[] },
): Promise<number> {
  let wrong = 0;
  const tell = ({ is, text }: Looked) => {
    for (const line of text.split('\n')) {
      if (is === 'wrong') wrong++;
      process.stdout.write(`${is.padEnd(5)} ${harmless(line)}\n`);
    }
  };
  const good = (text: string) => tell({ is: 'ok', text });
  const bad = (text: string) => tell({ is: 'wrong', text });

  const given = wantedPlatforms(around.platforms, around.env);
  const env = given.ok ? around.env : withoutWrong(around.env, given.why);
  if (given.ok) good('environment');
  else bad(given.why);
  const wanted = given.ok ? given : wantedPlatforms(around.platforms, env);
  const read = readConfig(env);
  // What of it is right says enough to look at the rest; where not even that does, all has been said.
  const config = read.ok ? read : readConfig({});
  if (!config.ok) return 1;

  const setup = loadSetup(config.value, null);
  if (!setup.ok) bad(setup.why);
  else good(`${count(setup.value.topics.length, 'topic')}, ${count(setup.value.outlets.length, 'outlet')}`);

  // Where it is is not known when these are wrong.
  const placed = ['DATABASE_URL', 'WHOSAID_DATA'].every((name) => env[name] === around.env[name]);
  const opened = placed ? await storeOf(config.value, tell) : null;
  const store = opened?.store ?? null;
  if (setup.ok) for (const text of await topicsInChat(store, setup.value.topics)) tell({ is: 'note', text });
  for (const { kind, settings } of wanted.ok ? wanted.value : []) {
    const { places, kept } = await stored(store, kind);
    for (const { ok, text } of await kind.check(settings, around.commands, places, kept))
      tell({ is: ok ? 'ok' : 'wrong', text });
  }

  const web = createWeb(webOptions(config.value));
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 1_000, memory: 512 });
  // Without the outlets' file every outlet would be unknown: one mistake told as many.
  const outlets = setup.ok ? setup.value.outlets : null;
  const { feeds, problem } = await watchedFeeds(options.feeds, config.value, outlets, web, store);
  if (problem !== null) bad(problem);
  for (const looked of await lookAtFeeds(feeds, { web, labour, store })) tell(looked);
  for (const text of await differences(store)) tell({ is: 'note', text });
  await labour.stop();
  await web.stop();
  await store?.close();
  opened?.release();
  const paused = feeds.filter((feed) => feed.paused).length;
  process.stdout.write(`${wrong === 0 ? words.cli.check.works(paused) : words.cli.check.toFix(wrong)}\n`);
  return wrong === 0 ? 0 : 1;
}

/** The store, told of; null when there is none yet or it cannot be opened. A database's tables are made when they are not there. */
async function storeOf(
  where: { WHOSAID_DATA: string; DATABASE_URL?: string | undefined },
  tell: (looked: Looked) => void,
): Promise<Opened | null> {
  const embedded = where.DATABASE_URL === undefined;
  const unusable = embedded ? whyUnusable(where.WHOSAID_DATA) : null;
  const opened = unusable === null && hasStore(where) ? await openBeside(where) : null;
  if (unusable !== null) tell({ is: 'wrong', text: unusable });
  else if (opened?.ok === false) tell({ is: 'wrong', text: opened.why });
  else if (embedded) tell({ is: 'ok', text: words.cli.check.folder(where.WHOSAID_DATA) });
  else tell({ is: 'ok', text: words.cli.check.database });
  return opened?.ok === true ? opened.value : null;
}

/** What chat and redirects have changed against the feeds file; nothing where there is no store yet. */
async function differences(store: Store | null): Promise<string[]> {
  const found = (await store?.feedCare.differences()) ?? [];
  // A paused feed is told among the feeds.
  const others = found.filter(({ is }) => is !== 'paused');
  return others.map(({ feed, is }) =>
    words.feed.difference(is, feed.title ?? feed.id, feed.id, addressShown(feed.url)),
  );
}

/** How the topics of the store differ from the file's. */
async function topicsInChat(store: Store | null, file: Topic[]): Promise<string[]> {
  const rows = (await store?.topics.changed()) ?? [];
  const shipped = new Set(file.map((t) => t.id));
  return rows.map((row) => {
    const what = row.state === 'removed' ? 'removed' : shipped.has(row.id) ? 'changed' : 'own';
    const where = `${row.platform} ${row.tenant}`;
    const on = showDate(new Date(row.changed_at).toISOString());
    return words.topics.changed(where, row.id, what, row.changed_by, on);
  });
}

/** What is subscribed and kept on a platform. */
async function stored(
  store: Store | null,
  { name }: PlatformKind,
): Promise<{ places: Place[]; kept: Kept | null }> {
  if (store === null) return { places: [], kept: null };
  return { places: await store.subscriptions.places(name), kept: store.kept(name) };
}
