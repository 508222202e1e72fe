/** Who and what a sentence names outside quotation marks, speaking or not. */
import type { SpeakerKind } from '../news.ts';
import { clean, headNoun, isPersonal, type Run, textOf, withoutArticle } from './nominal.ts';
import { simplePhrase } from './objects.ts';
import { nameAt, nameRowEnd, namesFirm } from './personal.ts';
import { phraseStart } from './phrases.ts';
import { isPlace } from './places.ts';
import { isBody, isPersonNoun, isPlural } from './roles.ts';
import type { Item, Sentence } from './sentences.ts';
import { MONTHS, WEEKDAYS } from './times.ts';

/** A sentence with its running number and its paragraph's. */
export type Numbered = { sentence: Sentence; number: number; paragraph: number };

export type Name = {
  name: string;
  kind: SpeakerKind;
  role: string | null;
  gender: null;
  plural: boolean;
  human: boolean;
  alias: string | null;
  at: number;
  full: boolean;
  item: number;
  /** "Okoro's": named, but not what the sentence is about. */
  owner: boolean;
};

/** Names of people and bodies outside quotation marks. */
export function namesIn({ sentence }: Numbered, text: string): Name[] {
  const { items } = sentence;
  const found: Name[] = [];
  // A headline or heading ("Lawmakers Rip Donald Trump") has no small words to tell a name by.
  if (
    !items.some((x) => /^\p{Ll}{2,}/u.test(x.text) && x.pos !== 'ADP' && x.pos !== 'CCONJ' && x.pos !== 'DET')
  )
    return found;
  const whole = { from: 0, to: items.length };
  const add = (run: Run, kind: Name['kind'], role: string | null, full: boolean) => {
    const name = clean(textOf(items, run, text));
    const at = items[run.from]?.start ?? 0;
    if (name.length > 1 && name.length < 120)
      found.push({
        name,
        kind,
        role,
        gender: null,
        plural: false,
        human: kind !== 'organisation',
        alias: null,
        at,
        full,
        item: run.from,
        owner: items[run.to]?.pos === 'PART',
      });
  };
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (!item || item.quote || opensOnly(items, i)) continue;
    if (capital(item)) {
      const to = nameRowEnd(items, i, items.length, capital);
      const run = nameAt(items, { from: i, to }, whole, true);
      if (run && !isPlace(clean(textOf(items, run, text)))) {
        const single = run.to - run.from === 1;
        const kin = single && KIN.has(items[run.from - 1]?.lower ?? '');
        add(
          run,
          'person',
          single
            ? null
            : (roleBefore(items, run, text) ?? roleAfter(items, run, text) ?? roleLeading(items, run, text)),
          !single || kin,
        );
      } else if (!run && to - i > 1) {
        const last = items[to - 1];
        if (last && (isBody(last.text) || namesFirm(items.slice(i, to))))
          add({ from: ownerStart(items, i), to }, 'organisation', null, true);
      }
      // "A Brightwater spokeswoman" names the firm again.
      else if (!run && to - i === 1 && item.pos === 'PROPN' && item.text.length > 3) {
        const from = isBody(item.text) ? ownerStart(items, i) : i;
        add({ from, to }, 'organisation', null, from < i);
      }
      i = to - 1;
    } else if (
      item.pos === 'DET' &&
      INDEFINITE.has(item.lower) &&
      isSubject(items, i) &&
      opensHere(items, i)
    ) {
      const to = simplePhrase(items, i);
      const noun = items[headNoun(items, { from: i, to })]?.text ?? '';
      // "An opposition lawmaker, Kim Dae-sol, said": the description of somebody named.
      const named = items[to]?.text === ',' && items[to + 1]?.pos === 'PROPN';
      if (to > i && isPersonNoun(noun) && !isPlural(noun) && !named)
        add({ from: i, to }, 'unnamed', null, true);
    } else if (item.pos === 'NOUN' && isBody(item.text) && items[i + 1]?.pos !== 'PART') {
      const from = phraseStart(items, i);
      if (i - from >= 1 && items[from]?.pos !== 'DET' && !isPersonal(items[from]))
        add({ from, to: i + 1 }, 'organisation', null, true);
      // "by the state's transport department".
      const own = items.findLastIndex((x, j) => j >= from && j < i && x.pos === 'ADP') + 1 || from;
      if (i - own >= 3 && items[own]?.lower === 'the' && items[own + 2]?.pos === 'PART')
        add({ from: own + 1, to: i + 1 }, 'organisation', null, true);
    }
  }
  return found;
}

