/** Text of a feed, in any of five formats and any state of repair, to items. */
import type { FeedFormat, FeedItem, ParsedFeed, Result } from '../news.ts';
import { isTold, type Listing } from './entry.ts';
import { readAtom, readJson, readRdf, readRss } from './formats.ts';
import { itemOf, resolve, wordedLine } from './item.ts';
import { mend } from './mend.ts';
import { salvage } from './salvage.ts';
import { readSitemap } from './sitemap.ts';

/** Characters; the largest of 69 real feeds had 2.1 million. */
const LONGEST = 8 * 1024 * 1024;
const MOST_ITEMS = 2000;
/** As many as a sitemap may have by its standard. */
const MOST_ENTRIES = 50_000;
const DEEPEST_JSON = 256;

const ROOT = /<(?:[A-Za-z_][\w.-]*:)?(rss|rdf|feed|urlset|sitemapindex)(?=[\s>])/i;
const WEB_PAGE = /<(?:!doctype\s+html|html|head|body)\b/i;

const readers: Record<string, { format: FeedFormat; read: (text: string) => Listing }> = {
  rss: { format: 'rss', read: readRss },
  rdf: { format: 'rdf', read: readRdf },
  feed: { format: 'atom', read: readAtom },
  urlset: { format: 'sitemap', read: readSitemap },
};

/**
 * Reads RSS, Atom, RDF, JSON Feed or a news sitemap. `base` is the address it came from (after redirects), or any other
 * string when there is none. Entries without an id, link or title are left out; of two with one id the later published
 * stays; of more than 2,000 the newest. `why` is a sentence for the channel.
 */
export function parseFeed(text: string, base: string): Result<ParsedFeed> {
  if (text.length > LONGEST) return { ok: false, why: 'The feed is larger than 8 MB.' };
  // Control characters are illegal in XML and in JSON strings, and stand in feeds all the same.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const clean = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff]/g, ' ').trim();
  if (clean === '') return { ok: false, why: 'The address answered with an empty document, not a feed.' };
  const listing = clean.startsWith('{') || clean.startsWith('[') ? fromJson(clean) : fromXml(clean);
  return listing.ok ? { ok: true, value: collect(listing.value, base) } : listing;
}

function fromXml(text: string): Result<Listing> {
  const head = text.slice(0, 65_536);
  const root = ROOT.exec(head);
  const page = WEB_PAGE.exec(head);
  if (page !== null && (root === null || page.index < root.index))
    return {
      ok: false,
      why: 'This is a web page, not a feed. Look on it for a link named RSS, Atom or Feed.',
    };
  const reader = readers[root?.[1]?.toLowerCase() ?? ''];
  if (root === null || reader === undefined) {
    const index =
      root === null ? 'This is not a feed: it is neither RSS, Atom, JSON Feed nor a news sitemap.' : null;
    return {
      ok: false,
      why: index ?? 'This is an index of sitemaps, not a feed: use one of the sitemaps that it lists.',
    };
  }
  const mended = mend(text.slice(root.index));
  if (!mended.ok) return mended;
  if (mended.value.entries > MOST_ENTRIES)
    return { ok: false, why: `The feed lists more than ${MOST_ENTRIES} items; no real feed does.` };
  const listing = attempt(() => reader.read(mended.value.text));
  if (reader.format === 'sitemap')
    return listing === null
      ? { ok: false, why: 'The sitemap is damaged and cannot be read.' }
      : { ok: true, value: listing };
  if (listing !== null && listing.entries.length >= mended.value.entries) return { ok: true, value: listing };
  const salvaged = salvage(mended.value.text, reader.format);
  const best =
    listing !== null && listing.entries.filter(isTold).length >= salvaged.entries.length ? listing : salvaged;
  return { ok: true, value: best };
}

function fromJson(text: string): Result<Listing> {
  if (tooDeep(text))
    return { ok: false, why: `The JSON nests more than ${DEEPEST_JSON} levels deep; no feed does.` };
  const value =
    attempt<unknown>(() => JSON.parse(text)) ??
    // Raw line breaks inside strings are the commonest damage; between tokens a space is as good.
    attempt<unknown>(() => JSON.parse(text.replace(/[\t\r\n]/g, ' ')));
  if (value === null)
    return { ok: false, why: 'This is damaged JSON: it ends too early or breaks its rules.' };
  const listing = attempt(() => readJson(value));
  return listing === null
    ? { ok: false, why: 'This is JSON, but not a JSON Feed.' }
    : { ok: true, value: listing };
}

function tooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length && depth <= DEEPEST_JSON; i += 1) {
    const code = text.charCodeAt(i);
    if (quoted && code === 0x5c) i += 1;
    else if (code === 0x22) quoted = !quoted;
    else if (!quoted && (code === 0x7b || code === 0x5b)) depth += 1;
    else if (!quoted && (code === 0x7d || code === 0x5d)) depth -= 1;
  }
  return depth > DEEPEST_JSON;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function collect(listing: Listing, address: string): ParsedFeed {
  const base = baseOf(listing, address);
  const items = new Map<string, FeedItem>();
  for (const entry of listing.entries) {
    const item = itemOf(entry, listing, base);
    if (item === null) continue;
    const known = items.get(item.id);
    if (known === undefined || instant(item) > instant(known)) items.set(item.id, item);
  }
  const language = listing.language?.trim().split(/[-_]/)[0]?.toLowerCase();
  return {
    format: listing.format,
    title: wordedLine(listing.title),
    language: language && /^[a-z]{2,3}$/.test(language) ? language : null,
    items: newest([...items.values()]),
  };
}

/**
 * `xml:base` first. A feed that is served for a site by another host (a feed service), or read from a file, means its
 * site; else it means its own address.
 */
function baseOf(listing: Listing, address: string): string | null {
  const own = resolve(address, null);
  const site = listing.site === null ? null : resolve(listing.site, own);
  const host = (url: string | null) => (url === null ? null : new URL(url).hostname.replace(/^www\./, ''));
  const usual = own !== null && (site === null || host(site) === host(own)) ? own : (site ?? own);
  return listing.base === null ? usual : (resolve(listing.base, usual) ?? usual);
}

/** In the feed's order. The undated are taken for new: they cannot be shown to be old. */
function newest(items: FeedItem[]): FeedItem[] {
  if (items.length <= MOST_ITEMS) return items;
  const dated = items.map((item) => (item.publishedAt === null ? Number.POSITIVE_INFINITY : instant(item)));
  const order = items.map((_, index) => index).sort((a, b) => compare(dated[b], dated[a]) || a - b);
  const kept = new Set(order.slice(0, MOST_ITEMS));
  return items.filter((_, index) => kept.has(index));
}

function compare(a = 0, b = 0): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function instant(item: FeedItem): number {
  return item.publishedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(item.publishedAt);
}
