/** Articles of many styles, read by the rules and held against what a careful reader finds in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Statement } from '../../src/news.ts';
import { attribute } from '../../src/statements/attribute.ts';
import { nameKey } from '../../src/statements/names.ts';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'statements');
const gold = z.array(z.object({ speaker: z.string().nullable(), kind: z.string(), words: z.string() }));

export type StyleScore = {
  gold: number;
  missed: string[];
  wrongSpeaker: string[];
  unattributed: string[];
  wrongKind: string[];
  spurious: string[];
};

export const STYLES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));

const folded = (text: string) =>
  text
    .replace(/[“”"‘’']/g, '')
    .replace(/^that\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** The same person or body: ours is the gold's name, or holds all its words. */
function sameName(want: string, got: string): boolean {
  const words = (name: string) =>
    nameKey(name.replace(/^(?:the|an?)\s+/i, '').replace(/['’]s\b/g, ''))
      .split(' ')
      .filter((w) => w !== '' && w !== 's');
  const [x, y] = [words(want), words(got)];
  return x.length > 0 && x.every((w) => y.includes(w));
}

/** The gold statements of one article against ours; a statement is found when it begins with the gold's words. */
export function scoreStyle(name: string): StyleScore {
  const file = readFileSync(join(FOLDER, `${name}.txt`), 'utf8');
  const text = file.slice(file.indexOf('\n\n') + 2);
  const wanted = gold.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
  const left = new Set<Statement>(attribute(text, { title: null, publishedAt: '2024-06-14' }));
  const score: StyleScore = {
    gold: wanted.length,
    missed: [],
    wrongSpeaker: [],
    unattributed: [],
    wrongKind: [],
    spurious: [],
  };
  for (const want of wanted) {
    const got = [...left].find((s) =>
      folded(s.pieces.map((p) => p.text).join(' ')).startsWith(folded(want.words)),
    );
    const label = `${name}: ${want.speaker}: ${want.words}`;
    if (got === undefined) {
      score.missed.push(label);
      continue;
    }
    left.delete(got);
    if (got.kind !== want.kind) score.wrongKind.push(`${label} (${got.kind})`);
    if (got.speaker === null) {
      if (want.speaker !== null) score.unattributed.push(label);
    } else if (want.speaker === null || !sameName(want.speaker, got.speaker.name))
      score.wrongSpeaker.push(`${label} (${got.speaker.name})`);
  }
  for (const s of left)
    score.spurious.push(
      `${name}: ${s.speaker?.name ?? null} | ${s.cue?.text ?? null} | ${s.pieces.map((p) => p.text).join(' … ')}`,
    );
  return score;
}
