/** A proposal in numbers, for the trees that weigh it: how likely its words are, what competes with it, how it stands. */
import { CONTENT, CUE, LABELS, OUT, ROW } from './labels.ts';
import type { Link } from './link.ts';
import { BASE, type Linkable, type Mention, RULES, type Saying } from './mentions.ts';
import { contentChance, stretchChance } from './posterior.ts';
import { OUTSIDE, type Sight } from './sight.ts';

type Emissions = Float32Array | Float64Array;

/** Measures of a proposal. */
export const MEASURES = 58;
/** Stands for "no such thing" where small numbers mean near. */
const FAR = 99;

/** How much better a word scores as content than as anything else (`inside`), or the other way round. */
export function marginOf(emissions: Emissions, i: number, inside: boolean): number {
  const at = i * ROW;
  const own = Math.max(emissions[at + CONTENT] ?? 0, emissions[at + CONTENT + 1] ?? 0);
  let other = emissions[at + OUT] ?? 0;
  for (let b = CONTENT + 2; b < LABELS; b++) other = Math.max(other, emissions[at + b] ?? 0);
  return inside ? own - other : other - own;
}

function cueMargin(emissions: Emissions, i: number): number {
  const at = i * ROW;
  let other = emissions[at + OUT] ?? 0;
  for (let b = CONTENT; b < CUE; b++) other = Math.max(other, emissions[at + b] ?? 0);
  return Math.max(emissions[at + CUE] ?? 0, emissions[at + CUE + 1] ?? 0) - other;
}

/** What overlaps a proposal in its paragraph. */
type Rivals = { likeliest: number; count: number; better: number; sameStart: boolean; sameEnd: boolean };

/**
 * The measures of every link, `MEASURES` each, row by row.
 * @param odds log odds of each link by the linear choice
 * @param rivals as `rivalsOf` gives them
 */
