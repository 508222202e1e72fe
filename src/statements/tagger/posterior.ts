/** How likely a stretch of content is among all labellings of its paragraph: forward and backward sums (Rabiner 1989). */
import { CONTENT, LABELS, mayFollow, OUT, ROW, START } from './labels.ts';

/** What the chance of any stretch is put together from, a word each. */
export type Posterior = {
  /** Log chance that content begins at a word. */
  begins: Float64Array;
  /** Running sum of the log chances of going on inside, word by word. */
  inside: Float64Array;
  /** Log factor for going on inside right after the first word, and for ending before a word after one or more words. */
  second: Float64Array;
  endsShort: Float64Array;
  endsLong: Float64Array;
  /** Chance of each word to be content. */
  content: Float64Array;
};

/** Smaller chances are this small. */
const TINY = 1e-30;

/** Sums over all labellings of one paragraph. Linear in its length. */
export function posteriorOf(
  emissions: ArrayLike<number>,
  transitions: ArrayLike<number>,
  length: number,
): Posterior {
  const moves = Float64Array.from({ length: ROW * ROW }, (_, at) => {
    const a = Math.floor(at / ROW);
    const b = at % ROW;
    const may = b < LABELS && (a === START ? mayFollow(OUT, b) : a < LABELS && mayFollow(a, b));
    return may ? Math.exp(transitions[at] as number) : 0;
  });
  const odds = new Float64Array(length * ROW);
  const forward = new Float64Array(length * ROW);
  const backward = new Float64Array(length * ROW);
  const scale = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    let most = -Infinity;
    for (let b = 0; b < LABELS; b++) most = Math.max(most, emissions[i * ROW + b] as number);
    let z = 0;
    for (let b = 0; b < LABELS; b++) {
      const e = Math.exp((emissions[i * ROW + b] as number) - most);
      odds[i * ROW + b] = e;
      let s = 0;
      if (i === 0) s = moves[START * ROW + b] as number;
      else
        for (let a = 0; a < LABELS; a++)
          s += (forward[(i - 1) * ROW + a] as number) * (moves[a * ROW + b] as number);
      forward[i * ROW + b] = s * e;
      z += s * e;
    }
    scale[i] = Math.max(z, TINY);
    for (let b = 0; b < LABELS; b++)
      forward[i * ROW + b] = (forward[i * ROW + b] as number) / (scale[i] as number);
  }
  const step = (a: number, i: number, b: number) =>
    ((moves[a * ROW + b] as number) * (odds[i * ROW + b] as number)) / (scale[i] as number);
  for (let i = length - 1; i >= 0; i--)
    for (let a = 0; a < LABELS; a++) {
      let s = i === length - 1 ? 1 : 0;
      if (i < length - 1)
        for (let b = 0; b < LABELS; b++) s += step(a, i + 1, b) * (backward[(i + 1) * ROW + b] as number);
      backward[i * ROW + a] = s;
    }
  const log = (x: number) => Math.log(Math.max(x, TINY));
  const table = () => new Float64Array(length + 1);
  const made: Posterior = {
    begins: table(),
    inside: table(),
    second: table(),
    endsShort: table(),
    endsLong: table(),
    content: table(),
  };
  const IN = CONTENT + 1;
  for (let i = 0; i < length; i++) {
    made.begins[i] = log(forward[i * ROW + CONTENT] as number);
    made.second[i] = log(step(CONTENT, i, IN));
    made.inside[i + 1] = (made.inside[i] as number) + log(step(IN, i, IN));
    let short = 0;
    let long = 0;
    for (let b = 0; b < LABELS; b++) {
      if (b === IN) continue;
      short += step(CONTENT, i, b) * (backward[i * ROW + b] as number);
      long += step(IN, i, b) * (backward[i * ROW + b] as number);
    }
    made.endsShort[i] = log(short);
    made.endsLong[i] = log(long);
    made.content[i] =
      (forward[i * ROW + CONTENT] as number) * (backward[i * ROW + CONTENT] as number) +
      (forward[i * ROW + IN] as number) * (backward[i * ROW + IN] as number);
  }
  return made;
}

/** Log chance that content is exactly the words [from, to) of a paragraph of `length` words. */
export function stretchChance(p: Posterior, from: number, to: number, length: number): number {
  const start = p.begins[from] as number;
  if (to - from === 1) return start + (to < length ? (p.endsShort[to] as number) : 0);
  const middle = (p.second[from + 1] as number) + (p.inside[to] as number) - (p.inside[from + 2] as number);
  return start + middle + (to < length ? (p.endsLong[to] as number) : 0);
}

/** Mean chance of the words [from, to) to be content. */
export function contentChance({ content }: Posterior, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += content[i] as number;
  return sum / Math.max(1, to - from);
}
