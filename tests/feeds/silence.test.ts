import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { silentSince } from '../../src/feeds/silence.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Arrivals every `step` hours for ten days, none on Saturdays and Sundays when `weekdays`. */
const busy = (step: number, weekdays = false): number[] =>
  Array.from({ length: Math.floor((10 * 24) / step) }, (_, i) => i * step * HOUR).filter(
    (at) => !weekdays || ![5, 6].includes(Math.floor(at / DAY) % 7),
  );

describe('a busy feed', () => {
  test('is silent after a day and three of its longest pauses', () => {
    const arrivals = busy(3);
    const last = arrivals.at(-1) ?? 0;
    expect(silentSince(arrivals, -30 * DAY, last + 20 * HOUR)).toBeNull();
    expect(silentSince(arrivals, -30 * DAY, last + 25 * HOUR)).toBe(last);
  });

  test('is not silent at a weekend when it never speaks then', () => {
    const arrivals = busy(3, true);
    const last = arrivals.at(-1) ?? 0;
    expect(silentSince(arrivals, -30 * DAY, last + 3 * DAY)).toBeNull();
    expect(silentSince(arrivals, -30 * DAY, last + 9 * DAY)).toBe(last);
  });

  test('that has shown no weekend yet gets three days', () => {
    const arrivals = busy(3).slice(0, 24);
    const last = arrivals.at(-1) ?? 0;
    expect(silentSince(arrivals, 0, last + 2 * DAY)).toBeNull();
    expect(silentSince(arrivals, 0, last + 4 * DAY)).toBe(last);
  });

  test('is one that brings twenty things in two weeks: no other is ever silent', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(14 * 24), { maxLength: 19 }), fc.nat(100), (hours, later) => {
        const arrivals = hours.sort((a, b) => a - b).map((h) => h * HOUR);
        expect(silentSince(arrivals, 0, 14 * DAY + later * DAY)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
