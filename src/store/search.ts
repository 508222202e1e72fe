/** Words as they are indexed and looked up: ours on both sides, so that every engine finds the same. */

/** PostgreSQL keeps words of up to 2,046 bytes; nobody looks for longer ones. */
const LONGEST = 400;

/** Letters and digits, lower case, compatibility forms folded, without diacritics. */
export const searchWords = (text: string): string[] =>
  (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => (word.length > LONGEST ? word.slice(0, LONGEST) : word));

const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about after all am an and any are as at be been before but by can could did do does during for from had has have he her
  his how i if in into is it its me more my no nor not of off on or our out over she so than that the their them then there these
  they this those to too under up us was we were what when where which who whom whose why will with would you your s t`
    .trim()
    .split(/\s+/),
);

/** The words of a question that say what is meant; empty when all of them stand everywhere. */
export const tellingWords = (text: string): string[] =>
  searchWords(text).filter((word) => !FUNCTION_WORDS.has(word));
