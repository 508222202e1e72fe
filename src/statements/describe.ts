/** A source's words → what they are: a pronoun, a name with its role, a body, or a description without a name. */

import { genderOfName } from './givennames.ts';
import { surname } from './names.ts';
import { clean, headNoun, type Run, textOf } from './nominal.ts';
import { personIn } from './personal.ts';
import { isOutlet, isPlace } from './places.ts';
import { genderOfNoun, isBody, isDocument, isPersonNoun, isPlural } from './roles.ts';
import type { Item } from './sentences.ts';

export type Gender = 'f' | 'm' | null;
export type Described = {
  kind: 'pronoun' | 'name' | 'surname' | 'role' | 'body' | 'relative';
  /** The person's name, the body's name without article, or the whole description. */
  name: string;
  role: string | null;
  /** Head noun of a role or body, lower case; the pronoun itself. */
  head: string;
  /** "the envoy", "his office": something known. */
  definite: boolean;
  plural: boolean;
  gender: Gender;
  /** A short form in parentheses: "(JCS)". */
  alias: string | null;
  /** Index of the first item of the name, or of the phrase. */
  at: number;
};

const PRONOUNS = new Set('he she they it we i you one someone everyone nobody'.split(' '));

/** What the items of `run` say about who speaks. `text` is the article. */
export function describe(items: Item[], run: Run, text: string): Described {
  const words = items.slice(run.from, run.to);
  const first = words[0];
  const only = words.length === 1 ? first : undefined;
  if (only && (only.lower === 'his' || only.lower === 'her'))
    return {
      kind: 'pronoun',
      name: only.text,
      role: null,
      head: only.lower,
      definite: true,
      plural: false,
      gender: only.lower === 'his' ? 'm' : 'f',
      alias: null,
      at: run.from,
    };
  const nothing = { role: null, definite: false, plural: false, gender: null, alias: null, at: run.from };
  if (only && PRONOUNS.has(only.lower)) {
    const gender = only.lower === 'he' ? 'm' : only.lower === 'she' ? 'f' : null;
    return {
      ...nothing,
      kind: 'pronoun',
      name: only.text,
      head: only.lower,
      gender,
      plural: only.lower === 'they' || only.lower === 'we',
    };
  }
  if (only && ['who', 'which', 'that'].includes(only.lower))
    return { ...nothing, kind: 'relative', name: only.text, head: only.lower };
  const alias = aliasIn(words);
  const joint = jointKind(items, run);
  if (joint) {
    const name = clean(textOf(items, run, text));
    const head = items[headNoun(items, run)]?.lower ?? '';
    return {
      ...nothing,
      kind: joint,
      name: joint === 'body' ? name.replace(/^the\s+/iu, '') : name,
      head,
      plural: true,
    };
  }
  const person = personIn(items, run);
  if (person) {
    const name = textOf(items, person, text);
    const role = roleAround(items, run, person, text);
    const titled = genderAround(items, run, person);
    const gender = titled ?? genderOfName(name);
    const single = !name.includes(' ');
    const known = single && (isPlace(name) || isOutlet(name) || /^[\p{Lu}.&]{2,}$/u.test(name));
    const trade = role ? tradeIn(role) : '';
    if (isBody(trade) && !isPersonNoun(trade) && !genderOfName(name))
      return { ...nothing, kind: 'body', name, role, head: trade, definite: true, at: person.from };
    if (known)
      return { ...nothing, kind: 'body', name, head: name.toLowerCase(), definite: true, at: person.from };
    return {
      ...nothing,
      kind: single ? 'surname' : 'name',
      name,
      role,
      head: surname(name).toLowerCase(),
      gender,
      at: person.from,
      definite: true,
    };
  }
  return describeNoun(items, run, text, alias);
}

/** By the title nearest before the name, else by the description after it; "whose wife waited" tells of somebody else. */
function genderAround(items: Item[], run: Run, name: Run): Gender {
  for (let i = name.from - 1; i >= run.from; i--) {
    const gender = genderOfNoun(items[i]?.text ?? '');
    if (gender) return gender;
  }
  for (let i = name.to; i < run.to; i++) {
    const item = items[i];
    if (!item || item.pos === 'ADP' || /^(?:who|whose|whom|which|that)$/u.test(item.lower)) return null;
    const gender = genderOfNoun(item.text);
    if (gender) return gender;
  }
  return null;
}

/**
 * "NK PRO, a Seoul-based website" is described as a body. "…, who sells papers outside Seoul Station" and "of the Corliss
 * Centre" describe a person: what hangs on the name tells where somebody works, not what the name is.
 */
function tradeIn(role: string): string {
  if (/^(?:who|whose|whom|of|from|at|with|in|for)\s/iu.test(role)) return '';
  const noun = role.split(/\s(?:of|for|in|at|on|that|which|who|based)\s|,/u)[0] ?? '';
  return noun.split(' ').at(-1) ?? '';
}

