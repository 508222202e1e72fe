/** Where in a text given phrases stand. One pass, whatever the number of phrases. */
import { words } from './words.ts';

/** A spelling to look for: folded words; `begins` matches longer last words, `plural` also their plural. */
export type Phrase = { words: string[]; begins: boolean; plural: boolean };

/** The words that phrases are compared with: folded, hyphens open ("Seoul-based" holds "seoul"). */
export function phraseWords(text: string): string[] {
  return words(text).flatMap((word) => (word.includes('-') ? word.split('-') : [word]));
}

/** Null when a spelling holds no letter and no digit. A final * makes it a beginning; quoted spellings match as they are. */
export function phraseOf(spelling: string, quoted: boolean): Phrase | null {
  const begins = !quoted && spelling.endsWith('*');
  const parts = phraseWords(spelling);
  return parts.length === 0 ? null : { words: parts, begins, plural: !quoted && !begins };
}

export type Finder = { byFirst: Map<string, [number, Phrase][]>; beginnings: [number, Phrase][] };

/** An index over the phrases of several concepts; a concept is its place in the list. */
export function finderOf(concepts: Phrase[][]): Finder {
  const byFirst = new Map<string, [number, Phrase][]>();
  const beginnings: [number, Phrase][] = [];
  for (const [concept, phrases] of concepts.entries()) {
    for (const phrase of phrases) {
      const first = phrase.words[0] ?? '';
      const single = phrase.words.length === 1;
      if (single && phrase.begins) beginnings.push([concept, phrase]);
      for (const form of single && phrase.plural ? [first, ...plurals(first)] : [first]) {
        const here = byFirst.get(form) ?? [];
        here.push([concept, phrase]);
        byFirst.set(form, here);
      }
    }
  }
  return { byFirst, beginnings };
}

const NONE: [number, Phrase][] = [];

/** For each concept the places (indexes into `text`) where one of its phrases begins; overlapping ones count once. */
export function placesOf(finder: Finder, text: string[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  const ends = new Map<number, number>();
  const found = (concept: number, at: number, length: number) => {
    const end = ends.get(concept) ?? 0;
    ends.set(concept, Math.max(end, at + length));
    if (at < end) return;
    const list = places.get(concept) ?? [];
    list.push(at);
    places.set(concept, list);
  };
  for (let at = 0; at < text.length; at++) {
    const word = text[at] ?? '';
    for (const [concept, phrase] of finder.byFirst.get(word) ?? NONE) {
      if (standsAt(phrase, text, at)) found(concept, at, phrase.words.length);
    }
    for (const [concept, phrase] of finder.beginnings) {
      if (word.startsWith(phrase.words[0] ?? '')) found(concept, at, 1);
    }
  }
  return places;
}

/** The spelling of a concept that begins at a place where `placesOf` found it, as folded words. */
export function spellingAt(finder: Finder, concept: number, text: string[], at: number): string {
  const word = text[at] ?? '';
  const fits = [...(finder.byFirst.get(word) ?? []), ...finder.beginnings].filter(
    ([of, phrase]) => of === concept && (phrase.begins ? word.startsWith(phrase.words[0] ?? '') : true),
  );
  const phrase = fits.map(([, p]) => p).find((p) => standsAt(p, text, at));
  return text.slice(at, at + (phrase?.words.length ?? 1)).join(' ');
}

function standsAt(phrase: Phrase, text: string[], at: number): boolean {
  const last = phrase.words.length - 1;
  for (let i = 1; i <= last; i++) {
    const word = text[at + i];
    const wanted = phrase.words[i] ?? '';
    if (word === wanted) continue;
    if (i < last || word === undefined) return false;
    if (phrase.begins ? !word.startsWith(wanted) : !(phrase.plural && plurals(wanted).includes(word)))
      return false;
  }
  return true;
}

/** Short words get no plural: "new" is not in "news", nor "US" in "uses". */
function plurals(word: string): string[] {
  return word.length < 4 || !/[a-z]$/.test(word) ? [] : [`${word}s`, `${word}es`];
}
