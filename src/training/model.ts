/** A linear table of scores: a row of labels for each feature, and label after label. */
import { ROW } from '../statements/tagger/labels.ts';
import { type Exercise, STRIDE } from './exercises.ts';

export type Model = { rows: Float32Array; transitions: Float32Array };

export const emptyModel = (features: number): Model => ({
  rows: new Float32Array((features + 1) * ROW),
  transitions: new Float32Array(ROW * ROW),
});

/** Scores of every word of an exercise; `into` holds at least `length × ROW`. */
export function emissionsOf(rows: Float32Array, { features, length }: Exercise, into: Float64Array): void {
  for (let i = 0; i < length; i++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    for (let k = i * STRIDE; k < (i + 1) * STRIDE; k++) {
      const at = (features[k] as number) * ROW;
      if (at === 0) continue;
      s0 += rows[at] as number;
      s1 += rows[at + 1] as number;
      s2 += rows[at + 2] as number;
      s3 += rows[at + 3] as number;
      s4 += rows[at + 4] as number;
      s5 += rows[at + 5] as number;
      s6 += rows[at + 6] as number;
    }
    const to = i * ROW;
    into[to] = s0;
    into[to + 1] = s1;
    into[to + 2] = s2;
    into[to + 3] = s3;
    into[to + 4] = s4;
    into[to + 5] = s5;
    into[to + 6] = s6;
  }
}

/** `own × a + factor × b`. */
export function sumOf(a: Model, b: Model, factor: number, own = 1): Model {
  return {
    rows: a.rows.map((w, i) => own * w + factor * (b.rows[i] ?? 0)),
    transitions: a.transitions.map((w, i) => own * w + factor * (b.transitions[i] ?? 0)),
  };
}

/** The length of the table as a vector: the measure by which two models are brought to one size. */
export function scaleOf({ rows }: Model): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += (rows[i] as number) ** 2;
  return Math.sqrt(sum);
}