/** "Norland and Sudmark", "officials in Seoul and independent experts": several speakers are nobody's name. */
function jointKind(items: Item[], run: Run): 'body' | 'role' | null {
  const and = items.findIndex((x, i) => i > run.from && i < run.to - 1 && x.lower === 'and');
  if (and < 0) return null;
  for (let i = run.from; i < and; i++) {
    // "Ray, the chief and founder": within the description.
    if (items[i]?.text === ',' && ['the', 'a', 'an', 'who'].includes(items[i + 1]?.lower ?? '')) return null;
  }
  const left = { from: run.from, to: and };
  const word = items[headNoun(items, left)]?.text ?? '';
  if (isPersonNoun(word) && isPlural(word)) return 'role';
  const place =
    /^\p{Lu}/u.test(items[and - 1]?.text ?? '') &&
    isPlace(
      items
        .slice(run.from, and)
        .map((x) => x.text)
        .join(' '),
    );
  if (place) return 'body';
  const person = personIn(items, left);
  return person && person.to === and && person.from === run.from ? 'role' : null;
}

function describeNoun(items: Item[], run: Run, text: string, alias: string | null): Described {
  const head = headNoun(items, run);
  const word = items[head]?.text ?? '';
  const lower = word.toLowerCase();
  const first = items[run.from];
  const whole = clean(textOf(items, run, text));
  const core = clean(textOf(items, { from: run.from, to: alias ? parenthesisAt(items, run) : run.to }, text));
  const comma = items.findIndex(
    (x, i) =>
      i > run.from && i < run.to - 1 && x.text === ',' && /^(?:a|an|the)$/u.test(items[i + 1]?.lower ?? ''),
  );
  const joint = items.slice(run.from, run.to).some((x) => x.lower === 'and');
  const person =
    isPersonNoun(word) &&
    !(/^\p{Lu}/u.test(word) && head > run.from && isBody(word)) &&
    !(
      /^\p{Lu}/u.test(word) &&
      items[head + 1]?.lower === 'of' &&
      /^\p{Lu}/u.test(items[head + 2]?.text ?? '')
    );
  const named = /^\p{Lu}/u.test(word);
  const document = !named && isDocument(word);
  const body = !person && !document && (isBody(word) || isPlace(core) || isOutlet(core) || named);
  return {
    kind: body ? 'body' : 'role',
    name: body
      ? clean(comma > 0 ? textOf(items, { from: run.from, to: comma }, text) : core)
          .replace(/^(?:the|a|an)\s+/iu, '')
          .replace(/,?\s(?:who|which|whose|where|whom)\b.*$/u, '')
      : whole.replace(/, (?:who|which|whose|where|whom)\b.*$/u, ''),
    role:
      body && comma > 0
        ? clean(textOf(items, { from: comma + 1, to: run.to }, text)).replace(/^(?:the|a|an)\s+/iu, '')
        : null,
    head: lower,
    definite:
      /^(?:the|his|her|their|its|that|this)$/u.test(first?.lower ?? '') ||
      items.slice(run.from + 1, Math.min(head, run.from + 4)).some((x) => x.pos === 'PART') ||
      (!/^(?:a|an|one|another|some|several|many|most|few|two|three)$/u.test(first?.lower ?? '') && body),
    plural: person && (isPlural(word) || joint),
    gender: genderOfNoun(word),
    alias,
    at: run.from,
  };
}

/** Role before the name, else after it, without article and outer commas. */
function roleAround(items: Item[], run: Run, name: Run, text: string): string | null {
  const title = /(?<=\s)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.?$/u;
  const before = clean(textOf(items, { from: run.from, to: name.from }, text).replace(title, ''));
  const after = clean(textOf(items, { from: name.to, to: run.to }, text))
    .replace(/^\(.{1,20}?\),?\s*/u, '')
    .replace(/^\d{1,3},?\s*/u, '');
  const lead = /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.?$/u.test(before) ? '' : before;
  const role = lead || after;
  const bare = role.replace(/^(?:the|a|an)\s+/iu, '');
  // "Her Russian counterpart" means nothing away from its article.
  return bare.length > 1 && !/^(?:his|her|their|its|my|our)\s/iu.test(bare) ? bare : null;
}

function aliasIn(words: Item[]): string | null {
  const open = words.findIndex((x) => x.text === '(');
  const alias = words[open + 1];
  return open >= 0 && alias && words[open + 2]?.text === ')' && /^[\p{Lu}.]{2,8}$/u.test(alias.text)
    ? alias.text
    : null;
}

function parenthesisAt(items: Item[], run: Run): number {
  const at = items.findIndex((x, i) => i >= run.from && x.text === '(');
  return at < 0 ? run.to : at;
}
