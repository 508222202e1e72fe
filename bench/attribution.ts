/**
 * `npm run bench [-- texts.jsonl]`: milliseconds for 360 words of who said what, ours beside compromise's `.quotations()` (which
 * finds no speakers), both warm, on the same texts in the same run. Without a file the sample's articles are read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nlp from 'compromise';
import { createFolder } from '../src/sources/folder.ts';
import { attributing, readArticle } from '../src/workers/jobs.ts';

const ROUNDS = 5;
const about = { title: null, publishedAt: null };

async function sampleTexts(): Promise<string[]> {
  const folder = createFolder(join(import.meta.dirname, '..', 'sample'));
  const listed = await folder.list();
  if (!listed.ok) throw new Error(listed.why);
  const texts: string[] = [];
  for (const { id, kind, url } of listed.value.items) {
    const body = await folder.read(id);
    if (!body.ok) continue;
    const known = { title: null, outlet: null, publishedAt: null, byline: [], language: 'en' };
    const read = await readArticle({
      body: body.value,
      contentType: null,
      kind,
      url,
      extractor: 'rules',
      known,
    });
    if (read.ok) texts.push(read.value.article.text);
  }
  return texts;
}

function given(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    process.stderr.write(`${path} cannot be read. Give JSON lines with "text", or nothing for the sample.\n`);
    process.exit(1);
  }
}

const [file] = process.argv.slice(2);
const texts =
  file === undefined
    ? await sampleTexts()
    : given(file)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => String(JSON.parse(line).text));
const words = texts.reduce((n, text) => n + text.split(/\s+/).length, 0);

/** The best of some rounds, after one that warms up; the rounds of all peers alternate, so that a busy moment hits all. */
const best = new Map<string, number>();
const [rules, learned] = [await attributing('rules'), await attributing('learned')];
const peers: [name: string, read: (text: string) => unknown][] = [
  ['compromise', (text) => nlp(text).quotations().out('array')],
  ['rules', (text) => rules(text, about)],
  ['learned', (text) => learned(text, about)],
];
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, read] of peers) {
    const start = performance.now();
    for (const text of texts) read(text);
    const taken = ((performance.now() - start) / words) * 360;
    if (round > 0) best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, taken));
  }
}
const peer = best.get('compromise') ?? 0;
process.stdout.write(
  `${texts.length} texts, ${words} words; milliseconds for 360 words, and how often compromise takes that long\n`,
);
for (const [name, ms] of best)
  process.stdout.write(`${name.padEnd(12)} ${ms.toFixed(2).padStart(6)}  ${(peer / ms).toFixed(1)}\n`);
