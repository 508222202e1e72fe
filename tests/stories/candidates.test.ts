import { describe, expect, it } from 'vitest';
import { frequencyOf, nearest } from '../../src/stories/candidates.ts';

describe('candidates', () => {
  it('are those that share the rarer marks', () => {
    const common = { ids: ['x', 'y', 'z'], frequency: 5_000 };
    const marks = [common, common, { ids: ['rare'], frequency: 1 }, { ids: ['rare', 'x'], frequency: 40 }];
    expect(nearest(marks, 2)).toEqual(['rare', 'x']);
    expect(nearest([], 5)).toEqual([]);
  });

  it('reckon how common a mark is from how near its bearers lie', () => {
    expect(frequencyOf(7, 32, 1_000, 72_000)).toBe(7);
    expect(frequencyOf(32, 32, 1_000, 72_000)).toBe(32 * 72);
    expect(frequencyOf(32, 32, 0, 72_000)).toBe(32 * 72_000);
    expect(frequencyOf(32, 32, 100_000, 72_000)).toBe(32);
  });
});
