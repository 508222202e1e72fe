/** Drafts → speakers: every source resolved within its article, in reading order. */

import type { Speaker } from '../news.ts';
import { type Described, describe } from './describe.ts';
import type { Draft, Mention } from './drafts.ts';
import { knownBody, knownRole, lastBody } from './known.ts';
import { makerOf, mouthpieceOf } from './makers.ts';
import { isSubject, type Name, type Numbered, namesIn } from './named.ts';
import { phraseStart } from './phrases.ts';
import {
  byOneName,
  byPronoun,
  bySurname,
  type Entity,
  emptyRegistry,
  enter,
  notice,
  type Place,
  type Registry,
} from './registry.ts';
import { isBody, isDocument, isPersonNoun } from './roles.ts';
import type { Sentence } from './sentences.ts';
import { spellingsIn } from './spellings.ts';
import { QUESTIONER } from './transcripts.ts';

export type Resolved = { speaker: Speaker | null; via: string | null };

/** What is met in a sentence in order: a source, a name, or the "He" it begins with. */
type Event = { at: number; mention: Mention | null; name: Name | null; pronoun: 'f' | 'm' | null };

/** Who each draft's speaker is, in the order of `drafts`. */
export function resolve(drafts: Draft[], sentences: Numbered[], text: string): Resolved[] {
  const registry = emptyRegistry();
  const named = sentences.map((s) => namesIn(s, text));
  for (const list of named) for (const n of list) if (n.full) enter(registry, n);
  const mentions = new Map<Sentence, Mention[]>();
  for (const draft of drafts) {
    for (const mention of [draft.carrier, draft.source]) {
      if (mention) mentions.set(mention.sentence, [...(mentions.get(mention.sentence) ?? []), mention]);
    }
  }
  const found = new Map<string, Entity | null>();
  sentences.forEach((numbered, i) => {
    const nothing = { mention: null, name: null, pronoun: null };
    const events: Event[] = [
      ...(mentions.get(numbered.sentence) ?? []).map((m) => ({ ...nothing, at: offsetOf(m), mention: m })),
      ...(named[i] ?? []).map((n) => ({ ...nothing, at: n.at, name: n })),
    ];
    const first = numbered.sentence.items[0];
    const pronoun = first?.lower === 'he' ? 'm' : first?.lower === 'she' ? 'f' : null;
    if (first && pronoun && !events.some((e) => e.at === first.start))
      events.push({ ...nothing, at: first.start, pronoun });
    for (const event of events.sort((a, b) => a.at - b.at)) {
      const place = {
        sentence: numbered.number,
        paragraph: numbered.paragraph,
        at: event.at,
        subject: event.mention !== null,
      };
      if (event.pronoun) learnGender(registry, event.pronoun, place);
      else if (event.name) note(registry, event.name, place, numbered.sentence);
      else if (event.mention) {
        const id = idOf(event.mention);
        if (!found.has(id)) found.set(id, speakerOf(registry, event.mention, place, text));
      }
    }
  });
  for (const { keys, spelling } of spellingsIn(text)) {
    const whose = keys.flatMap((key) => registry.byKey.get(key) ?? [])[0];
    if (whose && !whose.spellings.includes(spelling)) whose.spellings.push(spelling);
  }
  return drafts.map((d) => ({
    speaker: shown(d.source ? found.get(idOf(d.source)) : null),
    via: d.carrier ? (shown(found.get(idOf(d.carrier)))?.name ?? null) : null,
  }));
}

/** "He laughs." says nothing, but tells whose the next "he" is, and that a name unknown to us is a man's. */
function learnGender(registry: Registry, gender: 'f' | 'm', place: Place): void {
  const who = byPronoun(registry, gender, { ...place, subject: true });
  if (!who || who.kind === 'organisation') return;
  who.gender ??= gender;
  notice(registry, who, { ...place, subject: true }, false);
}

const offsetOf = (m: Mention): number => m.sentence.items[m.run.from]?.start ?? m.sentence.start;

const idOf = (m: Mention): string => `${m.sentence.start}:${m.run.from}:${m.run.to}`;

function shown(entity: Entity | null | undefined): Speaker | null {
  if (!entity) return null;
  const { name, kind, roles, spellings } = entity;
  return { name, role: roles[0] ?? null, kind, ...(spellings.length > 0 ? { aliases: spellings } : {}) };
}

function note(registry: Registry, name: Name, place: Place, sentence: Sentence): void {
  const subject = isSubject(sentence.items, name.item) && !name.owner;
  const entity = name.full
    ? enter(registry, name)
    : (bySurname(registry, name.name, null, place) ?? byOneName(registry, name.name));
  // The name inside a source has been noticed as the speaker of this sentence already.
  if (entity?.spoke?.sentence === place.sentence) return;
  if (entity && (name.full || entity.seen)) notice(registry, entity, { ...place, subject }, false);
}

function speakerOf(registry: Registry, mention: Mention, place: Place, text: string): Entity | null {
  const { items } = mention.sentence;
  const behind = makerOf(mention, text);
  const run = behind ?? mouthpieceOf(mention, text) ?? mention.run;
  const d = describe(items, mention.run, text);
  const own = run === mention.run ? d : describe(items, run, text);
  const known = isDocument(d.head) && d.definite && !behind ? (registry.makers.get(d.head) ?? null) : null;
  const entity = known ?? entityOf(registry, { sentence: mention.sentence, run }, own, place, text);
  if (behind && entity) registry.makers.set(d.head, entity);
  if (entity) {
    notice(registry, entity, place, true);
  }
  return entity;
}

