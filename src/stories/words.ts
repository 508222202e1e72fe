/** Words as the rest of this room compares them: one spelling a word, whatever the outlet's house style. */
import { remembering } from '../remembered.ts';
import { eachWord } from './scanning.ts';

/** One word of a text: `raw` as printed, `word` folded, `start` its offset, `opens` whether a sentence may begin with it. */
export type Word = { raw: string; word: string; start: number; opens: boolean };

/** Longest word that is looked at; a longer run of letters is no word of a news text (1 MB of "aaaa…" is one). */
const LONGEST = 64;
/** Every text near a new one is read: of words that were met lately, so many are not folded and stemmed anew. */
const KEPT = 12_000;

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
  return folded(raw.slice(0, LONGEST));
}
const folded = remembering(KEPT, fold);

function fold(raw: string): string {
  let word = raw.toLowerCase();
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
  const found: Word[] = [];
  let end = 0;
  eachWord(text, (raw, start) => {
    const opens = found.length === 0 || opensSentence(text, end, start);
    found.push({ raw, word: foldWord(raw), start, opens });
    end = start + raw.length;
  });
  return found;
}

const OPENERS: ReadonlySet<number> = new Set(Array.from('.!?:;\n“‘"•—–', (sign) => sign.charCodeAt(0)));

/** Whether a sentence may start after the gap `[from, to)`: a stop, a line break or an opening quotation mark. */
function opensSentence(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (OPENERS.has(text.charCodeAt(at))) return true;
  return false;
}

/** The folded words of a text, in order. */
export function words(text: string): string[] {
  const found: string[] = [];
  eachWord(text, (raw) => found.push(foldWord(raw)));
  return found;
}

/** A crude stem of a folded word, so that "missiles", "vetoed" and "vetoes" meet "missile" and "veto". */
export function stem(word: string): string {
  return word.length < 5 || word.length > LONGEST || word.includes('-') ? word : stemmed(word);
}
const stemmed = remembering(KEPT, (word) =>
  word
    .replace(/(?<=[^aeiou])ies$/, 'y')
    .replace(/(?<=[sxzo]|ch|sh)es$/, '')
    .replace(/(?<=[^su])s$/, '')
    .replace(/(?<=.{3})(?:ed|ing)$/, '')
    .replace(/(?<=.{3})e$/, ''),
);
