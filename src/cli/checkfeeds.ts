/** Of `check`: each feed tried once, and what of its articles could be read in the last days. */
import { addressShown, count } from '../shown.ts';
import { createFolder } from '../sources/folder.ts';
import type { Web } from '../sources/web.ts';
import { nothingRead } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { words } from '../words.ts';
import type { Labour } from '../workers/pool.ts';
import type { Looked } from './check.ts';
import type { WatchedFeed } from './watched.ts';

const WEEK = 7 * 86_400_000;
/** So many feeds that fail alike have one cause, and are told in one line. */
const ALIKE = 3;

type Parts = { web: Web; labour: Labour; store: Store | null };
type Tried = { feed: WatchedFeed; ok: boolean; text: string };

/** A line a feed, in their order, paused ones untried; those that fail alike in one line at the end. */
export async function lookAtFeeds(feeds: WatchedFeed[], parts: Parts): Promise<Looked[]> {
  const { store } = parts;
  const ledgers = await store?.ledger.since(store.clock.now() - WEEK);
  const awake = feeds.filter((feed) => !feed.paused);
  const tried = await Promise.all(
    awake.map(async (feed): Promise<Tried> => {
      const { ok, text } = await tryFeed(feed, parts);
      const ledger = ledgers?.get(feed.id);
      if (!ok || ledger === undefined) return { feed, ok, text };
      if (nothingRead(ledger)) return { feed, ok: false, text: words.feed.check.unread(ledger) };
      const { fresh, copies, offTopic, excerpts } = ledger;
      const cut = excerpts > 0 && excerpts >= fresh + copies + offTopic;
      return { feed, ok, text: cut ? `${text}; ${words.feed.check.excerpts(excerpts)}` : text };
    }),
  );
  const alike = Map.groupBy(
    tried.filter((one) => !one.ok),
    (one) => withoutHost(one.text),
  );
  const told = (one: Tried): Looked | [] => {
    if (!one.ok && (alike.get(withoutHost(one.text)) ?? []).length >= ALIKE) return [];
    return { is: one.ok ? 'ok' : 'wrong', text: `${nameOf(one.feed)}: ${one.text}` };
  };
  const paused = feeds.filter((feed) => feed.paused);
  return [
    ...tried.flatMap(told),
    ...[...alike]
      .filter(([, ones]) => ones.length >= ALIKE)
      .map(([why, ones]): Looked => {
        const who = ones.map(({ feed }) => feed.title ?? addressShown(feed.url));
        return { is: 'wrong', text: words.feed.check.together(why, who, ones.length === awake.length) };
      }),
    ...paused.map(
      (feed): Looked => ({ is: 'note', text: `${nameOf(feed)}: ${words.feed.check.paused(feed.id)}` }),
    ),
  ];
}

const nameOf = (feed: WatchedFeed): string => `feed ${feed.title ?? feed.id} (${addressShown(feed.url)})`;

/** Reasons name the host; what is left is the cause. */
const withoutHost = (why: string): string => why.replace(/\b(?:[\w-]+\.)+[a-z][\w-]*\b/gi, '…');

async function tryFeed(feed: WatchedFeed, { web, labour }: Parts): Promise<{ ok: boolean; text: string }> {
  if (feed.kind === 'folder') {
    const listed = await createFolder(feed.url).list();
    return listed.ok
      ? { ok: true, text: count(listed.value.items.length, 'article') }
      : { ok: false, text: listed.why };
  }
  const fetched = await web.get(feed.url, { accept: 'feed', validators: null });
  if (fetched.is !== 'page')
    return { ok: false, text: 'why' in fetched ? fetched.why : 'answered “not modified”' };
  const { url, body, contentType } = fetched;
  const parsed = await labour.parseFeed({ url, body, contentType });
  return parsed.ok
    ? { ok: true, text: count(parsed.value.items.length, 'item') }
    : { ok: false, text: parsed.why };
}
