/** How many were killed, arrested, sent …: the counted things with which an article opens, and which of them changed. Pure. */

import { numberAt } from './numbers.ts';
import { BACKGROUND, DOUBTFUL, type Sentence, sentencesIn, type Telling } from './opening.ts';
import { stem, type Word, wordsWithPlaces } from './words.ts';

/** `what`: what was done to them; `noun`: who, with the words before it ("russian soldier"); `shown`: as it was counted ("at least 5"). */
export type Count = {
  what: string;
  noun: string;
  shownNoun: string;
  value: number;
  shown: string;
  isRough: boolean;
  isMoreThan: boolean;
  names: string[];
  days: string[];
  sentence: string;
};

/** An earlier telling of the story: an article, or a version of one, as it read then; `at` is milliseconds UTC. */
export type EarlierTelling = Telling & { outlet: string; at: number };

export type ChangedNumber = { is: 'number'; thing: string; now: string; before: string; sentence: string };

/** Numbers count in the title and so many paragraphs; further down they are of other days and places. */
const PARAGRAPHS = 3;
/** From here on outlets round: 300 and 312 are one number. */
const LARGE = 20;
const ROUNDING = 0.1;
const ROUGHLY = 0.2;

/* What is done → the forms that stand behind the counted ("five people were killed"), and those before ("killing five"). */
const DEEDS: [what: string, behind: string, before: string][] = [
  ['killed', 'killed dead died', 'killed kills killing'],
  ['injured', 'injured wounded hurt', 'injured injures injuring wounded wounds wounding'],
  ['missing', 'missing', ''],
  ['arrested', 'arrested detained', 'arrested arrests arresting detained detains detaining'],
  ['displaced', 'displaced', 'displaced displaces displacing'],
  ['evacuated', 'evacuated', 'evacuated evacuates evacuating'],
  ['rescued', 'rescued', 'rescued rescues rescuing'],
  ['trapped', 'trapped', 'trapped traps trapping'],
  ['abducted', 'abducted kidnapped', 'abducted abducts abducting kidnapped kidnaps kidnapping'],
  ['captured', 'captured', 'captured captures capturing'],
  ['sent', 'sent deployed dispatched', 'sent sends sending deployed deploys deploying dispatched'],
  ['fired', 'fired launched', 'fired fires firing launched launches launching'],
  ['destroyed', 'destroyed', 'destroyed destroys destroying'],
  ['damaged', 'damaged', 'damaged damages damaging'],
  ['expelled', 'expelled', 'expelled expels expelling'],
];
const formsOf = (at: 1 | 2): Map<string, string> =>
  new Map(
    DEEDS.flatMap((deed) =>
      deed[at].split(' ').flatMap((form) => (form === '' ? [] : [[form, deed[0]] as const])),
    ),
  );
const BEHIND = formsOf(1);
const BEFORE = formsOf(2);

/** Most sentences hold none of these words and need no closer look. */
const ANY = new RegExp(String.raw`\b(?:${[...BEHIND.keys(), ...BEFORE.keys(), 'toll'].join('|')})\b`, 'i');

const BETWEEN = new Set(
  'was were have has been are is being confirmed reported left also now found'.split(' '),
);
const IRREGULAR = new Map([
  ['people', 'people'],
  ['person', 'people'],
  ['persons', 'people'],
  ['others', 'people'],
  ['children', 'child'],
  ['men', 'man'],
  ['man', 'man'],
  ['women', 'woman'],
  ['woman', 'woman'],
  ['police', 'police'],
  ['troops', 'soldier'],
]);
/** Of these one counts how long, how far, how dear. */
const UNITS =
  /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|percent|miles?|kilomet(?:er|re)s|met(?:er|re)s|feet|dollars|euros|pounds|rubles|tons|tonnes|rounds|seats|votes|points|goals|degrees|cases|thirds)$/;
const NOT_NEARBY = new Set('to will would could may might can should must not never no nobody'.split(' '));
const DAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;
const MONTH = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
const RISING = new Set('to at reaches reached hits hit passes passed tops topped'.split(' '));

/** The counts in the first PARAGRAPHS paragraphs; a thing that is counted twice and differently is in none of them. */
export function countsIn(article: Telling): Count[] {
  const all = sentencesIn(article, PARAGRAPHS).flatMap(countsOf);
  return [...Map.groupBy(all, keyOf).values()].flatMap((same) => {
    const values = new Set(same.map((c) => c.value));
    const last = same.at(-1);
    return values.size === 1 && last !== undefined ? [last] : [];
  });
}

const keyOf = (count: Count): string => `${count.what} ${count.noun}`;

/**
 * Which of the newcomer's counts differ from what the story's articles said last of the same thing. `earlier` in the
 * order in which they were read. A value that any of them told anywhere, in whatever words, is not new; a smaller one
 * is a correction only where the same outlet told the larger one, else it is an older report that comes late.
 */
export function changedNumbers(
  counts: Count[],
  newcomer: { outlet: string; at: number },
  earlier: EarlierTelling[],
): ChangedNumber[] {
  if (counts.length === 0) return [];
  const told = earlier.map((telling) => ({
    telling,
    counts: countsIn(telling),
    all: sentencesIn(telling).flatMap(countsOf),
  }));
  const fresh = counts.flatMap((count): ChangedNumber[] => {
    if (told.some(({ all }) => all.some((c) => c.what === count.what && isSame(c, count)))) return [];
    const last = told
      .flatMap(({ telling, counts }) => counts.map((c) => ({ telling, count: c })))
      .findLast((t) => keyOf(t.count) === keyOf(count));
    if (last === undefined || newcomer.at < last.telling.at || !isOfOneEvent(last.count, count)) return [];
    if (count.value < last.count.value && last.telling.outlet !== newcomer.outlet) return [];
    const thing = count.noun === 'people' ? count.what : `${count.shownNoun} ${count.what}`;
    return [{ is: 'number', thing, now: count.shown, before: last.count.shown, sentence: count.sentence }];
  });
  return [...new Map(fresh.map((change) => [change.thing, change])).values()];
}

