const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?';
const ORDINAL = '\\d{1,2}(?:st|nd|rd|th)?';
const DATE = `(?:(?:${DAY},? )?(?:${ORDINAL} ${MONTH},? \\d{4}|${MONTH} ${ORDINAL},? \\d{4}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}))`;
const ZONE = '(?: ?\\(?(?:gmt|utc|[a-z]{2,4}|[+-]\\d{1,2}:?\\d{2})\\)?){0,2}';
const TIME = `(?:\\d{1,2}[:.h]\\d{2}(?::\\d{2})?(?: ?[ap]\\.?m\\.?)?${ZONE})`;
const LABEL =
  '(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|issued|date|last modified|last updated)(?: on| at)?\\s*[:|]?\\s*)';
const BETWEEN = '\\s*(?:,|at|@|\\||/|·|•|-|–|—)?\\s*';
const STAMP = `(?:${DATE}(?:${BETWEEN}${TIME})?|${TIME}${BETWEEN}(?:on )?${DATE}|${DAY},? ${TIME},? ${MONTH} \\d{1,2},? \\d{4}|${DAY},? ${MONTH} \\d{1,2}(?:,? ${TIME})?)`;
const AGO = '(?:about |over )?(?:\\d{1,2}|an?) (?:minute|min|hour|hr|day|week|month|year)s? ago';

const ALONE = new RegExp(
  `^(?:by [^.!?"“”]{2,60}[,|·•-]\\s*)?${LABEL}?(?:${STAMP}|${AGO}|(?:today|yesterday)(?: at)? ${TIME})(?:\\s*[,|·•/(-]?\\s*(?:${LABEL}(?:${STAMP}|${AGO}|${TIME})|\\d{1,2} min.{0,12}))?\\)?\\s*[.|]?$`,
  'i',
);
/** "SEOUL, June 20", "June 20": a place and a day that were printed above the text. */
const PLACED = new RegExp(`^(?:\\p{Lu}[\\p{L} .'’-]{1,40}, )?${MONTH} \\d{1,2}(?:, \\d{4})?[.:]?$`, 'iu');
const LABELLED_TIME = new RegExp(`^${LABEL}${TIME}[.|]?$`, 'i');

/** True where a line is nothing but when something was published or updated ("Updated: 14 Jun 2024, 09:10 GMT"). */
export function isStamp(line: string): boolean {
  return (
    line.length <= 160 &&
    /\d/.test(line) &&
    (ALONE.test(line) || LABELLED_TIME.test(line) || PLACED.test(line))
  );
}
