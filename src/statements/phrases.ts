/** Noun phrases read backwards: where the one begins whose last item is known. */
import { HANGS, isNominal, isPersonal, JOINS, OWNERS, REACH } from './nominal.ts';
import { isPersonNoun } from './roles.ts';
import type { Item } from './sentences.ts';
import { isTimeWord } from './times.ts';

/** First item of the noun phrase whose last item is `k`; `k + 1` when none ends there. */
export function phraseStart(items: Item[], k: number): number {
  let from = k + 1;
  let i = k;
  while (i >= 0 && k - i < REACH) {
    const item = items[i];
    const before = items[i - 1];
    if (!item) break;
    if (item.text === ')') {
      const open = parenthesisBefore(items, i);
      if (open < 0) break;
      i = open - 1;
      continue;
    }
    if (item.pos === 'DET' || OWNERS.has(item.lower)) {
      if (from > i + 1 && !isNominal(items[i + 1]) && items[i + 1]?.pos !== 'ADJ') break;
      from = i;
      if (before?.lower === 'all' || before?.lower === 'both') from = i - 1;
      const hung = items[from - 1];
      if (
        hung &&
        HANGS.has(hung.lower) &&
        isNominal(items[from - 2]) &&
        !isTimeWord(items[from - 2] ?? hung)
      ) {
        i = from - 2;
        continue;
      }
      // "people familiar with the matter", "a diplomat briefed on the findings".
      const link = items[from - 2];
      const linked = link?.pos === 'ADJ' || (link?.pos === 'VERB' && /(?:ed|en)$/u.test(link.lower));
      if (hung && HANGS.has(hung.lower) && linked && isPersonNoun(items[from - 3]?.text ?? '')) {
        i = from - 3;
        continue;
      }
      if (hung && JOINS.has(hung.lower)) {
        const other = coordinated(items, from - 1);
        if (other >= 0) from = other;
        break;
      }
      const left = relativeHead(items, from - 1);
      if (left >= 0) {
        i = left;
        continue;
      }
      break;
    }
    if (['him', 'her', 'them', 'it', 'us'].includes(item.lower) && from > k) {
      const left = relativeHead(items, i - 1);
      if (left >= 0) {
        i = left;
        continue;
      }
    }
    if ((isPersonal(item) && item.pos !== 'NUM') || item.pos === 'PRON') {
      if (from === i + 1 && from <= k && HANGS.has(items[i + 1]?.lower ?? '')) from = i;
      else if (from > k) from = i;
      break;
    }
    if (isNominal(item)) {
      if (isTimeWord(item) && from <= k && items[i + 1]?.pos !== 'PART') {
        if (items[i + 1]?.pos === 'DET' || items[i + 1]?.pos === 'PROPN') break;
      }
      from = i;
      if (before && HANGS.has(before.lower) && (isNominal(items[i - 2]) || items[i - 2]?.pos === 'PRON')) {
        if (isTimeWord(items[i - 2] ?? before)) break;
        i -= 2;
        continue;
      }
      i--;
      continue;
    }
    if (item.pos === 'PART' && /^['’]s?$/iu.test(item.text)) {
      i--;
      continue;
    }
    if (item.pos === 'ADJ' || (item.pos === 'ADV' && items[i + 1]?.pos === 'ADJ')) {
      from = i;
      i--;
      continue;
    }
    if (/^['’]$/u.test(item.text) && before?.lower.endsWith('s')) {
      i--;
      continue;
    }
    if (JOINS.has(item.lower)) {
      const left = coordinated(items, i);
      if (left < 0) break;
      from = left;
      i = left - 1;
      if (HANGS.has(items[i]?.lower ?? '') && isNominal(items[i - 1])) {
        i--;
        continue;
      }
      break;
    }
    if (item.pos === 'VERB') {
      // "a striking miner", "officials briefed on the talks", "a woman named Ri".
      if (
        isNominal(items[i + 1]) &&
        (before?.pos === 'DET' || before?.pos === 'ADJ' || OWNERS.has(before?.lower ?? ''))
      ) {
        from = i;
        i--;
        continue;
      }
      if (
        /(?:ed|ing|known|born)$/u.test(item.lower) &&
        isNominal(before) &&
        before?.pos !== 'PROPN' &&
        from <= k
      ) {
        i--;
        continue;
      }
      const left = relativeHead(items, i);
      if (left >= 0) {
        i = left;
        continue;
      }
    }
    if (item.pos === 'ADP' && HANGS.has(item.lower) && from === i + 1) {
      const left = items[i - 1];
      if (left && (left.pos === 'ADJ' || /(?:ed|ing)$/u.test(left.lower)) && isNominal(items[i - 2])) {
        i -= 2;
        continue;
      }
    }
    break;
  }
  while (from <= k && (items[from]?.pos === 'PART' || items[from]?.text === ')')) from++;
  return from;
}

/** "… officials who follow the talks": the index of "officials", when a relative clause without comma reaches back from `i`. */
function relativeHead(items: Item[], i: number): number {
  for (let j = i; j > i - 12 && j > 0; j--) {
    const item = items[j];
    if (!item || item.quote || item.text === ',' || item.text === ';') return -1;
    if (
      (item.lower === 'who' || item.lower === 'which' || (item.lower === 'that' && item.pos === 'PRON')) &&
      isNominal(items[j - 1])
    )
      return j - 1;
  }
  return -1;
}

/** Start of the left part of "A and B", or -1 when the left part is another clause's object. */
function coordinated(items: Item[], join: number): number {
  let end = join - 1;
  if (items[end]?.text === ',') end--;
  if (items[end]?.lower === 'well' && items[end - 1]?.lower === 'as') end -= 2;
  if (!isNominal(items[end])) return -1;
  let from = end;
  // "officials of Norland and Sudmark": past "of", a comma to the left ends the list.
  let hung = false;
  while (from > 0) {
    const before = items[from - 1];
    const further = items[from - 2];
    if (!before) break;
    if (
      isNominal(before) ||
      before.pos === 'ADJ' ||
      before.pos === 'DET' ||
      before.pos === 'PART' ||
      OWNERS.has(before.lower)
    )
      from--;
    else if (HANGS.has(before.lower) && isNominal(further)) {
      from -= 2;
      hung = true;
    } else if (before.lower === 'as' && further?.lower === 'well' && items[from - 3]?.lower === 'as')
      from -= items[from - 4]?.text === ',' ? 4 : 3;
    else if (JOINS.has(before.lower) && items[from - 2]?.text === ',' && isNominal(items[from - 3]))
      from -= 3;
    else if (JOINS.has(before.lower) && isNominal(further)) from -= 2;
    else if (
      before.text === ',' &&
      !hung &&
      further?.pos === items[from]?.pos &&
      isNominal(further) &&
      !isTimeWord(further ?? before)
    )
      from -= 2;
    else break;
    if (join - from > 26) return -1;
  }
  const left = items[from - 1];
  if (
    !left ||
    left.text === ',' ||
    left.lower === 'that' ||
    left.pos === 'PUNCT' ||
    left.pos === 'CCONJ' ||
    left.quote
  )
    return from;
  return -1;
}

/** The "(" of a short parenthesis that closes at `k`, or -1. */
export function parenthesisBefore(items: Item[], k: number): number {
  for (let i = k - 1; i > k - 12 && i > 0; i--) {
    if (items[i]?.text === '(') return i;
  }
  return -1;
}