/** Whether two counts may be one number as two outlets tell it. */
function isSame(a: Count, b: Count): boolean {
  if (a.value === b.value) return true;
  const [less, more] = a.value < b.value ? [a, b] : [b, a];
  const difference = (more.value - less.value) / more.value;
  if (a.isRough || b.isRough) return difference < ROUGHLY;
  if (less.isMoreThan) return difference < ROUGHLY;
  const isRound = (c: Count) => c.value % 10 === 0;
  return less.value >= LARGE && (isRound(a) || isRound(b)) && difference < ROUNDING;
}

/** Two sentences that name different places or days count two things. */
function isOfOneEvent(a: Count, b: Count): boolean {
  const meet = (x: string[], y: string[]) => x.length === 0 || y.length === 0 || x.some((w) => y.includes(w));
  return meet(a.names, b.names) && meet(a.days, b.days);
}

function countsOf({ text, paragraph }: Sentence): Count[] {
  if (!ANY.test(text)) return [];
  if (BACKGROUND.test(text) || DOUBTFUL.test(text)) return [];
  // As printed: one spelling of "killed" and "canceled" is the wrong one here.
  const all = wordsWithPlaces(text).map((w) => ({ ...w, word: w.raw.toLowerCase() }));
  const folded = all.filter((w) => !w.opens && /^\p{Lu}/u.test(w.raw)).map((w) => w.word);
  const where = {
    // A title may write every word with a capital.
    names: paragraph === 0 ? [] : folded.filter((w) => !DAY.test(w) && !MONTH.test(w)),
    days: all.map((w) => w.word).filter((w) => DAY.test(w)),
    sentence: text,
  };
  return all.flatMap((_, at): Count[] => {
    const number = numberAt(text, all, at);
    if (number === null) return [];
    const counted = tollAt(all, number.from) ?? deedAround(text, all, number.from, number.to);
    if (counted === null) return [];
    const { value, shown, isRough, isMoreThan } = number;
    return [{ ...counted, value, shown, isRough, isMoreThan, ...where }];
  });
}

type Counted = Pick<Count, 'what' | 'noun' | 'shownNoun'>;

/** "The death toll rose to five": the number after "to". */
function tollAt(all: Word[], from: number): Counted | null {
  if (!RISING.has(all[from - 1]?.word ?? '')) return null;
  const before = all.slice(Math.max(0, from - 9), from).map((w) => w.word);
  const toll = before.lastIndexOf('toll');
  if (toll < 1 || before[toll - 1] !== 'death' || before.some((w) => NOT_NEARBY.has(w) && w !== 'to'))
    return null;
  return { what: 'killed', noun: 'people', shownNoun: 'people' };
}

/** What is done to what is counted by the number in [from, to). */
function deedAround(text: string, all: Word[], from: number, to: number): Counted | null {
  const nearby = all.slice(Math.max(0, from - 4), from).map((w) => w.word);
  if (nearby.some((w) => NOT_NEARBY.has(w))) return null;
  const joined = (at: number) => {
    const [word, next] = [all[at - 1], all[at]];
    return (
      word !== undefined &&
      next !== undefined &&
      !/\S/.test(text.slice(word.start + word.raw.length, next.start))
    );
  };
  const word = (at: number): string => (joined(at) ? (all[at]?.word ?? '') : '');
  const bare = BEHIND.get(word(to));
  const before = BEFORE.get(from > 0 && joined(from) ? (all[from - 1]?.word ?? '') : '');
  if (bare !== undefined && before === undefined)
    return isNoun(word(to + 1)) ? null : { what: bare, noun: 'people', shownNoun: 'people' };
  const head = headAt(word, to);
  if (head === null) return null;
  const noun = all.slice(to, head).map((w) => w.word);
  const named = {
    noun: [...noun, IRREGULAR.get(word(head)) ?? stem(word(head))].join(' '),
    shownNoun: all
      .slice(to, head + 1)
      .map((w) => w.raw)
      .join(' '),
  };
  if (before !== undefined) return { what: before, ...named };
  let at = head + 1;
  while (at < head + 4 && BETWEEN.has(word(at))) at++;
  const what = BEHIND.get(word(at));
  return what === undefined ? null : { what, ...named };
}

/** The place of the plural noun that is counted, at most two words behind the number; null when there is none. */
function headAt(word: (at: number) => string, from: number): number | null {
  for (let at = from; at < from + 3; at++) {
    const here = word(at);
    if (here === '' || here === 'more' || here === 'of' || BEHIND.has(here)) return null;
    if (isNoun(here)) return here === 'police' && isNoun(word(at + 1)) ? at + 1 : at;
    if (UNITS.test(here)) return null;
  }
  return null;
}

const isNoun = (word: string): boolean =>
  IRREGULAR.has(word) ||
  (/^\p{L}{3,}[^su]s$/u.test(word) && !UNITS.test(word) && !BETWEEN.has(word) && !BEFORE.has(word));
