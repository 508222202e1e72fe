/** The subject before a verb: a name or description with its appositions, relative clauses and insertions. */
import { isDash, isNominal, isPersonal, OWNERS, REACH, RELATIVES, type Run } from './nominal.ts';
import { parenthesisBefore, phraseStart } from './phrases.ts';
import { isPersonNoun, isPlural } from './roles.ts';
import type { Item } from './sentences.ts';
import { isTimeWord, timeBack, timeFrom } from './times.ts';

/** The subject that ends right before the verb group at `v`, with its appositions; null when there is none. */
export function subjectBefore(items: Item[], v: number): Run | null {
  let k = v - 1;
  for (let moved = true; moved && k >= 0; ) {
    moved = false;
    const item = items[k];
    if (
      item?.pos === 'ADV' ||
      ['also', 'then', 'later', 'both', 'all', 'each', 'himself', 'herself', 'themselves', 'itself'].includes(
        item?.lower ?? '',
      )
    ) {
      if (!['here', 'there', 'why', 'how', 'when'].includes(item?.lower ?? '')) {
        k--;
        moved = true;
      }
    }
    const back = timeBack(items, k);
    if (back <= k && back > 0) {
      k = back - 1;
      moved = true;
    }
  }
  return nounPhraseEnding(items, k, 0);
}

function nounPhraseEnding(items: Item[], k: number, depth: number): Run | null {
  const last = items[k];
  if (!last || depth > 3) return null;
  if (last.text === ',' || isDash(last)) return beforeInsertion(items, k, depth);
  if (isPersonal(last) && !(last.lower === 'one' && isNominal(items[k - 1]))) return { from: k, to: k + 1 };
  // "a news report published Wednesday said", "the officials involved said".
  if (last.pos === 'VERB' && /(?:ed|ing)$/u.test(last.lower) && items[k - 1]?.pos === 'NOUN') {
    const run = nounPhraseEnding(items, k - 1, depth + 1);
    return run ? { from: run.from, to: k + 1 } : null;
  }
  if (last.text === ')') {
    const open = parenthesisBefore(items, k);
    const run = open > 0 ? nounPhraseEnding(items, open - 1, depth + 1) : null;
    return run ? { from: run.from, to: k + 1 } : null;
  }
  if (!ENDS.has(last.pos) && !isNominal(last)) return null;
  const from = phraseStart(items, k);
  if (from > k) return null;
  return withLeadingRole(items, { from, to: k + 1 });
}

const ENDS = new Set(['NOUN', 'PROPN', 'NUM', 'SYM', 'X', 'PRON', 'DET', 'ADJ']);

/** ", a lawmaker who …," or ", speaking through an interpreter," between the name and its verb. */
function beforeInsertion(items: Item[], k: number, depth: number): Run | null {
  for (let c = k - 1; c > 0 && c > k - REACH; c--) {
    const item = items[c];
    if (!item) return null;
    if (item.text === ')') {
      const open = parenthesisBefore(items, c);
      if (open > 0) c = open;
      continue;
    }
    if (item.text === ';' || (item.quote && item.quote.words > 6)) return null;
    if (item.text !== ',' && !isDash(item)) continue;
    if (isDash(item) !== isDash(items[k])) continue;
    const kind = insertionKind(items, c + 1, k);
    if (kind === 'clause') return null;
    const head = items[c - 1];
    if (!isNominal(head) && !isPersonal(head)) continue;
    if (kind === 'none' && !isDash(item)) continue;
    // "In Seoul, the minister, …": a place or time before the comma is no name to hang on.
    const run = nounPhraseEnding(items, c - 1, depth + 1);
    if (!run || startsAdjunct(items, run)) {
      if (kind === 'phrase') {
        const own = nounPhraseEnding(items, k - 1, depth + 1);
        return own ? { from: own.from, to: k } : null;
      }
      continue;
    }
    const from = kind === 'relative' ? (namedBefore(items, run, depth) ?? run.from) : run.from;
    return { from, to: kind === 'phrase' || kind === 'relative' ? k + 1 : run.to };
  }
  return null;
}

