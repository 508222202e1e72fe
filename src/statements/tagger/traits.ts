/** What the features of a paragraph are combined from: cue-likeness, paths, the verbs and commas around, quoted stretches. */
import { mix } from './hash.ts';
import { CANDIDATE, type Lexicon, lexiconKey, SOURCES } from './lexicon.ts';
import { CLASSES, OUTSIDE, type Sight } from './sight.ts';

/** Stands for the word before the first and after the last. */
export const EDGE = 0x51ed27;
/** No such word. */
export const NONE = -1;
/** Stands for a part of speech outside the paragraph. */
export const MANY = 99;

/** Whole numbers ≥ 0 → 0 to 9, finer where small. */
export function near(n: number): number {
  if (n < 5) return n;
  return n < 7 ? 5 : n < 10 ? 6 : n < 15 ? 7 : n < 25 ? 8 : 9;
}

/** What the features of a paragraph are read from, computed once. */
export type Traits = {
  /** Cue ratios in bins: of the word, with the word and the part of speech after, the word before, what comes soon; and as a source. */
  bins: Record<'lex' | 'nextWord' | 'nextPos' | 'prevWord' | 'soon' | 'sources', Uint8Array>;
  /** 1 where a cue is likely enough. */
  candidate: Uint8Array;
  /** Index of the last candidate at or before a word and of the next one after it, in the paragraph, or NONE. */
  last: Int32Array;
  next: Int32Array;
  /** Hashes of the collapsed classes from the start of the sentence, from the last candidate, and up to the end. */
  fromStart: Int32Array;
  fromCue: Int32Array;
  toEnd: Int32Array;
  /** Lemmas of the verbs before and after; verbs and commas since the last candidate; the word after the last comma. */
  verbBefore: Int32Array;
  verbAfter: Int32Array;
  verbs: Int32Array;
  commas: Int32Array;
  lastComma: Int32Array;
  /** Index of the sentence's first "that" up to here, or NONE. */
  firstThat: Int32Array;
  /** 1 before ", NP cue ." at the end of the sentence. */
  tail: Uint8Array;
  /** Which labels the rules have begun in this sentence so far. */
  rules: Int32Array;
};

/** Reads a paragraph forwards and backwards, once each. */
export function traitsOf(sight: Sight, lexicon: Lexicon): Traits {
  const n = sight.length;
  const binned = (table: number) => {
    const bins = new Uint8Array(n);
    for (let i = 0; i < n; i++)
      bins[i] = sight.quote[i] === OUTSIDE ? lexicon(lexiconKey(sight, i, table)) : 0;
    return bins;
  };
  const bins = {
    lex: binned(0),
    nextWord: binned(1),
    nextPos: binned(2),
    prevWord: binned(3),
    soon: binned(4),
    sources: binned(SOURCES),
  };
  const ints = () => new Int32Array(n);
  const t: Traits = {
    bins,
    candidate: new Uint8Array(n),
    last: ints().fill(NONE),
    next: ints().fill(NONE),
    fromStart: ints(),
    fromCue: ints(),
    toEnd: ints(),
    verbBefore: ints(),
    verbAfter: ints(),
    verbs: ints(),
    commas: ints(),
    lastComma: ints(),
    firstThat: ints().fill(NONE),
    tail: new Uint8Array(n),
    rules: ints(),
  };
  for (let i = 0; i < n; i++)
    if ((bins.lex[i] ?? 0) >= CANDIDATE && sight.kind[i] !== CLASSES.comma && sight.kind[i] !== CLASSES.stop)
      t.candidate[i] = 1;
  forward(sight, t);
  backward(sight, t);
  return t;
}

