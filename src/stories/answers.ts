/** What an office's answer is an answer to ("… gave the following answer to a question as regards the rumour of …"). */
import { apartFromCountries } from './countries.ts';
import { telling, type Wording } from './heading.ts';
import { words } from './words.ts';

/** The first sentences say what is answered; an answer that has not said it by then answers in its own words. */
const READ = 900;
const READ_FOR_COUNTRIES = 4000;

/* Bounded gaps between disjoint words: a scan of READ characters. */
const ANSWER =
  /\b(?:gave|made|issued|released|published|put out)\b[^.!?\n]{0,60}?\b(?:answer|statement|press|commentary|comment|reply)\b/i;
const SUBJECT =
  /\b(?:as regards|with regard to|regarding|concerning|in connection with|in response to|denouncing|condemning|rejecting|refuting|dismissing|about|over)\s([^\n:]{10,400})/i;

/** Words that dress the subject of an answer and are none of it. */
const DRESS: ReadonlySet<string> = new Set(
  telling(
    words(`rumor rumour fact pretext question issue matter spread spreading raised fabricated fabrication so-called hostile forces foreign
      press media outlets authorities country countries other certain false slander slanderous allegation allegations claim claims
      recent latest various individuals against news agency group body report spokesperson smear campaign official circles`),
  ),
);

/** At least so many words besides countries must be named, and so large a part of them told by the other report. */
const FEWEST = 2;
const TOLD = 0.6;
/** And so large a part of them by its title and opening. */
const OPENED_WITH = 0.4;

/** What an answer is about: countries and other words, stemmed. */
export type Subject = { countries: Set<string>; words: string[] };

/** The subject that an office's answer or press statement names in its first sentences; null when the text is none or names none. */
export function subjectOf(text: string): Subject | null {
  const head = text.slice(0, READ);
  const answer = ANSWER.exec(head);
  if (!answer) return null;
  const named = SUBJECT.exec(head.slice(answer.index + answer[0].length))?.[1];
  if (named === undefined) return null;
  const { countries, others } = apartFromCountries(words(named).flatMap((word) => word.split('-')));
  const told = new Set(telling(others).filter((word) => !DRESS.has(word)));
  return told.size < FEWEST ? null : { countries, words: [...told] };
}

/** Whether a report tells what an answer is about: its countries, most of its words, and some of them in its opening. */
export function tells(report: { text: string; title: string; wording: Wording }, subject: Subject): boolean {
  const here = apartFromCountries(
    words(`${report.title}\n${report.text.slice(0, READ_FOR_COUNTRIES)}`),
  ).countries;
  if (![...subject.countries].every((country) => here.has(country))) return false;
  const share = (told: ReadonlySet<string>) =>
    subject.words.filter((word) => told.has(word)).length / subject.words.length;
  return share(report.wording.all) >= TOLD && share(report.wording.head) >= OPENED_WITH;
}