/** "Ada Holm, a spokeswoman for Pier Lines, which owns three ships,": the name before the description. */
function namedBefore(items: Item[], run: Run, depth: number): number | null {
  const first = items[run.from];
  const name = items[run.from - 2];
  if (items[run.from - 1]?.text !== ',' || name?.pos !== 'PROPN' || isTimeWord(name)) return null;
  if (first?.pos !== 'DET' && !OWNERS.has(first?.lower ?? '')) return null;
  const outer = nounPhraseEnding(items, run.from - 2, depth + 1);
  return outer && !startsAdjunct(items, outer) ? outer.from : null;
}

/** A noun phrase that belongs to a fronted "In …," or "On …,". */
function startsAdjunct(items: Item[], run: Run): boolean {
  const before = items[run.from - 1];
  if (before?.pos === 'ADP' || before?.pos === 'SCONJ') return true;
  const only = items[run.from];
  return run.to - run.from === 1 && only !== undefined && isTimeWord(only);
}

function insertionKind(
  items: Item[],
  from: number,
  to: number,
): 'phrase' | 'relative' | 'adjunct' | 'clause' | 'none' {
  const first = items[from];
  if (!first || from >= to) return 'none';
  const verbs = withoutBrackets(items.slice(from, to)).some(
    (x) => x.pos === 'AUX' || (x.pos === 'VERB' && !/(?:ing|ed)$/u.test(x.lower)),
  );
  if (RELATIVES.has(first.lower) || (first.pos === 'ADP' && RELATIVES.has(items[from + 1]?.lower ?? '')))
    return 'relative';
  const relativeInside = items.slice(from, to).some((x) => RELATIVES.has(x.lower));
  if (verbs && !relativeInside)
    return ['CCONJ'].includes(first.pos) || isPersonal(first)
      ? 'clause'
      : first.pos === 'VERB' || first.pos === 'ADP' || first.pos === 'SCONJ'
        ? 'adjunct'
        : 'none';
  if (first.pos === 'VERB' || first.pos === 'ADP' || first.pos === 'SCONJ' || first.pos === 'ADV')
    return 'adjunct';
  if (timeFrom(items, from) === to) return 'adjunct';
  if (first.pos === 'CCONJ') return 'none';
  return 'phrase';
}

/** "Xi Jinping (born 1953)": what stands in brackets makes no clause of the phrase around it. */
function withoutBrackets(items: Item[]): Item[] {
  let depth = 0;
  return items.filter((x) => {
    if (x.text === '(') depth++;
    const inside = depth > 0;
    if (x.text === ')') depth = Math.max(0, depth - 1);
    return !inside;
  });
}

/** "South Korea's vice foreign minister, Kim Hong-kyun": a described role before the comma joins the name. */
function withLeadingRole(items: Item[], run: Run): Run {
  const comma = items[run.from - 1];
  const head = items[run.from - 2];
  const first = items[run.from];
  const last = items[run.to - 1];
  if (comma?.text !== ',' || !head || !first || !last) return run;
  if (first.pos !== 'PROPN' || last.pos !== 'PROPN' || run.to - run.from > 4) return run;
  if (!isNominal(head) || isTimeWord(head)) return run;
  const from = phraseStart(items, run.from - 2);
  const lead = items[from];
  if (!lead || from > run.from - 2 || startsAdjunct(items, { from, to: run.from - 1 })) return run;
  const words = items.slice(from, run.from - 1);
  // A list of names is no description; a description has a common noun or a title in it.
  const owned = words.some((x) => x.pos === 'PART' || OWNERS.has(x.lower));
  const noun = words.findIndex((x) => x.pos === 'ADP');
  const leadHead = words[(noun > 0 ? noun : words.length) - 1];
  if (!owned && (!leadHead || !isPersonNoun(leadHead.text) || isPlural(leadHead.text))) return run;
  if (from > 0 && items[from - 1]?.pos === 'VERB') return run;
  return { from, to: run.to };
}
