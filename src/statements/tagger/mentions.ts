/** Everything in an article that might be somebody's name: what the tagger or the rules take for a source, and noun phrases. */
import type { Draft, Offsets } from '../drafts.ts';
import type { Paragraph } from '../tokens.ts';
import { hashOf, mix } from './hash.ts';
import { CONTENT, CUE, LABELS, ROW, SOURCE, type Stretch, stretchesOf } from './labels.ts';
import type { Posterior } from './posterior.ts';
import type { Reading } from './reading.ts';
import { CLASSES, OUTSIDE, type Sight, sourceOffsets, tokensIn } from './sight.ts';

/** What the tagger says of one paragraph: the labels and the scores they were chosen by. */
export type Tagged = {
  labels: Uint8Array;
  /** The labels when more, and when fewer, words are taken for something. */
  more: Uint8Array;
  fewer: Uint8Array;
  emissions: Float32Array | Float64Array;
  posterior: Posterior;
};

export type Mention = {
  paragraph: number;
  from: number;
  to: number;
  /** The tagger takes it for a source; the rules do. */
  tagged: boolean;
  ruled: boolean;
  /** Its words, for "the same name as before". */
  key: number;
  /** How much better its words score as a source than as nothing, a word, in bins from -4 to 4. */
  margin: number;
  pronoun: boolean;
};

/** A stretch of content whose source is looked for. */
export type Saying = {
  paragraph: number;
  from: number;
  to: number;
  /** Who proposes it: the sum of `BASE`, `MORE`, `FEWER`, `RULES`, `WORDS`. */
  votes: number;
  /** 0 direct, 1 mixed, 2 indirect. */
  kind: number;
  /** The draft of the rules that shares most of its words, or null. */
  draft: Draft | null;
  /** That draft's source among the mentions, or null. */
  ruled: Mention | null;
};

/** Proposers of a saying: the tagger, the tagger when freer or stricter, the rules, the likeliest reading of the words. */
export const BASE = 1;
export const MORE = 2;
const FEWER = 4;
export const RULES = 8;
export const WORDS = 16;

/** An article ready for linking. */
export type Linkable = {
  sights: Sight[];
  /** By paragraph, in order. */
  mentions: Mention[][];
  cues: Stretch[][];
  sayings: Saying[];
  /** Per word of a paragraph 1 inside content. */
  covered: Uint8Array[];
  tagged: Tagged[];
};

/** Sources, cues and contents of the tagger with the rules' own sources. */
export function linkableOf(reading: Reading, sights: Sight[], tagged: Tagged[]): Linkable {
  const stretches = tagged.map((t) => stretchesOf(t.labels));
  const covered = sights.map((sight, p) => {
    const cover = new Uint8Array(sight.length);
    for (const s of stretches[p] ?? []) if (s.kind === CONTENT) cover.fill(1, s.from, s.to);
    return cover;
  });
  const mentions = sights.map((sight, p) => {
    const list = (stretches[p] ?? [])
      .filter((s) => s.kind === SOURCE)
      .map((s) => mentionOf(sight, p, s.from, s.to, tagged[p]));
    for (const m of list) m.tagged = true;
    return list;
  });
  const bySource = new Map<Draft, Mention>();
  const places = reading.paragraphs.map((p) => p.start);
  for (const draft of reading.drafts) {
    const offsets = sourceOffsets(draft);
    if (!offsets) continue;
    const p = lastAt(places, offsets.start);
    const sight = sights[p];
    const paragraph = reading.paragraphs[p];
    if (!sight || !paragraph) continue;
    const run = tokensIn(paragraph.tokens, offsets);
    if (run.to > sight.length || run.to <= run.from) continue;
    const known = mentions[p]?.find((m) => m.from === run.from && m.to === run.to);
    const mention = known ?? mentionOf(sight, p, run.from, run.to, tagged[p]);
    mention.ruled = true;
    if (!known) mentions[p]?.push(mention);
    bySource.set(draft, mention);
  }
  sights.forEach((sight, p) => {
    const list = mentions[p] ?? [];
    list.push(...phrasesOf(sight, p, covered[p] ?? new Uint8Array(0), list, tagged[p]));
    list.sort((a, b) => a.from - b.from || a.to - b.to);
  });
  const sayings = proposals(reading, sights, tagged);
  adviseSayings(reading, sights, sayings, bySource);
  return {
    sights,
    mentions,
    cues: stretches.map((list) => list.filter((s) => s.kind === CUE)),
    sayings,
    covered,
    tagged,
  };
}

/** Every proposed stretch of content, once, in order. */
function proposals(reading: Reading, sights: Sight[], tagged: Tagged[]): Saying[] {
  const found = sights.map(() => new Map<number, Saying>());
  const propose = (p: number, from: number, to: number, vote: number) => {
    const sight = sights[p];
    if (!sight || to > sight.length || to <= from) return;
    const key = from * 4096 + to;
    const known = found[p]?.get(key);
    if (known) known.votes |= vote;
    else found[p]?.set(key, { ...sayingOf(sight, p, { kind: CONTENT, from, to }), votes: vote });
  };
  tagged.forEach(({ labels, more, fewer }, p) => {
    for (const [list, vote] of [
      [labels, BASE],
      [more, MORE],
      [fewer, FEWER],
    ] as const)
      for (const s of stretchesOf(list)) if (s.kind === CONTENT) propose(p, s.from, s.to, vote);
  });
  const places = reading.paragraphs.map((p) => p.start);
  const lay = (p: number, span: Offsets, vote: number) => {
    const paragraph = reading.paragraphs[p];
    if (!paragraph) return;
    const run = tokensIn(paragraph.tokens, span);
    const tidied = tidy(paragraph, run);
    propose(p, tidied.from, tidied.to, vote);
  };
  for (const draft of reading.drafts)
    for (const piece of draft.pieces) lay(lastAt(places, piece.start), piece, RULES);
  reading.chances.forEach((list, p) => {
    for (const { contents } of list) for (const content of contents) lay(p, content, WORDS);
  });
  return found.flatMap((byKey) => [...byKey.values()].sort((a, b) => a.from - b.from || a.to - b.to));
}

