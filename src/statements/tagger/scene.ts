/** A saying and one candidate for its source, as features: how they lie to each other, to the cue and to the source before. */
import { hashOf, mix } from './hash.ts';
import type { Stretch } from './labels.ts';
import type { Linkable, Mention, Saying } from './mentions.ts';
import { OUTSIDE, type Sight } from './sight.ts';

/** Features of a candidate. */
export const LINK_WIDTH = 96;

/** The cue that belongs to a saying: the nearest of its sentence outside it, else of the sentences beside. */
export function cueOf(linkable: Linkable, { paragraph, from, to }: Saying): Stretch | null {
  const sight = linkable.sights[paragraph];
  let best: Stretch | null = null;
  let least = Infinity;
  for (const cue of linkable.cues[paragraph] ?? []) {
    const distance = cue.to <= from ? from - cue.to : cue.from >= to ? cue.from - to : 0;
    const same =
      sight?.sentence[cue.from] === sight?.sentence[from] ||
      sight?.sentence[cue.from] === sight?.sentence[to - 1];
    const cost = distance + (same ? 0 : 40);
    if (cost < least) {
      least = cost;
      best = cue;
    }
  }
  return best;
}

function near(n: number): number {
  if (n < 4) return n;
  return n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : n < 40 ? 8 : 9;
}

/** What a saying shows to all of its candidates. */
export type Scene = {
  saying: Saying;
  cue: Stretch | null;
  frame: number;
  sources: number;
  ownSources: number;
  ownCue: number;
  opens: number;
  look: number;
};

/** The scene of a saying. */
export function sceneOf(linkable: Linkable, saying: Saying): Scene {
  const sight = linkable.sights[saying.paragraph] as Sight;
  const first = sight.sentence[saying.from];
  const last = sight.sentence[saying.to - 1];
  const within = (i: number) => sight.sentence[i] === first || sight.sentence[i] === last;
  const mentions = (linkable.mentions[saying.paragraph] ?? []).filter((m) => m.tagged);
  const cue = cueOf(linkable, saying);
  const ownSources = mentions.filter((m) => within(m.from)).length;
  const ownCue = cue && within(cue.from) ? (cue.to <= saying.from ? 1 : 2) : 0;
  const opens = saying.from === sight.begins[saying.from] ? (saying.from === 0 ? 2 : 1) : 0;
  const ends = (sight.ends[saying.to - 1] ?? 0) - saying.to <= 1 ? 1 : 0;
  return {
    saying,
    cue,
    frame: saying.draft ? hashOf(saying.draft.frame) : 0,
    sources: Math.min(3, mentions.length),
    ownSources: Math.min(3, ownSources),
    ownCue,
    opens,
    look: mix(30, opens, ends, mix(31, Math.min(2, ownSources), ownCue, saying.kind)),
  };
}

/** Words between two places of a paragraph as a path of collapsed classes, at most ten. */
function pathBetween(sight: Sight, from: number, to: number): number {
  let h = 1;
  let before = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const k = sight.kind[i] ?? 0;
    if (k === before) continue;
    before = k;
    h = mix(32, h, k, 0);
    if (++count > 10) return 2;
  }
  return h;
}

/**
 * The features of one candidate.
 * @param into at least `LINK_WIDTH` long
 * @returns how many were written
 */