function forward(sight: Sight, t: Traits): void {
  const { kind, begins } = sight;
  let start = 0;
  let cue = 0;
  let verb = 0;
  let verbs = 0;
  let commas = 0;
  let lastComma = 0;
  let that = NONE;
  let last = NONE;
  let rules = 0;
  for (let i = 0; i < sight.length; i++) {
    const k = kind[i] ?? 0;
    const fresh = begins[i] === i;
    if (fresh) {
      start = cue = verb = verbs = commas = lastComma = rules = 0;
      that = NONE;
    }
    const same = !fresh && k === kind[i - 1];
    if (!same) {
      start = mix(1, start, k, 0);
      cue = mix(1, cue, k, 0);
    }
    if (t.candidate[i]) {
      last = i;
      cue = 7;
      verbs = commas = lastComma = 0;
    }
    if (k === CLASSES.comma) {
      commas++;
      lastComma = sight.word[i + 1] ?? EDGE;
    }
    if (that === NONE && sight.isThat[i]) that = i;
    t.last[i] = last;
    t.fromStart[i] = start;
    t.fromCue[i] = cue;
    t.verbBefore[i] = verb;
    t.verbs[i] = verbs;
    t.commas[i] = commas;
    t.lastComma[i] = lastComma;
    t.firstThat[i] = that;
    t.rules[i] = rules;
    if (k === CLASSES.verb) {
      verb = sight.lemma[i] ?? 0;
      verbs++;
    }
    const label = sight.rule[i] ?? 0;
    if (label % 2 === 1) rules = rules * 8 + label;
    if (rules > 100000) rules = 0;
  }
}

function backward(sight: Sight, t: Traits): void {
  const { kind, ends } = sight;
  let end = 0;
  let verb = 0;
  let next = NONE;
  let steps = 0;
  for (let i = sight.length - 1; i >= 0; i--) {
    const k = kind[i] ?? 0;
    if (ends[i] === i + 1) {
      end = verb = steps = 0;
      next = NONE;
    }
    t.toEnd[i] = end;
    t.verbAfter[i] = verb;
    t.next[i] = next;
    if (k !== kind[i + 1] || steps === 0) {
      end = mix(2, end, k, 0);
      steps++;
    }
    if (k === CLASSES.verb) verb = sight.lemma[i] ?? 0;
    if (t.candidate[i]) next = i;
  }
  // ", NP cue ." at the end of a sentence: what stands before is content.
  for (let i = sight.length - 1; i >= 0; i--) {
    if (!t.candidate[i] || (ends[i] ?? 0) - i > 3) continue;
    let j = i - 1;
    while (j >= 0 && i - j < 8 && (kind[j] === CLASSES.np || kind[j] === CLASSES.pronoun)) j--;
    if (kind[j] === CLASSES.comma && sight.sentence[j] === sight.sentence[i])
      for (let m = sight.begins[i] ?? 0; m < j; m++) t.tail[m] = 1;
  }
}

/** The next three classes of words ahead of `i`, collapsed, and the class before. */
export function around(sight: Sight, i: number, most: number): number {
  let h = sight.kind[i - 1] ?? 0;
  let count = 0;
  let before = 0;
  for (let j = i; j < Math.min(sight.length, i + 12) && count < most; j++) {
    const k = sight.kind[j] ?? 0;
    if (k === before) continue;
    before = k;
    h = mix(3, h, k, 0);
    count++;
  }
  return h;
}

/** Each quoted stretch: its length, how it begins and ends, the words before and after. */
export type Stretched = {
  size: number;
  look: number;
  before: number;
  after: number;
  posBefore: number;
  posAfter: number;
  cueBefore: number;
  cueAfter: number;
};

/** The quoted stretches of a paragraph by number. */
export function quotedStretches(sight: Sight, t: Traits): Map<number, Stretched> {
  const found = new Map<number, Stretched>();
  for (let i = 0; i < sight.length; i++) {
    const region = sight.region[i] ?? NONE;
    if (region < 0 || found.has(region)) continue;
    let to = i;
    let words = 0;
    while (to < sight.length && sight.region[to] === region) {
      if (sight.shape[to] !== 6) words++;
      to++;
    }
    const inner = sight.word[to - 2] ?? 0;
    const lastMark = sight.shape[to - 2] === 6 ? inner : 0;
    const outside = sight.shape[to] === 6 ? (sight.word[to] ?? EDGE) : 0;
    found.set(region, {
      size: near(words),
      look: mix(4, near(words), sight.shape[i + 1] ?? 9, lastMark),
      before: sight.word[i - 1] ?? EDGE,
      after: sight.word[to] ?? EDGE,
      posBefore: sight.pos[i - 1] ?? MANY,
      posAfter: mix(5, sight.pos[to] ?? MANY, outside, 0),
      cueBefore: Math.max(t.bins.lex[i - 1] ?? 0, t.bins.lex[i - 2] ?? 0),
      cueAfter: Math.max(t.bins.lex[to] ?? 0, t.bins.lex[to + 1] ?? 0, t.bins.lex[to + 2] ?? 0),
    });
    i = to - 1;
  }
  return found;
}
