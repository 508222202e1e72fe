/**
 * The plain types of news: what the pure rooms (feeds, article, statements, stories) take and give.
 * Offsets are UTF-16 code units into the article's `text`, end exclusive. Instants are integer milliseconds UTC;
 * dates as printed are strings, because "yesterday" is counted in the outlet's own day, not in UTC.
 */

/** A value, or one sentence that says why there is none. Expected failures are values, not exceptions. */
export type Result<T> = { ok: true; value: T } | { ok: false; why: string };

/** A verbatim stretch of an article's text: `text === article.text.slice(start, end)`, always. */
export type Span = { start: number; end: number; text: string };

/** Who published. `credits` are the names by which other outlets credit it ("Reuters", "AFP"). */
export type Outlet = {
  id: string;
  name: string;
  domains: string[];
  country: string | null;
  owner: string | null;
  wire: boolean;
  stateMedia: boolean;
  credits: string[];
};

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'sitemap';

/** One entry of a feed, normalised. `id` identifies it within its feed and never depends on dates or counters. */
export type FeedItem = {
  id: string;
  /** Absolute address of the article, or null when the entry names none. */
  url: string | null;
  /** Plain text, entities decoded once, tags removed. */
  title: string | null;
  /** ISO 8601 with the offset the feed gave, or a bare date; null when absent or unreadable. */
  publishedAt: string | null;
  byline: string[];
  /** The full article as HTML when the feed carries it, else null. */
  html: string | null;
  /** A short description as plain text, else null. */
  summary: string | null;
  /** The publisher a search feed names for this entry ("Reuters" in a Google News item), else null. */
  outlet: string | null;
};

export type ParsedFeed = {
  format: FeedFormat;
  title: string | null;
  language: string | null;
  items: FeedItem[];
  /** Where the entries before these are listed (RFC 5005), when the feed says so. */
  older?: string;
  /** The sitemaps that an index lists; it has no items itself. `changed` is as printed. */
  parts?: { url: string; changed: string | null }[];
};

/** One publication as its page tells it: boilerplate is already gone from `text`, paragraphs are separated by a blank line. */
export type Article = {
  /** The canonical address on the publisher's own site, or null (a file). */
  url: string | null;
  /** A canonical link to another owner's site: the mark of a copy, never an identity. */
  copiedFrom: string | null;
  title: string;
  byline: string[];
  /** The outlet's name as the page or a sidecar file gives it. */
  outlet: string | null;
  /** The wire that the text credits ("(Reporting by …)", "— Reuters", "SEOUL (Reuters)"), else null. */
  wire: string | null;
  /** ISO 8601 with offset, or a bare date ("2024-06-14"), else null. Never invented. */
  publishedAt: string | null;
  /** BCP 47 primary tag ("en"), or null when nothing tells. */
  language: string | null;
  text: string;
  /** What clean-up took out, block by block, for `/explain` and for provenance. */
  boilerplate: string[];
  /** Set when the page carries a correction or withdrawal note. */
  notice: { kind: 'corrected' | 'withdrawn'; text: string } | null;
  /** True when `text` is only a part: the feed's own words, or what a site shows before its paywall. */
  excerpt?: boolean;
  /** True while the page says that it is being added to. */
  live?: boolean;
  /** The address of the article's next page, on the same site. */
  nextPage?: string;
};

export type StatementKind = 'direct' | 'mixed' | 'indirect';
export type Stance = 'said' | 'denied' | 'declined' | 'asked';
export type SpeakerKind = 'person' | 'organisation' | 'unnamed';

/**
 * Who said it, resolved within the article: `name` is the fullest form the article gives ("Kurt Campbell"), or for an
 * unnamed source its description ("a senior official at Seoul's presidential office").
 */
export type Speaker = {
  name: string;
  role: string | null;
  kind: SpeakerKind;
  /** Other spellings that the article itself gives in brackets ("김정은"); absent when it gives none. */
  aliases?: string[];
};

/** One attribution. Pieces are in order of the text and never overlap; a cue between them splits them. */
export type Statement = {
  /** Null: the article does not tell, or we are not sure. Never a guess. */
  speaker: Speaker | null;
  /** The mention beside the cue ("he", "the ministry", "Campbell"), or null. */
  source: Span | null;
  /** The verb group or phrase that attributes ("said", "has denied", "according to"), or null. */
  cue: Span | null;
  pieces: Span[];
  kind: StatementKind;
  stance: Stance;
  /** EDTF ("2024-06-12", "2024-03", "2024-06-12/2024-06-14"), or null when the article does not say when. */
  saidOn: string | null;
  /** Where or in what it was said, as printed ("at the Stimson Center", "on X", "reporters in Seoul"), or null. */
  venue: Span | null;
  /** Who relayed it ("KCNA" in "KCNA quoted Kim as saying"); never the speaker. */
  via: string | null;
};

/** An article with who said what in it: what a worker returns for one page. */
export type ReadArticle = { article: Article; statements: Statement[] };

/** Which reading of who said what: the rules, or the trained tagger with the rules as its advisers. */
export type Extractor = 'rules' | 'learned';

/** A subject channels subscribe to: a named Lucene-style query over articles. */
export type Topic = {
  id: string;
  name: string;
  query: string;
  aliases: Record<string, string[]>;
  description: string;
};
