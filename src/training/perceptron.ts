/** The averaged structured perceptron (Collins 2002), cost-augmented: while it learns, every wrong label gets a bonus. */
import { viterbi } from '../statements/tagger/decode.ts';
import { LABELS, ROW, START } from '../statements/tagger/labels.ts';
import { type Exercise, STRIDE } from './exercises.ts';
import { emissionsOf, emptyModel, type Model } from './model.ts';
import { randomFrom, shuffled } from './random.ts';

/** What a wrong label is given while decoding in training: a margin of ten, the best of 0, 5, 10, 20 when it was tried. */
const COST = 10;

/** Learns from the exercises in an order drawn from `seed`. */
export function perceptron(exercises: Exercise[], features: number, epochs: number, seed: number): Model {
  const { rows, transitions } = emptyModel(features);
  // The average is w - u / steps, u growing by each change times the step it was made at (Daumé 2006).
  const sum = emptyModel(features);
  const random = randomFrom(seed);
  const longest = exercises.reduce((most, e) => Math.max(most, e.length), 0);
  const emissions = new Float64Array(longest * ROW);
  let step = 1;
  const change = (table: Float32Array, sums: Float32Array, at: number, by: number) => {
    table[at] = (table[at] as number) + by;
    sums[at] = (sums[at] as number) + by * step;
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const exercise of shuffled(exercises, random)) {
      const { features: f, gold, length } = exercise;
      emissionsOf(rows, exercise, emissions);
      for (let i = 0; i < length; i++)
        for (let b = 0; b < LABELS; b++)
          if (b !== gold[i]) emissions[i * ROW + b] = (emissions[i * ROW + b] as number) + COST;
      const guess = viterbi(emissions, transitions, length);
      let rightBefore = START;
      let wrongBefore = START;
      for (let i = 0; i < length; i++) {
        const right = gold[i] as number;
        const wrong = guess[i] as number;
        if (right !== wrong) {
          for (let k = i * STRIDE; k < (i + 1) * STRIDE; k++) {
            const at = (f[k] as number) * ROW;
            if (at === 0) continue;
            change(rows, sum.rows, at + right, 1);
            change(rows, sum.rows, at + wrong, -1);
          }
        }
        if (right !== wrong || rightBefore !== wrongBefore) {
          change(transitions, sum.transitions, rightBefore * ROW + right, 1);
          change(transitions, sum.transitions, wrongBefore * ROW + wrong, -1);
        }
        rightBefore = right;
        wrongBefore = wrong;
      }
      step++;
    }
  }
  for (let i = 0; i < rows.length; i++) rows[i] = (rows[i] as number) - (sum.rows[i] as number) / step;
  for (let i = 0; i < transitions.length; i++)
    transitions[i] = (transitions[i] as number) - (sum.transitions[i] as number) / step;
  return { rows, transitions };
}
