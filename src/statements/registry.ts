/**
 * Everybody an article names, as it is read from top to bottom: who was named where, under which roles, who spoke last.
 * A surname shared is never a person shared.
 */
import type { SpeakerKind } from '../news.ts';
import type { Gender } from './describe.ts';
import { genderOfName } from './givennames.ts';
import { nameKey, surname } from './names.ts';
import { isPlace } from './places.ts';

/** Where something was named: running numbers of sentence and paragraph, offset, and whether as a subject. */
export type Place = { sentence: number; paragraph: number; at: number; subject: boolean };

export type Entity = {
  name: string;
  key: string;
  surname: string;
  kind: SpeakerKind;
  roles: string[];
  gender: Gender;
  plural: boolean;
  /** May "he" or "she" be this? Not a report, not a ministry. */
  human: boolean;
  alias: string | null;
  /** In other scripts, as the article gives them in brackets. */
  spellings: string[];
  seen: Place | null;
  spoke: Place | null;
};

export type Registry = {
  byKey: Map<string, Entity>;
  bySurname: Map<string, Entity[]>;
  /** People by each word of their name. */
  byWord: Map<string, Entity[]>;
  /** Named, but not yet reached in reading: the first of them, for "Russia's prime minister" before his name comes. */
  ahead: Entity[];
  /** Seen already, the latest last. Only these are searched, so that a text of a million names stays linear. */
  recent: Entity[];
  /** By the noun of a document ("report"), the body it was said to be by, the latest. */
  makers: Map<string, Entity>;
};

const REMEMBERED = 80;

export const emptyRegistry = (): Registry => ({
  byKey: new Map(),
  bySurname: new Map(),
  byWord: new Map(),
  ahead: [],
  recent: [],
  makers: new Map(),
});

type Named = {
  name: string;
  kind: SpeakerKind;
  role: string | null;
  gender: Gender;
  plural: boolean;
  human: boolean;
  alias: string | null;
  at: number;
};

/** The entity of this name, made when it is new; a role not heard before is added. */
export function enter(registry: Registry, named: Named): Entity {
  const key = named.kind === 'unnamed' ? `?${named.at}` : nameKey(named.name) || named.name.toLowerCase();
  const known = registry.byKey.get(key);
  if (known) {
    // "NK PRO, a Seoul-based website": described as a body after it was taken for a name.
    if (named.kind === 'organisation' && named.role && known.kind === 'person') {
      known.kind = 'organisation';
      known.human = false;
    }
    if (named.role && !known.roles.includes(named.role)) known.roles.push(named.role);
    known.gender = named.gender ?? known.gender;
    known.alias ??= named.alias;
    return known;
  }
  const entity: Entity = {
    name: named.name,
    key,
    surname: named.kind === 'person' ? surname(named.name).toLowerCase() : '',
    kind: named.kind,
    roles: named.role ? [named.role] : [],
    gender: named.gender ?? (named.kind === 'person' ? genderOfName(named.name) : null),
    plural: named.plural,
    human: named.human,
    alias: named.alias,
    spellings: [],
    seen: null,
    spoke: null,
  };
  if (registry.ahead.length < REMEMBERED) registry.ahead.push(entity);
  registry.byKey.set(key, entity);
  if (named.alias) registry.byKey.set(named.alias.toLowerCase(), entity);
  if (entity.surname && named.name.includes(' ')) {
    add(registry.bySurname, entity.surname, entity);
    for (const word of named.name.toLowerCase().split(' ')) add(registry.byWord, word, entity);
  }
  return entity;
}

function add(index: Map<string, Entity[]>, word: string, entity: Entity): void {
  const list = index.get(word) ?? [];
  if (list.length < REMEMBERED) list.push(entity);
  index.set(word, list);
}

/** Marks that `entity` was named here, and if it is a source, that it spoke. */
export function notice(registry: Registry, entity: Entity, place: Place, speaks: boolean): void {
  entity.seen = place;
  if (speaks) entity.spoke = place;
  const { recent } = registry;
  if (recent.at(-1) === entity) return;
  const known = recent.indexOf(entity);
  if (known >= 0) recent.splice(known, 1);
  recent.push(entity);
  if (recent.length > REMEMBERED) recent.shift();
}

/**
 * Who a bare surname means at `place`: the namesake who spoke or was named last. Null when two are equally near, or when
 * nobody of that name has been named; before the first full name, the only namesake of the article.
 */
export function bySurname(registry: Registry, name: string, gender: Gender, place: Place): Entity | null {
  const all = (registry.bySurname.get(name.toLowerCase()) ?? []).filter(
    (e) => !gender || !e.gender || e.gender === gender,
  );
  const earlier = registry.recent.filter(
    (e) =>
      e.surname === name.toLowerCase() &&
      e.name.includes(' ') &&
      (!gender || !e.gender || e.gender === gender),
  );
  if (earlier.length === 0) return all.length === 1 ? (all[0] ?? null) : null;
  const ranked = earlier.map((e) => ({ e, score: nearness(e, place) })).sort((a, b) => b.score - a.score);
  const best = ranked[0];
  const second = ranked[1];
  if (!best) return null;
  return second && best.score - second.score < 0.25 ? null : best.e;
}

/** "Henrietta" after "his daughter Henrietta"; "Brightwater" after "Brightwater Foods", the only body seen whose name begins so. */
export function byOneName(registry: Registry, word: string): Entity | null {
  const own = registry.byKey.get(nameKey(word));
  if (own?.kind === 'person' && own.seen) return own;
  const found = registry.recent.filter(
    (e) => e.kind === 'organisation' && !isPlace(word) && e.name.startsWith(`${word} `),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Paragraphs and sentences back count down, having spoken counts up. */
function nearness(e: Entity, place: Place): number {
  const distance = (p: Place) =>
    0.8 * (place.paragraph - p.paragraph) + 0.3 * Math.min(4, place.sentence - p.sentence);
  const seen = e.seen ? -distance(e.seen) + (e.seen.subject ? 0.5 : 0) : -99;
  const spoke = e.spoke ? 1 - distance(e.spoke) : -99;
  return Math.max(seen, spoke);
}

/** How far back "he" may reach, in paragraphs. */
const PRONOUN_REACH = 4;

/** Who "he" or "she" means at `place`, or null when two people are equally likely. */
export function byPronoun(registry: Registry, gender: 'f' | 'm', place: Place): Entity | null {
  const ranked = registry.recent
    .filter((e) => e.human && !e.plural && e.seen !== null && (e.gender === null || e.gender === gender))
    .filter((e) => place.paragraph - (e.seen?.paragraph ?? -9) <= PRONOUN_REACH)
    .map((e) => ({ e, score: salience(e, gender, place) }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0];
  const second = ranked[1];
  if (!best) return null;
  return second && best.score - second.score < 0.2 ? null : best.e;
}

function salience(e: Entity, gender: 'f' | 'm', place: Place): number {
  const { seen, spoke } = e;
  if (!seen) return -99;
  let score = -0.7 * (place.paragraph - seen.paragraph) - 0.3 * Math.min(5, place.sentence - seen.sentence);
  // The subject of this very paragraph stands nearest, spoken or not.
  if (seen.subject) score += seen.paragraph === place.paragraph ? 1.5 : 0.8;
  if (spoke)
    score += Math.max(
      0,
      2 - 0.9 * (place.paragraph - spoke.paragraph) - 0.15 * Math.min(5, place.sentence - spoke.sentence),
    );
  if (e.gender === gender) score += 0.6;
  if (!spoke && e.roles.length === 0 && e.gender === null && !seen.subject) score -= 0.7;
  return score;
}
