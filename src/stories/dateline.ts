/** The place-and-agency line that opens a report ("SEOUL, June 20 (Reuters) -- ", "VOSTOCHNY: ", "TULSA, Okla. — "). */

/** A dateline is short; nothing past this many characters is looked at. */
const LONGEST = 100;

const START = String.raw`\s*(?=[\p{L}\p{N}"“‘'])`;
const DASH = String.raw`(?:\s+--?|(?<=\))--?|\s*[—–])${START}`;
const PLACE = String.raw`\p{Lu}[\p{Lu}\p{M}.'’ /-]{2,40}`;
const AGENCY = String.raw`\s*\(\p{Lu}[^()]{1,40}\)`;
const CAPITAL =
  '(?:Seoul|Pyongyang|Tokyo|Beijing|Moscow|Kyiv|Kiev|Washington|London|Brussels|Paris|Berlin|Geneva|Vienna|Vladivostok|New York|United Nations)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';

/* Each begins with a capital and holds only bounded, disjoint parts: no lower-case opening can be taken for one. */
const FORMS = [
  /* VLADIVOSTOK, April 30. /TASS/. */
  /^\p{Lu}[\p{L} .'’-]{2,40},[^/—–:"“”]{1,30}\/[\p{L} .-]{2,30}\/\.?\s*/u,
  /* TULSA, Okla. — · UNITED NATIONS (Reuters) - */
  new RegExp(String.raw`^${PLACE}(?:,\s?[\p{Lu}\p{N}][^—–:"“”()]{0,40})?(?:${AGENCY})?${DASH}`, 'u'),
  /* VOSTOCHNY: */
  new RegExp(String.raw`^${PLACE}(?:${AGENCY})?:\s${START}`, 'u'),
  /* Seoul: · Tokyo/Seoul: ; only the capitals that are told from a speaker's or a section's name */
  new RegExp(String.raw`^${CAPITAL}(?:/${CAPITAL}){0,2}:\s{1,3}(?=\p{Lu})`, 'u'),
  /* Pyongyang, October 25 (KCNA) -- */
  new RegExp(
    String.raw`^\p{Lu}[\p{L} .'’-]{2,40},\s${MONTH}\.?\s\d{1,2}(?:,\s\d{4})?(?:${AGENCY})?${DASH}`,
    'u',
  ),
  /* Seoul (Reuters) – */
  new RegExp(String.raw`^\p{Lu}[\p{L} ,.'’-]{2,40}${AGENCY}${DASH}`, 'u'),
];

/** How many characters at the start of a text are its dateline; 0 when it has none. */
export function datelineLength(text: string): number {
  const head = text.slice(0, LONGEST);
  for (const form of FORMS) {
    const match = form.exec(head);
    if (match) return match[0].length;
  }
  return 0;
}
