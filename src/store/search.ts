/** Words as they are indexed and looked up: ours on both sides, so that every engine finds the same. */

/** Letters and digits, lower case, compatibility forms folded, without diacritics. */
export const searchWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
