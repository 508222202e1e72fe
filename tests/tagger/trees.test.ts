import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ROW } from '../../src/statements/tagger/labels.ts';
import { grown, LEAF } from '../../src/statements/tagger/trees.ts';
import { LINK_LOG, unpack } from '../../src/statements/tagger/weights.ts';
import { forestOf } from '../../src/training/boosting.ts';
import { pack } from '../../src/training/packing.ts';
import { randomFrom } from '../../src/training/random.ts';

const WIDTH = 3;
const chance = (odds: number) => 1 / (1 + Math.exp(-odds));

/** Two measures that tell the target only together, and one that tells nothing. */
function examples(count: number): { measures: Float32Array; targets: number[] } {
  const random = randomFrom(5);
  const measures = Float32Array.from({ length: count * WIDTH }, () => random() * 10 - 5);
  const targets = Array.from({ length: count }, (_, i) => {
    const both = (measures[i * WIDTH] as number) * (measures[i * WIDTH + 1] as number);
    return both > 0 ? 1 : 0;
  });
  return { measures, targets };
}

describe('boosted trees', () => {
  const { measures, targets } = examples(2_000);
  const forest = forestOf(measures, WIDTH, targets, 3);

  it('learn what no single measure tells', () => {
    const unseen = examples(2_500);
    let right = 0;
    for (let i = 2_000; i < 2_500; i++)
      if (chance(grown(forest, unseen.measures, i * WIDTH)) > 0.5 === (unseen.targets[i] === 1)) right++;
    expect(right).toBeGreaterThan(460);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(forestOf(measures, WIDTH, targets, 3)).toEqual(forest);
    expect(forestOf(measures, WIDTH, targets, 4)).not.toEqual(forest);
  });

  it('say what they are grown to say: smaller or equal goes left', () => {
    const stump = {
      base: 0.5,
      roots: Int32Array.of(0, 3),
      asks: Uint8Array.of(1, LEAF, LEAF, LEAF),
      values: Float32Array.of(2, -1, 4, 0.25),
      rights: Int32Array.of(2, 0, 0, 0),
    };
    expect(grown(stump, Float32Array.of(9, 2), 0)).toBe(-0.25);
    expect(grown(stump, Float32Array.of(9, 2.5), 0)).toBe(4.75);
  });

  it('come out of the file as they went in', () => {
    const none = new Float32Array(1 << LINK_LOG);
    const bytes = pack({
      model: { rows: new Float32Array(ROW), transitions: new Float32Array(ROW * ROW) },
      hashes: new Int32Array(1),
      often: new Int32Array(1),
      bins: new Map(),
      link: none,
      choice: none,
      forest,
    });
    const read = unpack(brotliDecompressSync(bytes)).forest;
    expect({ ...read, base: 0 }).toEqual({ ...forest, base: 0 });
    expect(read.base).toBeCloseTo(forest.base, 5);
  });
});
