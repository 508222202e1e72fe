/** Whether two articles in different words report the same event. A wrong merge is worse than a missed one. */
import { remembering } from '../remembered.ts';
import { subjectOf, tells } from './answers.ts';
import { RECURRING } from './common.ts';
import { sameOutlet } from './credit.ts';
import { covered, sharedOpening } from './heading.ts';
import { likeness, type Rarity, rarityOf } from './likeness.ts';
import type { Neighbour, Newcomer } from './placing.ts';
import { sharedQuotations } from './quotations.ts';
import { once, type Reading, readingOf } from './reading.ts';
import type { Shared } from './reason.ts';
import { sameSpeaker } from './speakers.ts';
import { isBroad, isInTitle } from './terms.ts';
import { stem, type Word, words, wordsWithPlaces } from './words.ts';

/*
 * Measured on 15 stories of one subject, all within a fortnight: reports of different events reach a likeness of 0.115
 * and share no quotation; two reports of one event share a quotation (then their likeness is 0.06 to 0.36) or reach
 * 0.15 to 0.2. Of 181 pages of one week 27 pairs share a quotation, two of them wrongly, but from 0.15 to 0.3
 * likeness alone was wrong once in three (two hearings of one inquiry, two reviews of one product): below 0.3 the two
 * must also quote one person who is not quoted everywhere, or open with a name that is theirs alone and tell each
 * other's openings. Of 692 pairs of different events that an index finds, none is joined, alone or in a crowd.
 */
const ALIKE = 0.3;
const ALIKE_WITH_PERSON = 0.15;
/** A person in more of the stories nearby than this, the newcomer's and the other one counted, is quoted everywhere. */
const QUOTED_EVERYWHERE = 3;
/** With a quotation that stands in the first half of the later report: there it is news and not background. */
const ALIKE_WITH_NEWS = 0.055;
/** With a quotation further down, unless both also quote two people whom no other story nearby knows. */
const ALIKE_WITH_BACKGROUND = 0.11;
/** One outlet's two articles in other words are mostly two events: it would have updated the first. */
const SAME_OUTLET_MORE = 0.06;
const OWN_PEOPLE = 2;
/** Both open with one name that no third story nearby has, and with so many other words of their own. */
const ALIKE_WITH_NAME = 0.1;
const OWN_WORDS = 2;
const OWN_WORDS_WITH_SPEAKER = 3;
/**
 * And the one tells anywhere such a share of the other's opening, and so many of its own words. Of a year of one campaign
 * (918 articles) reports of different events in one town share two to four; a harbour's strike tells 0.22 of its ferry's grounding.
 */
const OPENING_TOLD = 0.24;
const OWN_TOLD = 5;
/** A text of so few words is told whole by a report of its event: this share of it, and so many words of their own. */
const BRIEF_WORDS = 90;
const BRIEF_TOLD = 0.35;
const BRIEF_OWN = 3;
/** A look back by weeks over a likeness like this names a predecessor; without it more is asked. */
const PREDECESSOR = 0.16;
const PREDECESSOR_LOOKING_BACK = 0.1;
const PREDECESSOR_TERMS = 3;

type Report = Reading & { article: Newcomer };
/** `shared`: what speaks for the story; null where it was told by an office's answer, and where there is none. */
type Verdict = {
  story: Neighbour | null;
  predecessor: Neighbour | null;
  shared: Shared | null;
  why: string;
};

/**
 * The filed article with whose story the newcomer belongs by its event, or the one of a story it follows. `window` and
 * `followWindow` in milliseconds around publication. `why` is half a sentence, empty when nothing comes near.
 */
