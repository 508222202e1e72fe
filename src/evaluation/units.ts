/**
 * Gold and predicted attributions as ranges of words, so that a quotation mark or a final comma more or less is no error.
 * The measure is the published one for PolNeAR-like data: see docs/measurements.md.
 */
import { quotedIn } from '../statements/quotes.ts';

export type Kind = 'direct' | 'mixed' | 'indirect';
export type Offsets = { start: number; end: number };
export type Mention = Offsets & { text?: string };

export type Attribution = {
  source: Mention | null;
  cue: Mention | null;
  content: Mention;
  type?: Kind;
  /** False: a belief, an intention, a poll: neither right nor wrong to find. */
  statement?: boolean;
  speaker?: string | null;
  phenomena?: string[];
};
export type Document = { doc_id: string; text: string; attributions: Attribution[] };

/** Words of a document, with their offsets. */
export type Words = { start: number; end: number; word: string }[];

/** Half-open range of words. */
export type Range = readonly [from: number, to: number];

export type Unit = {
  range: Range;
  kind: Kind;
  counts: boolean;
  source: Range | null;
  cue: Range | null;
  of: Attribution;
};

const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

export function wordsOf(text: string): Words {
  return [...text.matchAll(WORD)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    word: m[0].toLowerCase(),
  }));
}

/** The words whose middle lies in [start, end], or null when there is none. */
export function rangeOf(words: Words, { start, end }: Offsets): Range | null {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  let from = -1;
  let to = -1;
  for (let i = low; i < words.length; i++) {
    const w = words[i];
    if (w === undefined || w.start >= end) break;
    const middle = (w.start + w.end) / 2;
    if (middle < start || middle > end) continue;
    if (from < 0) from = i;
    to = i + 1;
  }
  return from < 0 ? null : [from, to];
}

/** direct: every word in quotation marks; indirect: none; mixed: some. */
export function kindOf(inMarks: Uint8Array, [from, to]: Range): Kind {
  let quoted = 0;
  for (let i = from; i < to; i++) quoted += inMarks[i] ?? 0;
  return quoted === to - from ? 'direct' : quoted === 0 ? 'indirect' : 'mixed';
}

/** Which words stand in quotation marks, paragraph by paragraph. */
export function wordsInMarks(text: string, words: Words): Uint8Array {
  const marked = new Uint8Array(words.length);
  for (const paragraph of text.matchAll(/[^\n]+/g)) {
    for (const q of quotedIn(text, paragraph.index, paragraph.index + paragraph[0].length)) {
      const range = rangeOf(words, { start: q.innerStart, end: q.innerEnd });
      if (range !== null) marked.fill(1, range[0], range[1]);
    }
  }
  return marked;
}

/** Each attribution's content, cut at line feeds, the same range once. Gold's own `type` holds where nothing was cut. */
export function unitsOf(document: Document, words: Words, inMarks: Uint8Array, gold: boolean): Unit[] {
  const units: Unit[] = [];
  const seen = new Set<string>();
  for (const of of document.attributions) {
    const lines = [...document.text.slice(of.content.start, of.content.end).matchAll(/[^\n]*\S[^\n]*/g)];
    for (const line of lines) {
      const start = of.content.start + line.index;
      const range = rangeOf(words, { start, end: start + line[0].length });
      if (range === null || seen.has(range.join())) continue;
      seen.add(range.join());
      units.push({
        range,
        kind: gold && of.type !== undefined && lines.length === 1 ? of.type : kindOf(inMarks, range),
        counts: of.statement !== false,
        source: of.source === null ? null : rangeOf(words, of.source),
        cue: of.cue === null ? null : rangeOf(words, of.cue),
        of,
      });
    }
  }
  return units;
}
