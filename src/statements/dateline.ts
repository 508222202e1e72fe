/** Datelines ("SEOUL, July 24 (Hanbit) --", "VLADIVOSTOK, April 30. /NEVSKY/.", "TULSA, Okla. —") are nobody's words. */

const REACH = 120;
const WITH_AGENCY =
  /^\p{Lu}[\p{L}\p{N}.,'’/ -]{0,70}?(?:\([^()\n]{2,40}\)|\/[^/\n]{2,40}\/\.?)\s*(?:[-–—]{1,2}\s*|(?=[A-Z“"]))/u;
const IN_CAPITALS =
  /^\p{Lu}[\p{Lu}.'’-]{2,}(?: \p{Lu}[\p{Lu}.'’-]+){0,3}(?:[,/] ?[\p{L}\p{N}. ]{2,24}){0,3}\s*(?:[–—]|--| - | -(?=\p{Lu}))\s*/u;

const WITH_DAY =
  /^\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?, (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\p{L}*\.? \d{1,2}(?:, \d{4})?\.?\s*(?:--|[–—]|- )\s*/u;

/** A live blog's clock: "17.42 – ", "5:42pm GMT: ". */
const CLOCK = /^\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?(?:\s*[–—|:-]\s*|\s+(?=\p{Lu}))/u;

/** Where the text proper begins in the paragraph `[start, end)`: after its dateline, or `start`. */
export function datelineEnd(text: string, start: number, end: number): number {
  const head = text.slice(start, Math.min(end, start + REACH));
  const clock = CLOCK.exec(head);
  if (clock) return start + clock[0].length;
  const match = WITH_AGENCY.exec(head) ?? IN_CAPITALS.exec(head) ?? WITH_DAY.exec(head);
  if (!match) return start;
  const before = match[0].split('(')[0] ?? '';
  // "North Korea (the DPRK) said": a name with its short form, no place with its agency.
  if (!/[-–—/]\s*$/u.test(match[0].trimEnd()) && !/^[\p{Lu} .,'’\p{N}-]*$/u.test(before)) return start;
  return start + match[0].length;
}
