/** First-order Viterbi over the joint labels. */
import { LABELS, mayFollow, OUT, ROW, START } from './labels.ts';

const IMPOSSIBLE = -1e9;

/**
 * The best labels of a paragraph.
 * @param emissions scores of each word, `ROW` a word
 * @param transitions `ROW` × `ROW`, from × to; row `START` begins
 * @param length words
 * @param bonus what "outside" is given on top: above 0 fewer words are labelled, below 0 more
 */
export function viterbi(
  emissions: Float32Array | Float64Array,
  transitions: ArrayLike<number>,
  length: number,
  bonus = 0,
): Uint8Array {
  const labels = new Uint8Array(length);
  if (length === 0) return labels;
  const back = new Uint8Array(length * ROW);
  let score = new Float64Array(LABELS);
  let next = new Float64Array(LABELS);
  for (let b = 0; b < LABELS; b++)
    score[b] = mayFollow(OUT, b)
      ? (emissions[b] as number) + (transitions[START * ROW + b] as number)
      : IMPOSSIBLE;
  score[OUT] = (score[OUT] as number) + bonus;
  for (let i = 1; i < length; i++) {
    for (let b = 0; b < LABELS; b++) {
      let best = IMPOSSIBLE * 2;
      let from = 0;
      if (b === OUT || b % 2 === 1) {
        for (let a = 0; a < LABELS; a++) {
          const s = (score[a] as number) + (transitions[a * ROW + b] as number);
          if (s > best) {
            best = s;
            from = a;
          }
        }
      } else {
        for (let a = b - 1; a <= b; a++) {
          const s = (score[a] as number) + (transitions[a * ROW + b] as number);
          if (s > best) {
            best = s;
            from = a;
          }
        }
      }
      next[b] = best + (emissions[i * ROW + b] as number) + (b === OUT ? bonus : 0);
      back[i * ROW + b] = from;
    }
    [score, next] = [next, score];
  }
  let label = 0;
  for (let b = 1; b < LABELS; b++) if ((score[b] as number) > (score[label] as number)) label = b;
  for (let i = length - 1; i >= 0; i--) {
    labels[i] = label;
    label = back[i * ROW + label] as number;
  }
  return labels;
}
