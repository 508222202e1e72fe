/** What an index keeps of an article, so that possible copies and reports of the same event are found by look-up. */
import { subjectOf } from './answers.ts';
import { apartFromCountries } from './countries.ts';
import { telling } from './heading.ts';
import { readingOf } from './reading.ts';
import { isBroad } from './terms.ts';
import { words } from './words.ts';

/**
 * `sketch`: sampled 4-gram hashes (32-bit unsigned): two texts of which one carries 30 % of the other share some.
 * `terms`: at most 48 telling terms, most telling first: two reports of one event share several. The last are what an
 * office answers to, and the title's words of foreign news at large ("troops", "bank"): by them an answer finds it.
 */
export type Fingerprint = { sketch: number[]; terms: string[] };

/** One gram in eight is kept: a story of 500 words leaves about 60 rows in the index. */
const ONE_IN = 8;
/** A short text keeps its smallest hashes all the same, and a very long one only its smallest. */
const FEWEST = 8;
export const MOST_HASHES = 256;
const MOST_TERMS = 40;
const MOST_SUBJECT_TERMS = 8;
const LONGEST_TITLE = 500;
/** Names in half of the day's news are kept only by an article that has hardly any other term. */
const FEW_TERMS = 6;

/** The fingerprint of an article. Pure; linear in the text's length. */
export function fingerprint(article: { title: string; text: string }): Fingerprint {
  const reading = readingOf(article);
  const hashes = Array.from(reading.grams());
  const sampled = hashes.filter((hash) => hash % ONE_IN === 0);
  const sketch = sampled.length < FEWEST ? hashes.slice(0, FEWEST) : sampled.slice(0, MOST_HASHES);

  const { weights, names } = reading.terms;
  const ranked = [...weights]
    .map(([term, weight]) => ({ term, weight: names.has(term) ? weight * 2 : weight, broad: isBroad(term) }))
    .sort((a, b) => b.weight - a.weight);
  const telling = ranked.filter((term) => !term.broad);
  const terms = (telling.length < FEW_TERMS ? [...telling, ...ranked.filter((term) => term.broad)] : telling)
    .slice(0, MOST_TERMS)
    .map(({ term }) => term);
  const subject = subjectOf(reading.text)?.words ?? broadIn(article.title);
  const added = subject.filter((term) => !terms.includes(term)).slice(0, MOST_SUBJECT_TERMS);
  return { sketch, terms: [...terms, ...added] };
}

/** The broad words of a title, countries left out. */
function broadIn(title: string): string[] {
  const { others } = apartFromCountries(words(title.slice(0, LONGEST_TITLE)));
  return [...new Set(telling(others).filter(isBroad))];
}
