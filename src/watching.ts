/**
 * Watching over the feeds: whoever can mend one is told once when it has been broken for a day or is gone, once when it works
 * again, and when a busy one has fallen silent. A passing error alarms nobody.
 */
import { silentSince, USUAL } from './feeds/silence.ts';
import type { Log } from './log.ts';
import { addressShown } from './shown.ts';
import type { FeedRow } from './store/schema.ts';
import type { Store } from './store/store.ts';
import type { TellOperators } from './telling.ts';
import { words } from './words.ts';

const DAY = 86_400_000;
const AT_ONCE = 20;
/** What nobody could be told in this time stands in the log alone. */
const GIVE_UP = 3 * DAY;

export type WatchParts = { store: Store; log: Log; tell: TellOperators; now(): number };

/** Looks once at every feed that is polled and tells what is due. */
export async function watchFeeds({ store, log, tell, now }: WatchParts): Promise<void> {
  for (const feed of await store.feedCare.watched()) {
    const said = await due(store, feed, now());
    if (said === null) continue;
    await store.feedCare.notice(feed, said.kind, said.text);
    log.warn({ feed: feed.id }, said.text);
  }
  for (const notice of await store.feedCare.untold(AT_ONCE)) {
    const told = await tell(notice.text).catch((error) => {
      log.warn({ err: error, feed: notice.feed_id }, 'telling of a feed failed');
      return false;
    });
    if (!told && now() - notice.at < GIVE_UP) return;
    await store.feedCare.toldOf(notice.id);
  }
}

type Due = { kind: 'broken' | 'gone' | 'silent' | 'back'; text: string } | null;

async function due(store: Store, feed: FeedRow, now: number): Promise<Due> {
  const name = nameOf(feed);
  if (feed.broken_since !== null) {
    const gone = feed.trouble === 'gone';
    if (feed.told === 'broken' || (!gone && now - feed.broken_since < DAY)) return null;
    const why = feed.last_error ?? '';
    const fix = words.feed.fix(feed.trouble, feed.id);
    return {
      kind: gone ? 'gone' : 'broken',
      text: gone ? words.feed.gone(name, why, fix) : words.feed.broken(name, feed.broken_since, why, fix),
    };
  }
  if (feed.told === 'broken') return { kind: 'back', text: words.feed.back(name) };
  if (feed.last_ok_at === null || feed.last_new_at === null) return null;
  if (feed.told === 'silent')
    return feed.last_new_at > (feed.told_at ?? 0) ? { kind: 'back', text: words.feed.speaks(name) } : null;
  if (now - feed.last_new_at < DAY) return null;
  // A bot that was away saw nothing, which says nothing of the feed.
  if (now - feed.last_ok_at > DAY) return null;
  const arrivals = await store.feedCare.arrivals(feed, feed.last_new_at - USUAL);
  const since = silentSince(arrivals, feed.added_at, now);
  return since === null
    ? null
    : { kind: 'silent', text: words.feed.silent(name, since, arrivals.length / (USUAL / DAY), feed.id) };
}

const nameOf = (feed: FeedRow): string => `${feed.title ?? feed.id} (${addressShown(feed.url)})`;