/** "On Friday | Peskov", "Earlier | Peskov", "in March | Peskov": a day or an opening word before a name is no part of it. */
function opensOnly(items: Item[], i: number): boolean {
  const item = items[i];
  if (!item) return false;
  if (WEEKDAYS.includes(item.lower) || DAYS.has(item.lower)) return true;
  // "April Holm" is a person; "in April Holm said" is not.
  if (MONTHS.includes(item.lower)) return DATING.has(items[i - 1]?.lower ?? '');
  return i === 0 && OPENERS.has(item.lower);
}
const DAYS = new Set('today yesterday tomorrow tonight'.split(' '));
const DATING = new Set('in on since until last late early mid by from during next this'.split(' '));
const OPENERS = new Set(
  'earlier later meanwhile separately however still then now also again thus hence but and yet so instead moreover nevertheless afterwards afterward recently last'.split(
    ' ',
  ),
);

/** "His daughter Henrietta": a person, though the article gives only one name. */
const KIN = new Set(
  'son daughter wife husband brother sister mother father partner fiancée aunt uncle cousin niece nephew grandmother grandfather'.split(
    ' ',
  ),
);

const INDEFINITE = new Set(['a', 'an', 'one', 'another']);

/** At the start of the sentence or after a fronted phrase: "In the pub, a farmer …", never "Ray, a farmer, …". */
function opensHere(items: Item[], i: number): boolean {
  return i === 0 || (items[0]?.pos === 'ADP' && items.findIndex((x) => x.text === ',') === i - 1);
}

/** "Russia's" before "Foreign Ministry" belongs to the name. */
function ownerStart(items: Item[], i: number): number {
  const owned = items[i - 1]?.pos === 'PART' || /^['’]$/u.test(items[i - 1]?.text ?? '');
  if (!owned || !capital(items[i - 2])) return i;
  let from = i - 2;
  while (capital(items[from - 1])) from--;
  return from;
}

const capital = (item: Item | undefined): boolean =>
  item !== undefined &&
  !item.quote &&
  /^\p{Lu}/u.test(item.text) &&
  (item.pos === 'PROPN' ||
    item.pos === 'NOUN' ||
    item.pos === 'X' ||
    item.pos === 'ADJ' ||
    item.pos === 'VERB');

/** "Russian President" before "Vladimir Putin", when the words before are an office. */
function roleBefore(items: Item[], name: Run, text: string): string | null {
  const from = phraseStart(items, name.to - 1);
  if (from >= name.from) return null;
  let start = from;
  for (let i = from; i < name.from; i++) {
    if (items[i]?.pos === 'ADP' && items[i]?.lower !== 'of' && items[i]?.lower !== 'for') start = i + 1;
    if (items[i]?.pos === 'CCONJ') start = i + 1;
  }
  const words = items.slice(start, name.from);
  if (!words.some((x) => isPersonNoun(x.text))) return null;
  return withoutArticle(clean(textOf(items, { from: start, to: name.from }, text))) || null;
}

/** ", South Korea's national security adviser," after the name. */
function roleAfter(items: Item[], name: Run, text: string): string | null {
  if (items[name.to]?.text !== ',') return null;
  const to = simplePhrase(items, name.to + 1);
  if (to <= name.to + 1 || !/^[,.]$/u.test(items[to]?.text ?? '.')) return null;
  const words = items.slice(name.to + 1, to);
  if (!words.some((x) => /^\p{Ll}/u.test(x.text) && isPersonNoun(x.text))) return null;
  return withoutArticle(clean(textOf(items, { from: name.to + 1, to }, text))) || null;
}

/** "Norland's envoy, Bjarne Lund,": the description before the comma. */
function roleLeading(items: Item[], name: Run, text: string): string | null {
  const head = items[name.from - 2];
  if (items[name.from - 1]?.text !== ',' || !head || !/^[,.]$/u.test(items[name.to]?.text ?? '.'))
    return null;
  if (!/^\p{Ll}/u.test(head.text) || !isPersonNoun(head.text) || isPlural(head.text)) return null;
  const from = phraseStart(items, name.from - 2);
  if (from > name.from - 2) return null;
  return withoutArticle(clean(textOf(items, { from, to: name.from - 1 }, text))) || null;
}

/** Does the sentence begin with this name, a fronted phrase, title or description aside? */
export function isSubject(items: Item[], at: number): boolean {
  if (afterFrontedClause(items, at)) return true;
  for (let i = 0; i < at; i++) {
    if (items[i]?.pos === 'VERB' || items[i]?.pos === 'AUX' || items[i]?.quote) return false;
  }
  const before = items[at - 1];
  return !(before?.pos === 'ADP' && at > 0);
}

/** "Asked if he would resign, Ashcombe shook his head". */
function afterFrontedClause(items: Item[], at: number): boolean {
  const first = items[0];
  if (!first || items[at - 1]?.text !== ',' || !(first.pos === 'VERB' || first.pos === 'SCONJ')) return false;
  let next = at + 1;
  while (items[next]?.pos === 'PROPN' || items[next]?.pos === 'ADV') next++;
  return items[next]?.pos === 'VERB' || items[next]?.pos === 'AUX';
}
