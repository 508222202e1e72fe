/** An article as rules read it: paragraphs, sentences, and the drafts that the tagger takes as advice. */
import type { Frame } from '../candidate.ts';
import { withContinuations } from '../continued.ts';
import { type Draft, type Offsets, offsetsOf, trimmed } from '../drafts.ts';
import { disjoint, draughtedIn } from '../draughts.ts';
import { candidatesIn } from '../frames.ts';
import { share } from '../lexicon.ts';
import type { Sentence } from '../sentences.ts';
import { type Paragraph, paragraphsOf } from '../tokens.ts';

export type Reading = {
  text: string;
  paragraphs: Paragraph[];
  /** By paragraph. */
  sentences: Sentence[][];
  /** Paragraphs that are lines of a transcript. */
  lines: Set<number>;
  /** What the rules find, in order; pieces never overlap. */
  drafts: Draft[];
  /** By paragraph: every attribution that the words allow, whether or not its verb is known to attribute, the likeliest first. */
  chances: Chance[][];
};

/** A possible attribution and how often its verb attributes in its frame, 0 to 1. */
export type Chance = {
  share: number;
  frame: string;
  verb: string;
  source: Offsets | null;
  cue: Offsets | null;
  contents: Offsets[];
};

/** Everything the rules find in `text`. Linear in its length. */
export function readByRules(text: string): Reading {
  const paragraphs = paragraphsOf(text);
  const { draughted, lines } = draughtedIn(paragraphs, text);
  return {
    text,
    paragraphs,
    sentences: draughted.map((d) => d.sentences.map((s) => s.sentence)),
    lines,
    drafts: disjoint(withContinuations(draughted)),
    chances: draughted.map((d, p) => (lines.has(p) ? [] : d.sentences.flatMap((s) => chancesIn(s.sentence)))),
  };
}

/** Frames in which a verb that is not known to attribute may still do so. */
const OPEN = new Set<Frame>(['that', 'quote', 'clause', 'object', 'infinitive', 'preposition']);

function chancesIn({ items }: Sentence): Chance[] {
  return candidatesIn(items, (verb, frame, form) => OPEN.has(frame) || share(verb, frame, form) > 0.3)
    .map((c) => ({
      share: share(c.verb, c.frame, c.form),
      frame: c.frame,
      verb: c.verb,
      source: c.source ? offsetsOf(items, c.source) : null,
      cue: offsetsOf(items, c.cue),
      contents: c.contents.flatMap((r) => offsetsOf(items, trimmed(items, r)) ?? []),
    }))
    .sort((a, b) => b.share - a.share || (a.cue?.start ?? 0) - (b.cue?.start ?? 0));
}
