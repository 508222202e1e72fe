import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTENT,
  LABELS,
  mayFollow,
  OUT,
  ROW,
  START,
  stretchesOf,
} from '../../src/statements/tagger/labels.ts';
import { contentChance, posteriorOf, stretchChance } from '../../src/statements/tagger/posterior.ts';

const LENGTH = 4;

function everyLabelling(length: number): number[][] {
  if (length === 0) return [[]];
  return everyLabelling(length - 1).flatMap((l) =>
    Array.from({ length: LABELS }, (_, b) => b)
      .filter((b) => mayFollow(l.at(-1) ?? OUT, b))
      .map((b) => [...l, b]),
  );
}

describe('the chance of a stretch', () => {
  it('is its share of all labellings, counted one by one', () => {
    const all = everyLabelling(LENGTH);
    const numbers = (n: number) =>
      fc
        .array(fc.integer({ min: -20, max: 20 }), { minLength: n, maxLength: n })
        .map((a) => Float64Array.from(a, (x) => x / 8));
    fc.assert(
      fc.property(numbers(LENGTH * ROW), numbers(ROW * ROW), (emissions, transitions) => {
        const weights = all.map((labels) =>
          Math.exp(
            labels.reduce(
              (sum, b, i) =>
                sum +
                (emissions[i * ROW + b] ?? 0) +
                (transitions[(i === 0 ? START : (labels[i - 1] ?? 0)) * ROW + b] ?? 0),
              0,
            ),
          ),
        );
        const total = weights.reduce((a, b) => a + b, 0);
        const posterior = posteriorOf(emissions, transitions, LENGTH);
        for (let from = 0; from < LENGTH; from++)
          for (let to = from + 1; to <= LENGTH; to++) {
            const share = all.reduce((sum, labels, n) => {
              const has = stretchesOf(Uint8Array.from(labels)).some(
                (s) => s.kind === CONTENT && s.from === from && s.to === to,
              );
              return has ? sum + (weights[n] ?? 0) : sum;
            }, 0);
            expect(Math.exp(stretchChance(posterior, from, to, LENGTH))).toBeCloseTo(share / total, 9);
          }
        const first = all.reduce((sum, [b], n) => (b === CONTENT ? sum + (weights[n] ?? 0) : sum), 0);
        expect(contentChance(posterior, 0, 1)).toBeCloseTo(first / total, 9);
      }),
      { numRuns: 15 },
    );
  });
});
