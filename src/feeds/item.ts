/** An entry in a feed's own words becomes a `FeedItem`. */
import type { FeedItem } from '../news.ts';
import { readDate } from './date.ts';
import type { Entry, Listing, Wording } from './entry.ts';
import { asHtml, oneLine, plainText } from './plain.ts';
import { isRedirecting, unwrapped } from './search.ts';

/** Shorter content is a teaser. In an archive of wire feeds the longest teaser had 289 characters, the shortest article 565. */
const ARTICLE = 500;
const SUMMARY = 600;
/** What a teaser ends with. */
const CUT_OFF =
  /(?:\[?(?:…|\.\.\.)\]?|(?:read|continue|see) (?:more|on|reading|the full)[^.\n]{0,60})[\s»›→>]*$/i;
/** What marks a visit, not a page. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|at_medium|at_campaign|ns_mchannel|ns_source|cmpid|ocid)$/i;

/** Null when the entry has nothing to know it by. `base` is the address relative links are resolved against. */
export function itemOf(entry: Entry, feed: Listing, base: string | null): FeedItem | null {
  const own = entry.base === null ? base : (resolve(entry.base, base) ?? base);
  const link = entry.links.map((link) => resolve(link, own)).find((link) => link !== null) ?? null;
  const url = link === null ? null : unwrapped(link);
  const outlet = wordedLine(entry.source === null ? null : { text: entry.source, as: 'html' });
  const title = headline(wordedLine(entry.title), outlet);
  // A relative link that nothing resolves is no address, and names the entry all the same.
  const id = identity(link === url ? entry.id : null, url, title, outlet) ?? oneLine(entry.links[0]);
  if (id === null) return null;
  const feedTitle = wordedLine(feed.title);
  const signed = entry.byline.length > 0 ? entry.byline : feed.byline;
  const { html, summary } = bodies(entry);
  return {
    id,
    url,
    title,
    publishedAt: entry.dates.map((date) => readDate(date)).find((date) => date !== null) ?? null,
    byline: byline(entry.byline.length > 0 ? signed : signed.filter((name) => oneLine(name) !== feedTitle)),
    html,
    summary,
    outlet,
  };
}

/** An absolute http(s) address, or null. */
export function resolve(link: string, base: string | null): string | null {
  const text = link.trim();
  if (text.length > 8192) return null;
  const url = URL.parse(text, base ?? undefined);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  return url.href;
}

/** A wording as one line of plain text. */
export function wordedLine(wording: Wording | null): string | null {
  if (wording === null) return null;
  if (wording.as === 'html') return oneLine(plainText(wording.text));
  // Plain by declaration, but "&#8217;" in a headline is always a mistake of the writer's software.
  const text = wording.text.replace(/&#(?:\d{1,7}|x[\da-f]{1,6});/gi, (reference) => plainText(reference));
  return oneLine(text);
}

/** Search feeds print "Headline - Outlet"; the outlet goes only where the entry's source confirms it. */
function headline(title: string | null, outlet: string | null): string | null {
  if (title === null || outlet === null) return title;
  const tail = title.slice(-outlet.length);
  if (tail.toLowerCase() !== outlet.toLowerCase()) return title;
  return oneLine(/^(.*\S)\s+[-–—|]\s+$/u.exec(title.slice(0, -outlet.length))?.[1]) ?? title;
}

/**
 * What the entry is known by from poll to poll. Never a date or a counter: the fragment "#0", "#1" with which some
 * outlets number the updates of one article goes, and so do tracking parameters. Google News changes its addresses and
 * ids, so that there outlet and headline are the identity; Bing's and Google's alerts carry the article's own address.
 */
function identity(
  id: string | null,
  url: string | null,
  title: string | null,
  outlet: string | null,
): string | null {
  // Without an outlet the headline names it: Google prints the outlet behind it.
  if (url !== null && isRedirecting(url) && title !== null)
    return outlet === null ? title : `${outlet}: ${title}`;
  const own = oneLine(id);
  if (own !== null) return /^https?:\/\//i.test(own) ? steady(own) : own.slice(0, 2000);
  return url !== null ? steady(url) : title;
}

function steady(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  const numbered = /^#\d+$/.test(url.hash);
  if (tracking.length === 0 && !numbered) return address;
  for (const name of tracking) url.searchParams.delete(name);
  if (numbered) url.hash = '';
  return url.href;
}

/** "By Jane Doe and John Roe" is two people; anything that does not look like names stays as printed. */
function byline(names: string[]): string[] {
  const found: string[] = [];
  for (const printed of names.slice(0, 20)) {
    const name = oneLine(plainText(printed))
      ?.replace(/^by\s+/i, '')
      .slice(0, 300);
    if (name === undefined || name === '' || /^\S+@\S+$/.test(name)) continue;
    const parts = name.split(/\s*(?:[,;&]|\band\b)\s*/).filter((part) => part !== '');
    const people = parts.every((part) => /^\p{Lu}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){1,3}$/u.test(part));
    for (const one of people ? parts : [name]) if (!found.includes(one)) found.push(one);
  }
  return found;
}

/**
 * Which of description and content is an article. Without one the page is fetched, which is always right; with a
 * teaser taken for one the rest would be lost, so the doubtful is none.
 */
function bodies(entry: Entry): { html: string | null; summary: string | null } {
  const description = paragraphs(entry.description);
  const content = paragraphs(entry.content);
  const source = [entry.content, entry.description].find((wording) => {
    const text = paragraphs(wording);
    const other = wording === entry.content ? description : '';
    const twice = text.length >= 2 * other.length || other.length >= ARTICLE;
    return text.length >= ARTICLE && twice && text.includes('\n') && !CUT_OFF.test(text.slice(-120));
  });
  const html = source ? (source.as === 'html' ? source.text : asHtml(source.text)) : null;
  return { html, summary: shorten(description === '' ? content : description) };
}

function paragraphs(wording: Wording | null | undefined): string {
  if (!wording) return '';
  return wording.as === 'html' ? plainText(wording.text) : wording.text.trim();
}

/** The first lines up to 600 characters, ending with a sentence where one ends in the second half. */
function shorten(text: string): string | null {
  const line = oneLine(text.slice(0, 4 * SUMMARY));
  if (line === null || line.length <= SUMMARY) return line;
  const head = line.slice(0, SUMMARY);
  const stop = Math.max(head.lastIndexOf('. '), head.lastIndexOf('.” '), head.lastIndexOf('." '));
  return stop > SUMMARY / 2 ? head.slice(0, stop + 2).trim() : `${head.slice(0, head.lastIndexOf(' '))} …`;
}
