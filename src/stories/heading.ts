/** What stands at the head of a report: how much of it another report tells too, and which names of its own it opens with. */
import { RECURRING, STOP } from './common.ts';
import { type Rarity, wordWeight } from './likeness.ts';
import { isBroad, isLeading, type Terms } from './terms.ts';
import { stem, words } from './words.ts';

/** A head ends after this many words: what happened is told by then, and a brief is told whole. */
const HEAD_WORDS = 60;
/** Only so much of a text is compared (an average story has 4,000 characters). */
const READ = 20_000;
/** The newcomer's own story and the other one's: a name in no more than these two is known to none of the others. */
const THESE_TWO = 2;
/** A word that is no name may stand in one more for so many stories nearby: by chance "count" or "train" will. */
const ONE_MORE_IN = 12;

/** A report's words, stemmed, stop words left out: those of title and opening, and those of the whole. */
export type Wording = { head: Set<string>; all: Set<string> };

/** Linear in the text's length, at most `READ` of it. `text` comes without its dateline. */
export function wordingOf(article: { title: string; text: string }): Wording {
  const title = telling(words(article.title.slice(0, READ)));
  const body = words(article.text.slice(0, READ));
  const head = new Set([...title, ...telling(body.slice(0, HEAD_WORDS))]);
  return { head, all: new Set([...title, ...telling(body)]) };
}

/** The stems of the words that tell something, hyphens open. */
export function telling(folded: string[]): string[] {
  return folded
    .flatMap((word) => (word.includes('-') ? word.split('-') : word))
    .filter((word) => word.length > 2 && !STOP.has(word))
    .map(stem);
}

/** Which part of a head's words, weighted by rarity, another report holds anywhere, and how many of them no third story has. */
export function covered(
  head: ReadonlySet<string>,
  other: Wording,
  rarity: Rarity,
): { share: number; own: number } {
  const most = wordStories(rarity);
  let [sum, found, own] = [0, 0, 0];
  for (const word of head) {
    const weight = wordWeight(word, rarity);
    sum += weight;
    if (!other.all.has(word)) continue;
    found += weight;
    if (isOwn(word, most, rarity)) own++;
  }
  return { share: sum > 0 ? found / sum : 0, own };
}

/** The names and the other words with which both reports open, and that stand in no third story nearby. */
export function sharedOpening(a: Terms, b: Terms, rarity: Rarity): { names: string[]; words: string[] } {
  const [names, others]: [string[], string[]] = [[], []];
  for (const term of a.weights.keys()) {
    if (!isLeading(a, term) || !isLeading(b, term)) continue;
    const isName = a.names.has(term) || b.names.has(term);
    if (isName ? isOwn(term, THESE_TWO, rarity) : isOwn(term, wordStories(rarity), rarity))
      (isName ? names : others).push(term);
  }
  return { names, words: others };
}

const wordStories = (rarity: Rarity) => THESE_TWO + Math.floor(rarity.stories / ONE_MORE_IN);

function isOwn(term: string, most: number, rarity: Rarity): boolean {
  return !isBroad(term) && !RECURRING.has(term) && (rarity.inStories.get(term) ?? 0) <= most;
}
