/** Words as the rest of this room compares them: one spelling a word, whatever the outlet's house style. */

/** One word of a text: `raw` as printed, `word` folded, `start` its offset, `opens` whether a sentence may begin with it. */
export type Word = { raw: string; word: string; start: number; opens: boolean };

/* Numbers with their separators; dotted initials (U.N., p.m.); words with inner apostrophes and hyphens. No part of
   one branch can be read in two ways, so a scan is linear in the text. */
const WORD =
  /\p{N}+(?:[.,]\p{N}+)*|\p{L}(?:\.\p{L})+(?!\p{L})|[\p{L}\p{N}\p{M}]+(?:['’‘\-‐‑][\p{L}\p{N}\p{M}]+)*/gu;

/** Longest word that is looked at; a longer run of letters is no word of a news text (1 MB of "aaaa…" is one). */
const LONGEST = 64;

const BRITISH: [RegExp, string][] = [
  [/(?<=.{2})our(?=s?$|ed$|ing$|ful$|able$|hood|ite)/, 'or'],
  [/(?<=[^aeiou][aeiou].?|.ea)tre(?=s?$)/, 'ter'],
  [/(?<=.{3})is(?=e[sdr]?$|ing$|ations?$)/, 'iz'],
  [/(?<=.{2})yse(?=[sd]?$)/, 'yze'],
  [/(?<=def|off|lic|pret)ence(?=s?$)/, 'ense'],
  [/(?<=.[aeiou])ll(?=ed$|ing$|er$|ers$)/, 'l'],
];

/**
 * One spelling for a printed word: lower case, accents, dots, apostrophes and a possessive 's taken away, American
 * spelling ("Neighbours’" and "neighbor's" both become "neighbors"/"neighbor").
 */
export function foldWord(raw: string): string {
  let word = raw.slice(0, LONGEST).toLowerCase();
  if (/[^a-z]/.test(word)) {
    word = word
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/['’‘]s$/, '')
      .replace(/[.,'’‘]/g, '')
      .replace(/[‐‑]/g, '-');
  }
  if (word === 'programme' || word === 'programmes') return word.replace('mme', 'm');
  if (word.length > 4) for (const [british, american] of BRITISH) word = word.replace(british, american);
  return word;
}

/** The words of a text in order, with their places. Linear in the length of the text. */
export function wordsWithPlaces(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    const opens = words.length === 0 || opensSentence(text, end, match.index);
    words.push({ raw, word: foldWord(raw), start: match.index, opens });
    end = match.index + raw.length;
  }
  return words;
}

/** Whether a sentence may start after the gap `[from, to)`: a stop, a line break or an opening quotation mark. */
function opensSentence(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ('.!?:;\n“‘"•—–'.includes(text.charAt(at))) return true;
  return false;
}

/** The folded words of a text, in order. */
export function words(text: string): string[] {
  return Array.from(text.matchAll(WORD), (match) => foldWord(match[0]));
}

/** A crude stem of a folded word, so that "missiles", "vetoed" and "vetoes" meet "missile" and "veto". */
export function stem(word: string): string {
  if (word.length < 5 || word.includes('-')) return word;
  return word
    .replace(/(?<=[^aeiou])ies$/, 'y')
    .replace(/(?<=[sxzo]|ch|sh)es$/, '')
    .replace(/(?<=[^su])s$/, '')
    .replace(/(?<=.{3})(?:ed|ing)$/, '')
    .replace(/(?<=.{3})e$/, '');
}
