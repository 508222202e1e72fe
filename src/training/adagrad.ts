/** AdaGrad over hashed features (Duchi et al. 2011) with averaged weights: the table that linker and choice are learned in. */
import { LINK_LOG } from '../statements/tagger/weights.ts';

/** Weights in 2^20 slots; a feature's slot is the upper bits of its hash. */
export type Table = Float32Array;
export const slotOf = (hash: number): number => hash >>> (32 - LINK_LOG);

export type Learner = {
  /** Sum of the weights of a row of feature hashes, as learned so far. */
  score(row: Int32Array): number;
  /** A step along `gradient` for every feature of the row. */
  move(row: Int32Array, gradient: number): void;
  /** Ends one example. */
  tick(): void;
  /** The mean of the weights over all examples. */
  averaged(): Table;
};

const SLOTS = 1 << LINK_LOG;
/** What is taken off a weight at each of its steps. */
const DECAY = 1e-6;

/** Starts at nothing. `rate` is the length of the first steps. */
export function learner(rate: number): Learner {
  const table = new Float32Array(SLOTS);
  const squares = new Float32Array(SLOTS).fill(1e-2);
  const sums = new Float64Array(SLOTS);
  let step = 0;
  return {
    score(row) {
      let sum = 0;
      for (const hash of row) sum += table[slotOf(hash)] as number;
      return sum;
    },
    move(row, gradient) {
      for (const hash of row) {
        const slot = slotOf(hash);
        const by = gradient - DECAY * (table[slot] as number);
        squares[slot] = (squares[slot] as number) + by * by;
        const change = (rate * by) / Math.sqrt(squares[slot] as number);
        table[slot] = (table[slot] as number) + change;
        sums[slot] = (sums[slot] as number) + change * step;
      }
    },
    tick() {
      step++;
    },
    averaged: () => table.map((w, slot) => w - (sums[slot] as number) / Math.max(1, step)),
  };
}