export function linkFeatures(
  linkable: Linkable,
  scene: Scene,
  mention: Mention | null,
  previous: Mention | null,
  rank: number,
  into: Int32Array,
): number {
  const { saying } = scene;
  let k = 0;
  let template = 0;
  const add = (a: number, b: number, c: number) => {
    template++;
    into[k++] = mix(400 + template, a, b, c);
    into[k++] = mix(500 + template, a, b, mix(33, c, saying.kind, 0));
  };
  const ruled = saying.ruled;
  const agreed = !ruled
    ? 0
    : mention === ruled
      ? 1
      : mention && ruled.key === mention.key
        ? 2
        : overlap(mention, ruled)
          ? 3
          : 4;
  if (!mention) {
    template = 60;
    add(0, 0, 0);
    add(agreed, scene.frame, 0);
    add(scene.look, 0, 0);
    add(scene.sources, previous ? 1 : 0, scene.ownCue);
    add(cueWord(linkable, scene), 0, 0);
    return k;
  }
  const sight = linkable.sights[mention.paragraph] as Sight;
  const own = mention.paragraph === saying.paragraph;
  const after = mention.paragraph > saying.paragraph || (own && mention.from >= saying.to);
  const inside = own && mention.from >= saying.from && mention.from < saying.to;
  const paragraphs = saying.paragraph - mention.paragraph;
  const crossed = own
    ? Math.abs(
        (sight.sentence[mention.from] ?? 0) - (sight.sentence[after ? saying.to - 1 : saying.from] ?? 0),
      )
    : 9;
  const distance = !own ? 99 : after ? mention.from - saying.to : inside ? 0 : saying.from - mention.to;
  const where = mix(34, paragraphs, Math.min(3, crossed), (after ? 1 : 0) + (inside ? 2 : 0));
  const type = (mention.tagged ? 1 : 0) + (mention.ruled ? 2 : 0) + (mention.pronoun ? 4 : 0);
  const same = !previous ? 0 : previous === mention ? 3 : previous.key === mention.key ? 2 : 1;
  const cue = scene.cue;
  const hasCue = own && cue !== null;
  const side = !hasCue ? 0 : mention.to <= cue.from ? 1 : mention.from >= cue.to ? 2 : 3;
  const gap = !hasCue ? 99 : side === 1 ? cue.from - mention.to : side === 2 ? mention.from - cue.to : 0;
  const between = !hasCue
    ? 0
    : cue.from >= Math.min(mention.to, saying.to) && cue.to <= Math.max(mention.from, saying.from)
      ? 1
      : 2;
  const path =
    !hasCue || gap > 20
      ? 0
      : side === 1
        ? pathBetween(sight, mention.to, cue.from)
        : pathBetween(sight, cue.to, mention.from);
  const joining =
    !own || distance > 20
      ? 0
      : after
        ? pathBetween(sight, saying.to, mention.from)
        : pathBetween(sight, mention.to, saying.from);
  const word = sight.word[mention.from] ?? 0;
  const before = sight.word[mention.from - 1] ?? 1;
  const next = sight.word[mention.to] ?? 1;
  const head = sight.word[mention.to - 1] ?? 0;
  const look = mix(
    35,
    Math.min(4, mention.to - mention.from),
    sight.pos[mention.from] ?? 0,
    sight.pos[mention.to - 1] ?? 0,
  );
  const subject = mention.from === sight.begins[mention.from] ? 1 : 0;
  add(agreed, 0, 0);
  add(agreed, scene.frame, 0);
  add(agreed, type, 0);
  add(agreed, where, 0);
  add(agreed, type, scene.look);
  add(type, where, 0);
  add(type, where, scene.look);
  add(type, near(Math.abs(distance)), after ? 1 : 0);
  add(type, rank, 0);
  add(type, rank, where);
  add(side, near(gap), type);
  add(side, near(gap), between);
  add(side, path, after ? 1 : 0);
  add(path, mix(36, side, type, 0), cueWord(linkable, scene));
  add(between, side, where);
  add(joining, after ? 1 : 0, type);
  add(same, scene.look, 0);
  add(same, where, type);
  add(same, type, scene.ownCue);
  add(same, scene.frame, agreed);
  add(same, near(Math.abs(distance)), scene.ownSources);
  add(mention.margin, type, 0);
  add(mention.margin, where, 0);
  add(mention.margin, rank, scene.ownSources);
  add(word, type, 0);
  add(head, type, 0);
  add(before, type, 0);
  add(next, type, 0);
  add(next, side, near(gap));
  add(look, type, 0);
  add(look, where, side);
  add(subject, where, type);
  add(subject, side, sight.labelled ? 1 : 0);
  add(mention.pronoun ? word : 0, same, where);
  add(sight.quote[mention.from] === OUTSIDE ? 0 : 1, type, where);
  add(cueWord(linkable, scene), side, after ? 1 : 0);
  add(scene.sources, where, same);
  add(scene.ownSources, where, type);
  return k;
}

function cueWord({ sights }: Linkable, { saying, cue }: Scene): number {
  return cue ? (sights[saying.paragraph]?.lemma[cue.to - 1] ?? 0) : 0;
}

/** Do two mentions share a word? */
export function overlap(a: Mention | null, b: Mention): boolean {
  return a !== null && a.paragraph === b.paragraph && a.from < b.to && b.from < a.to;
}
