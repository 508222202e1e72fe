import type { Article, Result } from '../news.ts';
import { bylineAmong } from './byline.ts';
import { cleanLines } from './clean.ts';
import { detectLanguage } from './language.ts';
import { paragraphsOf } from './lines.ts';
import { tidy } from './spacing.ts';
import { creditedWire } from './wire.ts';

const LARGEST = 8 * 1024 * 1024;

/**
 * Reads an article kept as plain text of at most 8 MB: the first line is its title, paragraphs are separated by blank lines
 * (or stand on a line each). Address, outlet and date are not in such a file: whoever has them adds them.
 */
export function plainArticle(text: string): Result<Article> {
  return read(text, false);
}

/** A feed's own words about an article: the title on the first line, the rest perhaps nothing. */
export function excerptArticle(text: string): Result<Article> {
  const whole = read(text, true);
  return whole.ok ? { ok: true, value: { ...whole.value, excerpt: true } } : whole;
}

/** `bare`: a title alone will do. */
function read(text: string, bare: boolean): Result<Article> {
  if (text.length > LARGEST) return { ok: false, why: 'The file is larger than 8 MB.' };
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const first = lines.findIndex((line) => tidy(line) !== '');
  if (first < 0) return { ok: false, why: 'The file is empty.' };
  const title = tidy(lines[first] ?? '').slice(0, 500);
  const cleaned = cleanLines(
    paragraphsOf(lines.slice(first + 1)).map((paragraph) => ({ text: paragraph, linked: 0, heading: false })),
    { title, byline: [], outlet: null },
  );
  const byline = bylineAmong(cleaned.boilerplate);
  if (!bare && cleaned.text === '' && cleaned.notice?.kind !== 'withdrawn')
    return { ok: false, why: 'The file has a title and no text.' };
  return {
    ok: true,
    value: {
      url: null,
      copiedFrom: null,
      title,
      byline,
      outlet: null,
      wire: creditedWire({ ...cleaned, byline, organisations: [], outlet: null }),
      publishedAt: null,
      language: detectLanguage(cleaned.text),
      text: cleaned.text,
      boilerplate: cleaned.boilerplate,
      notice: cleaned.notice,
    },
  };
}
