import { expect, it } from 'vitest';
import { race } from '../race.ts';

it('makes one story and one alert of copies that two pollers read at the same instant, a hundred times', async () => {
  const rounds = await race(100);
  expect(rounds.map(({ stories, alerts }) => [stories, alerts])).toEqual(Array(100).fill([1, 1]));
  const between = rounds.reduce((n, r) => n + r.between, 0);
  expect(between).toBeGreaterThan(50);
  process.stderr.write(
    `two pollers, 100 rounds of 16 copies: 1 story and 1 alert each; ${between} filings came between\n`,
  );
}, 1_800_000);
