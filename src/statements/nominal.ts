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
