/** Noun phrases read forwards: "said | Kim Tae-rim, a lawmaker who sits on …", with apposition and relative clause. */
import { HANGS, isNominal, isPersonal, JOINS, OWNERS, REACH, type Run } from './nominal.ts';
import { isDocument } from './roles.ts';
import type { Item } from './sentences.ts';
import { timeFrom } from './times.ts';

/** Common nouns of venues and vehicles: "said Kim in a statement" ends at Kim. */
const VENUES = new Set(
  'statement interview briefing conference tweet post posting email e-mail letter message call speech text comment remarks testimony release report'.split(
    ' ',
  ),
);

/** The phrase that begins at `i` ("said | Kim Tae-rim, a lawmaker who sits on …"), with apposition and relative clause; null when none begins. */
export function phraseFrom(items: Item[], i: number): Run | null {
  const first = items[i];
  if (!first) return null;
  if (isPersonal(first)) return { from: i, to: i + 1 };
  let to = simplePhrase(items, i);
  if (to === i) return null;
  // "a study by the transport department": who made the document is part of its name.
  if (items[to]?.lower === 'by' && isDocument(items[to - 1]?.text ?? '')) {
    const maker = simplePhrase(items, to + 1);
    if (maker > to + 1) to = maker;
  }
  for (let grown = true; grown && to - i < REACH; ) {
    grown = false;
    const next = items[to];
    if (!next) break;
    if (JOINS.has(next.lower)) {
      const end = simplePhrase(items, to + 1);
      if (end > to + 1 && items[end]?.pos !== 'VERB' && items[end]?.pos !== 'AUX') {
        to = end;
        grown = true;
      }
    } else if (next.text === '(') {
      const close = items.findIndex((x, j) => j > to && j < to + 10 && x.text === ')');
      if (close > 0) {
        to = close + 1;
        grown = true;
      }
    } else if (next.lower === 'who' || next.lower === 'whose') {
      to = clauseEnd(items, to);
    } else if (next.text === ',') {
      const end = apposition(items, to + 1);
      if (end > to + 1) {
        to = end;
        grown = items[to]?.text !== ',' || items[to + 1]?.lower === 'who';
      }
    }
  }
  return { from: i, to };
}

/** Determiner, adjectives, nouns and the prepositional phrases that hang on them. */
export function simplePhrase(items: Item[], i: number): number {
  let at = i;
  let head = false;
  while (at < items.length && at - i < 30) {
    const item = items[at];
    if (!item) break;
    const determiner = item.pos === 'DET' || OWNERS.has(item.lower) || item.pos === 'PRON';
    if (determiner && !head) {
      at++;
      if (item.pos === 'PRON' && !OWNERS.has(item.lower)) head = true;
      continue;
    }
    if (isNominal(item) && !(head && timeFrom(items, at) > at && items[at - 1]?.pos !== 'PART')) {
      head = true;
      at++;
      continue;
    }
    if (item.pos === 'PART' && /^['’]s$/iu.test(item.text) && head) {
      head = false;
      at++;
      continue;
    }
    if (/^['’]$/u.test(item.text) && head && items[at - 1]?.lower.endsWith('s') && isNominal(items[at + 1])) {
      at++;
      continue;
    }
    if (item.pos === 'ADJ' || (item.pos === 'ADV' && items[at + 1]?.pos === 'ADJ' && !head)) {
      if (head && !isNominal(items[at + 1])) break;
      at++;
      continue;
    }
    if (
      item.pos === 'VERB' &&
      !head &&
      /(?:ed|ing)$/u.test(item.lower) &&
      (isNominal(items[at + 1]) || items[at + 1]?.pos === 'ADJ') &&
      at > i
    ) {
      at++;
      continue;
    }
    if (
      head &&
      HANGS.has(item.lower) &&
      item.lower !== 'by' &&
      item.lower !== 'as' &&
      item.lower !== 'about'
    ) {
      if (timeFrom(items, at) > at) break;
      const proper = items[at - 1]?.pos === 'PROPN';
      if (proper && !['of', 'from', 'with', 'at', 'for'].includes(item.lower)) break;
      const end = simplePhrase(items, at + 1);
      if (end === at + 1) break;
      if (items.slice(at + 1, end).some((x) => VENUES.has(x.lower))) break;
      return end;
    }
    break;
  }
  return head ? at : i;
}

/** After the comma: age, description or relative clause. Its end, or `i` when what follows is something else. */
function apposition(items: Item[], i: number): number {
  const first = items[i];
  if (!first) return i;
  if (first.lower === 'who' || first.lower === 'whose') return clauseEnd(items, i);
  if (timeFrom(items, i) > i || isPersonal(first)) return i;
  if (
    first.pos === 'NUM' &&
    (items[i + 1]?.text === ',' || items[i + 1]?.text === '.' || i + 1 === items.length)
  )
    return i + 1;
  if (first.quote) return i;
  if (!isNominal(first) && first.pos !== 'DET' && first.pos !== 'ADJ' && !OWNERS.has(first.lower)) return i;
  const end = simplePhrase(items, i);
  const next = items[end];
  // "said Smith, the minister told Jones": a clause of its own, no apposition.
  if (end === i || next?.pos === 'AUX') return i;
  if (next?.lower === 'who' || next?.lower === 'that' || next?.lower === 'which')
    return clauseEnd(items, end);
  if (next?.pos === 'VERB' && !/(?:ed|ing)$/u.test(next.lower)) return i;
  // "a lawyer based in Seoul" describes; "the package included a circus" is the next clause.
  if (next?.pos === 'VERB')
    return items[end + 1]?.pos === 'ADP' || next.lower.endsWith('ing') ? clauseEnd(items, end) : i;
  return end;
}

/** To the next comma, quotation or stop outside. */
function clauseEnd(items: Item[], i: number): number {
  let at = i;
  while (at < items.length && at - i < 30) {
    const item = items[at];
    if (
      !item ||
      item.text === ',' ||
      item.text === '.' ||
      item.text === ';' ||
      item.text === ':' ||
      item.quote
    )
      break;
    if (at > i && timeFrom(items, at) > at && ['on', 'last', 'this'].includes(item.lower)) break;
    at++;
  }
  return at;
}
