/** Which statements are sightings of one statement: the same speaker and the same words, perhaps lightly edited. */
import type { StatementKind } from '../news.ts';
import { STOP } from './common.ts';
import { quotationsOf, sharedQuotations } from './quotations.ts';
import { isDescription, sameSpeaker } from './speakers.ts';
import { stem, words } from './words.ts';

/** A statement as it is compared: `speaker` the name, or a description of an unnamed source, or null when it is not known. */
export type Said = { speaker: string | null; kind: StatementKind; pieces: string[] };

/** A part of at least so many words in a row is a sighting of the whole; fewer may be a stock phrase. */
const PART = 4;
/** Without two names to compare, only the words can show it. */
const PART_WITHOUT_NAME = 6;
/** Of the telling words of the shorter one this share must stand in the longer, and of all of both this one. */
const EDITED = 0.75;
const EDITED_OVERALL = 0.55;
const EDITED_WORDS = 3;
/** Two short paraphrases have few telling words: then all the words count, the small ones too. */
const EDITED_SHORT = 0.65;
/** So many quoted words in a row in both: one speaker's one statement, whatever paraphrase stands around them. */
const QUOTED_RUN = 4;
const NEGATION = /^(?:not|no|never|none|nor|neither|without|cannot|\w+nt)$/;
/** Only so many words of a statement, and characters of a piece, are compared. */
const LONGEST = 400;
const LONGEST_PIECE = 8000;

type Folded = { words: string[]; line: string; telling: Set<string>; quoted: string[][]; negated: boolean };

/**
 * For each fresh statement the id of the known one of which it is another sighting, else null. `known` may hold an id
 * several times, once a sighting. Two fresh statements may meet one known. Different speakers are never one statement:
 * a speaker that is null, or told only by a role, needs at least six of the same words in a row.
 */
export function matchStatements(fresh: Said[], known: (Said & { id: string })[]): (string | null)[] {
  const foldedKnown = known.map((statement) => ({ statement, folded: fold(statement) }));
  return fresh.map((statement) => {
    const folded = fold(statement);
    let best: { id: string; score: number } | null = null;
    for (const other of foldedKnown) {
      const score = likenessOf(statement, folded, other.statement, other.folded);
      if (score > (best?.score ?? 0)) best = { id: other.statement.id, score };
    }
    return best?.id ?? null;
  });
}

/** For each statement of one article the index of an earlier one in the same words, else null. */
export function repeatsOf(said: Said[]): (number | null)[] {
  const folded = said.map((s) => fold(s));
  return said.map((statement, at) => {
    let best: { index: number; score: number } | null = null;
    for (let index = 0; index < at; index++) {
      const [a, b, other] = [folded[at], folded[index], said[index]];
      if (a === undefined || b === undefined || other === undefined) continue;
      const score = likenessOf(statement, a, other, b);
      if (score > (best?.score ?? 0)) best = { index, score };
    }
    return best?.index ?? null;
  });
}

/** 0 for two statements; else up to 3, more for closer words. */
function likenessOf(a: Said, fa: Folded, b: Said, fb: Folded): number {
  if (fa.words.length === 0 || fb.words.length === 0) return 0;
  const named = a.speaker !== null && b.speaker !== null;
  const same = named && sameSpeaker(a.speaker ?? '', b.speaker ?? '');
  const described = !named || isDescription(a.speaker ?? '') || isDescription(b.speaker ?? '');
  if (!same && !described) return 0;
  if (fa.line === fb.line) return same || fa.words.length >= PART_WITHOUT_NAME ? 3 : 0;
  const [short, long] = fa.words.length <= fb.words.length ? [fa, fb] : [fb, fa];
  const overlap = short.words.length / long.words.length;
  if (short.words.length >= (same ? PART : PART_WITHOUT_NAME) && long.line.includes(short.line))
    return 2 + overlap;
  if (!same)
    return named || a.kind === 'indirect' || b.kind === 'indirect' ? 0 : editedScore(short, long, 0.9);
  if (sharedQuotations(fa.quoted, fb.quoted) > 0) return 2;
  return editedScore(short, long, EDITED);
}

/** The same statement in lightly other words: most telling words of the shorter one, and many of both. */
function editedScore(short: Folded, long: Folded, least: number): number {
  if (short.negated !== long.negated) return 0;
  const shared = sharedOf(short.telling, long.telling);
  const fewer = Math.min(short.telling.size, long.telling.size);
  const all = short.telling.size + long.telling.size - shared;
  const inAll = sharedOf(new Set(short.words), new Set(long.words)) / new Set(long.words).size;
  const enough = shared >= EDITED_WORDS || (shared >= EDITED_WORDS - 1 && inAll >= EDITED_SHORT);
  if (!enough || shared / fewer < least || shared / all < EDITED_OVERALL) return 0;
  return 1 + shared / all;
}

function sharedOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared;
}

function fold(said: Said): Folded {
  const pieces = said.pieces.map((piece) => piece.slice(0, LONGEST_PIECE));
  const all = pieces.flatMap(words).slice(0, LONGEST);
  const body = all[0] === 'that' ? all.slice(1) : all;
  return {
    words: body,
    line: ` ${body.join(' ')} `,
    telling: new Set(body.filter((word) => !STOP.has(word)).map(stem)),
    quoted: pieces.flatMap((piece) => quotationsOf(piece, QUOTED_RUN)),
    negated: body.some((word) => NEGATION.test(word)),
  };
}
