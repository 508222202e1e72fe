/** "the ministry", "the envoy", "they": which of those heard of before is meant. */
import { countryWords } from './countries.ts';
import type { Described } from './describe.ts';
import type { Mention } from './drafts.ts';
import { genericBody, isGeneric, sharesWord } from './generic.ts';
import { headNoun } from './nominal.ts';
import { isOutlet } from './places.ts';
import type { Entity, Place, Registry } from './registry.ts';
import { isBody, isPersonNoun, sameTrade } from './roles.ts';

/** "they" and "it": the body or group that spoke in one of the two sentences before; anybody further back would be a guess. */
export function lastBody(registry: Registry, plural: boolean, place: Place): Entity | null {
  const latest = registry.recent.findLast((e) => e.spoke && place.sentence - e.spoke.sentence <= 2);
  if (!latest?.spoke || place.paragraph - latest.spoke.paragraph > 1) return null;
  // "They" in a new paragraph may be anybody named since.
  if (plural && latest.spoke.paragraph !== place.paragraph) return null;
  return latest.kind === 'organisation' || (plural && latest.plural) ? latest : null;
}

/** "the ministry", "the JCS": the body named so, most recently. */
export function knownBody(registry: Registry, d: Described, mention: Mention, place: Place): Entity | null {
  const items = mention.sentence.items;
  const exact = registry.byKey.get(d.name.toLowerCase());
  const generic =
    items[mention.run.from]?.lower === 'the' && isGeneric(d.head) && d.name === d.name.toLowerCase()
      ? genericBody(registry, d.head, place)
      : null;
  if (exact && !generic) return exact;
  const words = d.name.toLowerCase().split(/\s+/u);
  const bare = words.length === 1 && isBody(d.head);
  if (!isBody(d.head) || isOutlet(d.name) || items[mention.run.from]?.text === d.name) return null;
  const matching = [...registry.recent, ...registry.ahead.filter((e) => e.seen === null)].filter((e) => {
    if (e.kind !== 'organisation') return false;
    const own = e.name.toLowerCase().split(/\s+/u);
    if (own.length <= words.length) return false;
    return bare ? own.at(-1) === d.head : words.every((w) => own.includes(w)) && own.at(-1) === d.head;
  });
  const earlier = matching.filter((e) => e.seen !== null);
  if (generic) {
    const described = earlier.find((e) => e !== generic && e.name === e.name.toLowerCase());
    if (described && sharesWord(described.name, generic.name, d.head)) described.name = generic.name;
    // Another body of the very noun that spoke since is meant, unless it was only described.
    const own = earlier.find((e) => e !== generic && e !== described && nearer(e, generic));
    if (!own) return generic;
  }
  if (exact) return exact;
  if (earlier.length === 0) return matching.length === 1 ? (matching[0] ?? null) : null;
  return earlier.sort((a, b) => recency(b, place) - recency(a, place))[0] ?? null;
}

const nearer = (a: Entity, b: Entity): boolean => (a.seen?.at ?? -1) > (b.seen?.at ?? -1);

const recency = (e: Entity, place: Place): number =>
  Math.max(
    (e.seen?.at ?? 0) + (e.seen?.subject && e.seen.paragraph === place.paragraph ? 200 : 0),
    (e.spoke?.at ?? 0) + (e.spoke && place.paragraph - e.spoke.paragraph <= 1 ? 200 : 0),
  );

const LOOSE = new Set(
  'the his her their its that this former veteran senior retired top chief own same new old latter young us u.s'.split(
    ' ',
  ),
);

/** "the envoy", "the spokeswoman", "the official": who was described so, most recently. */
export function knownRole(registry: Registry, d: Described, mention: Mention, place: Place): Entity | null {
  const items = mention.sentence.items;
  const head = headNoun(items, mention.run);
  if (head !== mention.run.to - 1 && items[mention.run.to - 1]?.text !== ',') return null;
  const modifiers = items
    .slice(mention.run.from, head)
    .filter((x) => (x.pos === 'NOUN' || x.pos === 'ADJ' || x.pos === 'PROPN') && !LOOSE.has(x.lower))
    .map((x) => x.lower);
  const matching = [...registry.recent, ...registry.ahead.filter((e) => e.seen === null)].flatMap((e) => {
    if (e.kind === 'organisation' || e.plural !== d.plural || (!e.seen && modifiers.length === 0)) return [];
    if (d.gender && e.gender && d.gender !== e.gender) return [];
    const described = e.kind === 'unnamed' ? [e.name] : e.roles;
    const fit = Math.max(0, ...described.map((r) => tradeFit(d.head, modifiers, r)));
    // Before the name itself comes, only the very office will do ("Russia's prime minister" … "Prime Minister Mishustin").
    if (!e.seen && fit < 2) return [];
    return fit > 0 ? [{ e, score: fit + (e.seen ? (recency(e, place) - place.at) / 1500 : -3) }] : [];
  });
  const best = matching.sort((a, b) => b.score - a.score)[0];
  const near = justNamed(registry, d, modifiers, place);
  if (!best) return near;
  // "…, said Brandvold, who studies squid. The biologist noted": he, or the biologist of three paragraphs ago?
  const rival = near !== null && near.roles.length > 0 && near.spoke !== null && near !== best.e;
  return rival && best.e.seen?.paragraph !== place.paragraph ? null : best.e;
}

/**
 * "Okoro was unrepentant. “…,” the striker said.": somebody of whom no trade has been told and who was the subject of the
 * sentence before, in the same paragraph.
 */
function justNamed(registry: Registry, d: Described, modifiers: string[], place: Place): Entity | null {
  if (d.plural || modifiers.length > 1) return null;
  const near = registry.recent.filter(
    (e) =>
      e.kind === 'person' &&
      e.roles.every((r) => /^who\s/iu.test(r)) &&
      e.seen?.paragraph === place.paragraph &&
      e.seen.subject &&
      place.sentence - e.seen.sentence <= 1 &&
      !(d.gender && e.gender && d.gender !== e.gender),
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}

const SHORT_TITLES = new Map(
  Object.entries({
    rep: 'representative',
    sen: 'senator',
    gov: 'governor',
    gen: 'general',
    lt: 'lieutenant',
    col: 'colonel',
    adm: 'admiral',
    capt: 'captain',
    maj: 'major',
    sgt: 'sergeant',
    prof: 'professor',
    dr: 'doctor',
  }),
);

function roleWords(role: string): string[] {
  const words = role
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^\p{L}\p{N}.'-]+/u)
    .filter(Boolean);
  return countryWords(words, true).map((w) => SHORT_TITLES.get(w) ?? w);
}

/** 2 when the role has the very noun, 1 for a near synonym, 0 when it is another's or a modifier contradicts. */
function tradeFit(head: string, modifiers: string[], role: string): number {
  const words = roleWords(role);
  if (!countryWords(modifiers, true).every((m) => words.includes(m))) return 0;
  if (words.includes(head)) return 2;
  // "Chang, who advises the president" is "the adviser".
  if (words[0] === 'who' && words[1]?.startsWith(head.replace(/(?:er|or|ist)$/u, ''))) return 1;
  return words.some((w) => isPersonNoun(w) && sameTrade(head, w)) ? 1 : 0;
}
