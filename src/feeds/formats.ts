/** The four formats that feedsmith knows, as listings. Each throws as feedsmith does when the text is none of its kind. */
import { type AtomFeed, parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { type Entry, html, type Listing, plain, told, type Wording } from './entry.ts';

export function readRss(text: string): Listing {
  const feed = parseRssFeed(text);
  return {
    format: 'rss',
    title: html(feed.title),
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
    base: channelBase(text) ?? feed.xml?.base ?? null,
    site: feed.link ?? null,
    byline: [],
    older: olderOf(feed.atom?.links),
    entries: (feed.items ?? []).map(
      (item): Entry => ({
        id: item.guid?.value ?? item.atom?.id ?? null,
        links: told(
          item.link,
          alternate(item.atom?.links),
          item.guid?.isPermaLink === false ? null : webAddress(item.guid?.value),
        ),
        base: item.xml?.base ?? null,
        title: html(item.title ?? item.dc?.titles?.[0]),
        dates: told(
          item.pubDate,
          item.dc?.dates?.[0],
          item.dcterms?.issued?.[0] ?? item.dcterms?.created?.[0],
          item.atom?.published,
          item.atom?.updated,
        ),
        byline: told(
          ...(item.dc?.creators ?? []),
          ...(item.authors ?? []).map((author) => author.name),
          ...(item.atom?.authors ?? []).map((author) => author.name),
        ),
        description: html(item.description ?? item.dc?.descriptions?.[0]),
        content: html(item.content?.encoded),
        source: item.source?.title ?? null,
      }),
    ),
  };
}

export function readRdf(text: string): Listing {
  const feed = parseRdfFeed(text);
  return {
    format: 'rdf',
    title: html(feed.title),
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
    base: feed.xml?.base ?? null,
    site: feed.link ?? null,
    byline: [],
    entries: (feed.items ?? []).map(
      (item): Entry => ({
        id: item.rdf?.about ?? item.dc?.identifiers?.[0] ?? null,
        links: told(item.link, webAddress(item.rdf?.about)),
        base: item.xml?.base ?? null,
        title: html(item.title ?? item.dc?.titles?.[0]),
        dates: told(item.dc?.dates?.[0], item.dcterms?.issued?.[0] ?? item.dcterms?.created?.[0]),
        byline: told(...(item.dc?.creators ?? [])),
        description: html(item.description ?? item.dc?.descriptions?.[0]),
        content: html(item.content?.encoded),
        source: null,
      }),
    ),
  };
}

export function readAtom(text: string): Listing {
  const feed = parseAtomFeed(text);
  return {
    format: 'atom',
    title: worded(feed.title),
    language: feed.xml?.lang ?? feed.dc?.languages?.[0] ?? null,
    base: feed.xml?.base ?? null,
    site: alternate(feed.links),
    older: olderOf(feed.links),
    byline: told(...(feed.authors ?? []).map((author) => author.name)),
    entries: (feed.entries ?? []).map(
      (entry): Entry => ({
        id: entry.id ?? null,
        links: told(alternate(entry.links), entry.content?.src, webAddress(entry.id)),
        base: entry.xml?.base ?? null,
        title: worded(entry.title),
        dates: told(entry.published, entry.dc?.dates?.[0], entry.updated),
        byline: told(...(entry.authors ?? []).map((author) => author.name), ...(entry.dc?.creators ?? [])),
        description: worded(entry.summary),
        content: worded(entry.content),
        source: entry.source?.title?.value ?? null,
      }),
    ),
  };
}

/** `value` is the text, or what `JSON.parse` made of it. */
export function readJson(value: unknown): Listing {
  const feed = parseJsonFeed(value);
  return {
    format: 'json',
    title: plain(feed.title),
    language: feed.language ?? null,
    base: null,
    site: feed.home_page_url ?? null,
    older: feed.next_url ?? null,
    byline: told(...(feed.authors ?? []).map((author) => author.name)),
    entries: (feed.items ?? []).map(
      (item): Entry => ({
        id: item.id ?? null,
        links: told(item.url, item.external_url, webAddress(item.id)),
        base: null,
        title: plain(item.title),
        dates: told(item.date_published, item.date_modified),
        byline: told(...(item.authors ?? []).map((author) => author.name)),
        description: plain(item.summary),
        content: html(item.content_html) ?? plain(item.content_text),
        source: null,
      }),
    ),
  };
}

/** RFC 4287: the link without a `rel` is the alternate; of several the page, not a feed or a PDF, is ours. */
function alternate(links: { href?: string; rel?: string; type?: string }[] | undefined): string | null {
  const fit = (links ?? []).filter(
    ({ href, rel }) => href && (rel ?? 'alternate').toLowerCase() === 'alternate',
  );
  const page = fit.find(({ type }) => type === undefined || /html/i.test(type));
  return (page ?? fit[0])?.href ?? null;
}

/** RFC 5005: the archive before this one, else the next page of a paged feed, which holds older entries too. */
function olderOf(links: { href?: string; rel?: string }[] | undefined): string | null {
  const of = (relation: string) => links?.find(({ rel }) => rel?.toLowerCase().endsWith(relation))?.href;
  return of('prev-archive') ?? of('next') ?? null;
}

function worded(text: AtomFeed.Text | AtomFeed.Content | undefined): Wording | null {
  const type = (text?.type ?? 'text').toLowerCase();
  if (type === 'text' || type === 'text/plain') return plain(text?.value);
  return /html/.test(type) ? html(text?.value) : null;
}

/** feedsmith tells `xml:base` of `<rss>` but not of `<channel>`. */
function channelBase(text: string): string | null {
  const tag = /<channel\b[^<>]*/i.exec(text.slice(0, 65_536))?.[0] ?? '';
  return /\bxml:base\s*=\s*["']([^"']+)/i.exec(tag)?.[1] ?? null;
}

function webAddress(text: string | undefined): string | null {
  return text !== undefined && /^https?:\/\//i.test(text.trim()) ? text : null;
}
