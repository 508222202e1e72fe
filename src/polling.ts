/** A feed's life: due → fetched → parsed → commit 1, or a reason and a later time. */
import { urlKey } from './article/address.ts';
import { isRedirecting } from './feeds/search.ts';
import { readListing } from './listing.ts';
import type { Log } from './log.ts';
import type { Extractor, FeedItem } from './news.ts';
import { addressShown } from './shown.ts';
import { createFolder } from './sources/folder.ts';
import type { Web } from './sources/web.ts';
import { reached } from './steps.ts';
import { digestOf, itemDigest, type PolledItem } from './store/feeds.ts';
import { LEASE } from './store/leases.ts';
import type { FeedRow } from './store/schema.ts';
import type { Store } from './store/store.ts';
import { words } from './words.ts';
import type { Labour } from './workers/pool.ts';

const DAY = 86_400_000;
const AT_ONCE = 200;
const MANY = 4;
const AFTER = 1; // milliseconds: what was polled in a round is not due in the same round

export type PollParts = {
  store: Store;
  web: Web;
  labour: Labour;
  /** Milliseconds between two polls. */
  every: number;
  /** Milliseconds; 0: no limit. */
  maxAge: number;
  extractor: Extractor;
  now(): number;
  random(): number;
  log: Log;
  /** Set when the bot stops: what then fails, fails because of that, and is neither told nor counted. */
  stopping: AbortSignal;
  /** Feeds being polled by this process. */
  polling: Set<string>;
  /** What has been told of a folder's files, so that it is told once. */
  toldProblems: Set<string>;
};

/**
 * Polls once every feed that is due now; `found` is called after each that brought something to read. What becomes due
 * meanwhile is the next round's: a round over many feeds would never end. A feed that this process is still polling is
 * left alone, though its lease may have run out in a long queue for one host.
 */
export async function pollFeeds(parts: PollParts, found: () => void): Promise<void> {
  const started = parts.now();
  for (;;) {
    const claimed = await parts.store.feeds.claimDue(AT_ONCE, LEASE, started);
    const due = claimed.filter((feed) => !parts.polling.has(feed.id));
    for (const feed of due) parts.polling.add(feed.id);
    const frees = new Map(due.map(({ id }) => [id, parts.store.leases.hold('feeds', [id])]));
    const polls = due.map((feed) => pollOne(parts, feed, found).finally(() => frees.get(feed.id)?.()));
    const complaints = (await Promise.all(polls)).filter((c) => c !== null);
    tell(parts, complaints, due.length);
    if (claimed.length < AT_ONCE) return;
  }
}

/** What a poll came to: something to read, nothing, or something to tell. */
type Polled = 'news' | 'nothing' | Complaint;

/** Something to tell about a feed; `passing`: it may mend itself. */
type Complaint = { feed: FeedRow; why: string; passing: boolean };

/** One by one while they are few; a network that is away is one sentence, not fifty. */
function tell(parts: PollParts, complaints: Complaint[], polled: number): void {
  const passing = complaints.filter((c) => c.passing);
  const many = passing.length > MANY;
  if (many)
    parts.log.warn(
      { feeds: passing.length },
      words.feeds.unreachable(passing.length, polled, passing[0]?.why ?? ''),
    );
  for (const { feed, why, passing: mends } of complaints) {
    if (!(many && mends)) parts.log.warn({ feed: feed.id }, words.feeds.failing(nameOf(feed), why));
  }
}

/** What to tell, if anything. */
async function pollOne(parts: PollParts, feed: FeedRow, found: () => void): Promise<Complaint | null> {
  try {
    const polled = feed.kind === 'folder' ? await pollFolder(parts, feed) : await pollWeb(parts, feed);
    if (polled === 'news') found();
    return typeof polled === 'string' ? null : polled;
  } finally {
    parts.polling.delete(feed.id);
  }
}

