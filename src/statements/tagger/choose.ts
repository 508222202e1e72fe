/**
 * Of all that is proposed, what is said: each proposal's chance of being right, source included, and then the choice
 * without overlaps that promises most.
 */
import { hashOf, mix } from './hash.ts';
import type { Link, LinkWeights } from './link.ts';
import { MEASURES, marginOf, measuresOf } from './measures.ts';
import { BASE, type Linkable, RULES } from './mentions.ts';
import { contentChance, stretchChance } from './posterior.ts';
import type { Sight } from './sight.ts';
import { type Forest, grown } from './trees.ts';

/** Features of a proposal. */
export const CHOICE_WIDTH = 96;
/** A proposal must be likelier than this to be worth showing: of 0.26 to 0.42, all within noise, the one that errs least. */
const WORTH = 0.37;
/**
 * What a proposal of the rules is worth on top: they know kinds of news that the training articles lack. Costs nothing on
 * US news up to here; at 0.3 it costs half a point of AQ there and brings as much on wire stories about Korea and Russia.
 */
const TRUST = 0.1;
/**
 * The same where they find words relayed ("X said that Y, the ministry said"): the annotators gave such words to the relayer,
 * we give them to their speaker, so the model hardly knows them.
 */
const TRUST_RELAYED = 0.3;
const trustIn = ({ saying }: Link): number =>
  saying.votes & RULES ? (saying.draft?.carrier ? TRUST_RELAYED : TRUST) : 0;
/** What the linear choice gives less than this (as log odds) is never worth showing, and not weighed further. */
const HOPELESS = -4;

const bin = (x: number, step: number): number => Math.max(-8, Math.min(8, Math.round(x / step)));

function near(n: number): number {
  if (n < 5) return n;
  return n < 7 ? 5 : n < 10 ? 6 : n < 15 ? 7 : n < 25 ? 8 : 9;
}

/**
 * The features of one proposal.
 * @param rivals the largest share (Jaccard, tenths) it has of any proposal of the tagger itself
 * @returns how many were written
 */
export function choiceFeatures(linkable: Linkable, link: Link, rivals: number, into: Int32Array): number {
  const { saying, source, cue, chance } = link;
  const { paragraph, from, to, kind, votes } = saying;
  const sight = linkable.sights[paragraph] as Sight;
  const emissions = linkable.tagged[paragraph]?.emissions ?? new Float32Array(0);
  let k = 0;
  let template = 0;
  const add = (a: number, b: number, c: number) => {
    template++;
    into[k++] = mix(700 + template, a, b, c);
    into[k++] = mix(760 + template, a, b, mix(40, c, kind, 0));
  };
  let sum = 0;
  let least = Infinity;
  for (let i = from; i < to; i++) {
    const m = marginOf(emissions, i, true);
    sum += m;
    if (m < least) least = m;
  }
  const posterior = linkable.tagged[paragraph]?.posterior;
  const whole = posterior ? bin(stretchChance(posterior, from, to, sight.length), 0.5) : 9;
  const likely = posterior ? Math.floor(contentChance(posterior, from, to) * 12) : 9;
  const mean = sum / Math.max(1, to - from);
  const left = from > 0 ? bin(marginOf(emissions, from - 1, false), 1) : 9;
  const right = to < sight.length ? bin(marginOf(emissions, to, false), 1) : 9;
  const first = bin(marginOf(emissions, from, true), 1);
  const last = bin(marginOf(emissions, to - 1, true), 1);
  const draft = saying.draft;
  const frame = draft ? hashOf(draft.frame) : 0;
  const verb = draft ? mix(41, frame, hashOf(draft.verb), 0) : 0;
  const type = !source ? 0 : 1 + (source.tagged ? 1 : 0) + (source.ruled ? 2 : 0) + (source.pronoun ? 4 : 0);
  const sure = Math.min(9, Math.floor(chance * 10));
  const sameSentence =
    cue !== null &&
    (sight.sentence[cue.from] === sight.sentence[from] ||
      sight.sentence[cue.from] === sight.sentence[to - 1]);
  const gap = !cue ? 10 : near(cue.to <= from ? from - cue.to : cue.from >= to ? cue.from - to : 0);
  const side = !cue ? 0 : cue.to <= from ? 1 : cue.from >= to ? 2 : 3;
  const cueLemma = cue ? (sight.lemma[cue.to - 1] ?? 0) : 0;
  const begins = from === sight.begins[from] ? 1 : 0;
  const ends = (sight.ends[to - 1] ?? 0) - to;
  const look = sight.chanceFrame[from] ?? 0;
  add(0, 0, 0);
  add(votes, 0, 0);
  add(votes, rivals, 0);
  add(votes, frame, rivals);
  add(votes, verb, 0);
  add(votes, sure, 0);
  add(votes, type, sure);
  add(votes, look, 0);
  add(bin(mean, 1), votes, 0);
  add(bin(least, 1), votes, 0);
  add(bin(sum, 8), near(to - from), 0);
  add(bin(mean, 1), bin(least, 1), 0);
  add(left, first, 0);
  add(right, last, 0);
  add(left, right, votes);
  add(first, last, votes);
  add(near(to - from), votes, 0);
  add(sure, type, 0);
  add(sure, frame, 0);
  add(side, gap, sameSentence ? 1 : 0);
  add(side, gap, votes);
  add(cueLemma, side, gap === 0 ? 1 : 0);
  add(cueLemma, votes & BASE, 0);
  add(begins, Math.min(3, ends), side);
  add(begins, Math.min(3, ends), votes);
  add(sight.word[from] ?? 0, votes & BASE, 0);
  add(sight.word[from - 1] ?? 1, votes & BASE, 0);
  add(sight.word[to] ?? 1, votes & BASE, 0);
  add(sight.pos[from] ?? 0, sight.pos[from - 1] ?? 99, votes);
  add(sight.pos[to - 1] ?? 0, sight.pos[to] ?? 99, votes);
  add(sight.word[to - 1] ?? 0, 0, 0);
  add(look, rivals, sight.chance[from] ?? 0);
  add(frame, look, 0);
  add(source?.margin ?? 9, type, 0);
  add(sight.kind[from] ?? 0, sight.kind[to] ?? 0, near(to - from));
  add(whole, 0, 0);
  add(whole, votes, 0);
  add(whole, likely, 0);
  add(likely, votes, 0);
  add(whole, sure, type);
  add(likely, near(to - from), 0);
  return k;
}

