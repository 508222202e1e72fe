import { namesIn } from './byline.ts';
import type { PageDocument } from './dom.ts';
import { readJsonLd } from './jsonld.ts';
import { primaryTag } from './language.ts';
import type { Head } from './markup.ts';
import { outletFrom, outletName, sameOutlet } from './outlet.ts';
import { dayInAddress, isoDate, PUBLISHED_METAS } from './published.ts';
import { tidy } from './spacing.ts';

/** What a page says about its article outside the article's text. */
export type Metadata = {
  title: string | null;
  byline: string[];
  /** The authors that JSON-LD calls organisations. */
  organisations: string[];
  outlet: string | null;
  publishedAt: string | null;
  /** As declared, not guessed. */
  language: string | null;
  canonical: string | null;
  /** The text as JSON-LD gives it, tags taken out, or null. */
  body: string | null;
  /** The page says that it is an article. */
  article: boolean;
  /** It says that it is for subscribers. */
  closed: boolean;
  live: boolean;
};

/**
 * Reads the page's own facts: JSON-LD, then meta tags, then what is visible. `document` is the page before readability
 * changes it; `url` is the page's address or null.
 */
export function readMetadata(head: Head, document: PageDocument, url: string | null): Metadata {
  const decode = decoder(document);
  const structured = readJsonLd(head.jsonLd);
  const metas = (name: string): string[] =>
    head.metas
      .filter((one) => one.name === name)
      .map((one) => tidy(decode(one.content)))
      .filter((value) => value !== '');
  const meta = (...names: string[]): string | null => names.flatMap(metas)[0] ?? null;
  const title = head.title === null ? null : tidy(decode(head.title));
  const headline = structured.headline === null ? null : tidy(decode(structured.headline));
  const headings = texts(document, 'h1', 300);
  const told = [meta('og:title', 'twitter:title', 'headline', 'dc.title'), headline];
  const publisher = structured.publisher === null ? null : tidy(decode(structured.publisher));
  const outlet =
    [publisher, ...['og:site_name', 'application-name', 'dc.publisher', 'publisher'].flatMap(metas)]
      .map(outletName)
      .find((name) => name !== null) ??
    outletFrom({
      title,
      headlines: [...told.filter((one) => one !== null), ...headings],
      feeds: head.links
        .flatMap((link) => (/\balternate\b/.test(link.rel) && link.title ? [tidy(decode(link.title))] : []))
        .slice(0, 10),
      logos: texts(document, '[class*="logo"], header a[href="/"], [rel~="home"]', 60),
      copyrights: texts(document, 'footer p, footer div, footer small, [class*="copyright"]', 200).filter(
        (text) => /©|copyright/i.test(text),
      ),
      host: url === null ? null : (URL.parse(url)?.hostname ?? null),
    });
  const published = [
    structured.published,
    ...PUBLISHED_METAS.map((name) => meta(name)),
    ...visibleDates(document),
    url === null ? null : dayInAddress(url),
  ];
  const link = head.links.find((one) => /(?:^|\s)canonical(?:\s|$)/.test(one.rel))?.href;
  return {
    title: titleOf(told, headings, title, outlet),
    byline: bylineOf(
      document,
      structured.authors.map((author) => decode(author.name)),
      [
        ...metas('author'),
        ...metas('article:author'),
        ...metas('byl'),
        ...metas('dc.creator'),
        ...metas('parsely-author'),
        ...metas('sailthru.author'),
      ],
      decode,
    ),
    organisations: structured.authors.flatMap((author) =>
      author.organisation ? namesIn(decode(author.name)) : [],
    ),
    outlet,
    publishedAt: published.map((raw) => (raw ? isoDate(raw) : null)).find((date) => date !== null) ?? null,
    language:
      primaryTag(head.lang) ??
      primaryTag(structured.language) ??
      primaryTag(meta('og:locale', 'content-language', 'language', 'dc.language', 'inlanguage')),
    canonical: link === undefined ? meta('og:url') : decode(link).trim(),
    body: structured.body === null ? null : decode(structured.body.replace(/<[^<>]{0,300}>/g, '\n')),
    closed: !structured.free || /^(?:locked|metered|premium|paid)$/i.test(meta('article:content_tier') ?? ''),
    live: structured.live,
    article: structured.article || meta('og:type') === 'article' || meta('article:published_time') !== null,
  };
}

