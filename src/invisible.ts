/** Characters that nobody sees. A name with one inside ("Camp\u00ADbell") is found by nobody, and a turned reading order shows what is not there. */

/** Scripts in which a joiner or a non-joiner between two letters shows how they are written: Persian plurals, Indic conjuncts. */
const JOINING =
  '\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}';
/** Of those scripts, and invisible themselves. */
const MARKS = '[\\u061C\\u180E]';
/** Scripts without spaces, in which a zero-width one parts words. */
const UNSPACED = '\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';

/** Where one does its work: between the parts of an emoji, between letters of these scripts, in the flags of Scotland and Wales. */
const AT_WORK = [
  '(?<=[\\p{Extended_Pictographic}\\u{1F3FB}-\\u{1F3FF}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})',
  `(?<=(?!${MARKS})[${JOINING}])[\\u200C\\u200D](?=(?!${MARKS})[${JOINING}])`,
  `(?<=[${UNSPACED}])\\u200B(?=[${UNSPACED}])`,
  '(?<=\\u{1F3F4})[\\u{E0030}-\\u{E007A}]{2,8}\\u{E007F}',
  '(?<=\\p{sc=Han})[\\u{E0100}-\\u{E01EF}]',
].join('|');

// Soft hyphens, joiners and other zero-width characters, bidi marks, embeddings, overrides and isolates, tags and rare variation
// selectors (in which whole sentences are hidden from readers), C0 (but white space) and C1 controls.
const UNSEEN =
  '[\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFEFF\\uFFF9-\\uFFFB\\u{E0000}-\\u{E01EF}]';

const ANY = new RegExp(UNSEEN, 'u');
const EACH = new RegExp(`(${AT_WORK})|${UNSEEN}`, 'gu');

/** The text without invisible characters, but where they do their work. */
export function withoutInvisible(text: string): string {
  return ANY.test(text) ? text.replace(EACH, (_, atWork: string | undefined) => atWork ?? '') : text;
}

const BLANK = new RegExp(`\\s|${UNSEEN}`, 'u');

/** Whether a character is white space or invisible. */
export const isBlank = (character: string): boolean => BLANK.test(character);
