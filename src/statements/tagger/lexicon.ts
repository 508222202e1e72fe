/**
 * How often a word outside quotation marks is part of a cue or of a source, in eight bins; counted in training without
 * the document at hand, shipped as a table of keys.
 */
import { mix } from './hash.ts';
import { OPENS, type Sight } from './sight.ts';

/** Key → bin 0 (never or unknown) to 7 (nearly always). */
export type Lexicon = (key: number) => number;

/** Words alone, with the next word, the next part of speech, the word before, what comes soon; and words as sources. */
export const TABLES = 6;
export const SOURCES = 5;
/** A word in a bin from here on is a candidate for a cue (12 % and more of its uses). */
export const CANDIDATE = 3;

const EDGES = [0.02, 0.05, 0.12, 0.25, 0.45, 0.7, 0.88];

/** The bin of `inside` uses among `all`; half a use is added to all, so that a single one proves little. */
export function binOf(inside: number, all: number): number {
  if (all <= 0 || inside <= 0) return 0;
  const share = inside / (all + 0.5);
  let bin = 0;
  while (bin < EDGES.length && share >= (EDGES[bin] ?? 1)) bin++;
  return bin;
}

/** How far ahead "that" or a quotation is looked for. */
const AHEAD = 6;

/** The key of word `i` in `table`. */
export function lexiconKey(sight: Sight, i: number, table: number): number {
  const lemma = sight.lemma[i] ?? 0;
  switch (table) {
    case 1:
      return mix(901, lemma, sight.word[i + 1] ?? 0, 0);
    case 2:
      return mix(902, lemma, sight.pos[i + 1] ?? 99, 0);
    case 3:
      return mix(903, lemma, sight.word[i - 1] ?? 0, 0);
    case 4:
      return mix(904, lemma, soon(sight, i), 0);
    case SOURCES:
      return mix(905, sight.word[i] ?? 0, 0, 0);
    default:
      return mix(900, lemma, 0, 0);
  }
}

function soon(sight: Sight, i: number): number {
  for (let j = i + 1; j < Math.min(sight.length, i + AHEAD); j++) {
    if (sight.isThat[j]) return 1;
    if (sight.quote[j] === OPENS) return 2;
  }
  return 0;
}
