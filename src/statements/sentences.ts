/**
 * Tokens → sentences for attribution: a quotation in marks is one item, whatever sentences it holds, and the words that
 * say whose it is stay with it ("“A? B. C,” he said." is one sentence).
 */
import { precedesName } from './abbreviations.ts';
import type { Paragraph, Token } from './tokens.ts';

/** One word outside quotation marks, or a whole quoted stretch (pos QUOTE). */
export type Item = {
  start: number;
  end: number;
  text: string;
  lower: string;
  pos: string;
  lemma: string;
  /** For a quoted stretch: how many words it holds and whether it ends like a sentence or with a comma. Else null. */
  quote: { words: number; ending: '.' | ',' | ''; capital: boolean; closed: boolean } | null;
};

export type Sentence = { start: number; end: number; items: Item[] };

/** Ambiguous ones end a sentence when a word follows that only ever begins one. */
const BEGINS = new Set(
  'the a an he she it they we i you this that these those but and however in on at his her their its there meanwhile after when while as for if'.split(
    ' ',
  ),
);
const STOPS = new Set(['.', '?', '!', '…', '...']);
const SAY = new Set(
  `said says say told tells asked asks added adds wrote writes tweeted continued replied answered explained stated declared noted insisted
  joked exclaimed shouted wondered concluded argued warned recalled responded quipped posted laughed`.split(
    /\s+/u,
  ),
);

/** Items of the longest sentence read as one. The rules look back and forth in a sentence; real ones have fewer. */
const LONGEST = 120;

/** The sentences of one paragraph, in order. */
export function sentencesOf(paragraph: Paragraph, text: string): Sentence[] {
  const items = itemsOf(paragraph, text);
  const sentences: Sentence[] = [];
  let begun: Item[] = [];
  const close = () => {
    const first = begun[0];
    const last = begun.at(-1);
    if (first && last) sentences.push({ start: first.start, end: last.end, items: begun });
    begun = [];
  };
  items.forEach((item, i) => {
    begun.push(item);
    if (endsHere(items, i) || begun.length >= LONGEST) close();
  });
  close();
  return sentences;
}

function itemsOf(paragraph: Paragraph, text: string): Item[] {
  const items: Item[] = [];
  let last = -1;
  for (const token of paragraph.tokens) {
    if (token.quote < 0) items.push({ ...token, quote: null });
    else if (token.quote !== last) items.push(quoteItem(paragraph, token.quote, text));
    last = token.quote;
  }
  return items;
}

const TRAIL = /[\s"“”‘’'»)\]]+$/u;
function quoteItem(paragraph: Paragraph, index: number, text: string): Item {
  const region = paragraph.quotes[index];
  const start = region?.start ?? 0;
  const end = region?.end ?? 0;
  const inner = text.slice(region?.innerStart ?? 0, region?.innerEnd ?? 0);
  const words = countWords(paragraph.tokens, start, end);
  const last = inner.slice(-12).replace(TRAIL, '').at(-1) ?? '';
  const ending = last === ',' ? ',' : '.?!…—–'.includes(last) && last !== '' ? '.' : '';
  const capital = /^[\s…[("“‘']*[\p{Lu}\p{N}]/u.test(inner.slice(0, 12));
  return {
    start,
    end,
    text: text.slice(start, end),
    lower: '“”',
    pos: 'QUOTE',
    lemma: '',
    quote: { words, ending, capital, closed: region?.closed ?? false },
  };
}

/** Tokens are in order: a binary search finds where the region begins. */
function countWords(tokens: Token[], start: number, end: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let words = 0;
  for (let i = low; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || token.start >= end) break;
    if (token.pos !== 'PUNCT' && token.pos !== 'PART') words++;
  }
  return words;
}

function endsHere(items: Item[], i: number): boolean {
  const item = items[i];
  const next = items[i + 1];
  if (!item || !next) return true;
  if (item.quote) return quoteEndsSentence(items, i);
  const closer = item.text === ')' || item.text === ']' || item.text === '”' || item.text === '’';
  const stop = closer ? items[i - 1] : item;
  if (!stop) return false;
  // "the U.S. He said", "by Sept. The": the dot is the word's own and ends the sentence only before a word that begins one.
  const dotted = /\p{L}\.$/u.test(stop.text);
  if (!STOPS.has(stop.text) && !(dotted && !closer)) return false;
  if (!(next.quote || /^[\p{Lu}\p{N}([–—]/u.test(next.text))) return false;
  if (dotted) return !precedesName(stop.text) && BEGINS.has(next.lower) && /^\p{Lu}/u.test(next.text);
  return true;
}

/** A quotation that ends like a sentence closes its own, unless a tag follows: “Will they?” Campbell said. */
function quoteEndsSentence(items: Item[], i: number): boolean {
  const item = items[i];
  const next = items[i + 1];
  if (!item?.quote || !next) return true;
  if (item.quote.ending !== '.') return false;
  if (next.quote) return true;
  if (!/^[\p{Lu}\p{N}([–—-]/u.test(next.text)) return false;
  if (/^[–—-]/u.test(next.text)) return false;
  return !tagFollows(items, i + 1);
}

/** Within a few words a speech verb, then nothing but a short adjunct up to the stop or the next quotation. */
function tagFollows(items: Item[], from: number): boolean {
  for (let i = from; i < Math.min(items.length, from + 14); i++) {
    const item = items[i];
    if (!item || item.quote || STOPS.has(item.text)) return false;
    const phrasal = ['shot', 'fired', 'hit', 'pointed', 'went'].includes(item.lower);
    if (phrasal && ['back', 'out', 'on'].includes(items[i + 1]?.lower ?? '')) return true;
    if (!SAY.has(item.lower)) {
      if (item.pos === 'VERB' || item.pos === 'AUX') return false;
      continue;
    }
    const after = items[i + 1];
    // "“…” A voyage, Durand adds, could move …": the tag stands in the next sentence.
    const resumed = items[i + 2];
    if (
      after?.text === ',' &&
      (resumed?.pos === 'AUX' || (resumed?.pos === 'VERB' && !/(?:ing|ed)$/u.test(resumed.lower)))
    )
      return false;
    if (!after || STOPS.has(after.text) || after.text === ',') return true;
    if (after.pos === 'ADP' || after.pos === 'SCONJ' || after.pos === 'PART' || after.pos === 'ADV')
      return after.lower !== 'that';
    if (after.pos === 'PROPN' || after.pos === 'DET' || after.pos === 'NOUN') {
      for (let j = i + 1; j < Math.min(items.length, i + 10); j++) {
        const later = items[j];
        if (!later || STOPS.has(later.text)) return true;
        if (later.pos === 'VERB' || later.pos === 'AUX' || later.quote || later.lower === 'that')
          return false;
      }
    }
    return false;
  }
  return false;
}
