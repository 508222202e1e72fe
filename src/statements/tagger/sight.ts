/** One paragraph as numbers: what the tagger's features are combined from. */
import type { Draft, Offsets } from '../drafts.ts';
import type { Token } from '../tokens.ts';
import { hashOf, mix } from './hash.ts';
import { CONTENT, CUE, OUT, SOURCE, write } from './labels.ts';
import type { Chance, Reading } from './reading.ts';

/** Words of one paragraph that are looked at; a longer one is left to the rules. */
export const LONGEST = 3000;

/** Quote states: outside, the first token of a quoted stretch, within, its last token. */
export const OUTSIDE = 0;
export const OPENS = 1;
export const WITHIN = 2;
const CLOSES = 3;

/** Collapsed classes of words, for paths. */
export const CLASSES = {
  np: 1,
  pronoun: 2,
  verb: 3,
  prep: 4,
  conj: 5,
  that: 6,
  wh: 7,
  comma: 8,
  quote: 9,
  stop: 10,
  mark: 11,
  other: 12,
};

export type Sight = {
  length: number;
  word: Int32Array;
  lemma: Int32Array;
  suffix: Int32Array;
  pos: Uint8Array;
  shape: Uint8Array;
  kind: Uint8Array;
  quote: Uint8Array;
  region: Int32Array;
  /** Number of the sentence, the index of its first token and the one after its last. */
  sentence: Int32Array;
  begins: Int32Array;
  ends: Int32Array;
  /** The rules' own labels, and a hash of frame and verb of the draft they come from. */
  rule: Uint8Array;
  frame: Int32Array;
  verb: Int32Array;
  /** The same of the likeliest attribution that the words allow: label, frame with the verb's share in tenths, verb. */
  chance: Uint8Array;
  chanceFrame: Int32Array;
  chanceVerb: Int32Array;
  isThat: Uint8Array;
  /** Every word in quotation marks; "NAME:" at the start. */
  quoted: boolean;
  labelled: boolean;
};

const POS = 'X ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB SPACE'.split(' ');
const POS_INDEX = new Map(POS.map((p, i) => [p, i]));
const WH = new Set('who whom whose which what when where why how whether if'.split(' '));

function classOf(t: Token): number {
  if (t.quote >= 0) return CLASSES.quote;
  if (t.lower === 'that') return CLASSES.that;
  if (WH.has(t.lower)) return CLASSES.wh;
  switch (t.pos) {
    case 'PUNCT':
      return t.text === ',' ? CLASSES.comma : /^[.?!]/u.test(t.text) ? CLASSES.stop : CLASSES.mark;
    case 'PRON':
      return CLASSES.pronoun;
    case 'VERB':
    case 'AUX':
      return CLASSES.verb;
    case 'ADP':
      return CLASSES.prep;
    case 'CCONJ':
      return CLASSES.conj;
    case 'SCONJ':
      return CLASSES.wh;
    case 'PART':
      return t.lower === 'to' ? CLASSES.verb : t.lower.endsWith("'s") ? CLASSES.np : CLASSES.other;
    case 'DET':
    case 'ADJ':
    case 'NOUN':
    case 'PROPN':
    case 'NUM':
      return CLASSES.np;
    default:
      return CLASSES.other;
  }
}

function shapeOf(word: string): number {
  const first = word.charCodeAt(0);
  if (first >= 48 && first <= 57) return 5;
  const lower = word.toLowerCase();
  const upper = word.toUpperCase();
  if (lower === upper) return 6;
  if (word === lower) return 0;
  if (word === upper) return word.length > 1 ? 2 : 3;
  return word[0] !== lower[0] ? 1 : 4;
}

/** Index of the first token that ends after `at`. */
function tokenAfter(tokens: Token[], at: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tokens whose middle lies in `[start, end)`. */
export function tokensIn(tokens: Token[], span: Offsets): { from: number; to: number } {
  let from = tokenAfter(tokens, span.start);
  const first = tokens[from];
  if (first && (first.start + first.end) / 2 < span.start) from++;
  let to = from;
  for (let t = tokens[to]; t && (t.start + t.end) / 2 < span.end; t = tokens[to]) to++;
  return { from, to };
}

/** One stretch that a draft of the rules labels. */
type Advice = { kind: number; span: Offsets; draft: Draft };

/** Every paragraph of the article. */
export function sightsOf(reading: Reading): Sight[] {
  const advice = adviceByParagraph(reading);
  return reading.paragraphs.map((_, p) => sightOf(reading, p, advice[p] ?? []));
}

function adviceByParagraph({ paragraphs, drafts }: Reading): Advice[][] {
  const by: Advice[][] = paragraphs.map(() => []);
  const add = (kind: number, span: Offsets, draft: Draft) => {
    let low = 0;
    let high = paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((paragraphs[middle]?.start ?? 0) <= span.start) low = middle + 1;
      else high = middle;
    }
    by[low - 1]?.push({ kind, span, draft });
  };
  for (const draft of drafts) for (const piece of draft.pieces) add(CONTENT, piece, draft);
  for (const draft of drafts) {
    const source = sourceOffsets(draft);
    if (source) add(SOURCE, source, draft);
    if (draft.cue) add(CUE, draft.cue, draft);
  }
  return by;
}

