import type { Article, Result } from '../news.ts';
import { canonicalAddress } from './address.ts';
import { type Block, blocksOf } from './blocks.ts';
import { bylineAmong } from './byline.ts';
import { type Cleaned, cleanLines, type Known } from './clean.ts';
import type { PageDocument } from './dom.ts';
import { articleLanguage } from './language.ts';
import { paragraphsOf } from './lines.ts';
import { scanMarkup } from './markup.ts';
import { readMetadata } from './metadata.ts';
import { isLabelOnly, type Notice, noticeOf } from './notice.ts';
import { articleElement, documentOf } from './page.ts';
import { nextPageOf } from './paging.ts';
import { isoDate } from './published.ts';
import { isTeaser, refusalOf } from './refusal.ts';
import { tidy } from './spacing.ts';
import { isStamp } from './stamp.ts';
import { creditedWire } from './wire.ts';

/** Blocks at the beginning of an article among which its date stands. */
const HEAD = 6;
/** A page that shows less than this, in characters, shows a teaser. */
const HARDLY = 200;
const LARGEST = 8 * 1024 * 1024;
/** The largest of 181 real pages has 1,500; readability's time grows faster than their number. */
const PIECES = 30_000;

/**
 * Reads the article of a page. `html` is decoded text of at most 8 MB, `url` where it came from, or null for a file.
 * A page without an article (a login, a front page, a check for robots, an empty page) and one too big to read are values.
 * A page that only says that its story was withdrawn is an article with that notice, and its text may be empty.
 */
export function extractArticle(html: string, url: string | null): Result<Article> {
  if (html.length > LARGEST) return { ok: false, why: 'The page is larger than 8 MB.' };
  const markup = scanMarkup(html);
  if (markup.pieces > PIECES)
    return { ok: false, why: `The page has more than ${PIECES} elements and entities.` };
  const document = documentOf(markup.body);
  const metadata = readMetadata(markup.head, document, url);
  const title = metadata.title ?? '';
  const noted = noticeIn(blocksOf(document.body, true));
  const nextPage = url === null ? null : nextPageOf(url, nextLinks(markup.head.links, document));
  document.title = title;
  const element = articleElement(document);
  const blocks = element ? blocksOf(element) : [];
  const known = { title, byline: metadata.byline, outlet: metadata.outlet };
  const visible = cleanLines(
    blocks.map((block) => ({ text: block.text, linked: block.linked, heading: block.tag === 'heading' })),
    known,
  );
  const cleaned = fuller(visible, metadata.body, known);
  const byline = metadata.byline.length > 0 ? metadata.byline : bylineAmong(cleaned.boilerplate);
  const notice = cleaned.notice ?? noted;
  const why = refusalOf({
    title,
    text: cleaned.text,
    linked: linkedShare(blocks),
    declared: metadata.article || metadata.publishedAt !== null,
    path: url === null ? null : (URL.parse(url)?.pathname ?? null),
    host: url === null ? null : (URL.parse(url)?.hostname ?? null),
  });
  if (why !== null && notice?.kind !== 'withdrawn') return { ok: false, why };
  return {
    ok: true,
    value: {
      ...canonicalAddress(url, metadata.canonical),
      title: title || (cleaned.text.split('\n', 1)[0] ?? '').slice(0, 200),
      byline,
      outlet: metadata.outlet,
      wire: creditedWire({
        ...cleaned,
        byline,
        organisations: metadata.organisations,
        outlet: metadata.outlet,
      }),
      publishedAt: metadata.publishedAt ?? stampedDate(blocks, cleaned.boilerplate),
      language: articleLanguage(metadata.language, cleaned.text),
      text: cleaned.text,
      boilerplate: cleaned.boilerplate,
      notice,
      ...(isTeaser({ text: cleaned.text, after: cleaned.boilerplate, closed: metadata.closed })
        ? { excerpt: true }
        : {}),
      ...(metadata.live ? { live: true } : {}),
      ...(nextPage === null ? {} : { nextPage }),
    },
  };
}

/**
 * The text of JSON-LD where the page shows hardly any: it is written there by a script. Elsewhere the page's own is better
 * (articleBody everywhere lowers F1).
 */
function fuller(visible: Cleaned, body: string | null, known: Known): Cleaned {
  if (body === null || visible.text.length >= HARDLY || body.length < 2 * HARDLY) return visible;
  return cleanLines(
    paragraphsOf(body.split(/[\n\r]/)).map((text) => ({ text, linked: 0, heading: false })),
    known,
  );
}

/** The date of a line above or under the article that says nothing else; one that tells of an update alone is not of publication. */
function stampedDate(blocks: Block[], boilerplate: string[]): string | null {
  const lines = [...blocks.slice(0, HEAD).map((block) => tidy(block.text)), ...boilerplate.map(tidy)];
  const stamps = lines.filter((line) => isStamp(line) && !/^(?:last )?(?:updated|modified)\b/i.test(line));
  return stamps.map((line) => isoDate(line)).find((date) => date !== null) ?? null;
}

/** A note often stands outside what readability takes for the article: in an aside, under the headline, at the foot. */
function noticeIn(blocks: Block[]): Notice | null {
  for (const [at, block] of blocks.entries()) {
    if (block.text.length > 2000 || block.linked > 0.5) continue;
    const text = tidy(block.text);
    if (isLabelOnly(text)) {
      const next = tidy(blocks[at + 1]?.text ?? '');
      if (next.length >= 20 && next.length <= 600) return noticeOf(next) ?? { kind: 'corrected', text: next };
      continue;
    }
    const notice = noticeOf(text);
    if (notice) return notice;
  }
  return null;
}

function nextLinks(links: { rel: string; href: string }[], document: PageDocument): string[] {
  const declared = links.filter(({ rel }) => /(?:^|\s)next(?:\s|$)/.test(rel)).map(({ href }) => href);
  const shown = [...document.querySelectorAll('a[rel~="next"]')].map((a) => a.getAttribute('href') ?? '');
  return [...declared, ...shown];
}

function linkedShare(blocks: Block[]): number {
  let [letters, linked] = [0, 0];
  for (const block of blocks) {
    letters += block.text.length;
    linked += block.text.length * block.linked;
  }
  return letters === 0 ? 0 : linked / letters;
}
