import { zoneOf } from '../zones.ts';

/** Where pages keep the day they were published, the most reliable first (452 right of 728 in this order, 361 by readability's). */
export const PUBLISHED_METAS = [
  'article:published_time',
  'article:published',
  'og:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publication_date',
  'pdate',
  'dc.date.issued',
  'dc.date',
  'dcterms.created',
  'dcterms.date',
  'sailthru.date',
  'parsely-pub-date',
  'cxenseparse:recs:publishtime',
  'article.published',
  'published_time',
  'rnews:datepublished',
  'citation_publication_date',
];

const ISO =
  /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ]\s?(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\s*$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,? (\d{4})|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))\b/i;
const CLOCK =
  /(?<![\d:])(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s?([ap])\.?m\b\.?)?\s?\(?(Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|[A-Z]{3,4})(?![\w:])/i;
/** The day in an address ("/2019/11/19/", "/2019/nov/19/"), which no template gets wrong. */
const IN_ADDRESS = /\/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_-]|$)/i;
/** "…-danger-20191115/": eight digits behind the words of a headline. Elsewhere in an address they may be any number. */
const AT_AN_END = /\p{L}[_-](20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:\.html?)?\/?$/u;

/**
 * A date as pages give it, as ISO 8601: ISO itself, "20240614", "2024/06/14", and with an English month's name ("Fri, 14 Jun 2024
 * 09:10:00 GMT", "June 14, 2024"). With a time only where an offset is given, else the bare date, as "12:00" without a zone is
 * no instant. Null where day and month could change places (14/06/2024) and for days that do not exist. Nothing is invented.
 */
export function isoDate(raw: string): string | null {
  const text = raw.slice(0, 100);
  const iso = ISO.exec(text);
  if (iso) return build(iso[1], iso[2], iso[3], iso.slice(4));
  const digits = /^\s*(\d{4})([/]?)(\d{2})\2(\d{2})\s*$/.exec(text);
  if (digits) return build(digits[1], digits[3], digits[4], []);
  const named = NAMED.exec(text);
  if (!named) return null;
  const month = MONTHS.indexOf((named[2] ?? named[4] ?? '').toLowerCase().slice(0, 3)) + 1;
  return build(named[3] ?? named[6], String(month), named[1] ?? named[5], clockIn(text));
}

/** The day that an address tells, or null. */
export function dayInAddress(url: string): string | null {
  const path = URL.parse(url)?.pathname ?? '';
  const found = IN_ADDRESS.exec(path) ?? AT_AN_END.exec(path);
  if (found === null) return null;
  const [, year, month = '', day] = found;
  const number = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.toLowerCase()) + 1;
  return number === 0 ? null : build(year, String(number), day, []);
}

/** Hour, minute, second and offset of a clock time with a zone that means one thing; else nothing. */
function clockIn(text: string): (string | undefined)[] {
  const [, hourText, minute, second, half, zone = ''] = CLOCK.exec(text) ?? [];
  if (hourText === undefined) return [];
  const named = /^[a-z]{3,4}$/i.test(zone) ? zoneOf(zone) : 0;
  if (named === null) return [];
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (/p/i.test(half) ? 12 : 0);
  const size = Math.abs(named);
  const two = (n: number) => String(n).padStart(2, '0');
  const offset =
    named === 0 ? zone : `${named < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return [two(hour), minute, second, offset];
}

function build(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: (string | undefined)[],
): string | null {
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const check = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(check.getTime()) || check.toISOString().slice(0, 10) !== date || Number(year) < 1900)
    return null;
  const [hour, minute, second, zone] = clock;
  if (hour === undefined || minute === undefined || zone === undefined) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return date;
  return `${date}T${hour}:${minute}:${second ?? '00'}${offset(zone)}`;
}

function offset(zone: string): string {
  const signed = /[+-]\d{2}:?(?:\d{2})?$/.exec(zone)?.[0];
  if (signed === undefined) return 'Z';
  if (signed.length === 3) return `${signed}:00`;
  return signed.includes(':') ? signed : `${signed.slice(0, 3)}:${signed.slice(3)}`;
}