/** Where a draft's source stands in the text. */
export function sourceOffsets(draft: Draft): Offsets | null {
  const { source } = draft;
  const first = source?.sentence.items[source.run.from];
  const last = source?.sentence.items[source.run.to - 1];
  return first && last ? { start: first.start, end: last.end } : null;
}

function sightOf(reading: Reading, p: number, advice: Advice[]): Sight {
  const all = reading.paragraphs[p]?.tokens ?? [];
  const tokens = all.length > LONGEST ? all.slice(0, LONGEST) : all;
  const length = tokens.length;
  const sight: Sight = {
    length,
    word: new Int32Array(length),
    lemma: new Int32Array(length),
    suffix: new Int32Array(length),
    pos: new Uint8Array(length),
    shape: new Uint8Array(length),
    kind: new Uint8Array(length),
    quote: new Uint8Array(length),
    region: new Int32Array(length),
    sentence: new Int32Array(length),
    begins: new Int32Array(length),
    ends: new Int32Array(length),
    rule: new Uint8Array(length),
    frame: new Int32Array(length),
    verb: new Int32Array(length),
    chance: new Uint8Array(length),
    chanceFrame: new Int32Array(length),
    chanceVerb: new Int32Array(length),
    isThat: new Uint8Array(length),
    quoted: length > 0,
    labelled: reading.lines.has(p),
  };
  const sentences = reading.sentences[p] ?? [];
  let s = 0;
  for (let i = 0; i < length; i++) {
    const t = tokens[i] as Token;
    const kind = classOf(t);
    const word = hashOf(/^\p{N}/u.test(t.lower) ? t.lower.replace(/\p{N}/gu, '0') : t.lower);
    sight.word[i] = word;
    sight.lemma[i] = t.lemma ? hashOf(t.lemma) : word;
    sight.suffix[i] = hashOf(t.lower.slice(-3));
    sight.pos[i] = POS_INDEX.get(t.pos) ?? 0;
    sight.shape[i] = shapeOf(t.text);
    sight.kind[i] = kind;
    sight.isThat[i] = t.lower === 'that' && t.quote < 0 ? 1 : 0;
    sight.region[i] = t.quote;
    if (t.quote < 0) {
      if (t.pos !== 'PUNCT') sight.quoted = false;
    } else {
      const opens = tokens[i - 1]?.quote !== t.quote;
      sight.quote[i] = opens ? OPENS : tokens[i + 1]?.quote !== t.quote ? CLOSES : WITHIN;
    }
    while (s < sentences.length - 1 && t.start >= (sentences[s + 1]?.start ?? 0)) s++;
    sight.sentence[i] = s;
  }
  spread(sight);
  for (const { kind, span, draft } of advice) {
    const { from, to } = tokensIn(tokens, span);
    const before = sight.rule.slice(from, to);
    write(sight.rule, kind, from, to);
    const frame = hashOf(draft.frame);
    const verb = mix(77, frame, hashOf(draft.verb), draft.negated ? 1 : 0);
    for (let i = from; i < to; i++) {
      if (before[i - from] !== OUT) continue;
      sight.frame[i] = frame;
      sight.verb[i] = verb;
    }
  }
  layChances(sight, tokens, reading.chances[p] ?? []);
  return sight;
}

function layChances(sight: Sight, tokens: Token[], chances: Chance[]): void {
  for (const { share, frame, verb, source, cue, contents } of chances) {
    const look = mix(78, hashOf(frame), Math.round(share * 10), 0);
    const word = mix(79, hashOf(verb), look, 0);
    const lay = (kind: number, span: Offsets | null) => {
      if (!span) return;
      const { from, to } = tokensIn(tokens, span);
      for (let i = from, inside = false; i < to; i++) {
        if (sight.chance[i] !== OUT) inside = false;
        else {
          sight.chance[i] = inside ? kind + 1 : kind;
          sight.chanceFrame[i] = look;
          sight.chanceVerb[i] = word;
          inside = true;
        }
      }
    };
    lay(CUE, cue);
    lay(SOURCE, source);
    for (const content of contents) lay(CONTENT, content);
  }
}

/** First and last word of each word's sentence. */
function spread({ length, sentence, begins, ends }: Sight): void {
  for (let i = 0; i < length; i++)
    begins[i] = i > 0 && sentence[i] === sentence[i - 1] ? (begins[i - 1] ?? 0) : i;
  for (let i = length - 1; i >= 0; i--)
    ends[i] = i < length - 1 && sentence[i] === sentence[i + 1] ? (ends[i + 1] ?? 0) : i + 1;
}
