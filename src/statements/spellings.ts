/** A name's other spellings as the article itself gives them: "Kim Jong Un (김정은)", "Dmitry Peskov (Дмитрий Песков)". */
import { nameKey } from './names.ts';

/** Scripts in which our articles' speakers are written at home. */
const HOME = '\\p{Script=Hangul}\\p{Script=Cyrillic}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const BRACKETS = new RegExp(
  `[(（](?:\\p{L}{2,12}[:,] ?)?([${HOME}][${HOME} ·・'’-]{0,48}[${HOME}])(?:[;,][^()（）\\n]{0,60})?[)）]`,
  'gu',
);
/** Words of a name, read backwards from the bracket. */
const LONGEST = 5;

/**
 * Every spelling in brackets with the names it may belong to, the longest first: which of them is one, who reads the
 * article knows. Linear in the text.
 */
export function spellingsIn(text: string): { keys: string[]; spelling: string }[] {
  return [...text.matchAll(BRACKETS)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 80), match.index).trimEnd();
    const words = before.split(/\s+/u).slice(-LONGEST);
    const spelling = (match[1] ?? '').replace(/\s+/gu, ' ');
    const keys = words.map((_, i) => nameKey(words.slice(i).join(' '))).filter((key) => key !== '');
    return keys.length > 0 ? [{ keys, spelling }] : [];
  });
}
