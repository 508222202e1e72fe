import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOf } from '../../src/statements/tagger/choose.ts';
import type { Link } from '../../src/statements/tagger/link.ts';

type Proposal = { paragraph: number; from: number; length: number; worth: number };

const linkOf = ({ paragraph, from, length }: Proposal): Link => ({
  saying: { paragraph, from, to: from + length, votes: 1, kind: 2, draft: null, ruled: null },
  source: null,
  cue: null,
  chance: 1,
});

const LEAST = 0.3;
const overlap = (a: Proposal, b: Proposal) =>
  a.paragraph === b.paragraph && a.from < b.from + b.length && b.from < a.from + a.length;

/** The most that any choice without overlaps gains, by trying all. */
function mostOf(rest: Proposal[], chosen: Proposal[]): number {
  const [first, ...others] = rest;
  if (!first) return chosen.reduce((sum, p) => sum + p.worth - LEAST, 0);
  const without = mostOf(others, chosen);
  if (chosen.some((c) => overlap(c, first))) return without;
  return Math.max(without, mostOf(others, [...chosen, first]));
}

describe('choosing among proposals', () => {
  it('gains as much as trying every choice, without overlaps and in order', () => {
    const proposal = fc.record({
      paragraph: fc.integer({ min: 0, max: 1 }),
      from: fc.integer({ min: 0, max: 8 }),
      length: fc.integer({ min: 1, max: 5 }),
      worth: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
    });
    fc.assert(
      fc.property(fc.array(proposal, { maxLength: 9 }), (proposals) => {
        const links = proposals.map(linkOf);
        const chosen = bestOf(
          links,
          proposals.map((p) => p.worth),
          LEAST,
        );
        const picked = chosen.map((link) => proposals[links.indexOf(link)] as Proposal);
        for (const [i, a] of picked.entries())
          for (const b of picked.slice(i + 1)) {
            expect(overlap(a, b)).toBe(false);
            expect(a.paragraph * 100 + a.from).toBeLessThan(b.paragraph * 100 + b.from);
          }
        const gained = picked.reduce((sum, p) => sum + p.worth - LEAST, 0);
        expect(gained).toBeCloseTo(mostOf(proposals, []), 9);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out what is not worth showing', () => {
    expect(bestOf([linkOf({ paragraph: 0, from: 0, length: 3, worth: 0 })], [0.29], LEAST)).toEqual([]);
  });
});
