/** Paragraphs → labels and the scores they were chosen by. */
import { viterbi } from './decode.ts';
import { featuresOf, WIDTH } from './features.ts';
import { ROW } from './labels.ts';
import type { Tagged } from './mentions.ts';
import { posteriorOf } from './posterior.ts';
import type { Sight } from './sight.ts';
import type { Weights } from './weights.ts';

/** Every paragraph tagged. Linear in the number of words. */
export function tagAll(sights: Sight[], weights: Weights): Tagged[] {
  return sights.map((sight, p) => {
    const features = featuresOf(sights, p, weights.lexicon);
    const emissions = new Float32Array(sight.length * ROW);
    for (let i = 0; i < sight.length; i++)
      weights.addRows(features, i * WIDTH, (i + 1) * WIDTH, emissions, i * ROW);
    return taggedBy(emissions, weights.transitions, sight.length);
  });
}

/** What "outside" is given or refused when fewer or more words are to be taken for something. */
const LEAN = 1.2;

/** The three decodings of one paragraph. */
export function taggedBy(
  emissions: Float32Array | Float64Array,
  transitions: ArrayLike<number>,
  length: number,
): Tagged {
  return {
    labels: viterbi(emissions, transitions, length),
    more: viterbi(emissions, transitions, length, -LEAN),
    fewer: viterbi(emissions, transitions, length, LEAN),
    emissions,
    posterior: posteriorOf(emissions, transitions, length),
  };
}
