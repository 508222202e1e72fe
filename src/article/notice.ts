/** A note of the outlet about its own article: something was put right, or all of it taken back. */
export type Notice = { kind: 'corrected' | 'withdrawn'; text: string };

const NOTE =
  "(?:editor[’']?s?[’']? note|note to (?:readers|editors)|note|notice|update|advisory|correction|clarification|retraction|withdrawal)";
const LABEL = `(?:${NOTE}\\b[^.:]{0,40}[:.–—-]\\s*)?`;
// Only "this" story: "The report said the troops were withdrawn" is news.
const SELF =
  "(?:this|our)(?: \\w+\\.? \\d{1,2}(?:, \\d{4})?,?)? (?:[\\w’'-]+ ){0,2}?(?:article|story|post|piece|item|headline|column|dispatch|page|version|report|interview)";
const OF =
  '(?:,? (?:published|posted|which|first|originally|by|of|from|on|about|headlined|titled)\\b[^.]{0,80}?)?,?';
const WAS = '(?: (?:has|have)(?: now| since)? been| was(?: later)?| is)';
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\\w{0,6}\\.?';

const any = (...patterns: string[]): RegExp => new RegExp(`^\\W*(?:${patterns.join('|')})`, 'i');

const WITHDRAWN = any(
  `${LABEL}${SELF}${OF}${WAS} (?:\\w+ )?(?:withdrawn|retracted|removed|unpublished|taken down|killed|deleted)\\b`,
  `${NOTE}\\b.{0,200}\\b(?:withdraw[ns]?|withdrew|retract(?:ed|s)?)\\b`,
  `we (?:have|are) (?:\\w+ )?(?:withdrawn|withdrawing|retracted|retracting|removed) (?:this|the|our) (?:article|story|report|piece)\\b`,
  '(?:withdrawn|retraction|retracted|mandatory kill|(?:story|article|report) (?:withdrawn|removed|retracted))\\W*(?:$|[:.–—-])',
);

const CORRECTED = any(
  `(?:corrections?|corrected|corrects|clarifications?|clarified|clarifies|erratum|corrections? and clarifications?)(?: (?:added|appended|made|posted|on))?(?:\\s*\\([^)]{0,40}\\)|,?\\s*(?:\\d{1,2} )?${MONTH}(?: \\d{1,2})?,?(?: \\d{4})?(?:, \\w+)?)?\\s*(?:[:.|–—]|-\\s|$)`,
  `${LABEL}${SELF}${OF}${WAS} (?:(?:updated|amended|changed|edited|revised)(?: on [^.]{2,30})? (?:and |to ){1,2})?(?:correct|corrected|amended|clarified|clarify|fix)\\b`,
  `${LABEL}${SELF}${OF} (?:originally |incorrectly |previously |initially |mistakenly |erroneously |wrongly )+(?:said|stated|misstated|misspelled|misidentified|gave|referred|described|identified|indicated|listed|reported|named|attributed)\\b`,
  `${LABEL}(?:due to an? [^,.]{0,40}error, )?an? (?:earlier|previous|original|initial) (?:versions?|headline|caption) (?:of|on|in|to|for) (?:this|the) (?:article|story|report|post|piece|headline|column|interview)\\b`,
  `${LABEL}(?:earlier|previous) versions of this\\b`,
  `${NOTE}\\b.{0,120}\\b(?:earlier version|previous version|misstated|misspelled|misidentified|incorrectly|has been corrected|was corrected)\\b`,
  `(?:this|the) (?:story|article|report|version|item)?\\s?(?:corrects|clarifies)\\b`,
);

/** The note that a tidy paragraph is, or null. Prose about somebody's correction is none: notes speak of "this story". */
export function noticeOf(paragraph: string): Notice | null {
  const head = paragraph.slice(0, 400);
  if (WITHDRAWN.test(head)) return { kind: 'withdrawn', text: paragraph };
  if (CORRECTED.test(head)) return { kind: 'corrected', text: paragraph };
  return null;
}

/** True for a note's label that stands alone ("CORRECTION:"): the note itself is the next paragraph. */
export function isLabelOnly(paragraph: string): boolean {
  return (
    paragraph.length <= 40 &&
    /^\W*(?:corrections?|clarifications?|editor[’']?s?[’']? note|retraction)\W*$/i.test(paragraph)
  );
}
