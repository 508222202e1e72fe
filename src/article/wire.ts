import { anyCase } from './anycase.ts';
import { sameHouse } from './outlet.ts';

/**
 * The wire that a text credits, told by the forms of credits and not by a list of agencies: unseen ones are credited the
 * same way. The short list below only settles forms that a person's name could take too.
 */
const KNOWN = new Set(
  'reuters|afp|agence france-presse|ap|associated press|the associated press|dpa|efe|ansa|apa|upi|pti|ani|ians|aap|cna|kcna|tass|itar-tass|ria novosti|interfax|sputnik|xinhua|yonhap|kyodo|kyodo news|jiji|jiji press|bernama|antara|anadolu|bloomberg|pa media|press association|belga|apa|ritzau|ntb|tt|ukrinform|agencies|wire services|wires'.split(
    '|',
  ),
);
const AGENCY_WORD =
  /(?:^|[\s-])(?:news ?agency|agency|agencies|agence|agencia|agenzia|agentur|news ?wire|wire|wires|wire ?service|news ?service|press|presse|press association|dispatch|telegraph(?:ic)? agency|news|media|syndicate|broadcasting|radio|tribune news service)(?:$|[\s-])/i;

/** True where a name by itself says that it is an agency: an acronym, a known one, or one with a word such as "Agency". */
export function isAgency(name: string): boolean {
  const plain = name.trim().replace(/[.,]+$/, '');
  if (plain.includes('/')) return plain.split('/').every(isAgency);
  return KNOWN.has(plain.toLowerCase()) || /^\p{Lu}{2,6}$/u.test(plain) || AGENCY_WORD.test(plain);
}

// One to five capitalised words; "Strait & Steppe", "Agence Continentale de Presse", "Rappler.com", "Reuters/AFP".
const NAME =
  "\\p{Lu}[\\p{L}\\d.&’'-]{0,30}(?: (?:&|of|the|de|du|der|la|\\p{Lu}[\\p{L}\\d.&’'-]{0,30})){0,5}(?: ?/ ?\\p{Lu}[\\p{L} ]{1,30}){0,2}";
const DASH = '(?:-{1,2}|[–—])';
const TRAILING = new RegExp(`(?:^|(?<=[\\s.!?”"’)\\]]))(?:${DASH}|/) ?(?:with )?(${NAME})[.]?$`, 'u');
const IN_BRACKETS = new RegExp(`(?:^|(?<=[\\s.!?”"’)\\]]))[([](${NAME})[)\\]][.]?$`, 'u');

/**
 * Cuts a wire's credit off the end of an article's last paragraph: "… she continued. — Reuters", "…” — ACP", "/Yonhap",
 * "(AFP)", or a line of its own, "- Meridian". Null without one. A person's two names ("— Mara Lund") are none.
 */
