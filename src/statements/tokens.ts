/**
 * Text → paragraphs → tokens with parts of speech. The words are cut here and only then shown to wink-nlp, piece by
 * piece: its own tokeniser needs 28 s for 100 kB of "a-a-a-" and 26 s for 100 kB of apostrophes.
 */
import { createRequire } from 'node:module';
import { isAbbreviation } from './abbreviations.ts';
import { type Quoted, quotedIn } from './quotes.ts';
import { repair } from './repairs.ts';

/** One word or mark. `quote` is the index of the quoted stretch of its paragraph that holds it, else -1. */
export type Token = {
  start: number;
  end: number;
  text: string;
  lower: string;
  /** Universal part of speech (NOUN, PROPN, VERB, AUX, ADP …). */
  pos: string;
  /** Dictionary form, for verbs. */
  lemma: string;
  quote: number;
};

export type Paragraph = { start: number; end: number; tokens: Token[]; quotes: Quoted[] };

const WORD =
  /(?:\p{L}\.){2,}|\p{N}+(?:[.,:]\p{N}+)*\p{L}*(?:-\p{L}+)*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:[-‐‑'’&][\p{L}\p{M}\p{N}]+)*|''|``|--+|\.{2,}|\S/gu;
const POSSESSIVE = /^(.+)(['’][sS])$/su;
const LINE = /[^\n]+/gu;
/** Characters shown to wink at once; enough context for its tags, few enough to stay linear. */
const CHUNK = 1500;
/** No word is longer; what is, is noise to the tagger. */
const LONGEST = 30;

type Wink = { tags(words: string): { pos: string; lemma: string; glued: boolean }[] };
let loaded: Wink | null = null;

type WinkDoc = { tokens(): { out(its: unknown): unknown } };
type WinkNlp = { readDoc(text: string): WinkDoc; its: Record<string, unknown> };

/** The tagger is 26 MB in memory: loaded with the first article, never before. */
function wink(): Wink {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const make = require('wink-nlp') as (model: unknown, pipe: string[]) => WinkNlp;
  const nlp = make(require('wink-eng-lite-web-model'), ['pos']);
  loaded = {
    tags(words) {
      const tokens = nlp.readDoc(words).tokens();
      const pos = tokens.out(nlp.its.pos) as string[];
      const lemma = tokens.out(nlp.its.lemma) as string[];
      const spaces = tokens.out(nlp.its.precedingSpaces) as string[];
      return pos.map((tag, i) => ({ pos: tag, lemma: lemma[i] ?? '', glued: i > 0 && spaces[i] === '' }));
    },
  };
  return loaded;
}

/** Paragraphs in order; a line break ends one. Tokens and quoted stretches carry offsets into `text`. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of text.matchAll(LINE)) {
    const start = line.index;
    const end = start + line[0].length;
    const quotes = quotedIn(text, start, end);
    const tokens = cut(text, start, end, quotes);
    if (tokens.length > 0) paragraphs.push({ start, end, tokens, quotes });
  }
  tag(paragraphs.flatMap((p) => p.tokens));
  return paragraphs;
}

function cut(text: string, start: number, end: number, quotes: Quoted[]): Token[] {
  const tokens: Token[] = [];
  let quote = 0;
  const add = (from: number, to: number) => {
    while (quote < quotes.length && (quotes[quote]?.end ?? 0) <= from) quote++;
    const region = quotes[quote];
    const word = text.slice(from, to);
    const inside = region !== undefined && from >= region.start;
    tokens.push({
      start: from,
      end: to,
      text: word,
      lower: word.toLowerCase().replaceAll('’', "'"),
      pos: 'X',
      lemma: '',
      quote: inside ? quote : -1,
    });
  };
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const from = start + match.index;
    const last = tokens.at(-1);
    if (match[0] === '.' && last && last.end === from && isAbbreviation(last.text)) {
      last.end = from + 1;
      last.text += '.';
      last.lower += '.';
      continue;
    }
    const owner = POSSESSIVE.exec(match[0]);
    const stem = owner?.[1]?.length ?? match[0].length;
    add(from, from + stem);
    if (owner) add(from + stem, from + match[0].length);
  }
  return tokens;
}

const MARK = /^[^\p{L}\p{N}$£€%]+$/u;

/** Marks other than these tell the tagger nothing, and rows of them cost it seconds. */
const TELLING = new Set([',', '.', ';', ':', '?', '!', '-', '–', '—', '(', ')']);

function tag(tokens: Token[]): void {
  let batch: Token[] = [];
  let size = 0;
  const flush = () => {
    if (batch.length > 0) tagBatch(batch);
    batch = [];
    size = 0;
  };
  for (const token of tokens) {
    if (MARK.test(token.text)) {
      token.pos = 'PUNCT';
      if (!TELLING.has(token.text)) continue;
    }
    batch.push(token);
    size += Math.min(token.text.length, LONGEST) + 1;
    if (size > CHUNK && (token.text === '.' || size > 2 * CHUNK)) flush();
  }
  flush();
}

function tagBatch(batch: Token[]): void {
  const shown = batch.map((t) => plainWord(t.text));
  const tags = wink().tags(shown.join(' '));
  let at = -1;
  const pieces: { pos: string; lemma: string }[][] = batch.map(() => []);
  for (const piece of tags) {
    if (!piece.glued) at++;
    pieces[at]?.push(piece);
  }
  batch.forEach((token, i) => {
    const own = pieces[i] ?? [];
    if (token.pos !== 'PUNCT') token.pos = posOf(token, own, batch[i - 1]);
    token.lemma = own[0]?.lemma ?? '';
  });
  repair(batch);
}

function plainWord(word: string): string {
  const short = word.length > LONGEST ? 'thing' : word;
  if (!/[’‘“”\s]/u.test(short)) return short;
  const plain = short.replaceAll('’', "'").replaceAll('‘', "'").replaceAll('“', '"').replaceAll('”', '"');
  return /\s/u.test(plain) ? 'thing' : plain;
}

const NAME_LIKE = /^\p{Lu}/u;
const CONTRACTS = new Set('he she it that there what who here this where how let'.split(' '));

function posOf(token: Token, pieces: { pos: string }[], before: Token | undefined): string {
  if (/^['’]s$/iu.test(token.text)) return before && CONTRACTS.has(before.lower) ? 'AUX' : 'PART';
  const first = pieces[0]?.pos ?? 'X';
  const hyphen = /[-‐‑]/u.exec(token.text);
  if (hyphen) {
    const tail = token.text.slice((hyphen.index ?? 0) + 1);
    if (NAME_LIKE.test(token.text))
      return NAME_LIKE.test(tail) || !/(?:ed|led|born|style|ing|wide|old)$/u.test(tail) ? 'PROPN' : 'ADJ';
    const last = pieces.at(-1)?.pos ?? 'ADJ';
    return last === 'VERB' ? 'ADJ' : last === 'PROPN' ? 'NOUN' : last;
  }
  return first;
}
