/** What an article is about, as weighted terms: names, counts, and the words of its title and lead. */
import { BROAD, STOP } from './common.ts';
import { stem, type Word, wordsWithPlaces } from './words.ts';

/** A term's place decides its weight: the event is told in the title and the lead, background further down. */
const IN_TITLE = 3;
const IN_LEAD = 2;
const IN_TEXT = 1;

/** Only so much of a text is read for terms: what the event is stands at its head (an average story has 4,000 characters). */
const READ = 20_000;

/** The lead ends after this many words: a first paragraph has about 35, one-sentence paragraphs less. */
const LEAD_WORDS = 60;

export type Terms = {
  /** Term → the greatest weight of the places where it stands. Names keep their form, other words are stemmed. */
  weights: Map<string, number>;
  /** Those that are names or counts. */
  names: Set<string>;
  /** How many words of the text were read. */
  length: number;
};

/** The terms of an article's title and text, stop words left out. Linear in the text's length, at most `READ` of it. */
export function termsOf(article: { title: string; text: string }): Terms {
  const weights = new Map<string, number>();
  const names = new Set<string>();
  const add = (term: string, weight: number) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));

  const body = wordsWithPlaces(article.text.slice(0, READ));
  for (const word of body) if (isName(word)) names.add(word.word);
  for (let at = 0; at < body.length; at++) {
    const word = body[at] as Word;
    const weight = at < LEAD_WORDS ? IN_LEAD : IN_TEXT;
    if (names.has(word.word)) add(word.word, weight);
    else if (weight === IN_LEAD && isTelling(word)) add(stem(word.word), weight);
    const counted = countOf(word, body[at + 1]);
    if (counted) {
      add(counted, weight);
      names.add(counted);
    }
  }
  for (const word of wordsWithPlaces(article.title.slice(0, READ))) {
    if (names.has(word.word)) add(word.word, IN_TITLE);
    else if (isTelling(word)) add(stem(word.word), IN_TITLE);
  }
  return { weights, names, length: body.length };
}

/** A capital inside a sentence marks a name; the first word of a sentence tells nothing. */
function isName(word: Word): boolean {
  return !word.opens && /^\p{Lu}/u.test(word.raw) && word.word.length > 2 && !STOP.has(word.word);
}

function isTelling({ word }: Word): boolean {
  return word.length > 3 && !STOP.has(word) && !/^\d/.test(word);
}

/** "290 components" as one term; years, days and single digits before other words are no counts. */
function countOf(word: Word, next: Word | undefined): string | null {
  if (!next || !/^\d{2,}$/.test(word.word) || /^(?:19|20)\d\d$/.test(word.word)) return null;
  if (!/^\p{Ll}/u.test(next.raw) || STOP.has(next.word) || next.word.length < 4) return null;
  return `${word.word} ${stem(next.word)}`;
}

/** Whether a term stands in the title or in the lead. */
export function isLeading({ weights }: Terms, term: string): boolean {
  return (weights.get(term) ?? 0) >= IN_LEAD;
}

/** Whether a term stands in the title. */
export function isInTitle({ weights }: Terms, term: string): boolean {
  return weights.get(term) === IN_TITLE;
}

/** Whether a term stands in half of a day's foreign news. */
export function isBroad(term: string): boolean {
  return BROAD.has(term) || BROAD_STEMS.has(term);
}
const BROAD_STEMS: ReadonlySet<string> = new Set(Array.from(BROAD, stem));
