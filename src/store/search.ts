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
