/** Which gold statement a tagged content is, and whether a mention is its source: as the scorer of PolNeAR's protocol counts. */
import type { Mention, Saying } from '../statements/tagger/mentions.ts';
import { type Sight, tokensIn } from '../statements/tagger/sight.ts';
import type { Attribution, Lesson } from './gold.ts';

const SMALL = new Set(
  'a an the of in for and or to at on by with from as his her their its our my your who which that this these those mr mrs ms'.split(
    ' ',
  ),
);

/** The statement (with `every`, any attribution) that shares at least half of all words with the saying (Jaccard), or null. */
export function matchedGold(
  lesson: Lesson,
  sights: Sight[],
  saying: Saying,
  every = false,
): Attribution | null {
  const paragraph = lesson.reading.paragraphs[saying.paragraph];
  const sight = sights[saying.paragraph];
  if (!paragraph || !sight) return null;
  const wordsIn = (from: number, to: number) => {
    let n = 0;
    for (let i = from; i < to; i++) if (sight.shape[i] !== 6) n++;
    return n;
  };
  let found: Attribution | null = null;
  let best = 0.5;
  for (const a of lesson.annotated.attributions) {
    if (
      (!every && a.statement === false) ||
      a.content.end <= paragraph.start ||
      a.content.start >= paragraph.end
    )
      continue;
    const run = tokensIn(paragraph.tokens, a.content);
    const shared = wordsIn(Math.max(run.from, saying.from), Math.min(run.to, saying.to));
    const all = wordsIn(run.from, run.to) + wordsIn(saying.from, saying.to) - shared;
    const likeness = all > 0 ? shared / all : 0;
    if (likeness >= best) {
      best = likeness;
      found = a;
    }
  }
  return found;
}

/** A likeness from here on differs by marks alone; what is less like is worth this part of it, or boundaries suffer. */
const EXACT = 0.93;
const INEXACT = 0.55;

/**
 * How well a proposal meets a statement: 1 for the very words, less for half or more of them (Jaccard), 0 otherwise or
 * when the source is wrong; null for what mostly lies in an attribution that is no statement, which counts neither way.
 */
export function fitOf(
  lesson: Lesson,
  sights: Sight[],
  saying: Saying,
  source: Mention | null,
): number | null {
  const gold = matchedGold(lesson, sights, saying);
  const paragraph = lesson.reading.paragraphs[saying.paragraph];
  if (!paragraph) return null;
  if (gold) {
    if (!isRight(lesson, sights, source, gold)) return 0;
    const run = tokensIn(paragraph.tokens, gold.content);
    const shared = Math.min(run.to, saying.to) - Math.max(run.from, saying.from);
    const likeness = Math.min(1, shared / (Math.max(run.to, saying.to) - Math.min(run.from, saying.from)));
    return likeness > EXACT ? 1 : INEXACT * likeness;
  }
  let aside = 0;
  for (let i = saying.from; i < saying.to; i++) {
    const t = paragraph.tokens[i];
    if (!t) continue;
    const inside = lesson.annotated.attributions.filter(
      (a) => t.start >= a.content.start && t.end <= a.content.end,
    );
    if (inside.length > 0 && inside.every((a) => a.statement === false)) aside++;
  }
  return aside * 2 >= saying.to - saying.from ? null : 0;
}

/** Shares a word that counts with the gold source, or says the same words. */
export function isRight(
  lesson: Lesson,
  sights: Sight[],
  mention: Mention | null,
  gold: Attribution,
): boolean {
  if (!mention || !gold.source) return !mention && !gold.source;
  const paragraph = lesson.reading.paragraphs[mention.paragraph];
  const sight = sights[mention.paragraph];
  if (!paragraph || !sight) return false;
  const { source } = gold;
  const words = paragraph.tokens.slice(mention.from, mention.to);
  const single = words.length === 1;
  if (
    words.some(
      (t) =>
        t.start < source.end && t.end > source.start && t.pos !== 'PUNCT' && (single || !SMALL.has(t.lower)),
    )
  )
    return true;
  return (
    plain(words.map((t) => t.lower).join(' ')) ===
    plain(lesson.annotated.text.slice(source.start, source.end))
  );
}

const plain = (words: string): string =>
  (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((w, i) => i > 0 || !SMALL.has(w) || w.length > 3)
    .join(' ');