function decoder(document: PageDocument): (raw: string) => string {
  return (raw) => {
    if (!raw.includes('&')) return raw;
    const holder = document.createElement('p');
    holder.innerHTML = raw.replaceAll('<', '&lt;');
    return holder.textContent ?? raw;
  };
}

/** The tidy texts of the first elements that a selector finds, empty ones and those longer than `longest` left out. */
function texts(document: PageDocument, selector: string, longest: number): string[] {
  const found: string[] = [];
  let seen = 0;
  for (const element of document.querySelectorAll(selector)) {
    const text = tidy((element.textContent ?? '').slice(0, 2 * longest + 100));
    if (text !== '' && text.length <= longest) found.push(text);
    seen++;
    if (found.length >= 8 || seen >= 60) break;
  }
  return found;
}

function titleOf(
  told: (string | null)[],
  headings: string[],
  title: string | null,
  outlet: string | null,
): string | null {
  const only = headings.filter((heading) => heading.length >= 8);
  for (const candidate of [
    ...told,
    only.length === 1 ? (only[0] ?? null) : null,
    title,
    headings[0] ?? null,
  ]) {
    const name = candidate ? withoutOutlet(candidate, outlet, headings) : '';
    if (name !== '') return name.slice(0, 500);
  }
  return null;
}

/** "Headline | The Gazette" → "Headline": the tail goes where it is the outlet's name or the rest is the page's heading. */
function withoutOutlet(title: string, outlet: string | null, headings: string[]): string {
  const found = /^(.{4,}?)\s(?:[|•·»:]|[-–—]{1,2})\s([^|•·»]{2,60})$/u.exec(title.slice(0, 500));
  const [, rest, tail] = found ?? [];
  if (!rest || !tail) return title;
  if (outlet !== null && sameOutlet(tail, outlet)) return rest.trim();
  const last = title.split(/\s[|•·»]\s/)[0] ?? title;
  return headings.includes(rest.trim()) ? rest.trim() : headings.includes(last.trim()) ? last.trim() : title;
}

const VISIBLE_BYLINES = [
  '[rel~="author"]',
  '[itemprop~="author"]',
  '.byline, .by-line',
  '[class*="byline"]',
  '.author',
  '[class*="author-name"], [class*="author_name"]',
];

function bylineOf(
  document: PageDocument,
  structured: string[],
  metas: string[],
  decode: (raw: string) => string,
): string[] {
  const told = metas.filter((value) => !/^https?:|^@/.test(value));
  for (const source of [structured, told]) {
    const names = unique(source.flatMap(namesIn));
    if (names.length > 0) return names;
  }
  for (const selector of VISIBLE_BYLINES) {
    const names = unique(authors(document, selector, decode).flatMap(namesIn));
    if (names.length > 0) return names;
  }
  return [];
}

/** The texts of byline elements; where one element of theirs touches the next ("Lund</b><i>Agency"), a bar keeps them apart. */
function authors(document: PageDocument, selector: string, decode: (raw: string) => string): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll(selector)) {
    if ((element.textContent ?? '').length <= 400) {
      const apart = element.innerHTML
        .replace(/(?<=[\p{L}\d])(?:<[^<>]{0,500}>)+(?=\p{Lu})/gu, ' | ')
        .replace(/<[^<>]{0,500}>/g, '');
      const text = tidy(decode(apart));
      if (text.length >= 3 && text.length <= 200) found.push(text);
    }
    if (found.length >= 6) break;
  }
  return found;
}

function unique(names: string[]): string[] {
  const seen = new Map(names.map((name) => [name.toLowerCase(), name]));
  return [...seen.values()].slice(0, 12);
}

/** What marks itself as the day of publication, then the times in the article, then those anywhere on the page. */
function visibleDates(document: PageDocument): string[] {
  const found: string[] = [];
  for (const selector of ['[itemprop~="datePublished"]', 'article time, main time', 'time[datetime]']) {
    for (const element of document.querySelectorAll(selector)) {
      const told = element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.textContent;
      if (told) found.push(told.slice(0, 200).trim());
      if (found.length >= 10) return found;
    }
  }
  return found;
}
