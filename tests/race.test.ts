import { expect, it } from 'vitest';
import { race } from './race.ts';

it('makes one story and one alert of copies that two pollers read at the same instant', async () => {
  const rounds = await race(3);
  expect(rounds.map(({ stories, alerts }) => [stories, alerts])).toEqual(Array(3).fill([1, 1]));
  // Without filings that came between there would have been no race.
  expect(rounds.reduce((n, r) => n + r.between, 0)).toBeGreaterThan(1);
}, 60_000);
