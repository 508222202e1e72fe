/** Whether two printed names stand for one speaker, within one story. */
import { COUNTRIES, foldCountries } from './countries.ts';
import { words } from './words.ts';

/** Articles, courtesies and forms of address: no part of a name. */
const LOOSE = new Set(
  'a an the mr mrs ms miss dr prof sir lady lord rep sen gov gen col maj capt lt adm unnamed his her its their of s'.split(
    ' ',
  ),
);

/** A name is not longer than this; what is, is a sentence by mistake. */
const LONGEST = 300;

/** Every pair of two articles' speakers is compared: each name is taken apart once. Emptied when full. */
const KEYS = new Map<string, string[]>();
const KEYS_KEPT = 4096;

/** The words of a speaker's name as they are compared: folded, without titles, countries under one word each. */
export function speakerKey(name: string): string[] {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  if (KEYS.size >= KEYS_KEPT) KEYS.clear();
  const key = keyOf(name);
  KEYS.set(name, key);
  return key;
}

function keyOf(name: string): string[] {
  const parts = words(name.slice(0, LONGEST)).flatMap((word) => word.split('-'));
  return foldCountries(parts.map((part) => part.replace('yy', 'y'))).filter((part) => !LOOSE.has(part));
}

/** How the description of an unnamed source begins; "the official" looks back to one. */
const UNNAMED = /^(?:unnamed:?\s+)?(?:an?|another|one|two|three|some|several|senior)\s/i;

/** Several people told only by what they are: "officials in …", "the residents". */
const SEVERAL = /^(?:the\s+|some\s+|several\s+)?(?:\p{Ll}[\p{Ll}-]*\s+)?\p{Ll}{3,}s\b/u;

/** What comes behind this is the office of a source, not the source. */
const OFFICE = /,|\s(?:at|of|in|from|with|for|who|close|familiar)\s/;

/**
 * True when both names are one, or one is a part of the other ("Peskov" and "Dmitry Peskov", "the ministry" and "South
 * Korea's foreign ministry"). An official at a ministry is not the ministry, and a country is not its ministry. Two full names that differ in a
 * word are two speakers.
 */
export function sameSpeaker(a: string, b: string): boolean {
  const [left, right] = [speakerKey(a), speakerKey(b)];
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length === 0) return false;
  // "officials of South Korea" are not "officials in Seoul, Kyiv and Washington": several people without a name are
  // the same only under the same description.
  if (SEVERAL.test(a) && SEVERAL.test(b))
    return short.length === long.length && short.every((word) => long.includes(word));
  const unnamed = UNNAMED.test(a) === UNNAMED.test(b) ? null : UNNAMED.test(a) ? a : b;
  if (unnamed !== null && short.length !== long.length) {
    // "a South Korean envoy" speaks for himself, South Korea is its government.
    if (short.every((word) => COUNTRIES.has(word))) return false;
    const whole = speakerKey(unnamed.split(OFFICE, 1)[0] ?? '');
    return long.length === speakerKey(unnamed).length && short.every((word) => whole.includes(word));
  }
  if (short.length === long.length || short.every((word) => COUNTRIES.has(word))) {
    return short.length === long.length && short.every((word) => long.includes(word));
  }
  return short.every((word) => long.includes(word));
}

/** People told only by what they are and not even counted: "others", "Russian lawmakers", "some analysts", "the local press". */
export function isCrowd(name: string): boolean {
  if (/^(?:others?|some|many|most|several|few|all|both|those)\b/i.test(name)) return true;
  const head = name.split(/,|\s(?:of|in|at|from|with|for|on|to|who|near|close|familiar)\s/u, 1)[0] ?? '';
  const noun = head.split(/\s+/u).at(-1) ?? '';
  if (!/^\p{Ll}/u.test(noun) || COUNTED.test(name)) return false;
  return /^(?:people|press|media)$/u.test(noun) || /[^su'’i]s$/u.test(noun);
}

/** One of them, or so many. */
const COUNTED =
  /^(?:an?|one|another|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|\d[\d,.]*)\s/iu;

/** A role in place of a name ("Russia's prime minister", "a senior official"): its last word has no capital. */
export function isDescription(name: string): boolean {
  return /^\p{Ll}/u.test(name.trim().split(/\s+/).at(-1) ?? '');
}
