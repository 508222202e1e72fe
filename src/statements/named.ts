import { clean, nameAt, textOf, withoutArticle } from './describe.ts';
import { isPersonal, type Run } from './nominal.ts';
import { simplePhrase } from './objects.ts';
import { phraseStart } from './phrases.ts';
import { isPlace } from './places.ts';
import { isBody, isPersonNoun } from './roles.ts';
import type { Item, Sentence } from './sentences.ts';

/** A sentence with its running number and its paragraph's. */
export type Numbered = { sentence: Sentence; number: number; paragraph: number };

export type Name = {
  name: string;
  kind: 'person' | 'organisation';
  role: string | null;
  gender: null;
  plural: boolean;
  human: boolean;
  alias: string | null;
  at: number;
  full: boolean;
  item: number;
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
        human: kind === 'person',
        alias: null,
        at,
        full,
        item: run.from,
      });
  };
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (!item || item.quote) continue;
    if (capital(item)) {
      let to = i;
      while (to < items.length && capital(items[to])) to++;
      const run = nameAt(items, { from: i, to }, whole);
      if (run && !isPlace(clean(textOf(items, run, text)))) {
        const single = run.to - run.from === 1;
        add(
          run,
          'person',
          single ? null : (roleBefore(items, run, text) ?? roleAfter(items, run, text)),
          !single,
        );
      }
      i = to - 1;
    } else if (item.pos === 'NOUN' && isBody(item.text) && items[i + 1]?.pos !== 'PART') {
      const from = phraseStart(items, i);
      if (i - from >= 1 && items[from]?.pos !== 'DET' && !isPersonal(items[from]))
        add({ from, to: i + 1 }, 'organisation', null, true);
    }
  }
  return found;
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

/** Does the sentence begin with this name, a fronted phrase, title or description aside? */
export function isSubject(items: Item[], at: number): boolean {
  for (let i = 0; i < at; i++) {
    if (items[i]?.pos === 'VERB' || items[i]?.pos === 'AUX' || items[i]?.quote) return false;
  }
  const before = items[at - 1];
  return !(before?.pos === 'ADP' && at > 0);
}