export function sameEvent(
  newcomer: Newcomer,
  neighbours: Neighbour[],
  window: number,
  followWindow: number,
): Verdict {
  const near = neighbours.filter((neighbour) => Math.abs(neighbour.at - newcomer.at) <= followWindow);
  const own = { ...readingOf(newcomer), article: newcomer };
  const reports = near.map((article) => ({ ...readingOf(article), article }));
  const stories = reports.map(({ article }) => article.storyId);
  const termRarity = rarityOf([
    { storyId: null, each: eachTerm(own) },
    ...reports.map((report, at) => ({ storyId: stories[at] ?? null, each: eachTerm(report) })),
  ]);
  // Few pairs come so near that their words are counted too.
  const wordRarity = once(() =>
    rarityOf([
      { storyId: null, each: eachWordOf(own) },
      ...reports.map((report, at) => ({ storyId: stories[at] ?? null, each: eachWordOf(report) })),
    ]),
  );

  let story: { article: Neighbour; score: number; why: string; shared: Shared } | null = null;
  let predecessor: { article: Neighbour; score: number } | null = null;
  for (const report of reports) {
    const speakers = quotedNames(newcomer, report.article);
    const { score, shared } = likeness(own.terms, report.terms, termRarity, speakers);
    const inWindow = Math.abs(report.article.at - newcomer.at) <= window;
    const { margin, quotations } = marginOf(own, report, score, termRarity);
    const isAlike =
      margin >= 0 ||
      opensAlike(own, report, score, speakers, termRarity, wordRarity) ||
      (shared.length > 0 && isBriefOf(own, report, wordRarity));
    if (isAlike && inWindow) {
      const rank = score + 0.1 * quotations;
      const why = whyAlike(quotations, shared);
      if (!story || rank > story.score)
        story = {
          article: report.article,
          score: rank,
          why,
          shared: sharedOf(own, report, shared, quotations),
        };
    } else if (report.article.at < newcomer.at && shared.length >= PREDECESSOR_TERMS) {
      const least = own.looksBack ? PREDECESSOR_LOOKING_BACK : PREDECESSOR;
      if (score >= least && (!predecessor || score > predecessor.score))
        predecessor = { article: report.article, score };
    }
  }
  if (story) return { story: story.article, predecessor: null, shared: story.shared, why: story.why };
  const answered = answeredBy(
    own,
    reports.filter(({ article }) => article.at < newcomer.at && newcomer.at - article.at <= window),
  );
  if (answered)
    return { story: answered, predecessor: null, shared: null, why: 'it is what this office answers to' };
  return { story: null, predecessor: predecessor?.article ?? null, shared: null, why: '' };
}

/** The report of the only story nearby that tells what the newcomer, an office's answer, is an answer to; else null. */
function answeredBy(own: Report, reports: (Report & { article: Neighbour })[]): Neighbour | null {
  const subject = subjectOf(own.text);
  if (subject === null) return null;
  const told = reports.filter(
    ({ article, text, wording }) =>
      subjectOf(text) === null && tells({ title: article.title, text, wording: wording() }, subject),
  );
  const [first, ...others] = told;
  if (!first || others.some(({ article }) => article.storyId !== first.article.storyId)) return null;
  return told.reduce((last, { article }) => (article.at > last.at ? article : last), first.article);
}

/** Whether both open with a name of their own and with other words that no third story nearby has. */
function opensAlike(
  own: Report,
  other: Report,
  score: number,
  speakers: ReadonlySet<string>,
  termRarity: Rarity,
  wordRarity: () => Rarity,
): boolean {
  if (score < ALIKE_WITH_NAME || apart(own, other)) return false;
  const shared = sharedOpening(own.terms, other.terms, termRarity);
  if (shared.names.length === 0) return false;
  const isTitled = (name: string) => isInTitle(own.terms, name) || isInTitle(other.terms, name);
  const isOfSpeakers = shared.names.every((name) => speakers.has(name) && !isTitled(name));
  if (shared.words.length < (isOfSpeakers ? OWN_WORDS_WITH_SPEAKER : OWN_WORDS)) return false;
  return [
    covered(own.wording().head, other.wording(), wordRarity()),
    covered(other.wording().head, own.wording(), wordRarity()),
  ].some(({ share, own: words }) => share >= OPENING_TOLD && words >= OWN_TOLD);
}

/** Whether the shorter one is a brief whose words the longer one tells too. */
function isBriefOf(own: Report, other: Report, wordRarity: () => Rarity): boolean {
  const [short, long] = own.terms.length <= other.terms.length ? [own, other] : [other, own];
  if (short.terms.length > BRIEF_WORDS || apart(own, other)) return false;
  const { share, own: words } = covered(short.wording().head, long.wording(), wordRarity());
  return share >= BRIEF_TOLD && words >= BRIEF_OWN;
}

/** One outlet's two texts in other words, and a report that looks back, are two events unless more speaks for one. */
function apart(own: Report, other: Report): boolean {
  const later = own.article.at >= other.article.at ? own : other;
  return sameOutlet(own.article.outlet, other.article.outlet) || later.looksBack;
}

