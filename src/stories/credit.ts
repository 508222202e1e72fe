/** Whether two names stand for one outlet: "Meridian" and "Meridian Newswire", "ACP" and "Agence Continentale de Presse". */
import { words } from './words.ts';

/** Words that house styles add to an outlet's name or leave out. */
const LOOSE = new Set([
  'the',
  'agency',
  'agencies',
  'news',
  'newswire',
  'newspaper',
  'press',
  'service',
  'wire',
  'online',
  'com',
  'staff',
]);

const LONGEST = 200;

/** True when two printed names are the same but for "the", "News Agency" and the like, or one is the other's initials. */
export function sameOutlet(one: string, other: string): boolean {
  const [a, b] = [one.slice(0, LONGEST), other.slice(0, LONGEST)];
  const [left, right] = [words(a), words(b)];
  if (left.length === 0 || right.length === 0) return false;
  const [core, otherCore] = [coreOf(left), coreOf(right)];
  return core.join(' ') === otherCore.join(' ') || isInitials(a, left, b) || isInitials(b, right, a);
}

/** Whether a text names an outlet by its full printed name, capitals and all ("Time" is an outlet, "time" is none). */
export function namesOutlet(text: string, outlet: string): boolean {
  const name = outlet.trim().slice(0, LONGEST);
  if (name.length < SHORTEST) return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + name.length))) return true;
  }
  return false;
}
/** A name of fewer letters is a word of many texts. */
const SHORTEST = 4;
const LETTER = /[\p{L}\p{N}]/u;

function coreOf(name: string[]): string[] {
  const core = name.filter((word) => !LOOSE.has(word));
  return core.length > 0 ? core : name;
}

/** A single word in capitals that spells the first letters of the other name's capitalised words ("AP", "KCNA"). */
function isInitials(short: string, shortWords: string[], long: string): boolean {
  const bare = short.trim().replaceAll('.', '');
  if (shortWords.length !== 1 || !/^\p{Lu}{2,8}$/u.test(bare)) return false;
  const capitals = (text: string) =>
    Array.from(text.matchAll(/(?<![\p{L}])\p{Lu}/gu), (match) => match[0]).join('');
  return capitals(long) === bare || capitals(long.replace(/^The\s/, '')) === bare;
}
