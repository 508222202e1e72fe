/**
 * The features of every word of a paragraph, as 32-bit hashes: words, parts of speech, quotation marks, how cue-like the
 * words around are, the collapsed path of parts of speech from the cue and from the start of the sentence, the paragraph
 * and its neighbours, and what the rules say. After Newell et al. 2018 (PolNeAR) and Pareti et al. 2013 in kind.
 */
import { mix } from './hash.ts';
import type { Lexicon } from './lexicon.ts';
import { OUTSIDE, type Sight } from './sight.ts';
import { around, EDGE, MANY, NONE, near, quotedStretches, traitsOf } from './traits.ts';

/** Features a word. */
export const WIDTH = 122;

/** How a paragraph looks from its neighbours. */
function lookOf(sight: Sight | undefined): number {
  if (!sight) return 7;
  const hasRule = sight.rule.includes(1);
  return (
    (sight.quoted ? 1 : 0) +
    (hasRule ? 2 : 0) +
    (sight.labelled ? 4 : 0) +
    (sight.quote[0] === OUTSIDE ? 0 : 8)
  );
}

/**
 * Features of paragraph `p`, `WIDTH` for each word, row by row.
 * @param sights every paragraph of the article
 */
export function featuresOf(sights: Sight[], p: number, lexicon: Lexicon): Int32Array {
  const sight = sights[p];
  if (!sight) return new Int32Array(0);
  const t = traitsOf(sight, lexicon);
  const stretches = quotedStretches(sight, t);
  const n = sight.length;
  const out = new Int32Array(n * WIDTH);
  const { lex, nextWord, nextPos, prevWord, soon, sources } = t.bins;
  const best = new Uint8Array(n);
  for (let i = 0; i < n; i++)
    best[i] = ((nextWord[i] ?? 0) + (nextPos[i] ?? 0) + (prevWord[i] ?? 0) + (soon[i] ?? 0) + 2) >> 2;
  const place = mix(6, p < 3 ? p : p === sights.length - 1 ? 9 : 4, 0, 0);
  const look = lookOf(sight);
  const lookBefore = lookOf(sights[p - 1]);
  const lookAfter = lookOf(sights[p + 1]);
  const neighbours = mix(7, look, lookBefore, lookAfter);
  let k = 0;
  let row = 0;
  const add = (a: number, b: number, c: number) => {
    out[row + k] = mix(100 + k, a, b, c);
    k++;
  };
  const W = (i: number) => sight.word[i] ?? EDGE;
  const L = (i: number) => sight.lemma[i] ?? EDGE;
  const P = (i: number) => sight.pos[i] ?? MANY;
  const S = (i: number) => sight.shape[i] ?? MANY;
  const Q = (i: number) => sight.quote[i] ?? MANY;
  const R = (i: number) => sight.rule[i] ?? MANY;
  const X = (i: number) => sight.chance[i] ?? MANY;
  const B = (i: number) => lex[i] ?? 0;
  for (let i = 0; i < n; i++) {
    row = i * WIDTH;
    k = 0;
    // Words.
    add(0, 0, 0);
    add(W(i), 0, 0);
    add(W(i - 1), 0, 0);
    add(W(i + 1), 0, 0);
    add(W(i - 2), 0, 0);
    add(W(i + 2), 0, 0);
    add(W(i - 1), W(i), 0);
    add(W(i), W(i + 1), 0);
    add(W(i - 2), W(i - 1), 0);
    add(W(i + 1), W(i + 2), 0);
    add(W(i - 1), W(i), W(i + 1));
    add(L(i), 0, 0);
    add(L(i - 1), 0, 0);
    add(L(i + 1), 0, 0);
    add(L(i - 1), L(i), 0);
    add(L(i), L(i + 1), 0);
    // Parts of speech.
    add(P(i), 0, 0);
    add(P(i - 1), P(i), 0);
    add(P(i), P(i + 1), 0);
    add(P(i - 1), P(i), P(i + 1));
    add(P(i - 2), P(i - 1), P(i));
    add(P(i), P(i + 1), P(i + 2));
    add(mix(8, P(i - 2), P(i - 1), P(i)), P(i + 1), P(i + 2));
    add(W(i), P(i - 1), P(i + 1));
    add(L(i), P(i + 1), P(i + 2));
    add(W(i - 1), P(i), P(i + 1));
    add(W(i + 1), P(i), P(i - 1));
    // Shapes.
    add(S(i), P(i), 0);
    add(S(i - 1), S(i), S(i + 1));
    add(sight.suffix[i] ?? 0, 0, 0);
    add(sight.suffix[i] ?? 0, P(i), P(i - 1));
    // Quotation marks.
    const q = Q(i);
    add(q, 0, 0);
    add(Q(i - 1), q, Q(i + 1));
    add(q, W(i), 0);
    add(q, P(i), P(i - 1));
    add(q, W(i - 1), W(i + 1));
    // How cue-like.
    add(B(i), 0, 0);
    add(B(i), best[i] ?? 0, P(i));
    add(B(i - 1), B(i), B(i + 1));
    add(nextWord[i] ?? 0, nextPos[i] ?? 0, 0);
    add(prevWord[i] ?? 0, soon[i] ?? 0, 0);
    add(nextWord[i] ?? 0, prevWord[i] ?? 0, B(i));
    add(nextPos[i] ?? 0, soon[i] ?? 0, B(i));
    add(best[i] ?? 0, best[i - 1] ?? 0, best[i + 1] ?? 0);
    add(sources[i] ?? 0, P(i), 0);
    add(sources[i - 1] ?? 0, sources[i] ?? 0, sources[i + 1] ?? 0);
    add(sources[i - 1] ?? 0, B(i), best[i] ?? 0);
    add(sources[i] ?? 0, B(i + 1), best[i + 1] ?? 0);
    // The cue candidates before and after.
    const last = t.last[i] ?? NONE;
    const here = last >= (sight.begins[i] ?? 0) ? last : NONE;
    const next = t.next[i] ?? NONE;
    const since = here === NONE ? 12 : near(i - here);
    const until = next === NONE ? 12 : near(next - i);
    const lastLemma = here === NONE ? 0 : L(here);
    const nextLemma = next === NONE ? 0 : L(next);
    const lastBest = here === NONE ? 9 : (best[here] ?? 0);
    const nextBest = next === NONE ? 9 : (best[next] ?? 0);
    add(since, until, 0);
    add(since, P(i), 0);
    add(until, P(i), 0);
    add(since, lastLemma, 0);
    add(until, nextLemma, 0);
    add(since, lastBest, P(i));
    add(until, nextBest, P(i));
    add(lastLemma, P(i), P(i - 1));
    add(lastLemma, W(i), 0);
    add(lastLemma, q, W(i - 1));
    add(nextLemma, P(i), P(i + 1));
    add(lastLemma, nextLemma, q);
    add(last === NONE ? 0 : L(last), q, here === NONE ? 1 : 0);
    // Paths.
    const fromCue = here === NONE ? 0 : (t.fromCue[i] ?? 0);
    const fromStart = t.fromStart[i] ?? 0;
    const toEnd = t.toEnd[i] ?? 0;
    const ahead = around(sight, i, 3);
    const far = around(sight, i, 5);
    add(fromCue, 0, 0);
    add(fromCue, lastLemma, 0);
    add(fromCue, ahead, 0);
    add(fromCue, lastBest, P(i));
    add(fromCue, W(i), 0);
    add(fromStart, 0, 0);
    add(fromStart, ahead, 0);
    add(fromStart, P(i), nextBest);
    add(fromStart, nextLemma, 0);
    add(ahead, 0, 0);
    add(far, 0, 0);
    add(ahead, lastLemma, 0);
    add(far, lastBest, 0);
    add(toEnd, q, 0);
    add(toEnd, lastBest, since);
    add(toEnd, nextLemma, 0);
    // Verbs, commas, "that".
    const verbBefore = t.verbBefore[i] ?? 0;
    const verbAfter = t.verbAfter[i] ?? 0;
    add(verbBefore, P(i), 0);
    add(verbAfter, P(i), 0);
    add(verbBefore, verbAfter, 0);
    add(t.verbs[i] ?? 0, P(i), lastBest);
    add(t.commas[i] ?? 0, P(i), lastBest);
    add(t.commas[i] ?? 0, t.lastComma[i] ?? 0, 0);
    add(t.lastComma[i] ?? 0, lastLemma, 0);
    add(t.commas[i] ?? 0, ahead, 0);
    const that = t.firstThat[i] ?? NONE;
    const thatState =
      that === NONE ? 0 : that === i ? 1 : that === i - 1 ? 2 : here !== NONE && that > here ? 3 : 4;
    add(thatState, lastLemma, P(i));
    add(thatState, fromCue, 0);
    add(thatState, t.commas[i] ?? 0, lastBest);
    // Sentence and tail.
    const fromBegin = i - (sight.begins[i] ?? 0);
    const toStop = (sight.ends[i] ?? 0) - i;
    add(t.tail[i] ?? 0, fromBegin === 0 ? 1 : 0, P(i));
    add(t.tail[i] ?? 0, q, since);
    add(near(fromBegin), P(i), 0);
    add(near(toStop), P(i), W(i));
    add(near(fromBegin), sight.word[sight.begins[i] ?? 0] ?? 0, 0);
    // The quoted stretch.
    const stretch = stretches.get(sight.region[i] ?? NONE);
    add(stretch?.look ?? 0, q, 0);
    add(stretch?.size ?? 0, stretch?.before ?? 0, q);
    add(stretch?.size ?? 0, stretch?.after ?? 0, q);
    add(stretch?.look ?? 0, stretch?.before ?? 0, stretch?.posAfter ?? 0);
    add(stretch?.look ?? 0, stretch?.posBefore ?? 0, stretch?.posAfter ?? 0);
    add(stretch?.size ?? 0, mix(9, stretch?.cueBefore ?? 0, stretch?.cueAfter ?? 0, q), lastLemma);
    // The paragraph.
    add(neighbours, q, 0);
    add(place, q, B(i));
    add(neighbours, stretch?.look ?? 0, 0);
    add(look, mix(10, near(sight.sentence[i] ?? 0), q, 0), since);
    // What the rules say.
    const r = R(i);
    const frame = sight.frame[i] ?? 0;
    add(r, 0, 0);
    add(R(i - 1), r, R(i + 1));
    add(r, sight.verb[i] ?? 0, 0);
    add(r, frame, P(i));
    add(r, W(i), W(i - 1));
    add(r, mix(11, frame, R(i - 1), R(i + 1)), P(i));
    add(r, q, t.rules[i] ?? 0);
    add(r, mix(12, P(i - 1), P(i), P(i + 1)), R(i + 1));
    add(r, ahead, frame);
    add(r, thatState, frame);
    add(t.rules[i] ?? 0, best[i] ?? 0, P(i));
    // What the words would allow.
    const x = X(i);
    const xf = sight.chanceFrame[i] ?? 0;
    add(x, xf, 0);
    add(X(i - 1), x, X(i + 1));
    add(x, sight.chanceVerb[i] ?? 0, 0);
    add(x, xf, mix(13, X(i - 1), X(i + 1), r));
    add(x, r, P(i));
    add(x, xf, lastBest);
    add(x, xf, mix(14, ahead, thatState, 0));
    add(x, xf, mix(15, lastLemma, q, 0));
  }
  return out;
}
