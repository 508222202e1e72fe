/**
 * `npm run bench:extraction -- FOLDER`: article text F1 (4-gram shingles, the metric of the public article-extraction-benchmark) and
 * CPU a page, ours beside the bare readability + linkedom pair given the same page without scripts and styles, in the same run.
 * FOLDER has `truth.jsonl` (a line each: id, url, text) and `pages/ID.html.gz`. The rounds of the two alternate.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { extractArticle } from '../src/article/extract.ts';
import { decodeText } from '../src/feeds/decode.ts';

const ROUNDS = 3;

type Page = { id: string; url: string; truth: string; html: string };

const [folder, only] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: npm run bench:extraction -- FOLDER (with truth.jsonl and pages/*.html.gz)\n');
  process.exit(2);
}
function pagesOf(given: string): Page[] {
  try {
    const lines = readFileSync(join(given, 'truth.jsonl'), 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line): Page => {
        const { id, url, text } = JSON.parse(line) as { id: string; url: string; text: string };
        const body = gunzipSync(readFileSync(join(given, 'pages', `${id}.html.gz`)));
        return { id, url, truth: text, html: decodeText(body, null) };
      });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `${given} is no folder of a benchmark (${why}). It has truth.jsonl, a line a page (id, url, text), and pages/ID.html.gz.\n`,
    );
    process.exit(1);
  }
}
const pages = pagesOf(folder);
if (pages.length === 0) {
  process.stderr.write(`${join(folder, 'truth.jsonl')} names no page.\n`);
  process.exit(1);
}

/** The bare pair, as a program that knows no better would use it, with what is dear and never text taken out first. */
function bare({ html }: Page): string {
  const light = html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1\s*>/gi, '');
  const { document } = parseHTML(light);
  return new Readability(document as never).parse()?.textContent ?? '';
}

let dated = 0;
let named = 0;
let agreed = 0;
const dayOf = (url: string) => /\/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)/.exec(url);

function ours(page: Page): string {
  const read = extractArticle(page.html, page.url);
  return read.ok ? read.value.text : '';
}

/** Dates: of how many pages one is told, and how often it is the day that the address names, which is hidden from the reader. */
function dates(): void {
  for (const page of pages) {
    const hidden = page.url.replace(/\/(?:19|20)\d\d[/-](?:\d{1,2}|[a-z]{3})[/-]\d{1,2}(?=[/_-]|$)/i, '/x');
    const read = extractArticle(page.html, hidden);
    const told = read.ok ? read.value.publishedAt : null;
    if (told !== null) dated++;
    const found = dayOf(page.url);
    if (found === null) continue;
    named++;
    const day = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
    if (told !== null && Math.abs(Date.parse(told.slice(0, 10)) - day) <= 86_400_000) agreed++;
  }
}

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(1, words.length - 3); i++) {
    const key = words.slice(i, i + 4).join('\u0001');
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function score(texts: string[]): { f1: number; precision: number; recall: number } {
  const precisions: number[] = [];
  const recalls: number[] = [];
  for (const [i, text] of texts.entries()) {
    const [a, b] = [shingles(pages[i]?.truth ?? ''), shingles(text)];
    let hit = 0;
    for (const [key, n] of a) hit += Math.min(n, b.get(key) ?? 0);
    const total = (counts: Map<string, number>) => [...counts.values()].reduce((x, y) => x + y, 0);
    if (total(b) > 0) precisions.push(hit / total(b));
    if (total(a) > 0) recalls.push(hit / total(a));
  }
  const mean = (xs: number[]) => xs.reduce((x, y) => x + y, 0) / xs.length;
  const [precision, recall] = [mean(precisions), mean(recalls)];
  return { f1: (2 * precision * recall) / (precision + recall), precision, recall };
}

const readers: Record<string, (page: Page) => string> = { 'readability + linkedom': bare, whosaid: ours };

/** One reader in a process of its own, warm: ours makes linkedom cheaper for whoever shares its process. */
function measure(name: string): { micros: number; texts: string[] } {
  const out = execFileSync(process.execPath, [import.meta.filename, folder ?? '', name], {
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  return JSON.parse(out);
}

if (only !== undefined) {
  const read = readers[only] ?? ours;
  pages.map(read);
  const start = process.cpuUsage();
  const texts = pages.map(read);
  const { user, system } = process.cpuUsage(start);
  process.stdout.write(JSON.stringify({ micros: user + system, texts }));
} else {
  const best = new Map<string, ReturnType<typeof measure>>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of Object.keys(readers)) {
      const found = measure(name);
      if (found.micros < (best.get(name)?.micros ?? Number.POSITIVE_INFINITY)) best.set(name, found);
    }
  }
  for (const [name, { micros, texts }] of best) {
    const { f1, precision, recall } = score(texts);
    const ms = micros / 1000 / pages.length;
    process.stdout.write(
      `${name.padEnd(24)} F1 ${f1.toFixed(4)}  P ${precision.toFixed(4)}  R ${recall.toFixed(4)}  ${ms.toFixed(1)} ms of CPU a page\n`,
    );
  }
  dates();
  process.stdout.write(
    `dates: told on ${dated} of ${pages.length} pages; the day that the address names, hidden from the reader, on ${agreed} of ${named}\n`,
  );
}
