/** The sample's articles read as the bot reads them, held against what a careful reader finds in them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Extractor, Statement } from '../src/news.ts';
import { createFolder } from '../src/sources/folder.ts';
import { nameKey } from '../src/statements/names.ts';
import { readArticle } from '../src/workers/jobs.ts';

const SAMPLE = join(import.meta.dirname, '..', 'sample');
const gold = z.object({
  articles: z.array(
    z.object({
      file: z.string(),
      statements: z.array(
        z.object({
          speaker: z.string().nullable(),
          kind: z.string(),
          stance: z.string(),
          words: z.string(),
          via: z.string().optional(),
        }),
      ),
    }),
  ),
});
const GOLD = gold.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'sample-gold.json'), 'utf8')),
);

const folded = (text: string) =>
  text
    .replace(/[“”"‘’']/g, "'")
    .replace(/^'+|(?<=\s)'|'(?=[\s,.]|$)/g, '')
    .replace(/^that\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
const wordsOf = (s: Statement) => folded(s.pieces.map((p) => p.text).join(' '));

export type Score = {
  gold: number;
  found: number;
  kind: number;
  stance: number;
  speaker: number;
  unattributed: number;
  /** Everything to look at: missed, wrong, spurious. */
  missed: string[];
  wrongSpeaker: string[];
  wrongKind: string[];
  spurious: string[];
};

/** The same person or body: the gold's name and ours share all words of the shorter, less the article. */
function sameName(a: string, b: string): boolean {
  const [x, y] = [a, b].map((n) =>
    nameKey(n.replace(/^(the|an?)\s+/i, ''))
      .split(' ')
      .filter((w) => w !== '' && w !== 's'),
  );
  if (x === undefined || y === undefined) return false;
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  return short.length > 0 && short.every((w) => long.includes(w));
}

export async function scoreSample(extractor: Extractor): Promise<Score> {
  const folder = createFolder(SAMPLE);
  const listed = await folder.list();
  if (!listed.ok) throw new Error(listed.why);
  const score: Score = {
    gold: 0,
    found: 0,
    kind: 0,
    stance: 0,
    speaker: 0,
    unattributed: 0,
    missed: [],
    wrongSpeaker: [],
    wrongKind: [],
    spurious: [],
  };
  for (const { file, statements } of GOLD.articles) {
    const item = listed.value.items.find((i) => i.id === file);
    if (item === undefined) throw new Error(`${file} is not in the sample`);
    const { kind, url, outlet, publishedAt } = item;
    const body = await folder.read(file);
    if (!body.ok) throw new Error(body.why);
    const read = await readArticle({
      body: body.value,
      contentType: null,
      extractor,
      kind,
      url,
      known: { title: null, outlet, publishedAt, byline: [], language: null },
    });
    if (!read.ok) throw new Error(`${file}: ${read.why}`);
    const left = new Set(read.value.statements);
    for (const want of statements) {
      score.gold++;
      const start = folded(want.words);
      const got =
        [...left].find((s) => wordsOf(s).startsWith(start)) ??
        [...left].find((s) => wordsOf(s).includes(start));
      const label = `${file}: ${want.speaker}: ${want.words}`;
      if (got === undefined) {
        score.missed.push(label);
        continue;
      }
      left.delete(got);
      score.found++;
      if (got.kind === want.kind) score.kind++;
      else score.wrongKind.push(`${label} (${got.kind}, not ${want.kind})`);
      if (got.stance === want.stance) score.stance++;
      if (got.speaker === null) score.unattributed++;
      else if (want.speaker !== null && sameName(want.speaker, got.speaker.name)) score.speaker++;
      else score.wrongSpeaker.push(`${label} (${got.speaker.name})`);
    }
    for (const s of left)
      score.spurious.push(
        `${file}: ${s.speaker?.name ?? null} ${s.cue?.text ?? null}: ${wordsOf(s).slice(0, 80)}`,
      );
  }
  return score;
}

if (import.meta.main) {
  const extractor = process.argv[2] === 'rules' ? 'rules' : 'learned';
  process.stdout.write(`${JSON.stringify(await scoreSample(extractor), null, 1)}\n`);
}
