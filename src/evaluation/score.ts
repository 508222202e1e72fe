/**
 * Found and right, document by document: one-to-one matches by overlap of words, then whether the source mention and the
 * resolved speaker are right. Statement scope: what gold does not call a statement is neither a miss nor an error.
 */
import {
  type Document,
  type Kind,
  type Range,
  type Unit,
  unitsOf,
  type Words,
  wordsInMarks,
  wordsOf,
} from './units.ts';

export const KINDS: readonly Kind[] = ['direct', 'mixed', 'indirect'];

/** Counts of one kind: how many are gold, predicted, and right, from gold's side and from the prediction's. */
export type Tally = { gold: number; predicted: number; rightOfGold: number; rightOfPredicted: number };
export type Measure = Record<Kind, Tally>;

export type Fault = {
  what: 'missed' | 'spurious' | 'source' | 'speaker';
  document: string;
  unit: Unit;
  text: string;
  instead: string | null;
};

export type Scored = {
  /** Content overlaps by half and the source mention is right (AQ). */
  attributed: Measure;
  /** First and last word right. */
  exact: Measure;
  /** As attributed, with pronouns' sources held to the person they stand for (WHO); gold without speakers counts as AQ. */
  who: Measure;
  faults: Fault[];
};

const measure = (): Measure => {
  const tally = (): Tally => ({ gold: 0, predicted: 0, rightOfGold: 0, rightOfPredicted: 0 });
  return { direct: tally(), mixed: tally(), indirect: tally() };
};

const SMALL = new Set(
  "a an the of in for and or to at on by with from as 's his her their its our my your who which that this these those mr mrs ms".split(
    ' ',
  ),
);
const PRONOUNS = new Set(['he', 'she', 'they', 'i', 'we', 'his', 'her']);

const shared = (a: Range, b: Range): number => Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
const overlap = (a: Range, b: Range): number => {
  const both = shared(a, b);
  return both === 0 ? 0 : both / (a[1] - a[0] + b[1] - b[0] - both);
};

/** One document's gold against its prediction. */
export function score(gold: Document, predicted: Document['attributions']): Scored {
  const words = wordsOf(gold.text);
  const inMarks = wordsInMarks(gold.text, words);
  const all = unitsOf(gold, words, inMarks, true);
  const wanted = all.filter((u) => u.counts);
  const spared = all.filter((u) => !u.counts);
  const found = unitsOf({ ...gold, attributions: predicted }, words, inMarks, false);
  const pairs = matches(wanted, found);
  const kept = found.filter(
    (u, i) => (pairs.byFound.get(i)?.overlap ?? 0) >= 0.5 || !isSpared(u, spared, wanted),
  );
  const result: Scored = { attributed: measure(), exact: measure(), who: measure(), faults: [] };
  const every = [result.attributed, result.exact, result.who];
  for (const u of wanted) for (const m of every) m[u.kind].gold++;
  for (const u of kept) for (const m of every) m[u.kind].predicted++;
  const fault = (what: Fault['what'], unit: Unit, instead: string | null) =>
    result.faults.push({
      what,
      document: gold.doc_id,
      unit,
      text: textOf(gold.text, words, unit.range),
      instead,
    });
  for (const [i, want] of wanted.entries()) {
    const pair = pairs.byWanted.get(i);
    const got = pair === undefined ? undefined : found[pair.index];
    if (pair === undefined || got === undefined || !kept.includes(got)) {
      fault('missed', want, null);
      continue;
    }
    const right = (m: Measure) => {
      m[want.kind].rightOfGold++;
      m[got.kind].rightOfPredicted++;
    };
    if (pair.overlap === 1) right(result.exact);
    if (pair.overlap < 0.5) {
      fault('missed', want, textOf(gold.text, words, got.range));
      continue;
    }
    if (sameSource(words, want, got)) right(result.attributed);
    else
      fault('source', want, got.of.source === null ? null : textOf(gold.text, words, got.source ?? [0, 0]));
    if (rightPerson(gold.text, words, want, got)) right(result.who);
    else if (sameSource(words, want, got)) fault('speaker', want, got.of.speaker ?? null);
  }
  for (const [j, u] of found.entries()) {
    if (kept.includes(u) && (pairs.byFound.get(j)?.overlap ?? 0) < 0.5) fault('spurious', u, null);
  }
  return result;
}

