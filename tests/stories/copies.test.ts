import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COPY_SHARE, containment } from '../../src/stories/copies.ts';
import { FERRY, FERRY_COPY, FERRY_LATER, FERRY_OTHER, STRIKE } from './world.ts';

const text = fc.array(
  fc.constantFrom('ship', 'reef', 'Norvik', 'noon', '412', 'said', 'the', 'U.N.', 'hull'),
  {
    maxLength: 60,
  },
);

describe('containment', () => {
  test('finds copies and versions, not other reports', () => {
    expect(containment(FERRY.text, FERRY_COPY.text)).toBeGreaterThan(0.8);
    expect(containment(FERRY.text, FERRY_LATER.text)).toBeGreaterThan(0.9);
    expect(containment(FERRY.text, FERRY_OTHER.text)).toBeLessThan(COPY_SHARE);
    expect(containment(FERRY.text, STRIKE.text)).toBeLessThan(0.1);
  });

  test('house spelling, marks and case make no difference', () => {
    const plain = 'The U.N. defense center in the neighbor’s colored harbor';
    expect(containment(plain, 'the UN defence centre, in the neighbour\'s coloured "harbour"')).toBe(1);
  });

  test('is symmetric, within [0, 1], and 1 for a text and itself', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [a, b] = [left.join(' '), right.join(' ')];
        const share = containment(a, b);
        expect(share).toBe(containment(b, a));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        if (left.length > 0) expect(containment(a, a)).toBe(1);
      }),
    );
  });

  test('any part of a text is contained in it', () => {
    const all = FERRY.text.split(' ');
    fc.assert(
      fc.property(fc.nat(all.length - 8), fc.integer({ min: 8, max: 80 }), (from, length) => {
        expect(containment(all.slice(from, from + length).join(' '), FERRY.text)).toBeGreaterThan(0.99);
      }),
    );
  });
});
