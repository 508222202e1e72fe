import { anyCase } from './anycase.ts';
import { isAgency } from './wire.ts';

const WHO = '(?:reporting|writing|editing|compiled|edited|written|reported|translated|production|graphics?)';

// Each begins a line that credits people or desks, or is all of it.
const CREDITS = new RegExp(
  anyCase(
    `^[[(–—-]*\\s*(?i:${[
      'contributing: ',
      `(?:(?:additional|writing|extra|with|further|graphics?|video)\\s)?(?:and\\s)?${WHO}(?: and (?:writing|editing|reporting))?(?: by| with| from):?\\s`,
      'with (?:additional )?(?:reporting|inputs?|files|information|contributions?) (?:by|from)\\s',
      'with agency (?:inputs|reports)\\b',
      '(?:with|from) (?:agencies|(?:staff and )?(?:wire|agency) (?:services|reports))\\b',
      '(?:wire|agency|staff) reports?$|agencies$',
      '(?:by|from) (?:a |our )?(?:own |staff )?(?:correspondent|reporter)s?(?: in (?-i:\\p{Lu})[\\p{L} ]{1,30})?$',
      'source: (?-i:\\p{Lu})[\\p{L}.]{1,20}(?:[ ,/]{1,2}(?-i:\\p{Lu})[\\p{L}.]{1,20}){0,5}$',
    ].join('|')})`,
  ),
  'u',
);
const CONTRIBUTED =
  /\bcontributed(?: (?:to this (?:report|story|article)|reporting)\b|\.?$)|\b(?:assisted with this (?:report|story)|reported from|reports from)\b/i;
const TO_THIS = /\bcontributed(?: (?:to this (?:report|story|article)|reporting)\b|\.?$)/i;

/** "ab/xy (AFP, dpa)": the initials of those who wrote and edited, and where they had it from. */
const INITIALS = /^\p{Ll}{2,4}\/\p{Ll}{2,4} \([^()]{2,60}\)$/u;

/** The only small words between a credit's names; "Reporting by rights groups shows" has others. */
const SMALL_WORDS = new Set(
  `reporting writing editing additional contributed contributing by and in with from at the of for to this report reports story article
  reported edited compiled written translated graphics graphic production video de la le du van von der den al el bin y e writer writers
  reporter reporters correspondent correspondents journalist journalists staff associated agencies agency files inputs input information
  newsroom desk bureau bureaus team wire services our own a source`.split(/\s+/),
);

/** "(Reporting by …; Editing by …)", "With inputs from …", "X reported from Y and Z from W.", "X contributed to this report." */
export function isCredit(line: string): boolean {
  const agency = /^with (?:the )?([^,;:]{2,40})$/i.exec(line)?.[1];
  if (agency && isAgency(agency)) return true;
  if (INITIALS.test(line)) return true;
  const named = CREDITS.test(line);
  if (!named && !CONTRIBUTED.test(line)) return false;
  if (named && /^[[(][^()]*[)\]]\.?$/.test(line)) return true;
  const small = line.match(/(?<![\p{L}’'-])\p{Ll}[\p{L}’'-]*/gu) ?? [];
  if (/["“”]/.test(line)) return false;
  return small.every((word) => SMALL_WORDS.has(word)) || (TO_THIS.test(line) && small.length <= 8);
}
