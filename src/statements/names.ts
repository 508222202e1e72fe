/**
 * Names as keys: foldings that are safe (case, diacritics, dots, hyphens in Korean given names, spellings of -skyy) and
 * where the surname stands. A shared surname never makes two people one.
 */

import { countryWords } from './countries.ts';
import { chineseOrder, givenLast, japaneseOrder, koreanOrder } from './nameorder.ts';

/** Titles that may stand before a name and are no part of it. */
const TITLES = new Set(
  `mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister premier chancellor king queen prince princess pope
  general gen lieutenant lt colonel col major maj captain capt sergeant sgt commander cmdr admiral adm marshal brigadier brig corporal cpl
  senator sen representative rep congressman congresswoman governor gov mayor judge justice chief secretary ambassador envoy comrade deputy
  supt chef coach captain nurse councillor cllr first foreign defense defence spokesman spokeswoman spokesperson chairman chairwoman director minister's leader us u.s sec rev reverend father sister`.split(
    /\s+/u,
  ),
);
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
const SMALL = new Set([
  'de',
  'van',
  'der',
  'den',
  'von',
  'la',
  'le',
  'el',
  'al',
  'bin',
  'ibn',
  'da',
  'dos',
  'du',
  'di',
  'st',
]);

/** Lower case without diacritics, dots and typographic variants; words split at blanks. */
function folded(name: string): string[] {
  return name
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‐‑–]/gu, '-')
    .replace(/['’]s$/u, '')
    .replace(/[’‘`]/gu, "'")
    .replace(/\./gu, ' ')
    .replace(/[^\p{L}\p{N}'\- ]/gu, ' ')
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean);
}

const BODIES =
  /^(?:ministry|department|agency|committee|council|bank|party|office|institute|police|court|news|media|university|government|parliament|assembly|service|command|staff|forces?|army|navy|house|association|company|group|centre|center|commission|embassy|guard|union|nations|network|times|post|television|radio|press)$/u;

/** Leading titles off a person's name; a body's name is left whole ("Foreign Ministry"). */
function bare(words: string[]): string[] {
  if (words.some((w) => BODIES.test(w))) return words[0] === 'the' ? words.slice(1) : words;
  let from = 0;
  while (from < words.length - 1 && (TITLES.has(words[from] ?? '') || words[from] === 'the')) from++;
  return words.slice(from);
}

/**
 * One key for the spellings of one name: "Kim Hong-kyun", "Kim Hong Kyun" and "Vice Minister KIM Hong-kyun" share
 * theirs, "Zelenskyy" and "Zelensky", "Hong-kyun Kim" and "Kishida Fumio" too. Never folds different names ("Jong-un" and "Jong-eun" stay apart).
 * @returns lower-case words separated by one blank, "" when nothing is left
 */
export function nameKey(name: string): string {
  const words = bare(folded(name));
  if (words.some((w) => BODIES.test(w))) {
    // "Russia's", "Russian" and, for organs of state, "Moscow's" foreign ministry are one; a city's police is its own.
    const ofState = words.some((w) => /^(?:ministry|government|parliament|embassy)$/u.test(w));
    return countryWords(words, ofState)
      .map((w) => w.replace(/^defence$/u, 'defense').replaceAll("'", ''))
      .join(' ');
  }
  const own = givenLast(words);
  if (own !== null) return `${own[0]} ${own.slice(1).join('').replaceAll('-', '')}`;
  return words
    .flatMap((w) => w.split('-'))
    .map((w) => w.replaceAll("'", '').replace(/sk(?:yy|iy|yi|ij|ii|yj)$/u, 'sky'))
    .join(' ');
}

/**
 * The surname, as printed: the first word of a Korean, Chinese or Japanese name in its own order ("Kim Hong-kyun" → "Kim"), else
 * the last, with its particle ("Ursula von der Leyen" → "von der Leyen"). One word is its own surname.
 */
export function surname(name: string): string {
  const printed = name
    .replace(/['’]s$/u, '')
    .split(/\s+/u)
    .filter(Boolean);
  let from = 0;
  const plain = (w: string | undefined) => folded(w ?? '').join('');
  while (from < printed.length - 1 && TITLES.has(plain(printed[from]))) from++;
  let to = printed.length;
  while (to > from + 1 && SUFFIXES.has(plain(printed[to - 1]))) to--;
  const words = printed.slice(from, to).map((w) => w.replace(/[,;:]$/u, ''));
  const keys = words.map((w) => plain(w));
  if (koreanOrder(keys) || chineseOrder(keys) || japaneseOrder(keys)) return words[0] ?? '';
  let at = words.length - 1;
  while (at > 1 && SMALL.has(keys[at - 1] ?? '')) at--;
  return words.slice(Math.max(0, at)).join(' ');
}
