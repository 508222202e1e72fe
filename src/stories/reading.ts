/** A text as placing compares it. Those near a newcomer are near the next one too: what was read lately is not read again. */
import { remembering } from '../remembered.ts';
import { grams } from './copies.ts';
import { datelineLength } from './dateline.ts';
import { looksBack } from './followup.ts';
import { type Wording, wordingOf } from './heading.ts';
import { leadingQuotations, quotationsOf } from './quotations.ts';
import { type Terms, termsOf } from './terms.ts';

/** `text`: without its dateline, which differs from house to house. What few comparisons ask for is read when it is asked for. */
export type Reading = {
  text: string;
  terms: Terms;
  quotations: string[][];
  looksBack: boolean;
  /** The quotations of its first half. */
  leading(): string[][];
  wording(): Wording;
  grams(): Uint32Array;
};

/** Of so many texts, or twice as many, the reading is kept: 25 KB each at 4,000 characters. */
const KEPT = 250;
/** The longest text of which it is. */
const LONGEST = 30_000;
/** One text under more titles than this is no news. */
const TITLES = 8;

/** Linear in the length of the text. The same object for the same text, if that was asked for lately: not to be changed. */
export function readingOf({ title, text }: { title: string; text: string }): Reading {
  if (title.length + text.length > LONGEST) return read(title, text);
  const ofText = kept(text);
  const known = ofText.under.get(title);
  if (known !== undefined) return known;
  const reading = read(title, ofText.text);
  if (ofText.under.size >= TITLES) ofText.under.clear();
  ofText.under.set(title, reading);
  return reading;
}

const kept = remembering(KEPT, (text) => ({ text, under: new Map<string, Reading>() }));

function read(title: string, whole: string): Reading {
  const text = whole.slice(datelineLength(whole));
  const told = { title, text };
  return {
    text,
    terms: termsOf(told),
    quotations: quotationsOf(text),
    looksBack: looksBack(told),
    leading: once(() => leadingQuotations(text)),
    wording: once(() => wordingOf(told)),
    grams: once(() => grams(text)),
  };
}

/** `make`, called when its value is first asked for, and once. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
