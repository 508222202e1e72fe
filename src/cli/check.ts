/** `check`: what of the configuration, the store, the tokens and the feeds works, and what to fix. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Platform } from '../chat.ts';
import type { Command } from '../command.ts';
import { readConfig } from '../config.ts';
import { createIds } from '../ids.ts';
import type { Topic } from '../news.ts';
import type { Kept, PlatformKind } from '../platform.ts';
import { addressShown, count, harmless, showDate } from '../shown.ts';
import { createFolder } from '../sources/folder.ts';
import type { Web } from '../sources/web.ts';
import { createWeb } from '../sources/web.ts';
import { createClock } from '../store/clock.ts';
import type { ConfiguredFeed } from '../store/feeds.ts';
import { whyUnusable } from '../store/sqlite.ts';
import { openStore, type Where } from '../store/store.ts';
import { words } from '../words.ts';
import { createLabour, type Labour } from '../workers/pool.ts';
import { wantedPlatforms } from './platforms.ts';
import { loadFeeds, loadSetup } from './setup.ts';
import { webOptions } from './web.ts';

/** Prints a line for everything looked at; exit code 1 when something is wrong. */
export async function check(
  options: { feeds?: string },
  around: { env: Record<string, string | undefined>; commands: Command[]; platforms: PlatformKind[] },
): Promise<number> {
  const { env } = around;
  let wrong = 0;
  const good = (text: string) => process.stdout.write(`ok    ${text}\n`);
  const bad = (text: string) => {
    wrong++;
    process.stdout.write(`wrong ${text}\n`);
  };
  const config = readConfig(env);
  const wanted = wantedPlatforms(around.platforms, env);
  if (!config.ok || !wanted.ok) {
    for (const line of (wanted.ok ? '' : wanted.why).split('\n')) bad(line);
    return 1;
  }
  good('environment');
  const setup = loadSetup(config.value, null);
  if (!setup.ok) {
    bad(setup.why);
    return 1;
  }
  good(`${count(setup.value.topics.length, 'topic')}, ${count(setup.value.outlets.length, 'outlet')}`);
  const where = config.value;
  const unusable = where.DATABASE_URL === undefined ? whyUnusable(where.WHOSAID_DATA) : await whyAway(where);
  if (unusable !== null) bad(unusable);
  else if (where.DATABASE_URL !== undefined) good('the database of DATABASE_URL can be used');
  else good(`the store’s folder ${where.WHOSAID_DATA} can be written`);
  for (const line of await topicsInChat(where, setup.value.topics)) good(line);
  for (const { kind, settings } of wanted.value) {
    const { places, kept, close } = await stored(where, kind.name);
    for (const { ok, text } of await kind.check(settings, around.commands, places, kept))
      (ok ? good : bad)(harmless(text));
    await close();
  }
  const web = createWeb(webOptions(config.value));
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 1_000, memory: 512 });
  const feeds = await loadFeeds(options.feeds, config.value, setup.value.outlets, web);
  if (!feeds.ok) bad(feeds.why);
  else {
    const told = await Promise.all(
      feeds.value.map(async (feed) => ({ feed, result: await tryFeed(feed, web, labour) })),
    );
    for (const { feed, result } of told)
      (result.ok ? good : bad)(
        harmless(`feed ${feed.title ?? feed.id} (${addressShown(feed.url)}): ${result.text}`),
      );
  }
  for (const text of await differences(where)) good(text);
  await labour.stop();
  await web.stop();
  process.stdout.write(wrong === 0 ? 'All of it works.\n' : `${count(wrong, 'thing')} to fix.\n`);
  return wrong === 0 ? 0 : 1;
}

/** What chat and redirects have changed against the feeds file; nothing where there is no store yet. */
async function differences(where: Where): Promise<string[]> {
  if (where.DATABASE_URL === undefined && !existsSync(join(where.WHOSAID_DATA, 'whosaid.sqlite'))) return [];
  const opened = await openBeside(where);
  if (!opened.ok) return [];
  const found = await opened.value.store.feedCare.differences();
  await opened.value.store.close();
  opened.value.release();
  return found.map(({ feed, is }) => harmless(words.feed.difference(is, feed.id, addressShown(feed.url))));
}

/** How the topics of the store differ from the file's; nothing when there is no store yet, or none that can be read. */
async function topicsInChat(where: Where, file: Topic[]): Promise<string[]> {
  if (where.DATABASE_URL === undefined && !existsSync(join(where.WHOSAID_DATA, 'whosaid.sqlite'))) return [];
  const opened = await openBeside(where);
  if (!opened.ok) return [];
  const { store } = opened.value;
  const rows = await store.topics.changed();
  await store.close();
  opened.value.release();
  const shipped = new Set(file.map((t) => t.id));
  return rows.map((row) => {
    const what = row.state === 'removed' ? 'removed' : shipped.has(row.id) ? 'changed' : 'own';
    const where = `${row.platform} ${row.tenant}`;
    const on = showDate(new Date(row.changed_at).toISOString());
    return harmless(words.topics.changed(where, row.id, what, row.changed_by, on));
  });
}

/** What is subscribed and kept on a platform, from the store where there is one; also while the bot runs. */
async function stored(
  where: Where,
  platform: Platform,
): Promise<{ places: Place[]; kept: Kept | null; close(): Promise<void> }> {
  const nothing = { places: [], kept: null, close: async () => {} };
  if (where.DATABASE_URL === undefined && !existsSync(join(where.WHOSAID_DATA, 'whosaid.sqlite')))
    return nothing;
  const opened = await openBeside(where);
  if (!opened.ok) return nothing;
  const { store, release } = opened.value;
  const places = await store.subscriptions.places(platform);
  const close = async () => {
    await store.close();
    release();
  };
  return { places, kept: store.kept(platform), close };
}

const openBeside = (where: Where) => {
  const clock = createClock(Date.now);
  return openStore(where, false, clock, createIds(clock.now, Math.random));
};

/** Why a database cannot be used, or null when it can; its tables are made when they are not there yet. */
async function whyAway(where: Where): Promise<string | null> {
  const opened = await openBeside(where);
  if (!opened.ok) return opened.why;
  await opened.value.store.close();
  opened.value.release();
  return null;
}

async function tryFeed(
  feed: ConfiguredFeed,
  web: Web,
  labour: Labour,
): Promise<{ ok: boolean; text: string }> {
  if (feed.kind === 'folder') {
    const listed = await createFolder(feed.url).list();
    return listed.ok
      ? { ok: true, text: count(listed.value.items.length, 'article') }
      : { ok: false, text: listed.why };
  }
  const fetched = await web.get(feed.url, { accept: 'feed', validators: null });
  if (fetched.is !== 'page')
    return { ok: false, text: 'why' in fetched ? fetched.why : 'answered “not modified”' };
  const parsed = await labour.parseFeed({
    url: fetched.url,
    body: fetched.body,
    contentType: fetched.contentType,
  });
  return parsed.ok
    ? { ok: true, text: count(parsed.value.items.length, 'item') }
    : { ok: false, text: parsed.why };
}
