/**
 * `npm run evaluate -- gold.jsonl [learned|spans [FOLDER]]`: who said what on anybody's annotated articles: precision beside
 * recall, a bootstrap interval over articles, and the errors by phenomenon; by the rules, by the trained tagger, or (`spans`)
 * the tagger's bare spans by PolNeAR's published protocol. FOLDER holds other weights than the shipped ones. Lines: {"doc_id","text","date"?,"attributions":[{"source","cue",
 * "content","type"?,"statement"?,"speaker"?,"phenomena"?}]}, spans as {start,end} in UTF-16 units.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { attribute as byRules } from '../statements/attribute.ts';
import { attributeWith } from '../statements/learned.ts';
import { toAttributeLine } from '../statements/records.ts';
import { unpack } from '../statements/tagger/weights.ts';
import { shippedWeights } from '../workers/weights.ts';
import { phenomenaOf } from './phenomena.ts';
import { type Fault, KINDS, type Measure, ratio, type Scored, score, together } from './score.ts';
import { PARTS, type Spans, spanRatio, spansOf } from './spans.ts';

const span = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  text: z.string().optional(),
});
const document = z.object({
  doc_id: z.string(),
  text: z.string(),
  date: z.string().nullish(),
  published_at: z.string().nullish(),
  attributions: z.array(
    z.object({
      source: span.nullable(),
      cue: span.nullable(),
      content: span,
      type: z.enum(['direct', 'mixed', 'indirect']).optional(),
      statement: z.boolean().optional(),
      speaker: z.string().nullish(),
      phenomena: z.array(z.string()).optional(),
    }),
  ),
});

const SAMPLES = 1_000;
const SHOWN = 8;

/** A generator of [0, 1) from a seed (mulberry32), so that the interval is the same on every machine. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const percent = (x: number) => (100 * x).toFixed(1);

/** The middle 95 % of F1 over articles drawn with replacement. */
function interval(list: Measure[]): string {
  const random = seeded(1);
  const drawn = Array.from(
    { length: SAMPLES },
    () => ratio(together(list.flatMap(() => list[Math.floor(random() * list.length)] ?? [])), 'all').f,
  ).sort((a, b) => a - b);
  return `${percent(drawn[Math.floor(0.025 * SAMPLES)] ?? 0)}–${percent(drawn[Math.floor(0.975 * SAMPLES)] ?? 0)}`;
}

function row(name: string, list: Measure[]): string {
  const sum = together(list);
  const all = ratio(sum, 'all');
  const kinds = KINDS.map((k) => percent(ratio(sum, k).f)).join(' / ');
  return `${name.padEnd(12)} ${percent(all.p)}  ${percent(all.r)}  ${percent(all.f)} (${interval(list)})  ${kinds}`;
}

function listFaults(faults: Fault[]): string[] {
  const groups = Map.groupBy(
    faults.flatMap((fault) => phenomenaOf(fault).map((phenomenon) => ({ fault, phenomenon }))),
    (f) => `${f.fault.what}: ${f.phenomenon}`,
  );
  const out: string[] = [];
  for (const [name, list] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    out.push(`\n${name} (${list.length})`);
    for (const { fault } of list.slice(0, SHOWN)) {
      const instead = fault.instead === null ? '' : ` — instead: ${fault.instead.slice(0, 100)}`;
      out.push(`  ${fault.document}: ${fault.text.slice(0, 140)}${instead}`);
    }
  }
  return out;
}

const [file, extractor = 'learned', folder] = process.argv.slice(2);
if (file === undefined || !['rules', 'learned', 'spans'].includes(extractor)) {
  process.stderr.write('usage: npm run evaluate -- gold.jsonl [learned|rules|spans [FOLDER_OF_WEIGHTS]]\n');
  process.exit(2);
}
const giveUp = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};
/** A file that was named on the command line. */
function given(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return giveUp(`${path} cannot be read. Check the path and its permissions.`);
  }
}
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
const lines = given(file).toString('utf8').split('\n');
const weights =
  extractor === 'rules'
    ? null
    : folder === undefined
      ? shippedWeights()
      : unpack(brotliDecompressSync(given(join(folder, 'weights.bin'))));
const attribute: typeof byRules = weights ? (text, about) => attributeWith(weights, text, about) : byRules;
const scored: Scored[] = [];
const spans: Spans[] = [];
for (const [n, text] of lines.entries()) {
  if (text.trim() === '') continue;
  const read = document.safeParse(json(text));
  if (!read.success) {
    const issue = read.error.issues[0];
    const where = issue?.path.join('.') || 'it is no annotated article';
    process.stderr.write(`Line ${n + 1}: ${where}: ${issue?.message}. It is passed over.\n`);
    continue;
  }
  const { doc_id, text: article, date, published_at, attributions } = read.data;
  const day = date ?? published_at ?? undefined;
  const line = { doc_id, text: article, ...(day === undefined ? {} : { date: day }) };
  const gold = attributions.map(({ type, statement, speaker, phenomena, ...spans }) => ({
    ...spans,
    ...(type === undefined ? {} : { type }),
    ...(statement === undefined ? {} : { statement }),
    ...(speaker === undefined ? {} : { speaker }),
    ...(phenomena === undefined ? {} : { phenomena }),
  }));
  const wanted = { doc_id, text: article, attributions: gold as never };
  if (weights && extractor === 'spans') spans.push(spansOf(wanted, weights));
  else scored.push(score(wanted, toAttributeLine(line, attribute).attributions as never));
}
if (scored.length + spans.length === 0)
  giveUp(`${file} holds no annotated article; the first lines of src/evaluation/evaluate.ts show one.`);
if (extractor === 'spans') {
  process.stdout.write(
    `${spans.length} articles, spans of every kind of attribution, first and last word right; in percent: precision, recall, F1\n`,
  );
  for (const part of PARTS) {
    const { p, r, f } = spanRatio(spans, part);
    process.stdout.write(`${part.padEnd(12)} ${percent(p)}  ${percent(r)}  ${percent(f)}\n`);
  }
  process.exit(0);
}
process.stdout.write(
  `${[
    `${scored.length} articles, statements; in percent: precision, recall, F1 (95 % of bootstrap samples), F1 direct / mixed / indirect`,
    row(
      'attributed',
      scored.map((s) => s.attributed),
    ),
    row(
      'exact',
      scored.map((s) => s.exact),
    ),
    row(
      'who',
      scored.map((s) => s.who),
    ),
    ...listFaults(scored.flatMap((s) => s.faults)),
  ].join('\n')}\n`,
);