/** For each link, the largest Jaccard in tenths with what the tagger itself proposes in its paragraph. */
export function rivalsOf(links: Link[]): number[] {
  const base = new Map<number, Link[]>();
  for (const link of links) {
    if (!(link.saying.votes & BASE)) continue;
    const list = base.get(link.saying.paragraph);
    if (list) list.push(link);
    else base.set(link.saying.paragraph, [link]);
  }
  return links.map(({ saying }) => {
    let most = 0;
    for (const { saying: other } of base.get(saying.paragraph) ?? []) {
      const shared = Math.min(saying.to, other.to) - Math.max(saying.from, other.from);
      if (shared > 0)
        most = Math.max(most, shared / (saying.to - saying.from + other.to - other.from - shared));
    }
    return Math.floor(most * 10);
  });
}

/** Each link's log odds of being a statement with the right source, by the linear choice. */
export function oddsOf(
  linkable: Linkable,
  links: Link[],
  rivals: number[],
  weights: LinkWeights,
): Float64Array {
  const buffer = new Int32Array(CHOICE_WIDTH);
  return Float64Array.from(links, (link, i) => {
    const count = choiceFeatures(linkable, link, rivals[i] ?? 0, buffer);
    let score = 0;
    for (let f = 0; f < count; f++) score += weights(buffer[f] as number);
    return score;
  });
}

/** Each link's chance of being a statement with the right source: the linear choice, weighed again by the trees. */
export function worthOf(
  linkable: Linkable,
  links: Link[],
  weights: LinkWeights,
  forest: Forest,
): Float64Array {
  const rivals = rivalsOf(links);
  const odds = oddsOf(linkable, links, rivals, weights);
  const measures = measuresOf(linkable, links, odds, rivals);
  return odds.map((x, i) => (x < HOPELESS ? 0 : 1 / (1 + Math.exp(-grown(forest, measures, i * MEASURES)))));
}

/** The links that promise most together, none overlapping another (weighted interval scheduling). In order of the text. */
export function bestOf(links: Link[], worth: ArrayLike<number>, least = WORTH): Link[] {
  const order = links
    .map((link, i) => ({ link, gain: (worth[i] ?? 0) + trustIn(link) - least }))
    .filter((x) => x.gain > 0);
  order.sort(
    (a, b) => a.link.saying.paragraph - b.link.saying.paragraph || a.link.saying.to - b.link.saying.to,
  );
  const best = new Float64Array(order.length + 1);
  const taken = new Uint8Array(order.length);
  const before = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const own = order[i] as { link: Link; gain: number };
    const { paragraph, from } = own.link.saying;
    let low = 0;
    let high = i;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = (order[middle] as { link: Link }).link.saying;
      if (other.paragraph < paragraph || (other.paragraph === paragraph && other.to <= from))
        low = middle + 1;
      else high = middle;
    }
    before[i] = low;
    const withOwn = (best[low] as number) + own.gain;
    taken[i] = withOwn > (best[i] as number) ? 1 : 0;
    best[i + 1] = Math.max(best[i] as number, withOwn);
  }
  const chosen: Link[] = [];
  for (let i = order.length - 1; i >= 0; ) {
    if (taken[i]) {
      chosen.push((order[i] as { link: Link }).link);
      i = (before[i] as number) - 1;
    } else i--;
  }
  return chosen.reverse();
}
