import { expect, it } from 'vitest';
import { scoreSample } from './samplegold.ts';

// The rules were mended on the sample; the learned reading takes some questions and praise for statements besides.
it.each([
  ['learned', 0.08],
  ['rules', 0.03],
] as const)(
  'reads the sample as a careful reader does: %s',
  async (extractor, spurious) => {
    const score = await scoreSample(extractor);
    // A wrong speaker is worse than none: none at all is allowed here.
    expect(score.wrongSpeaker).toEqual([]);
    expect(score.missed.length).toBeLessThanOrEqual(0.03 * score.gold);
    expect(score.wrongKind.length).toBeLessThanOrEqual(0.02 * score.gold);
    expect(score.stance).toBe(score.found);
    expect(score.unattributed).toBeLessThanOrEqual(2);
    expect(score.spurious.length).toBeLessThanOrEqual(spurious * score.gold);
  },
  30_000,
);
