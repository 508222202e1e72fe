/** What an address that a person gave holds: a feed, a list of feeds, or a page that links its feeds. */
import type { ParsedFeed, Result } from '../news.ts';
import { resolve } from './item.ts';
import { type OpmlFeed, readOpml } from './opml.ts';
import { parseFeed } from './parse.ts';
import { oneLine, plainText } from './plain.ts';

export type Linked = { url: string; title: string | null };
export type Discovered =
  | { is: 'feed'; feed: ParsedFeed }
  | { is: 'list'; feeds: OpmlFeed[] }
  /** A page that links feeds, the most likely first; at least one. */
  | { is: 'page'; feeds: Linked[] };

const MOST = 10;
const TYPES = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)\b|^(?:text|application)\/(?:rss|atom)\b/i;
const NAMED = /(?:^|[/._-])(?:rss|atom|feeds?)(?:[/._?-]|$)|\.(?:rss|rdf|atom)$/i;
/** Feeds of comments, which no news is in. */
const COMMENTS = /\bcomments?\b|\breplies\b/i;

/** `why` is a sentence that says what to do. `address` is where the text came from. */
export function discover(text: string, address: string): Result<Discovered> {
  if (/<opml[\s>]/i.test(text.slice(0, 2_000))) {
    const read = readOpml(text);
    return read.ok ? { ok: true, value: { is: 'list', feeds: read.value } } : read;
  }
  const feed = parseFeed(text, address);
  if (feed.ok) return { ok: true, value: { is: 'feed', feed: feed.value } };
  if (!/<(?:!doctype|html|head|body|link|a)\b/i.test(text.slice(0, 65_536))) return feed;
  const feeds = linkedFeeds(text, address);
  if (feeds.length > 0) return { ok: true, value: { is: 'page', feeds } };
  return {
    ok: false,
    why: 'This is a web page that links no feed. Look on the site for a link named RSS, Atom or Feed, and give that address.',
  };
}

/** Feeds that a page declares in its head, else those that its links look like. */
export function linkedFeeds(html: string, address: string): Linked[] {
  const declared = new Map<string, Linked>();
  const looking = new Map<string, Linked>();
  let base = address;
  const note = (into: Map<string, Linked>, href: string | undefined, title: string | null) => {
    const url = href === undefined ? null : resolve(href, base);
    if (url === null || into.has(url) || into.size >= MOST) return;
    if (!COMMENTS.test(`${url} ${title ?? ''}`)) into.set(url, { url, title });
  };
  // Not a parser with a tree or a stack: 200,000 nested tags hold those for a minute.
  for (const [tag, name = ''] of html.slice(0, 2_000_000).matchAll(/<(link|a|base)\s[^<>]{1,2000}>/gi)) {
    const said = attributesOf(tag);
    const href = said.get('href');
    if (name.toLowerCase() === 'base') base = resolve(href ?? '', address) ?? base;
    else if (name.toLowerCase() === 'a') {
      if (href !== undefined && NAMED.test(href)) note(looking, href, oneLine(said.get('title')));
    } else if (/\balternate\b/i.test(said.get('rel') ?? '') && TYPES.test(said.get('type') ?? ''))
      note(declared, href, oneLine(said.get('title')));
  }
  return [...(declared.size > 0 ? declared : looking).values()];
}

function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', ...values] of tag.matchAll(
    /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
  ))
    found.set(name.toLowerCase(), plainText(values.find((value) => value !== undefined) ?? ''));
  return found;
}
