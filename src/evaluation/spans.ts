/**
 * The published protocol of PolNeAR's test: the tagger's contents, sources and cues against those of every kind of
 * attribution, statement or not, right when first and last word are. No linker, no choice: spans alone.
 */
import { CONTENT, CUE, SOURCE, stretchesOf } from '../statements/tagger/labels.ts';
import { readByRules } from '../statements/tagger/reading.ts';
import { sightsOf } from '../statements/tagger/sight.ts';
import { tagAll } from '../statements/tagger/tag.ts';
import type { Weights } from '../statements/tagger/weights.ts';
import type { Tally } from './score.ts';
import { type Document, type Offsets, rangeOf, wordsOf } from './units.ts';

export const PARTS = ['content', 'source', 'cue'] as const;
export type Spans = Record<(typeof PARTS)[number], Tally>;

const LABEL = { content: CONTENT, source: SOURCE, cue: CUE };

/** One document's spans, each range of words once. */
export function spansOf({ text, attributions }: Document, weights: Weights): Spans {
  const reading = readByRules(text);
  const tagged = tagAll(sightsOf(reading), weights);
  const words = wordsOf(text);
  const ranges = (spans: (Offsets | null)[]) =>
    new Set(
      spans
        .flatMap((span) => (span ? lines(text, span) : []))
        .flatMap((span) => rangeOf(words, span)?.join() ?? []),
    );
  const tally = (part: (typeof PARTS)[number]): Tally => {
    const gold = ranges(attributions.map((a) => a[part]));
    const predicted = ranges(
      tagged.flatMap(({ labels }, p) => {
        const tokens = reading.paragraphs[p]?.tokens ?? [];
        return stretchesOf(labels)
          .filter(({ kind }) => kind === LABEL[part])
          .map(({ from, to }) => ({ start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 }));
      }),
    );
    const right = [...gold].filter((range) => predicted.has(range)).length;
    return { gold: gold.size, predicted: predicted.size, rightOfGold: right, rightOfPredicted: right };
  };
  return { content: tally('content'), source: tally('source'), cue: tally('cue') };
}

/** A span cut at line feeds. */
function lines(text: string, { start, end }: Offsets): Offsets[] {
  return [...text.slice(start, end).matchAll(/[^\n]*\S[^\n]*/g)].map((line) => ({
    start: start + line.index,
    end: start + line.index + line[0].length,
  }));
}

/** Precision, recall and F1 over all documents. */
export function spanRatio(list: Spans[], part: (typeof PARTS)[number]): { p: number; r: number; f: number } {
  const sum = (key: keyof Tally) => list.reduce((n, s) => n + s[part][key], 0);
  const p = sum('predicted') === 0 ? 0 : sum('rightOfPredicted') / sum('predicted');
  const r = sum('gold') === 0 ? 0 : sum('rightOfGold') / sum('gold');
  return { p, r, f: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}
