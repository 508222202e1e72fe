/** A linear-chain conditional random field (Lafferty et al. 2001) trained by stochastic gradient ascent. */
import { LABELS, mayFollow, ROW, START } from '../statements/tagger/labels.ts';
import { type Exercise, STRIDE } from './exercises.ts';
import { emissionsOf, emptyModel, type Model } from './model.ts';
import { randomFrom, shuffled } from './random.ts';

/** Which label may follow which, the start included. */
const ALLOWED = Array.from({ length: ROW * ROW }, (_, at) => {
  const a = Math.floor(at / ROW);
  const b = at % ROW;
  return b < LABELS && (a === START ? mayFollow(0, b) : a < LABELS && mayFollow(a, b));
});

/** A step's length: falls to a fifth over the epochs. */
const RATE = 0.003;
/** The share of features left out of each word while learning (dropout). */
const DROP = 0.2;

/** Learns from the exercises in an order drawn from `seed`. */
export function crf(exercises: Exercise[], features: number, epochs: number, seed: number): Model {
  const { rows, transitions } = emptyModel(features);
  // The average over all steps from the second epoch on: w - u / steps, u growing by each change times its step.
  const sum = emptyModel(features);
  const random = randomFrom(seed);
  const longest = exercises.reduce((most, e) => Math.max(most, e.length), 0);
  const emissions = new Float64Array(longest * ROW);
  const forward = new Float64Array(longest * ROW);
  const backward = new Float64Array(longest * ROW);
  const scales = new Float64Array(longest);
  const potentials = new Float64Array(longest * ROW);
  const moves = new Float64Array(ROW * ROW);
  const expected = new Float64Array(ROW * ROW);
  const total = epochs * exercises.length;
  let step = 0;
  const scratch = new Int32Array(longest * STRIDE);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const exercise of shuffled(exercises, random)) {
      const { features: f, gold, length } = exercise;
      const rate = RATE * (1 - (0.8 * step++) / total);
      const late = Math.max(0, step - exercises.length);
      if (length === 0) continue;
      const kept = thinned(f, random, DROP, scratch);
      emissionsOf(rows, { ...exercise, features: kept }, emissions);
      for (let at = 0; at < ROW * ROW; at++)
        moves[at] = ALLOWED[at] ? Math.exp(transitions[at] as number) : 0;
      for (let i = 0; i < length; i++) {
        let most = -Infinity;
        for (let b = 0; b < LABELS; b++) most = Math.max(most, emissions[i * ROW + b] as number);
        for (let b = 0; b < LABELS; b++)
          potentials[i * ROW + b] = Math.exp((emissions[i * ROW + b] as number) - most);
      }
      for (let i = 0; i < length; i++) {
        let z = 0;
        for (let b = 0; b < LABELS; b++) {
          let s = 0;
          if (i === 0) s = moves[START * ROW + b] as number;
          else
            for (let a = 0; a < LABELS; a++)
              s += (forward[(i - 1) * ROW + a] as number) * (moves[a * ROW + b] as number);
          s *= potentials[i * ROW + b] as number;
          forward[i * ROW + b] = s;
          z += s;
        }
        z = Math.max(z, 1e-200);
        scales[i] = z;
        for (let b = 0; b < LABELS; b++) forward[i * ROW + b] = (forward[i * ROW + b] as number) / z;
      }
      for (let b = 0; b < LABELS; b++) backward[(length - 1) * ROW + b] = 1;
      for (let i = length - 2; i >= 0; i--) {
        for (let a = 0; a < LABELS; a++) {
          let s = 0;
          for (let b = 0; b < LABELS; b++)
            s +=
              (moves[a * ROW + b] as number) *
              (potentials[(i + 1) * ROW + b] as number) *
              (backward[(i + 1) * ROW + b] as number);
          backward[i * ROW + a] = s / (scales[i + 1] as number);
        }
      }
      expected.fill(0);
      for (let b = 0; b < LABELS; b++)
        expected[START * ROW + b] = (forward[b] as number) * (backward[b] as number);
      for (let i = 1; i < length; i++)
        for (let a = 0; a < LABELS; a++) {
          const left = (forward[(i - 1) * ROW + a] as number) / (scales[i] as number);
          if (left < 1e-12) continue;
          for (let b = 0; b < LABELS; b++)
            expected[a * ROW + b] =
              (expected[a * ROW + b] as number) +
              left *
                (moves[a * ROW + b] as number) *
                (potentials[i * ROW + b] as number) *
                (backward[i * ROW + b] as number);
        }
      let before = START;
      for (let i = 0; i < length; i++) {
        const right = gold[i] as number;
        const at = before * ROW + right;
        transitions[at] = (transitions[at] as number) + rate;
        sum.transitions[at] = (sum.transitions[at] as number) + rate * late;
        before = right;
        const chance = (forward[i * ROW + right] as number) * (backward[i * ROW + right] as number);
        if (chance > 0.999) continue;
        for (let b = 0; b < LABELS; b++) {
          const g =
            (b === right ? 1 : 0) - (forward[i * ROW + b] as number) * (backward[i * ROW + b] as number);
          if (Math.abs(g) < 1e-3) continue;
          const by = g * rate;
          for (let k = i * STRIDE; k < (i + 1) * STRIDE; k++) {
            const row = (kept[k] as number) * ROW;
            if (row === 0) continue;
            rows[row + b] = (rows[row + b] as number) + by;
            sum.rows[row + b] = (sum.rows[row + b] as number) + by * late;
          }
        }
      }
      for (let at = 0; at < ROW * ROW; at++)
        if (ALLOWED[at]) {
          const by = -rate * (expected[at] as number);
          transitions[at] = (transitions[at] as number) + by;
          sum.transitions[at] = (sum.transitions[at] as number) + by * late;
        }
    }
  }
  const steps = Math.max(1, total - exercises.length);
  for (let i = 0; i < rows.length; i++) rows[i] = (rows[i] as number) - (sum.rows[i] as number) / steps;
  for (let i = 0; i < transitions.length; i++)
    transitions[i] = (transitions[i] as number) - (sum.transitions[i] as number) / steps;
  for (let i = 0; i < rows.length; i++) rows[i] = (rows[i] as number) * (1 - DROP);
  return { rows, transitions };
}

/** The features with a share of them left out at random, written to `into`. */
function thinned(features: Int32Array, random: () => number, share: number, into: Int32Array): Int32Array {
  for (let i = 0; i < features.length; i++) into[i] = random() < share ? 0 : (features[i] as number);
  return into;
}
