/** Text of a feed, in any of five formats and any state of repair, to items. */
import type { FeedFormat, FeedItem, ParsedFeed, Result } from '../news.ts';
import { readDate } from './date.ts';
import { withDeclared } from './entities.ts';
import { type Entry, isTold, type Listing } from './entry.ts';
import { readAtom, readJson, readRdf, readRss } from './formats.ts';
import { itemOf, resolve, wordedLine } from './item.ts';
import { mendJson } from './json.ts';
import { mend } from './mend.ts';
import { plainText } from './plain.ts';
import { salvage } from './salvage.ts';
import { readSitemap, readSitemapIndex } from './sitemap.ts';
import { scan } from './tags.ts';

/** Characters; the largest of 69 real feeds had 2.1 million. */
const LONGEST = 8 * 1024 * 1024;
const MOST_ITEMS = 2000;
/** As many as a sitemap may have by its standard. */
const MOST_ENTRIES = 50_000;
const DEEPEST_JSON = 256;

const PAGE = new Set(['html', 'head', 'body']);
/** Characters in which the root element is looked for. */
const PROLOGUE = 1_000_000;

const readers: Record<string, { format: FeedFormat; read: (text: string) => Listing }> = {
  rss: { format: 'rss', read: readRss },
  rdf: { format: 'rdf', read: readRdf },
  feed: { format: 'atom', read: readAtom },
  urlset: { format: 'sitemap', read: readSitemap },
};
/** Roots without a reader of their own: CDF and RSS 1.1, and an Atom entry that stands alone. */
const bare: Record<string, FeedFormat> = { channel: 'rss', entry: 'atom' };
/** What feedsmith does not read where it stands: the tree is asked too. */
const ODD = /:origlink\b|<(?:[\w-]+:)?link\b[^<>]{0,500}\bxml:base|\bmode=["']base64/i;

/**
 * Reads RSS, Atom, RDF, CDF, JSON Feed, a news sitemap or an index of sitemaps. `base` is the address it came from (after redirects), or any other
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
  const { root, page } = rootOf(text);
  // A server's warning before a JSON Feed.
  const json = root === null ? /\{\s*"(?:version|title|items|home_page_url|feed_url)"\s*:/.exec(text) : null;
  if (json !== null && !page) return fromJson(text.slice(json.index));
  if (page) {
    const inside = root === null ? null : read(text.slice(root.start), root.name);
    if (inside?.ok && inside.value.entries.some(isTold)) return inside;
    const shown = /<pre\b[^<>]*>\s*(&lt;(?:\?xml|rss|feed|rdf)\b[\s\S]*?)<\/pre>/i.exec(text)?.[1];
    if (shown !== undefined) return fromXml(plainText(shown));
    return {
      ok: false,
      why: 'This is a web page, not a feed. Look on it for a link named RSS, Atom or Feed.',
    };
  }
  if (root === null)
    return { ok: false, why: 'This is not a feed: it is neither RSS, Atom, JSON Feed nor a news sitemap.' };
  return read(withDeclared(text.slice(0, root.start), text.slice(root.start)), root.name);
}

/** The first element that can be a feed's root, whatever stands before it, and whether a web page begins before that. */
function rootOf(text: string): { root: { name: string; start: number } | null; page: boolean } {
  const head = text.slice(0, PROLOGUE);
  const next = scan(head);
  let page = /^(?:\s|<\?[^>]*>|<!--[\s\S]*?-->)*<!doctype\s+html/i.test(head.slice(0, 2000));
  for (let mark = next(0); mark !== null && mark.end !== -1; mark = next(mark.end)) {
    if (mark.is !== 'open') continue;
    const name = mark.name.slice(mark.name.indexOf(':') + 1).toLowerCase();
    if (PAGE.has(name)) page = true;
    if (name in readers || name in bare || name === 'sitemapindex')
      return { root: { name, start: mark.start }, page };
  }
  return { root: null, page };
}

/** `text` begins with its root element. */
function read(text: string, root: string): Result<Listing> {
  const mended = mend(text);
  if (!mended.ok) return mended;
  const { text: sound, entries } = mended.value;
  if (entries > MOST_ENTRIES)
    return { ok: false, why: `The feed lists more than ${MOST_ENTRIES} items; no real feed does.` };
  const reader = readers[root];
  const format = reader?.format ?? bare[root] ?? 'rss';
  if (root === 'sitemapindex') {
    const listing = attempt(() => readSitemapIndex(sound));
    return listing === null
      ? { ok: false, why: 'The index of sitemaps is damaged and cannot be read.' }
      : { ok: true, value: listing };
  }
  const listing = reader === undefined ? null : attempt(() => reader.read(sound));
  if (format === 'sitemap')
    return listing === null
      ? { ok: false, why: 'The sitemap is damaged and cannot be read.' }
      : { ok: true, value: listing };
  // Under an unusual prefix the strict reader sees no entries, and neither does the count.
  const unseen = listing?.entries.length === 0 && /<(?:[\w-]+:)?(?:item|entry)\b/i.test(sound);
  const whole =
    !unseen && listing !== null && listing.entries.length >= entries && listing.entries.every(isWhole);
  if (whole && !ODD.test(sound)) return { ok: true, value: listing };
  const salvaged = salvage(sound, format);
  if (listing === null || listing.entries.filter(isTold).length < salvaged.entries.length)
    return { ok: true, value: salvaged };
  return { ok: true, value: completed(listing, salvaged, ODD.test(sound)) };
}

const isWhole = (entry: Entry): boolean =>
  entry.title !== null && entry.links.length > 0 && entry.dates.length > 0;

/** What the strict reader left out of an entry, from the tree, where both see the same entries. */
function completed(listing: Listing, tree: Listing, odd: boolean): Listing {
  const told = listing.entries.filter(isTold);
  if (told.length !== tree.entries.length) return listing;
  return {
    ...listing,
    title: listing.title ?? tree.title,
    entries: told.map((entry, at) => {
      const other = tree.entries[at] ?? entry;
      return {
        ...entry,
        id: entry.id ?? other.id,
        title: (odd ? other.title : entry.title) ?? other.title ?? entry.title,
        links: entry.links.length === 0 || (odd && other.links.length > 0) ? other.links : entry.links,
        dates: entry.dates.length === 0 ? other.dates : entry.dates,
      };
    }),
  };
}

function fromJson(text: string): Result<Listing> {
  if (tooDeep(text))
    return { ok: false, why: `The JSON nests more than ${DEEPEST_JSON} levels deep; no feed does.` };
  const value =
    attempt<unknown>(() => JSON.parse(text)) ??
    // Raw line breaks inside strings are the commonest damage; between tokens a space is as good.
    attempt<unknown>(() => JSON.parse(text.replace(/[\t\r\n]/g, ' '))) ??
    attempt<unknown>(() => JSON.parse(mendJson(text.replace(/[\t\r\n]/g, ' '))));
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
  const older = listing.older ? resolve(listing.older, base) : null;
  const parts = listing.parts?.flatMap(({ url, changed }) => {
    const found = resolve(url, base);
    return found === null ? [] : [{ url: found, changed: changed === null ? null : readDate(changed) }];
  });
  const language = listing.language?.trim().split(/[-_]/)[0]?.toLowerCase();
  return {
    format: listing.format,
    title: wordedLine(listing.title),
    language: language && /^[a-z]{2,3}$/.test(language) ? language : null,
    items: newest([...items.values()]),
    ...(older === null || older === address ? {} : { older }),
    ...(parts === undefined ? {} : { parts }),
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