/** By how much a pair is liker than it must be (negative: not enough), and the quotations it shares. */
function marginOf(
  own: Report,
  other: Report,
  score: number,
  rarity: Rarity,
): { margin: number; quotations: number } {
  const later = own.article.at >= other.article.at ? own : other;
  const earlier = later === own ? other : own;
  const quotations = sharedQuotations(later.quotations, earlier.quotations);
  const leading = quotations > 0 ? sharedQuotations(later.leading(), earlier.quotations) : 0;
  const people = (most: number) => sharedPeople(own.article, other.article, rarity, most);
  let least = people(QUOTED_EVERYWHERE) > 0 ? ALIKE_WITH_PERSON : ALIKE;
  if (quotations > 0) least = ALIKE_WITH_BACKGROUND;
  if (leading > 0 || quotations > 1 || (quotations > 0 && people(2) >= OWN_PEOPLE)) least = ALIKE_WITH_NEWS;
  if (sameOutlet(own.article.outlet, other.article.outlet)) least += SAME_OUTLET_MORE;
  if (later.looksBack && leading < 2) least = Number.POSITIVE_INFINITY;
  return { margin: score - least, quotations };
}

/** How many speakers both quote who stand in at most `most` of the stories nearby (a spokesman stands in many). */
function sharedPeople(a: Newcomer, b: Newcomer, rarity: Rarity, most: number): number {
  const isRare = (word: string) =>
    !isBroad(word) && !RECURRING.has(word) && (rarity.inStories.get(word) ?? most + 1) <= most;
  const others = speakersOf(b);
  return speakersOf(a).filter(
    (name) => nameWords(name).some(isRare) && others.some((other) => sameSpeaker(name, other)),
  ).length;
}

function speakersOf({ statements }: Newcomer): string[] {
  return [...new Set(statements.flatMap(({ speaker }) => speaker ?? []))];
}

function whyAlike(quotations: number, shared: string[]): string {
  const terms = shared.slice(0, 5).join(', ');
  const quoted = quotations === 1 ? 'they share a quotation' : `they share ${quotations} quotations`;
  if (quotations === 0) return `they share ${terms}`;
  return terms ? `${quoted} and ${terms}` : quoted;
}

/** At most so many terms of a kind are kept as the reason. */
const KEPT = 6;

/** The shared terms, the most telling first, as the newcomer prints them. */
function sharedOf(own: Report, other: Report, terms: string[], quotations: number): Shared {
  const printed = wordsWithPlaces(`${own.article.title}\n${own.text}`);
  const isNumber = (term: string) => /^\d/.test(term);
  const isName = (term: string) => own.terms.names.has(term) || other.terms.names.has(term);
  const of = (fits: (term: string) => boolean) => terms.filter(fits).slice(0, KEPT);
  return {
    numbers: of(isNumber),
    names: wholeNames(
      of((term) => !isNumber(term) && isName(term)),
      printed,
    ),
    words: of((term) => !isNumber(term) && !isName(term)).map(
      (term) => printed.find(({ word }) => word === term || stem(word) === term)?.word ?? term,
    ),
    quotations,
  };
}

/** Names as they are printed, those that stand together as one: "pacific" and "desk" are "Pacific Desk". */
function wholeNames(terms: string[], printed: Word[]): string[] {
  const wanted = new Set(terms);
  const runs: { text: string; terms: Set<string> }[] = [];
  let end = -1;
  for (const { raw, word, start } of printed) {
    const last = runs.at(-1);
    if (!wanted.has(word)) continue;
    const text = raw.replace(/['’]s$/, '');
    if (last !== undefined && start === end + 1 && !last.terms.has(word)) {
      last.text += ` ${text}`;
      last.terms.add(word);
    } else runs.push({ text, terms: new Set([word]) });
    end = start + raw.length;
  }
  const named = new Set<string>();
  return terms.flatMap((term) => {
    if (named.has(term)) return [];
    const longest = runs
      .filter((run) => run.terms.has(term) && [...run.terms].every((t) => !named.has(t)))
      .reduce<(typeof runs)[number] | null>(
        (best, run) => (best && best.terms.size >= run.terms.size ? best : run),
        null,
      );
    for (const t of longest?.terms ?? [term]) named.add(t);
    return [longest?.text ?? term];
  });
}

type Visit = (term: string) => void;
const eachTerm =
  ({ terms }: Report) =>
  (visit: Visit) =>
    terms.weights.forEach((_, term) => {
      visit(term);
    });
const eachWordOf =
  ({ wording }: Report) =>
  (visit: Visit) =>
    wording().all.forEach((word) => {
      visit(word);
    });

function quotedNames(a: Newcomer, b: Newcomer): Set<string> {
  const names = new Set<string>();
  for (const { statements } of [a, b])
    for (const { speaker } of statements)
      if (speaker !== null) for (const word of nameWords(speaker)) names.add(word);
  return names;
}

/** Every pair of articles is asked about: each name is taken apart once. */
const nameWords = remembering(4_096, words);