export function measuresOf(
  linkable: Linkable,
  links: Link[],
  odds: ArrayLike<number>,
  rivals: number[],
): Float32Array {
  const out = new Float32Array(links.length * MEASURES);
  const byParagraph = new Map<number, number[]>();
  const whole = links.map(({ saying }, i) => {
    const list = byParagraph.get(saying.paragraph);
    if (list) list.push(i);
    else byParagraph.set(saying.paragraph, [i]);
    const length = linkable.sights[saying.paragraph]?.length ?? 0;
    const posterior = linkable.tagged[saying.paragraph]?.posterior;
    return posterior ? stretchChance(posterior, saying.from, saying.to, length) : 0;
  });
  links.forEach((link, at) => {
    const { saying, source, cue, chance } = link;
    const { paragraph, from, to, votes } = saying;
    const sight = linkable.sights[paragraph] as Sight;
    const tagged = linkable.tagged[paragraph];
    if (!tagged) return;
    const { emissions, posterior } = tagged;
    const { content } = posterior;
    const own = whole[at] as number;
    const rival: Rivals = { likeliest: -FAR, count: 0, better: 0, sameStart: false, sameEnd: false };
    let bestOdds = -FAR;
    let byRules = votes & RULES ? 1 : 0;
    let ofBase = votes & BASE ? 1 : 0;
    for (const j of byParagraph.get(paragraph) ?? []) {
      const other = (links[j] as Link).saying;
      const shared = Math.min(to, other.to) - Math.max(from, other.from);
      if (j === at || shared <= 0) continue;
      const theirs = whole[j] as number;
      rival.count++;
      if (theirs > own) rival.better++;
      if (theirs > rival.likeliest) {
        rival.likeliest = theirs;
        rival.sameStart = other.from === from;
        rival.sameEnd = other.to === to;
      }
      bestOdds = Math.max(bestOdds, odds[j] as number);
      if (other.votes & RULES)
        byRules = Math.max(byRules, shared / (to - from + other.to - other.from - shared));
      if (other.votes & BASE) ofBase = Math.max(ofBase, shared / (other.to - other.from));
    }
    const { sum, least, words, quoted, likeliest } = insideOf(sight, emissions, content, from, to);
    const n = sight.length;
    const before = from > 0;
    const after = to < n;
    const sentence = (i: number) => sight.sentence[i] ?? 0;
    const beside = (a: number, b: number) =>
      a >= 0 && b < n && (sight.region[a] ?? -1) >= 0 && sight.region[a] === sight.region[b] ? 1 : 0;
    let k = at * MEASURES;
    const add = (x: number) => {
      out[k++] = x;
    };
    add(own);
    add(own / Math.sqrt(words + 1));
    add(contentChance(posterior, from, to));
    add(sum / (to - from));
    add(least);
    add(sum);
    add(before ? marginOf(emissions, from - 1, false) : FAR);
    add(after ? marginOf(emissions, to, false) : FAR);
    add(marginOf(emissions, from, true));
    add(marginOf(emissions, to - 1, true));
    add(before ? (content[from - 1] as number) : 0);
    add(after ? (content[to] as number) : 0);
    add(words);
    add(to - from);
    add(votes);
    add(votes & 4);
    add(votes & RULES);
    add(votes & 16);
    add(rivals[at] ?? 0);
    add(chance);
    add(source?.tagged ? 1 : 0);
    add(source?.ruled ? 1 : 0);
    add(source?.pronoun ? 1 : 0);
    add(source?.margin ?? -9);
    add(agreement(saying, source));
    add(!cue ? FAR : cue.to <= from ? from - cue.to : cue.from >= to ? cue.from - to : -1);
    add(!cue ? 0 : cue.to <= from ? 1 : cue.from >= to ? 2 : 3);
    add(cue && [sentence(from), sentence(to - 1)].includes(sentence(cue.from)) ? 1 : 0);
    add(cue ? cueMargin(emissions, cue.from) : -FAR);
    add((sight.ends[to - 1] ?? 0) - to);
    add(saying.kind);
    add(words > 0 ? quoted / words : 0);
    add(beside(from - 1, from));
    add(beside(to - 1, to));
    add(sight.pos[from] ?? 0);
    add(before ? (sight.pos[from - 1] ?? 0) : -1);
    add(sight.pos[to - 1] ?? 0);
    add(after ? (sight.pos[to] ?? 0) : -1);
    add(sight.kind[from] ?? 0);
    add(before ? (sight.kind[from - 1] ?? 0) : -1);
    add(sight.kind[to - 1] ?? 0);
    add(after ? (sight.kind[to] ?? 0) : -1);
    add(odds[at] as number);
    add(rival.likeliest);
    add(own - rival.likeliest);
    add(rival.count);
    add(rival.sameStart ? 1 : 0);
    add(rival.sameEnd ? 1 : 0);
    add(rival.better);
    add(byRules);
    add(ofBase);
    add((odds[at] as number) - bestOdds);
    add(distance(saying, source));
    add(Math.min(20, paragraph));
    add(posterior.begins[from] as number);
    add(n);
    add(likeliest);
    add(sentence(to - 1) - sentence(from));
  });
  return out;
}

function insideOf(sight: Sight, emissions: Emissions, content: Float64Array, from: number, to: number) {
  const found = { sum: 0, least: Infinity, words: 0, quoted: 0, likeliest: 0 };
  for (let i = from; i < to; i++) {
    const margin = marginOf(emissions, i, true);
    found.sum += margin;
    found.least = Math.min(found.least, margin);
    found.likeliest = Math.max(found.likeliest, content[i] as number);
    if (sight.shape[i] === 6) continue;
    found.words++;
    if (sight.quote[i] !== OUTSIDE) found.quoted++;
  }
  return found;
}

/** The linker and the rules: 0 the rules have no source, 1 the same mention, 2 the same words, 3 another. */
function agreement({ ruled }: Saying, source: Mention | null): number {
  if (!ruled) return 0;
  if (ruled === source) return 1;
  return source && ruled.key === source.key ? 2 : 3;
}

/** Words between a saying and its source; half of `FAR` in another paragraph. */
function distance({ paragraph, from, to }: Saying, source: Mention | null): number {
  if (!source) return FAR;
  if (source.paragraph !== paragraph) return FAR / 2;
  return source.from >= to ? source.from - to : from - source.to;
}
