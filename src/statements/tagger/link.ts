/**
 * Content → its source: a softmax over the mentions around it, left to right, the decision before being one of the
 * features (a log-linear ranker as in O'Keefe et al. 2012 and Newell et al. 2018).
 */
import type { Stretch } from './labels.ts';
import { BASE, type Linkable, type Mention, type Saying } from './mentions.ts';
import { LINK_WIDTH, linkFeatures, overlap, type Scene, sceneOf } from './scene.ts';

/** Weights by feature hash. */
export type LinkWeights = (hash: number) => number;
export type Link = { saying: Saying; source: Mention | null; cue: Stretch | null; chance: number };

/** Paragraphs looked back and ahead, candidates taken from each side. */
const BACK = 3;
const AHEAD = 1;
const MOST = 14;
const PHRASES = 10;

/** The candidates of a saying, the previous source among them; null stands for none. */
export function candidatesOf(
  linkable: Linkable,
  saying: Saying,
  previous: Mention | null,
): (Mention | null)[] {
  const { paragraph, from, to } = saying;
  const here = linkable.mentions[paragraph] ?? [];
  const distance = (m: Mention) => (m.to <= from ? from - m.to : m.from >= to ? m.from - to : 0);
  const sure = here
    .filter((m) => m.tagged || m.ruled)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MOST);
  const phrases = here
    .filter((m) => !m.tagged && !m.ruled)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, PHRASES);
  const around: Mention[] = [];
  for (let p = paragraph + AHEAD; p >= Math.max(0, paragraph - BACK); p--) {
    if (p === paragraph) continue;
    const sources = (linkable.mentions[p] ?? []).filter((m) => m.tagged || m.ruled);
    around.push(...(p > paragraph ? sources.slice(0, 3) : sources.slice(-5)));
  }
  const all: (Mention | null)[] = [...sure, ...phrases, ...around, null];
  if (previous && !all.includes(previous)) all.push(previous);
  if (saying.ruled && !all.includes(saying.ruled)) all.push(saying.ruled);
  return all;
}

/** Chances of the candidates, in their order. */
function chancesOf(
  linkable: Linkable,
  scene: Scene,
  candidates: (Mention | null)[],
  previous: Mention | null,
  weights: LinkWeights,
): Float64Array {
  const chances = new Float64Array(candidates.length);
  const buffer = new Int32Array(LINK_WIDTH);
  let most = -Infinity;
  candidates.forEach((mention, rank) => {
    const count = linkFeatures(linkable, scene, mention, previous, Math.min(4, rank), buffer);
    let score = 0;
    for (let f = 0; f < count; f++) score += weights(buffer[f] as number);
    chances[rank] = score;
    if (score > most) most = score;
  });
  let total = 0;
  for (let i = 0; i < chances.length; i++) {
    const e = Math.exp((chances[i] as number) - most);
    chances[i] = e;
    total += e;
  }
  for (let i = 0; i < chances.length; i++) chances[i] = (chances[i] as number) / total;
  return chances;
}

/** Every saying with its source, in order of the text; only what the tagger itself proposes counts as said before. Chances of mentions with the same words in them are added up. */
export function linkAll(linkable: Linkable, weights: LinkWeights): Link[] {
  let previous: Mention | null = null;
  return linkable.sayings.map((saying): Link => {
    const scene = sceneOf(linkable, saying);
    const candidates = candidatesOf(linkable, saying, previous);
    const chances = chancesOf(linkable, scene, candidates, previous, weights);
    let best = 0;
    for (let i = 1; i < chances.length; i++) if ((chances[i] as number) > (chances[best] as number)) best = i;
    // "KCNA quoted Kim as saying": the rules know who relays and who speaks; PolNeAR has too few of them to learn from.
    const relayed = saying.draft?.carrier ? saying.ruled : null;
    const source = relayed ?? candidates[best] ?? null;
    let chance = 0;
    candidates.forEach((m, i) => {
      if (m === source || (m && source && (m.key === source.key || overlap(m, source))))
        chance += chances[i] ?? 0;
    });
    if (source && saying.votes & BASE) previous = source;
    return { saying, source, cue: scene.cue, chance: relayed ? 1 : chance };
  });
}
