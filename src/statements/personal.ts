/** Which capitalised words of a phrase are a person's name, and which are title, body, place or outlet. */
import { genderOfName } from './givennames.ts';
import type { Run } from './nominal.ts';
import { isDemonym, isOutlet, isPlace } from './places.ts';
import { isBody, isPersonNoun, isPlural, isTitleWord } from './roles.ts';
import type { Item } from './sentences.ts';
import { isTimeWord } from './times.ts';

/** The run of items that is a person's name: capitals, no title, body, place or day among them. */
export function personIn(items: Item[], run: Run): Run | null {
  let single: Run | null = null;
  for (let i = run.from; i < run.to; i++) {
    if (!isNameWord(items[i])) continue;
    const to = nameRowEnd(items, i, run.to);
    const found = nameAt(items, { from: i, to }, run);
    if (found) {
      if (found.to - found.from > 1) return found;
      single ??= found;
    }
    i = to - 1;
  }
  return single;
}

const PARTICLES = new Set('de van von der den bin ibn da di du dos del la le al el ter ten zu af'.split(' '));

/** End of the row of capitalised words at `i`; "Bram de Wit" and "Ursula von der Leyen" are one row. */
export function nameRowEnd(
  items: Item[],
  i: number,
  end: number,
  isWord: (item: Item | undefined) => boolean = isNameWord,
): number {
  let to = i;
  while (to < end) {
    if (isWord(items[to])) to++;
    else {
      let past = to;
      while (past < to + 2 && PARTICLES.has(items[past]?.text ?? '')) past++;
      if (past === to || to === i || past >= end || !isWord(items[past])) break;
      to = past;
    }
  }
  return to;
}

const isNameWord = (item: Item | undefined): boolean =>
  item !== undefined &&
  !item.quote &&
  /^\p{Lu}/u.test(item.text) &&
  item.pos !== 'PUNCT' &&
  item.pos !== 'DET' &&
  item.pos !== 'ADP' &&
  item.pos !== 'PRON' &&
  item.pos !== 'AUX' &&
  item.pos !== 'CCONJ' &&
  item.pos !== 'SCONJ' &&
  !isTimeWord(item);

/** What firms, clubs and papers end on: "Brightwater Foods", "Coastal Rail", "Saltby Rovers". */
const FIRMS = new Set(
  `foods lines shipping research securities mutual rail railways airways airlines motors steel electronics energy oil gas holdings partners
  industries technologies systems logistics ventures labs laboratories studios pictures records insurance telecom pharma pharmaceuticals
  times herald tribune gazette dispatch observer courier chronicle mail radio television tv online today daily united rovers wanderers
  athletic rangers fc bank trust fund society union unions consulting analytics data solutions software brothers & plc ltd inc corp co
  listok gazeta sinmun ilbo`.split(/\s+/u),
);

/** Does the row of capitalised words name a firm, a club, a paper? */
export function namesFirm(words: Item[]): boolean {
  const last = words.at(-1);
  return (
    words.length > 1 && last !== undefined && FIRMS.has(last.lower) && !genderOfName(`${words[0]?.text} x`)
  );
}

/**
 * The name at the end of a row of capitalised words, or null when the row names a body, a place or a title. With
 * `anywhere` also a full name that speaks not itself: "Daniel Okoro's header", "spoke with Wren Halloway".
 */
export function nameAt(items: Item[], row: Run, within: Run, anywhere = false): Run | null {
  let from = row.from;
  for (let i = row.from; i < row.to; i++) {
    const word = items[i]?.text ?? '';
    if (isTitleWord(word) || isDemonym(word) || isPlace(word)) from = i + 1;
    // "Chef Kim Bo-dam", "Nurse Owain": a trade before a name is no part of it.
    else if (i === from && i < row.to - 1 && isPersonNoun(word) && !isPlural(word)) from = i + 1;
  }
  if (from >= row.to) {
    return row.to - row.from === 1 &&
      isPlace(items[row.from]?.text ?? '') &&
      row.from === within.from &&
      row.to >= within.to
      ? row
      : null;
  }
  const words = items.slice(from, row.to);
  const name = words.map((x) => x.text).join(' ');
  const row1 = items
    .slice(row.from, row.to)
    .map((x) => x.text)
    .join(' ');
  if (
    words.some((x) => isBody(x.text)) ||
    namesFirm(words) ||
    isPlace(row1) ||
    isOutlet(row1) ||
    isOutlet(name)
  )
    return row1 === name && words.length === 1 && isOutlet(name) && row.from === within.from ? row : null;
  const before = items[from - 1];
  const after = items[row.to];
  // "Analysts said", "Envoy said" at the start of a sentence: a capital makes no name of a trade.
  if (words.length === 1 && isPersonNoun(name) && (isPlural(name) || row.from === 0)) return null;
  if (words.length > 5 || before?.text === '(') return null;
  // "the opposition's Fergal Moody" is a person of it; "Seoul's Hanbit Sunday" may be anything.
  const owner = items[from - 2];
  if (
    before?.pos === 'PART' &&
    from === row.from &&
    from > within.from &&
    words.length > 1 &&
    !(owner?.pos === 'NOUN' && /^\p{Ll}/u.test(owner.text)) &&
    genderOfName(name) === null
  )
    return null;
  // "the Bergen Forum", "the Nevsky agency", "Hanbit's website", "of State": no person.
  if (from === row.from && before?.lower === 'the' && words.length > 1) return null;
  if (after?.pos === 'PART' && row.to < within.to && !(anywhere && words.length > 1)) return null;
  if (after && row.to < within.to && after.pos === 'NOUN' && /^\p{Ll}/u.test(after.text)) return null;
  if (
    words.length === 1 &&
    (before?.pos === 'ADP' || before?.lower === 'the' || before?.lower === 'a') &&
    from > within.from
  )
    return null;
  const met =
    anywhere && (['with', 'by', 'against'].includes(before?.lower ?? '') || genderOfName(name) !== null);
  if (words.length > 1 && before?.pos === 'ADP' && before.lower !== 'of' && from > within.from && !met)
    return null;
  if (before?.lower === 'of' && from === row.from && from > within.from) return null;
  return { from, to: row.to };
}
