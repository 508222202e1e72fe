/**
 * Whether a post landed: Slack has no idempotency key, so each post carries its delivery in its metadata, and the channel's
 * history, or the thread, is read for it. Some apps may read it once a minute, 15 messages a time: where it stopped is noted, and
 * several looks take turns.
 */
import type { Key, Letter, LookLater, Sender } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Client, Clients } from './clients.ts';
import { codeOf, failureOf } from './errors.ts';
import { readRef, writeRef } from './ref.ts';
import { createTurns } from './turns.ts';

export const EVENT = 'whosaid_delivery';

/** What an app outside Slack's Marketplace gets at a time. https://docs.slack.dev/changelog/2025/05/29/tos-updates */
const PAGE = 15;
const MOST_PAGES = 20; // 300 messages between the attempt and now; whoever looks for more holds everybody up
const SKEW = 600_000; // their clock and ours
const SKEW_IN_THREAD = 86_400_000; // a thread is short, and is read from its beginning: it takes a clock that is a day wrong to miss one
const LATER = 30_000;

type Message = { ts?: string; metadata?: { event_type?: string; event_payload?: Record<string, unknown> } };
type Page = { messages?: Message[]; has_more?: boolean; response_metadata?: { next_cursor?: string } };
/** How far a look has come: pages read, and where the next begins. */
type Progress = { cursor: string; pages: number; at: number };

/** Slack counts each method of each workspace by itself. */
const limited = (what: Letter): string => `${what.to.tenant} ${what.kind === 'reply' ? 'thread' : 'channel'}`;

/** A moment as Slack writes it. */
const stamp = (at: number): string => (Math.max(0, at) / 1_000).toFixed(6);

export function createFind(clients: Clients, now: () => number): Sender['find'] {
  const progress = new Map<Key, Progress>();
  const turns = createTurns(now);

  async function page(client: Client, what: Letter, since: number, cursor: string): Promise<Page> {
    const common = { limit: PAGE, include_all_metadata: true, ...(cursor === '' ? {} : { cursor }) };
    if (what.kind === 'reply') {
      const { channel, ts } = readRef(what.parent, what.to.channel);
      const oldest = stamp(since - SKEW_IN_THREAD);
      return (await client.conversations.replies({ channel, ts, oldest, ...common })) as Page;
    }
    return (await client.conversations.history({ channel: what.to.channel, ...common })) as Page;
  }

  async function look(what: Letter, key: Key, since: number): Promise<string | LookLater> {
    const client = await clients.of(what.to.tenant);
    let { cursor, pages } = progress.get(key) ?? { cursor: '', pages: 0 };
    for (;;) {
      progress.set(key, { cursor, pages, at: now() });
      const turn = turns.take(limited(what), key, since);
      if (turn !== null) return { later: turn, why: words.slack.turns };
      const read = await page(client, what, since, cursor);
      const own = read.messages?.find(
        (m) => m.metadata?.event_type === EVENT && m.metadata.event_payload?.delivery === key,
      );
      if (own?.ts !== undefined) return writeRef(what.to.channel, own.ts);
      cursor = read.response_metadata?.next_cursor ?? '';
      pages++;
      if (cursor === '' || read.has_more === false) return 'absent';
      // The newest come first, and the newest page is read whatever our clock says: it may be ahead of theirs by hours.
      if (what.kind !== 'reply' && Number(read.messages?.at(-1)?.ts) < (since - SKEW) / 1_000)
        return 'absent';
      if (pages >= MOST_PAGES) return 'unknowable';
    }
  }

  return async (what, key, since) => {
    if (what.kind === 'edit') return 'absent';
    try {
      const found = await look(what, key, since);
      if (typeof found === 'string') progress.delete(key);
      return found;
    } catch (error) {
      const failure = failureOf(error, now());
      if (failure.is === 'later') {
        turns.slow(limited(what), failure.at);
        return { later: turns.take(limited(what), key, since) ?? failure.at, why: failure.why };
      }
      const done = unread(error, now());
      if (done === 'unknowable') progress.delete(key);
      // Forgotten looks must not pile up: a delivery is looked for within a day or not at all.
      for (const [old, { at }] of progress) if (now() - at > 86_400_000) progress.delete(old);
      return done;
    }
  };
}

/** The history may not be read, or not now. */
function unread(error: unknown, now: number): 'unknowable' | LookLater {
  const code = codeOf(error);
  const failure = failureOf(error, now);
  if (code === 'missing_scope' || (failure.is === 'refused' && failure.scope === 'channel'))
    return 'unknowable';
  if (code === 'thread_not_found' || code === 'message_not_found') return 'unknowable';
  const why = failure.is === 'refused' ? `${failure.why} ${failure.remedy}`.trim() : failure.why;
  return { later: now + LATER, why };
}
