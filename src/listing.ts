/** What a feed lists now: its document, the parts of a sitemap's index, and older pages when some may have been missed. */
import type { FeedItem, ParsedFeed } from './news.ts';
import type { Fetched, Web } from './sources/web.ts';
import type { FeedRow } from './store/schema.ts';
import type { Labour } from './workers/pool.ts';

/** Pages that are read back after a downtime, and parts of an index that are read at one poll. */
const MOST_PAGES = 8;
const MOST_PARTS = 3;
const DAY = 86_400_000;

export type Failing = {
  is: 'failed';
  why: string;
  /** Milliseconds, when the server said so. */
  after: number | null;
  trouble: NonNullable<FeedRow['trouble']>;
};

export type Listed =
  | { is: 'listed'; page: Fetched & { is: 'page' }; title: string | null; items: FeedItem[] }
  | { is: 'unchanged'; maxAge: number | null }
  | Failing;

export type ListingParts = {
  web: Web;
  labour: Labour;
  /** Whether the feed has listed one of these before. */
  isKnown(items: FeedItem[]): Promise<boolean>;
};

type Page = { is: 'read'; page: Fetched & { is: 'page' }; feed: ParsedFeed };

/**
 * One poll. A document none of whose items was ever seen is what a bot finds that was away for longer than the feed is: then the
 * feed is read back (RFC 5005) until something known comes. When a part of an index cannot be read the whole poll fails, so that
 * its items do not hide behind the index's validators.
 */
export async function readListing(parts: ListingParts, feed: FeedRow): Promise<Listed> {
  const validators = { etag: feed.etag, lastModified: feed.last_modified };
  const first = await readPage(parts, feed.url, validators);
  if (first.is !== 'read') return first;
  const { title } = first.feed;
  if (first.feed.parts !== undefined) {
    const items = await readParts(parts, first.feed.parts, feed.last_ok_at);
    return Array.isArray(items) ? { is: 'listed', page: first.page, title, items } : items;
  }
  const items = [...first.feed.items];
  const seen = new Set([feed.url, first.page.url]);
  let older = first.feed.older;
  let known = feed.polled === 0 || (await parts.isKnown(items));
  for (let pages = 0; !known && older !== undefined && !seen.has(older) && pages < MOST_PAGES; pages += 1) {
    seen.add(older);
    const page = await readPage(parts, older, null);
    // What could be read is kept: an archive that is away must not hold up the news.
    if (page.is !== 'read') break;
    const ids = new Set(items.map((item) => item.id));
    items.push(...page.feed.items.filter((item) => !ids.has(item.id)));
    known = await parts.isKnown(page.feed.items);
    older = page.feed.older;
  }
  return { is: 'listed', page: first.page, title, items };
}

async function readPage(
  { web, labour }: ListingParts,
  url: string,
  validators: Parameters<Web['get']>[1]['validators'],
): Promise<Page | { is: 'unchanged'; maxAge: number | null } | Failing> {
  const fetched = await web.get(url, { accept: 'feed', validators });
  if (fetched.is === 'later')
    return { is: 'failed', why: fetched.why, after: fetched.after, trouble: 'passing' };
  if (fetched.is === 'gone')
    return { is: 'failed', why: fetched.why, after: null, trouble: fetched.forever ? 'gone' : 'missing' };
  if (fetched.is === 'refused') return { is: 'failed', why: fetched.why, after: null, trouble: 'refused' };
  if (fetched.is === 'unchanged') return fetched;
  const { body, contentType } = fetched;
  const parsed = await labour.parseFeed({ url: fetched.url, body, contentType });
  if (!parsed.ok) return { is: 'failed', why: parsed.why, after: null, trouble: 'unreadable' };
  return { is: 'read', page: fetched, feed: parsed.value };
}

/** The items of the index's newest sitemaps; of those that were not touched since the last poll, none. */
async function readParts(
  parts: ListingParts,
  listed: NonNullable<ParsedFeed['parts']>,
  lastOkAt: number | null,
): Promise<FeedItem[] | Failing> {
  const since = lastOkAt === null ? Number.NEGATIVE_INFINITY : lastOkAt - DAY;
  const at = (changed: string | null) =>
    changed === null ? Number.POSITIVE_INFINITY : Date.parse(changed) || 0;
  const news = (url: string) => (/news/i.test(url) ? 1 : 0);
  const newest = listed
    .filter(({ changed }) => at(changed) >= since)
    .sort((a, b) => news(b.url) - news(a.url) || compare(at(b.changed), at(a.changed)))
    .slice(0, MOST_PARTS);
  const items = new Map<string, FeedItem>();
  for (const { url } of newest) {
    const page = await readPage(parts, url, null);
    if (page.is === 'failed') return page;
    if (page.is === 'read')
      for (const item of page.feed.items) if (!items.has(item.id)) items.set(item.id, item);
  }
  return [...items.values()];
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
