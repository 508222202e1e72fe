/** Where a meeting, a launch or a trial is held, and when an article tells that it is held elsewhere now. Pure. */
import { BACKGROUND, type Sentence, sentencesIn, type Telling } from './opening.ts';

/** `thing`: what is held ("summit"); `place`: where, as the article has it. */
type Held = { thing: string; place: string; sentence: string };

export type ChangedPlace = { is: 'place'; thing: string; now: string; before: string; sentence: string };

/** What is held at one place. Visits and tours have several. */
const THINGS = `summit|talks|meeting|conference|ceremony|launch|parade|exercises?|drills|hearing|trial|funeral|signing|negotiations|forum|congress|inauguration|concert|match|final|election|handover|exchange|rally`;
const NAME = String.raw`(?:the\s+)?\p{Lu}[\p{L}'’-]+(?:\s+(?:of\s+)?\p{Lu}[\p{L}'’-]+){0,3}`;
/** "summit with Norland’s premier in Korsvik": the words between, without a stop, a mark or another clause. */
const BETWEEN = String.raw`(?:\s+(?!in\b|at\b|to\b|from\b|but\b|after\b|before\b|that\b|which\b|who\b)[\p{L}\p{N}'’-]+){0,8}`;
const HELD = new RegExp(String.raw`\b(${THINGS})\b${BETWEEN}\s+(?:in|at)\s+(${NAME})`, 'gu');
const MOVED = new RegExp(
  String.raw`\b(${THINGS})\b${BETWEEN}\s+(?:moved|shifted|relocated|transferred|switched)(?:\s+from\s+${NAME})?\s+to\s+(${NAME})`,
  'gu',
);
/** With one of these an article says itself that the place is another. */
const ELSEWHERE =
  /\b(?:moved|shifted|relocated|transferred|switched|instead|rather than|no longer|not in|not at|changed|new venue)\b/iu;
const NO_PLACE =
  /^(?:the\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I|He|She|It|They)\b/u;
/** A title may write every word with a capital; further down it is of other days. */
const PARAGRAPHS = 4;

/** What the first paragraphs tell of as held somewhere, in order. */
export function heldIn(article: Telling): Held[] {
  return sentencesIn(article, PARAGRAPHS)
    .filter(({ paragraph, text }) => paragraph > 0 && !BACKGROUND.test(text))
    .flatMap(placesOf);
}

function placesOf({ text }: Sentence): Held[] {
  return [...text.matchAll(MOVED), ...text.matchAll(HELD)].flatMap(([, thing, place]) =>
    thing === undefined || place === undefined || NO_PLACE.test(place)
      ? []
      : [{ thing, place: place.replace(/^the\s+/u, '').replace(/['’]s?$/u, ''), sentence: text }],
  );
}

/**
 * What is held elsewhere now: all that was told put it at one place, this article at another which nobody named before, and
 * says that it is another ("instead of", "moved"). Without that word "in Korsvik" and "at the harbour" are one place more
 * often than two.
 */
export function changedPlaces(held: Held[], earlier: Telling[]): ChangedPlace[] {
  const found: ChangedPlace[] = [];
  for (const thing of new Set(held.map((h) => h.thing))) {
    const told = new Set(earlier.flatMap(heldIn).flatMap((h) => (h.thing === thing ? [h.place] : [])));
    const [before, another] = told;
    if (before === undefined || another !== undefined) continue;
    const now = held.filter((h) => h.thing === thing && h.place !== before);
    const [first] = now;
    if (!first || now.some((h) => h.place !== first.place)) continue;
    const isNamed = earlier.some(({ title, text }) => `${title}\n${text}`.includes(first.place));
    if (isNamed || !ELSEWHERE.test(first.sentence)) continue;
    found.push({ is: 'place', thing, now: first.place, before, sentence: first.sentence });
  }
  return found;
}
