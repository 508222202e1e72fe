/** What makes a noun phrase: word classes shared by the readers of phrases. */
import type { Item } from './sentences.ts';

/** A run of items, end exclusive. */
export type Run = { from: number; to: number };

const PRONOUNS = new Set('he she they it we i you who which one someone everyone nobody'.split(' '));

export const OWNERS = new Set('his her their its our my your whose'.split(' '));

export const JOINS = new Set(['and', '&', 'or']);

/** Prepositions that hang a phrase on the noun before it. */
export const HANGS = new Set(
  'of at in for from with to on by as about under near within against behind into between over across outside inside like'.split(
    ' ',
  ),
);

const ARTICLES = /^(?:the|a|an|one|another|some|his|her|their|its|our|my)\s+/iu;

const NOMINAL = new Set(['NOUN', 'PROPN', 'NUM', 'SYM', 'X']);

export const RELATIVES = new Set(['who', 'which', 'that', 'whose', 'whom', 'where']);

export const REACH = 45;

export const isNominal = (item: Item | undefined): boolean =>
  item !== undefined &&
  (NOMINAL.has(item.pos) ||
    (item.quote !== null && item.quote.words <= 4 && item.quote.ending === '') ||
    item.text === ')' ||
    item.text === '%');

export const isDash = (item: Item | undefined): boolean =>
  item !== undefined && /^(?:[–—]|-{1,2})$/u.test(item.text);

export const isPersonal = (item: Item | undefined): boolean => item !== undefined && PRONOUNS.has(item.lower);

/** The last noun before anything hangs on it: "spokeswoman" in "a spokeswoman for the ministry". */
export function headNoun(items: Item[], run: Run): number {
  let head = run.from;
  for (let i = run.from; i < run.to; i++) {
    const item = items[i];
    if (!item) break;
    if (
      item.pos === 'ADP' ||
      item.text === ',' ||
      item.text === '(' ||
      item.pos === 'CCONJ' ||
      /^(?:who|that|which)$/u.test(item.lower)
    ) {
      if (i > run.from) break;
      continue;
    }
    if (
      item.pos === 'VERB' &&
      i > run.from &&
      (items[i - 1]?.pos === 'NOUN' || items[i - 1]?.pos === 'PROPN')
    )
      break;
    if (
      item.pos === 'NOUN' ||
      item.pos === 'PROPN' ||
      item.pos === 'ADJ' ||
      item.pos === 'X' ||
      item.pos === 'NUM' ||
      item.pos === 'DET' ||
      item.pos === 'PRON'
    )
      head = i;
  }
  return head;
}

/** The words of the run as the article has them. */
export function textOf(items: Item[], run: Run, text: string): string {
  const first = items[run.from];
  const last = items[run.to - 1];
  return first && last && run.to > run.from ? text.slice(first.start, last.end) : '';
}

/** Without commas and dashes at the ends, blanks single. */
export function clean(words: string): string {
  return words.replace(/^[\s,–—-]+|[\s,–—-]+$/gu, '').replace(/\s+/gu, ' ');
}

export const withoutArticle = (words: string): string => words.replace(ARTICLES, '');
