import { expect, it } from 'vitest';
import { createAbsence } from '../../adapters/absence.ts';

it('waits longer each time, up to a minute, and counts many that fail at once as one', () => {
  const absence = createAbsence(() => 1);
  let now = 5_000;
  const waits: number[] = [];
  for (let i = 0; i < 9; i++) {
    const until = absence.missed(now);
    for (let n = 0; n < 12; n++) expect(absence.missed(now + n)).toBe(until);
    waits.push(until - now);
    now = until;
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  absence.over();
  expect(absence.missed(now)).toBe(now + 1_000);
});

it('begins anew as soon as it was answered, though the wait is not over', () => {
  const absence = createAbsence(() => 0);
  absence.missed(0);
  absence.over();
  expect(absence.missed(100)).toBe(600);
});