async function pollWeb(parts: PollParts, feed: FeedRow): Promise<Polled> {
  const { web, labour, store } = parts;
  const isKnown = (items: FeedItem[]) =>
    store.feeds.known(
      feed.id,
      items.map((item) => ({ guid: item.id, page: pageOf(item) })),
    );
  const listed = await readListing({ web, labour, isKnown }, feed);
  reached('fetched');
  if (parts.stopping.aborted) return 'nothing';
  if (listed.is === 'failed') return failed(parts, feed, listed.why, listed.after, listed.trouble);
  if (listed.is === 'unchanged') {
    const validators = { etag: feed.etag, lastModified: feed.last_modified };
    const nextPollAt = parts.now() + AFTER + politeWait(listed.maxAge);
    return committed(parts, feed, { validators, movedTo: null, title: null, items: null, nextPollAt });
  }
  const items = listed.items.map((item): PolledItem => {
    const page = pageOf(item);
    const key = item.url === null ? null : urlKey(item.url);
    return { ...item, key, page, digest: itemDigest(item, page) };
  });
  return committed(parts, feed, {
    validators: listed.page.validators,
    movedTo: listed.page.movedTo,
    title: feed.title ?? listed.title,
    items,
    nextPollAt: parts.now() + AFTER + politeWait(listed.page.maxAge),
  });
}

/** An item's address as a key; a search feed's names nothing. */
const pageOf = ({ url }: FeedItem): string | null =>
  url === null || isRedirecting(url) ? null : urlKey(url);

/**
 * A max-age up to five minutes describes a content network, not a wish; a conditional request within it costs the site
 * nothing. A longer one is honoured, up to an hour.
 */
function politeWait(maxAge: number | null): number {
  return maxAge !== null && maxAge > 300 ? Math.min(maxAge, 3_600) * 1_000 : 0;
}

async function pollFolder(parts: PollParts, feed: FeedRow): Promise<Polled> {
  const listed = await createFolder(feed.url).list();
  if (!listed.ok) return failed(parts, feed, listed.why, null, 'missing');
  for (const problem of listed.value.problems) {
    if (!parts.toldProblems.has(problem)) parts.log.warn({ feed: feed.id }, problem);
    parts.toldProblems.add(problem);
  }
  if (listed.value.items.length === 0 && feed.polled === 0)
    parts.log.warn({ feed: feed.id }, words.feeds.empty(feed.url));
  const items = listed.value.items.map(
    (file): PolledItem => ({
      id: file.id,
      url: file.url,
      title: null,
      publishedAt: file.publishedAt,
      byline: [],
      html: null,
      summary: null,
      outlet: file.outlet,
      page: null,
      digest: digestOf([file.url, file.outlet, file.publishedAt, file.state]),
      key: file.url === null ? null : urlKey(file.url),
    }),
  );
  const validators = { etag: null, lastModified: null };
  return committed(parts, feed, {
    validators,
    movedTo: null,
    title: null,
    items,
    nextPollAt: parts.now() + AFTER,
  });
}

async function committed(
  parts: PollParts,
  feed: FeedRow,
  poll: Parameters<Store['feeds']['polled']>[1],
): Promise<Polled> {
  const oldest = parts.maxAge === 0 ? Number.NEGATIVE_INFINITY : parts.now() - parts.maxAge;
  const { unseen, touched } = await parts.store.feeds.polled(feed, poll, oldest);
  reached('listed');
  if (feed.polled === 0 && feed.keep_backlog === 1 && unseen > 0) {
    parts.log.warn({ feed: feed.id }, words.feeds.backlog(nameOf(feed), unseen));
  }
  // One that was broken for a day is told of by watching.ts.
  if (feed.complained === 1 && feed.told === null)
    parts.log.info({ feed: feed.id }, words.feeds.back(nameOf(feed)));
  parts.log.debug({ feed: feed.id, unseen, touched }, 'polled');
  return unseen + touched > 0 ? 'news' : 'nothing';
}

/** A passing error does not alarm; what will not pass by itself, or a feed never read yet, is told at once. */
const TELL_AFTER = 3;

async function failed(
  parts: PollParts,
  feed: FeedRow,
  why: string,
  after: number | null,
  trouble: NonNullable<FeedRow['trouble']>,
): Promise<Polled> {
  const lasting = trouble !== 'passing';
  const failures = feed.failures + 1;
  const backOff = Math.min(DAY, parts.every * 2 ** Math.min(failures - 1, 16)) * (0.5 + parts.random() / 2);
  const tell = feed.complained === 0 && (lasting || feed.last_ok_at === null || failures >= TELL_AFTER);
  await parts.store.feeds.failed(feed, why, parts.now() + Math.max(after ?? 0, backOff), tell, trouble);
  return tell ? { feed, why, passing: !lasting } : 'nothing';
}

const nameOf = (feed: FeedRow) => feed.title ?? addressShown(feed.url);
