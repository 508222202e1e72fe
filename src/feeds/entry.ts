/** What every reader of a format hands on: an entry in the feed's own words, nothing resolved or decoded yet. */
import type { FeedFormat } from '../news.ts';

/** `html`: markup and entities inside; `text`: as it stands. */
export type Wording = { text: string; as: 'html' | 'text' };

export type Entry = {
  id: string | null;
  /** Addresses in order of trust. */
  links: string[];
  /** `xml:base` of the entry. */
  base: string | null;
  title: Wording | null;
  /** Raw, in order of trust. */
  dates: string[];
  byline: string[];
  description: Wording | null;
  content: Wording | null;
  /** The publisher that an entry of a search feed or a sitemap names. */
  source: string | null;
};

export type Listing = {
  format: FeedFormat;
  title: Wording | null;
  language: string | null;
  /** `xml:base` of the feed. */
  base: string | null;
  /** The address of the site that the feed is of. */
  site: string | null;
  /** Whoever signs the feed as a whole. */
  byline: string[];
  entries: Entry[];
  /** Where older entries are (RFC 5005), as printed. */
  older?: string | null;
  /** The sitemaps of an index, as printed. */
  parts?: { url: string; changed: string | null }[];
};

export function html(text: string | undefined): Wording | null {
  return text === undefined || text.trim() === '' ? null : { text, as: 'html' };
}

export function plain(text: string | undefined): Wording | null {
  return text === undefined || text.trim() === '' ? null : { text, as: 'text' };
}

/** The strings among `values` that say anything. */
export function told(...values: (string | null | undefined)[]): string[] {
  return values.filter((value) => value !== null && value !== undefined && value.trim() !== '') as string[];
}

/** Whether an entry says anything to know it by; `<item/>` does not. */
export function isTold(entry: Entry): boolean {
  return entry.id !== null || entry.links.length > 0 || entry.title !== null;
}