/** A run of content without marks at its ends, but with the quotation marks of a stretch that begins or ends there. */
export function tidy({ tokens }: Paragraph, run: { from: number; to: number }): { from: number; to: number } {
  let { from, to } = run;
  while (from < to && tokens[from]?.pos === 'PUNCT') from++;
  while (to > from && tokens[to - 1]?.pos === 'PUNCT') to--;
  if (from >= to) return { from, to };
  const first = tokens[from]?.quote ?? -1;
  const marks = (i: number, quote: number) => tokens[i]?.quote === quote && tokens[i]?.pos === 'PUNCT';
  let start = from;
  while (first >= 0 && marks(start - 1, first)) start--;
  if (tokens[start - 1]?.quote === first || first < 0) start = from;
  const last = tokens[to - 1]?.quote ?? -1;
  let end = to;
  while (last >= 0 && marks(end, last)) end++;
  if (tokens[end]?.quote === last || last < 0) end = to;
  return { from: start, to: end };
}

function lastAt(starts: number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function mentionOf(sight: Sight, p: number, from: number, to: number, tagged: Tagged | undefined): Mention {
  let key = 0;
  let margin = 0;
  for (let i = from; i < to; i++) {
    if (i > from || sight.word[i] !== THE) key = mix(20, key, sight.word[i] ?? 0, 0);
    margin += marginAt(tagged, i);
  }
  return {
    paragraph: p,
    from,
    to,
    tagged: false,
    ruled: false,
    key,
    margin: Math.max(-4, Math.min(4, Math.round(margin / Math.max(1, to - from) / MARGIN_STEP))),
    pronoun: to - from === 1 && sight.kind[from] === CLASSES.pronoun,
  };
}

const THE = hashOf('the');
/** Emissions are scaled so that a step of one is worth mentioning (a quarter of their spread over words). */
const MARGIN_STEP = 1.5;

function marginAt(tagged: Tagged | undefined, i: number): number {
  if (!tagged) return 0;
  const at = i * ROW;
  const as = (label: number) => tagged.emissions[at + label] ?? 0;
  let other = as(0);
  for (let b = 1; b < LABELS; b++) if (b !== SOURCE && b !== SOURCE + 1) other = Math.max(other, as(b));
  return Math.max(as(SOURCE), as(SOURCE + 1)) - other;
}

/** Noun phrases and pronouns outside content that no mention holds yet. */
function phrasesOf(
  sight: Sight,
  p: number,
  covered: Uint8Array,
  known: Mention[],
  tagged: Tagged | undefined,
): Mention[] {
  const taken = new Uint8Array(sight.length);
  for (const m of known) taken.fill(1, m.from, m.to);
  const found: Mention[] = [];
  const free = (i: number) => i < sight.length && !covered[i] && !taken[i] && sight.quote[i] === OUTSIDE;
  for (let i = 0; i < sight.length; i++) {
    if (!free(i)) continue;
    if (sight.kind[i] === CLASSES.pronoun) found.push(mentionOf(sight, p, i, i + 1, tagged));
    if (sight.kind[i] !== CLASSES.np) continue;
    let to = i + 1;
    while (free(to) && sight.kind[to] === CLASSES.np && sight.sentence[to] === sight.sentence[i]) to++;
    found.push(mentionOf(sight, p, i, to, tagged));
    i = to - 1;
  }
  return found;
}

function sayingOf(sight: Sight, paragraph: number, { from, to }: Stretch): Saying {
  let inside = 0;
  let outside = 0;
  for (let i = from; i < to; i++) {
    if (sight.shape[i] === 6) continue;
    if (sight.quote[i] === OUTSIDE) outside++;
    else inside++;
  }
  return {
    paragraph,
    from,
    to,
    kind: outside === 0 ? 0 : inside > 0 ? 1 : 2,
    draft: null,
    ruled: null,
    votes: 0,
  };
}

/** Each saying's draft: the one with most words in common. */
function adviseSayings(
  reading: Reading,
  sights: Sight[],
  sayings: Saying[],
  bySource: Map<Draft, Mention>,
): void {
  const byParagraph: { draft: Draft; from: number; to: number }[][] = sights.map(() => []);
  const places = reading.paragraphs.map((p) => p.start);
  for (const draft of reading.drafts)
    for (const piece of draft.pieces) {
      const p = lastAt(places, piece.start);
      const paragraph = reading.paragraphs[p];
      if (paragraph) byParagraph[p]?.push({ draft, ...tokensIn(paragraph.tokens, piece) });
    }
  for (const saying of sayings) {
    let most = 0;
    for (const { draft, from, to } of byParagraph[saying.paragraph] ?? []) {
      const shared = Math.min(to, saying.to) - Math.max(from, saying.from);
      if (shared <= most) continue;
      most = shared;
      saying.draft = draft;
      saying.ruled = bySource.get(draft) ?? null;
    }
  }
}
