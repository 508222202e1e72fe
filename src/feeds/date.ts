/**
 * The dates that feeds print, as ISO 8601. Feed parsers hand them over raw; `Date.parse` guesses the machine's zone
 * where none is given and knows eleven zone names, so we read them ourselves.
 */
import { ZONES } from '../zones.ts';
import { monthOf } from './months.ts';

const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(.*))?$/i;
/** ISO 8601's day of the year: "2024-065", "2024065". */
const ORDINAL = /^(\d{4})-?(\d{3})(?:T(.*))?$/i;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? +(.*))?$/;
const YEAR_FIRST = /^(\d{4})[ -](\p{L}{3,12})[ -](\d{1,2})(?:[T ]+(.*))?$/iu;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(.*))?$/i;
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th|\.)?[ -]+(?:de )?(\p{L}{3,12})\.?,?(?: de)?[ -]+(\d{4}|\d{2})(?:,? +(.*))?$/iu;
const MONTH_FIRST = /^(\p{L}{3,12})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:,? +(.*))?$/iu;
/** `ctime` and JavaScript's own: "Jul 24 11:15:00 2024", the weekday already gone. */
const YEAR_LAST = /^([a-z]{3}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?) +([a-z]{2,5} +)?(\d{4})$/i;
const CLOCK =
  /^(?:at +)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? *([ap]\.?m\.?)? *(?:\(?([a-z]{1,5})\)?)? *(?:([+-])(\d{1,2}):?(\d{2})?)?(?: +\(.*\))?$/i;

/**
 * `text` (RFC 822, ISO 8601 and their usual misprints) as ISO 8601 in the offset that the feed gave
 * ("2024-07-24T11:15:00+09:00"; a zero offset is "Z"). A date without a clock time, or with one but without a zone, is
 * a bare date ("2024-07-24"): nothing is assumed. Null when unreadable, impossible, or before 1971 (the zero of a clock that was never set).
 */
export function readDate(text: string): string | null {
  const line = text
    .slice(0, 100)
    .split(/\s+/)
    .join(' ')
    .trim()
    // Letters before a comma are a weekday in every language.
    .replace(/^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.? +|\p{L}{2,14}\.?, *)/iu, '')
    .replace(/^(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일] ?/u, '$1-$2-$3 ')
    .trim();
  if (/^\d{10}$|^\d{13}$/.test(line)) return ofUnix(line);
  const iso = ISO.exec(line);
  if (iso !== null) return compose(iso[1], Number(iso[2]), iso[3], iso[4]);
  const compact = COMPACT.exec(line);
  if (compact !== null) {
    const clock = compact[4] === undefined ? undefined : `${compact[4]}:${compact[5]}:${compact[6] ?? '00'}`;
    return compose(compact[1], Number(compact[2]), compact[3], clock && `${clock}${compact[7] ?? ''}`);
  }
  const ordinal = ORDINAL.exec(line);
  if (ordinal !== null) return composeOrdinal(Number(ordinal[1]), Number(ordinal[2]), ordinal[3]);
  const dotted = DOTTED.exec(line);
  if (dotted !== null) return compose(dotted[3], Number(dotted[2]), dotted[1], dotted[4]);
  const yearFirst = YEAR_FIRST.exec(line);
  if (yearFirst !== null) return compose(yearFirst[1], monthOf(yearFirst[2]), yearFirst[3], yearFirst[4]);
  const dayFirst = DAY_FIRST.exec(line);
  if (dayFirst !== null) return compose(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1], dayFirst[4]);
  const yearLast = YEAR_LAST.exec(line);
  if (yearLast !== null) {
    const clock = `${yearLast[3]} ${yearLast[4] ?? ''}`.trim();
    return compose(yearLast[5], monthOf(yearLast[1]), yearLast[2], clock);
  }
  const monthFirst = MONTH_FIRST.exec(line);
  if (monthFirst !== null)
    return compose(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2], monthFirst[4]);
  return null;
}

function ofUnix(digits: string): string | null {
  const at = new Date(Number(digits) * (digits.length === 10 ? 1000 : 1));
  return at.getUTCFullYear() < 1971 ? null : `${at.toISOString().slice(0, 19)}Z`;
}

function composeOrdinal(year: number, day: number, clock: string | undefined): string | null {
  const at = new Date(Date.UTC(year, 0, day));
  if (day < 1 || at.getUTCFullYear() !== year) return null;
  return compose(String(year), at.getUTCMonth() + 1, String(at.getUTCDate()), clock);
}

function compose(
  yearText: string | undefined,
  month: number,
  dayText: string | undefined,
  clockText: string | undefined,
): string | null {
  const year = fullYear(yearText ?? '');
  const day = Number(dayText);
  if (year < 1971 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  const clock = CLOCK.exec(clockText ?? '');
  if (clock === null) return date;
  const [, hourText, minute = '', second = '00', half, zone, sign, offsetHour, offsetMinute = '00'] = clock;
  const hour = hourOf(Number(hourText), half);
  const offset = offsetOf(zone?.toLowerCase(), sign, offsetHour, offsetMinute);
  if (hour > 23 || Number(minute) > 59 || Number(second) > 60 || offset === null) return date;
  return `${date}T${two(hour)}:${minute}:${two(Math.min(Number(second), 59))}${offset}`;
}

/** RFC 2822 §4.3: two-digit years below 50 are of this century. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length !== 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

function offsetOf(
  zone: string | undefined,
  sign: string | undefined,
  hours: string | undefined,
  minutes: string,
): string | null {
  let east = zone === undefined ? null : (ZONES[zone] ?? null);
  if (sign !== undefined) east = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (east === null || Math.abs(east) > 14 * 60 || Number(minutes) > 59) return null;
  if (east === 0) return 'Z';
  const size = Math.abs(east);
  return `${east < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
