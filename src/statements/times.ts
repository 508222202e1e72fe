/** Time expressions as runs of items: where one begins and ends. What day they mean is said in `dates.ts`. */
import type { Item } from './sentences.ts';

export const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
export const MONTHS =
  'january february march april may june july august september october november december'.split(' ');
const SHORT_MONTHS = new Set('jan feb mar apr jun jul aug sept sep oct nov dec'.split(' '));
const DAY_WORDS = new Set('today yesterday tomorrow tonight overnight'.split(' '));
// Asked of every word: looked up instead of searched for.
const DAYS = new Set([...WEEKDAYS, ...DAY_WORDS]);
const MONTH_NAMES = new Set(MONTHS);
const SPANS = new Set(
  'week weekend month year day morning afternoon evening night spring summer autumn fall winter decade quarter'.split(
    ' ',
  ),
);
const LEADS = new Set(
  'on in late early earlier last this next since during over by at that previous the same mid a that'.split(
    ' ',
  ),
);
const MODIFIERS = new Set('late early earlier last this next mid later'.split(' '));

/** The name of a day, a month or a day word? "May" and "March" only with a capital. */
export function isTimeWord(item: Item): boolean {
  const { lower } = item;
  if (DAYS.has(lower)) return true;
  const month = MONTH_NAMES.has(lower) || SHORT_MONTHS.has(lower.endsWith('.') ? lower.slice(0, -1) : lower);
  return month && /^\p{Lu}/u.test(item.text);
}

/** If a time expression begins at `i` ("on Monday", "Thursday evening", "earlier this week", "on June 12, 2024"), its end (exclusive); else `i`. */
export function timeFrom(items: Item[], i: number): number {
  const counted = countedTime(items, i);
  if (counted > i) return counted;
  let at = i;
  let modified = false;
  while (at < i + 4 && LEADS.has(items[at]?.lower ?? '')) {
    modified ||= MODIFIERS.has(items[at]?.lower ?? '');
    at++;
  }
  const head = items[at];
  if (!head) return i;
  const dayFirst = items[at + 1];
  if (
    dayFirst &&
    /^\d{1,2}(?:st|nd|rd|th)?$/u.test(head.text) &&
    isTimeWord(dayFirst) &&
    !WEEKDAYS.includes(dayFirst.lower) &&
    !DAY_WORDS.has(dayFirst.lower)
  ) {
    return /^(?:19|20)\d\d$/u.test(items[at + 2]?.text ?? '') ? at + 3 : at + 2;
  }
  if (head.pos === 'NUM' && /^(?:19|20)\d\d$/u.test(head.text) && items[at - 1]?.lower === 'in')
    return at + 1;
  if (SPANS.has(head.lower)) {
    if (items[at - 1]?.lower === 'that' || items[at]?.lower === 'that') return at + 1;
    if (!modified && !['the', 'same', 'a'].includes(items[at - 1]?.lower ?? '')) return i;
    if (!modified && !['earlier', 'later', 'before', 'ago'].includes(items[at + 1]?.lower ?? '')) return i;
    return ['earlier', 'later', 'before', 'ago'].includes(items[at + 1]?.lower ?? '') ? at + 2 : at + 1;
  }
  if (!isTimeWord(head))
    return modified && at === i + 1 && ['earlier', 'later'].includes(items[i]?.lower ?? '') ? at : i;
  at++;
  // "the January missile": a month before a noun describes it.
  const describes =
    items[at]?.pos === 'NOUN' && !SPANS.has(items[at]?.lower ?? '') && !WEEKDAYS.includes(head.lower);
  if (describes && !DAY_WORDS.has(head.lower)) return i;
  if (items[at]?.pos === 'NUM' && /^\d{1,2}(?:st|nd|rd|th)?$|^(?:19|20)\d\d$/u.test(items[at]?.text ?? ''))
    at++;
  if (items[at]?.text === ',' && /^(?:19|20)\d\d$/u.test(items[at + 1]?.text ?? '')) at += 2;
  if (SPANS.has(items[at]?.lower ?? '')) at++;
  // "during Saturday's debate" is a venue, not a day.
  return items[at]?.pos === 'PART' ? i : at;
}

/** If a time expression ends at `k` (inclusive), where it begins; else `k + 1`. */
export function timeBack(items: Item[], k: number): number {
  for (let from = Math.max(0, k - 5); from <= k; from++) {
    if (timeFrom(items, from) === k + 1) return from;
  }
  return k + 1;
}

const UNITS = new Set(
  'moments minutes hours days weeks months years moment hour day week month year'.split(' '),
);

/** "minutes after the vote" up to "after", "two days later", "a week ago". */
function countedTime(items: Item[], i: number): number {
  let at = i;
  while (
    at < i + 2 &&
    ['just', 'a', 'an', 'several', 'few', 'one', 'two', 'three', 'shortly', 'some'].includes(
      items[at]?.lower ?? '',
    )
  )
    at++;
  if (!UNITS.has(items[at]?.lower ?? '')) return i;
  return ['later', 'ago', 'earlier', 'before', 'after'].includes(items[at + 1]?.lower ?? '') ? at + 2 : i;
}
