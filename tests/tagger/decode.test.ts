import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viterbi } from '../../src/statements/tagger/decode.ts';
import {
  LABELS,
  mayFollow,
  OUT,
  ROW,
  START,
  stretchesOf,
  write,
} from '../../src/statements/tagger/labels.ts';

function scoreOf(labels: number[], emissions: Float64Array, transitions: Float64Array): number {
  let before = START;
  let score = 0;
  for (const [i, label] of labels.entries()) {
    if (!mayFollow(before === START ? OUT : before, label)) return -Infinity;
    score += (emissions[i * ROW + label] ?? 0) + (transitions[before * ROW + label] ?? 0);
    before = label;
  }
  return score;
}

function everyLabelling(length: number): number[][] {
  if (length === 0) return [[]];
  return everyLabelling(length - 1).flatMap((l) => Array.from({ length: LABELS }, (_, b) => [...l, b]));
}

describe('decoding', () => {
  it('finds what trying every labelling finds', () => {
    const numbers = (n: number) =>
      fc
        .array(fc.integer({ min: -50, max: 50 }), { minLength: n, maxLength: n })
        .map((a) => Float64Array.from(a));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        numbers(3 * ROW),
        numbers(ROW * ROW),
        (length, emissions, transitions) => {
          const found = [...viterbi(emissions, transitions, length)];
          const best = Math.max(...everyLabelling(length).map((l) => scoreOf(l, emissions, transitions)));
          expect(scoreOf(found, emissions, transitions)).toBe(best);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes fewer words for something when "outside" is given a bonus', () => {
    const emissions = new Float64Array(5 * ROW);
    for (let i = 0; i < 5; i++) emissions[i * ROW + (i === 0 ? 1 : 2)] = 1;
    const none = new Float64Array(ROW * ROW);
    expect([...viterbi(emissions, none, 5)]).toEqual([1, 2, 2, 2, 2]);
    expect([...viterbi(emissions, none, 5, 2)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('has nothing to say of no words', () => {
    expect(viterbi(new Float64Array(0), new Float64Array(ROW * ROW), 0)).toHaveLength(0);
  });
});

describe('labels', () => {
  it('become stretches, a new beginning ending the one before', () => {
    expect(stretchesOf(Uint8Array.from([1, 2, 1, 0, 3, 4, 5]))).toEqual([
      { kind: 1, from: 0, to: 2 },
      { kind: 1, from: 2, to: 3 },
      { kind: 3, from: 4, to: 6 },
      { kind: 5, from: 6, to: 7 },
    ]);
  });

  it('written later leave the earlier ones alone', () => {
    const labels = new Uint8Array(5);
    write(labels, 1, 1, 3);
    write(labels, 3, 0, 5);
    expect([...labels]).toEqual([3, 1, 2, 3, 4]);
  });
});
