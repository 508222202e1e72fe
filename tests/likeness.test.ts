import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIKELY, likeness, shapeOf } from '../src/likeness.ts';

const like = (a: string, b: string) => likeness(shapeOf(a), shapeOf(b));

it('holds slips of the finger for alike, and other names not', () => {
  for (const [typed, meant] of [
    ['cambell', 'campbell'],
    ['zelenksy', 'zelensky'],
    ['peksov', 'peskov'],
    ['qampbell', 'campbell'],
    ['avril hains', 'avril haines'],
  ] as const)
    expect(like(typed, meant), typed).toBeGreaterThanOrEqual(LIKELY);
  for (const [typed, other] of [
    ['xyzzy', 'campbell'],
    ['berg', 'fisk'],
    ['lavrov', 'peskov'],
  ] as const)
    expect(like(typed, other), typed).toBe(0);
});

it('is what counting all trigrams gives, whatever the letters', () => {
  const trigrams = (key: string) =>
    new Set(
      key
        .split(' ')
        .flatMap((w) =>
          [...`  ${w} `].map((_, i, all) => all.slice(i, i + 3).join('')).filter((t) => t.length === 3),
        ),
    );
  const word = fc.stringMatching(/^[abcé김]{1,9}( [ab]{1,4})?$/);
  fc.assert(
    fc.property(word, word, (a, b) => {
      const [x, y] = [trigrams(a), trigrams(b)];
      const common = [...x].filter((t) => y.has(t)).length;
      const share = common / (x.size + y.size - common);
      expect(like(a, b)).toBeCloseTo(share < LIKELY ? 0 : share, 10);
    }),
    { numRuns: 500 },
  );
});