type Pair = { index: number; overlap: number };

/** The closest first, each unit once. */
function matches(wanted: Unit[], found: Unit[]): { byWanted: Map<number, Pair>; byFound: Map<number, Pair> } {
  const all: { i: number; j: number; overlap: number }[] = [];
  for (const [i, a] of wanted.entries()) {
    for (const [j, b] of found.entries()) {
      const by = overlap(a.range, b.range);
      if (by > 0) all.push({ i, j, overlap: by });
    }
  }
  all.sort((a, b) => b.overlap - a.overlap || a.i - b.i || a.j - b.j);
  const byWanted = new Map<number, Pair>();
  const byFound = new Map<number, Pair>();
  for (const { i, j, overlap: by } of all) {
    if (byWanted.has(i) || byFound.has(j)) continue;
    byWanted.set(i, { index: j, overlap: by });
    byFound.set(j, { index: i, overlap: by });
  }
  return { byWanted, byFound };
}

/** Mostly within what gold leaves open. */
function isSpared(unit: Unit, spared: Unit[], wanted: Unit[]): boolean {
  const inside = (list: Unit[], word: number) => list.some((u) => u.range[0] <= word && word < u.range[1]);
  let open = 0;
  for (let w = unit.range[0]; w < unit.range[1]; w++) if (inside(spared, w) && !inside(wanted, w)) open++;
  return open / (unit.range[1] - unit.range[0]) >= 0.5;
}

const textOf = (text: string, words: Words, [from, to]: Range): string =>
  text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0).replace(/\s+/g, ' ');

/** The mentions share a word that tells something, or are the same words elsewhere. */
function sameSource(words: Words, want: Unit, got: Unit): boolean {
  const [a, b] = [want.source, got.source];
  const [none, nothing] = [want.of.source === null, got.of.source === null];
  if (none || nothing) return none && nothing;
  if (a === null || b === null) return false;
  const [x, y] = [bare(words, a), bare(words, b)];
  if (x[0] === y[0] && x[1] === y[1]) return true;
  const line = ([from, to]: Range) =>
    words
      .slice(from, to)
      .map((w) => w.word)
      .join(' ');
  if (line(x) === line(y)) return true;
  const single = x[1] - x[0] === 1 || y[1] - y[0] === 1;
  for (let i = Math.max(x[0], y[0]); i < Math.min(x[1], y[1]); i++) {
    if (single || !SMALL.has(words[i]?.word ?? '')) return true;
  }
  return false;
}

function bare(words: Words, [from, to]: Range): Range {
  let at = from;
  while (at < to - 1 && ['the', 'a', 'an'].includes(words[at]?.word ?? '')) at++;
  return [at, to];
}

/** Where gold's source is a pronoun with a known person: the predicted name holds that person's last name. */
function rightPerson(text: string, words: Words, want: Unit, got: Unit): boolean {
  const { speaker, source } = want.of;
  const mention = source === null ? '' : text.slice(source.start, source.end).toLowerCase();
  if (speaker == null || !PRONOUNS.has(mention)) return sameSource(words, want, got);
  const last =
    wordsOf(speaker)
      .at(-1)
      ?.word.replace(/[’']s$/, '') ?? '';
  return wordsOf(got.of.speaker ?? '').some((w) => w.word.replace(/[’']s$/, '') === last);
}

/** Precision, recall and F1 of one kind, or of all together. */
export function ratio(m: Measure, kind: Kind | 'all'): { p: number; r: number; f: number } {
  const kinds = kind === 'all' ? KINDS : [kind];
  const sum = (key: keyof Tally) => kinds.reduce((n, k) => n + m[k][key], 0);
  const p = sum('predicted') === 0 ? 0 : sum('rightOfPredicted') / sum('predicted');
  const r = sum('gold') === 0 ? 0 : sum('rightOfGold') / sum('gold');
  return { p, r, f: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}

/** Several documents' counts together. */
export function together(list: Measure[]): Measure {
  const sum = measure();
  for (const m of list) {
    for (const k of KINDS) {
      for (const key of ['gold', 'predicted', 'rightOfGold', 'rightOfPredicted'] as const)
        sum[k][key] += m[k][key];
    }
  }
  return sum;
}