function entityOf(
  registry: Registry,
  mention: Mention,
  d: Described,
  place: Place,
  text: string,
): Entity | null {
  const at = place.at;
  switch (d.kind) {
    case 'pronoun':
      if (d.gender) {
        const who = byPronoun(registry, d.gender, place);
        // A bare "Foyle", unknown until a "he" takes it up, is a person.
        if (who?.kind === 'organisation') who.kind = 'person';
        if (who) who.gender ??= d.gender;
        return who;
      }
      return d.head === 'they' || d.head === 'it' ? lastBody(registry, d.head === 'they', place) : null;
    case 'relative':
      return antecedent(registry, mention, place, text);
    case 'name':
      return enter(registry, { ...d, kind: 'person', human: true, at });
    case 'surname': {
      const known = bySurname(registry, d.name, d.gender, place);
      if (known) {
        if (d.role && !known.roles.includes(d.role)) known.roles.push(d.role);
        return known;
      }
      if ((registry.bySurname.get(d.name.toLowerCase()) ?? []).length > 0) return null;
      const given = registry.byWord.get(d.name.toLowerCase()) ?? [];
      if (given.length > 0) return given.length === 1 ? (given[0] ?? null) : null;
      return enter(registry, { ...d, kind: d.role || d.gender ? 'person' : 'organisation', human: true, at });
    }
    case 'body': {
      if (['his', 'her'].includes(mention.sentence.items[mention.run.from]?.lower ?? ''))
        return unnamed(registry, d, mention, place);
      if (QUESTIONER.has(d.name.toLowerCase())) return null;
      // "PESKOV:" in a transcript is the Peskov of the text.
      if (/^[\p{Lu}'’-]{3,}$/u.test(d.name)) {
        const labelled = bySurname(registry, d.name, null, place);
        if (labelled) return labelled;
      }
      return (
        (d.definite && !d.role ? knownBody(registry, d, mention, place) : null) ??
        enter(registry, { ...d, kind: 'organisation', human: false, at })
      );
    }
    case 'role':
      return (
        (d.definite ? knownRole(registry, d, mention, place) : null) ?? unnamed(registry, d, mention, place)
      );
  }
}

function unnamed(registry: Registry, d: Described, mention: Mention, place: Place): Entity | null {
  if (!mayBeSomebody(mention)) return null;
  const owner = mention.sentence.items[mention.run.from]?.lower ?? '';
  if (owner === 'his' || owner === 'her') {
    // "his office": whose, when that is clear; a bare "his office" would name nobody.
    const whose = byPronoun(registry, owner === 'his' ? 'm' : 'f', place);
    if (!whose) return null;
    return enter(registry, {
      ...d,
      name: `${whose.name}’s ${d.name.replace(/^(?:his|her)\s+/iu, '')}`,
      kind: 'unnamed',
      human: isHuman(d),
      role: null,
      at: place.at,
    });
  }
  // "a bright plume over the Yellow Sea": a thing that nobody would ask. Its statement stays, unattributed.
  const thing =
    /^an?\s/iu.test(d.name) &&
    !isHuman(d) &&
    !isDocument(d.head) &&
    !isBody(d.head) &&
    /^\p{Ll}+$/u.test(d.head);
  if (thing) return null;
  // "…, that analysts said": the conjunction is no part of who spoke.
  const name = d.name.replace(/^(?:that|which|whom)\s+(?=\p{Ll})/u, '');
  return enter(registry, { ...d, name, kind: 'unnamed', human: isHuman(d), at: place.at });
}

/** "58", "most of whom", "-- The": a source must hold a word that can stand for somebody. */
function mayBeSomebody({ sentence, run }: Mention): boolean {
  const words = sentence.items.slice(run.from, run.to);
  if (words.some((x) => x.lower === 'whom')) return false;
  if (words.length > 1 && words.some((x) => x.pos === 'NUM' || x.pos === 'SYM')) return true;
  return words.some(
    (x) =>
      /^(?:NOUN|PROPN|ADJ|X)$/u.test(x.pos) ||
      /^(?:others|some|many|most|few|several|half|another|two|three|one|those|these)$/u.test(x.lower),
  );
}

/** A trade we know, or a word that ends like one ("a buyer", "a florist"): may "he" be this? */
function isHuman(d: Described): boolean {
  return (
    isPersonNoun(d.head) ||
    (!isDocument(d.head) && /[a-z]{2}(?:er|or|ist|ian)$/u.test(d.head) && !THINGS.has(d.head))
  );
}

const THINGS = new Set(
  'letter paper newspaper poster number computer order server tower border weather river sensor'.split(' '),
);

/** "…, who said": the noun phrase before. */
function antecedent(registry: Registry, mention: Mention, place: Place, text: string): Entity | null {
  const { items } = mention.sentence;
  let k = mention.run.from - 1;
  while (k >= 0 && items[k]?.text === ',') k--;
  const from = phraseStart(items, k);
  if (from > k) return null;
  const run = { from, to: k + 1 };
  return entityOf(registry, { sentence: mention.sentence, run }, describe(items, run, text), place, text);
}