export function cutCredit(paragraph: string): { rest: string; credit: string; name: string } | null {
  const tail = paragraph.slice(-90);
  const bracketed = IN_BRACKETS.exec(tail);
  const found = TRAILING.exec(tail) ?? bracketed;
  const name = found?.[1]?.trim() ?? '';
  if (!found || !(isAgency(name) || (found !== bracketed && !name.includes(' ')))) return null;
  const rest = paragraph.slice(0, paragraph.length - tail.length + found.index).trimEnd();
  if (rest !== '' && !/[.!?…]["”’'»)\]]*$/.test(rest)) return null;
  if (rest === '' && found === bracketed && !isAgency(name)) return null;
  return { rest, credit: paragraph.slice(paragraph.length - tail.length + found.index).trim(), name };
}

// "SEOUL (Reuters) -", "SEOUL, July 24 (Hanbit) --", "VOSTOCHNY, Russia, Sept 13, 2023 (ACP) - ", "(Reuters) - ",
// "Seoul (Yonhap) —"; and the other style, "VLADIVOSTOK, April 30. /NEVSKY/.". What stands before the bracket is short.
const PLACE = "(\\p{Lu}[\\p{L}\\d .,'’/&-]{1,70}?)";
const DATELINE = new RegExp(`^(?:${PLACE} )?\\((${NAME})\\)\\s?${DASH}`, 'u');
const SLASHED = new RegExp(`^${PLACE}[.,]? ?/(${NAME})/[.\\s–—-]`, 'u');
const COMMAED = /^\p{Lu}[\p{Lu} .'’-]{2,40}, (?:\p{L}+\.? \d{1,2}, )?(\p{Lu}[\p{L}]{1,20}) (?:-{1,2}|[–—]) /u;

/** The agency in the dateline of a first paragraph, or null. The dateline itself stays in the text: its sentence begins there. */
export function datelineCredit(paragraph: string): string | null {
  const head = paragraph.slice(0, 200);
  const found = DATELINE.exec(head) ?? SLASHED.exec(head);
  if (found?.[2]) {
    const [place, name] = [found[1] ?? '', found[2]];
    // "WHO (World Health Organization) —" explains letters; "SEOUL (Reuters) —" credits.
    const initials = name.replace(/[^\p{Lu}]/gu, '');
    if (place !== '' && initials.length > 1 && initials === place.replace(/[^\p{Lu}]/gu, '')) return null;
    if (place === '' || /^\p{Lu}{2,}/u.test(place) || isAgency(name) || found[0].includes(`/${name}/`))
      return name;
    return null;
  }
  const named = COMMAED.exec(head)?.[1];
  return named && KNOWN.has(named.toLowerCase()) ? named : null;
}

// Only the words around the name are read in any case: the name begins with a capital.
const THE = '(?i:the )?';
const NOTES = [
  new RegExp(
    anyCase(
      `^(?i:this|the) (?i:article|story|report|piece|text|dispatch)\\b.{0,40}?(?i:published|produced|provided|written|supplied|distributed|reported|issued) (?i:first |originally )?(?i:by|in|on) ${THE}(${NAME})(?= (?:and|under|on|in|with|as)\\b|[.,]|$)`,
    ),
    'u',
  ),
  new RegExp(
    anyCase(
      `^(?i:republished|reproduced|reprinted|courtesy)(?i: with (?:the )?permission)?(?i: courtesy)? (?i:of|from|by) ${THE}(${NAME})(?=[.,]|$)`,
    ),
    'u',
  ),
];
// What people do too ("With reporting by Mara Lund"): only an agency's name, or one word, is a wire.
const SHARED = new RegExp(
  anyCase(
    `^[[(–—-]*\\s*(?:(?i:with |by |from )?(?i:(?:inputs?|reporting|information|reports?|files|material) (?:by|from)) |(?i:source): |(?i:with) )${THE}(${NAME})[.)\\]]{0,2}$`,
  ),
  'u',
);
const COPYRIGHT = new RegExp(
  anyCase(
    `^(?:©|(?i:copyright))\\s*(?:©\\s*)?(?i:\\(c\\)\\s*)?(?:\\d{4}\\s*)?(?i:by )?${THE}(${NAME})(?=[.,]|$| \\d{4}| (?i:all rights))`,
  ),
  'u',
);

/** What of an article can credit a wire. `outlet` is the page's own name, `credit` what was cut off the end. */
export type Evidence = {
  credit: string | null;
  byline: string[];
  organisations: string[];
  boilerplate: string[];
  outlet: string | null;
  text: string;
};

/**
 * The credited wire's name as printed, or null: dateline, then the credit at the end, then "first published by", then the
 * byline, then somebody else's copyright. "(Reporting by …)" is evidence of some wire and names none. In the dateline and
 * at the end an outlet may credit itself; its name in the byline or the copyright line says nothing.
 */
export function creditedWire(evidence: Evidence): string | null {
  const own = (name: string): boolean => evidence.outlet !== null && sameHouse(name, evidence.outlet);
  // A standfirst may stand above the dateline.
  const dateline = evidence.text
    .split('\n\n', 3)
    .map(datelineCredit)
    .find((name) => name !== null);
  if (dateline) return dateline;
  if (
    evidence.credit &&
    !evidence.byline.some((name) => name.endsWith(evidence.credit ?? '') && name.includes(' '))
  )
    return evidence.credit;
  for (const line of evidence.boilerplate) {
    const shared = bare(SHARED.exec(line)?.[1]);
    const noted = [
      ...NOTES.map((pattern) => bare(pattern.exec(line)?.[1])),
      shared !== null && (isAgency(shared) || !shared.includes(' ')) ? shared : null,
    ].find((name) => name !== null && !own(name));
    if (noted) return noted;
  }
  for (const raw of evidence.byline) {
    const name = raw
      .replace(/ (?:staff|newsroom|desk|team|correspondents?|reporters?|writers?)$/i, '')
      .replace(/^with /i, '');
    const agency =
      isAgency(name) ||
      evidence.organisations.includes(raw) ||
      (evidence.byline.length === 1 && !name.includes(' ')) ||
      toldTo(evidence.text, name);
    if (agency && !own(name)) return name;
  }
  for (const line of evidence.boilerplate) {
    const name = bare(COPYRIGHT.exec(line)?.[1]);
    if (name && evidence.outlet !== null && !own(name) && isAgency(name)) return name;
  }
  return null;
}

// "she told Open Airwaves": whom people tell things is no person but the outlet that writes.
function toldTo(text: string, name: string): boolean {
  return name.includes(' ') && (text.includes(` told ${name}`) || text.includes(` told the ${name}`));
}

function bare(name: string | undefined): string | null {
  return (
    name
      ?.trim()
      .replace(/[.,]+$/, '')
      .replace(/[’']s?( .*)?$/, '') || null
  );
}
