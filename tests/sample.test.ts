import { expect, it } from 'vitest';
import { scoreSample } from './samplegold.ts';

it('reads the sample as a careful reader does', async () => {
  const score = await scoreSample();
  // A wrong speaker is worse than none: none at all is allowed here.
  expect(score.wrongSpeaker).toEqual([]);
  expect(score.missed.length).toBeLessThanOrEqual(0.03 * score.gold);
  expect(score.wrongKind.length).toBeLessThanOrEqual(0.02 * score.gold);
  expect(score.stance).toBe(score.found);
  expect(score.unattributed).toBeLessThanOrEqual(2);
  expect(score.spurious.length).toBeLessThanOrEqual(0.03 * score.gold);
}, 30_000);
