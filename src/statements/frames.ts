/**
 * One sentence → every place where somebody may be saying something: who (a run of items), with which verb in which
 * frame, and what. Nothing is judged here; the lexicon decides which verb attributes in which frame.
 */

import type { Candidate, Frame } from './candidate.ts';
import { accordingTo, inViewOf, quotedAs } from './carriers.ts';
import type { Stops } from './content.ts';
import { cueFirst, relativeOf } from './leads.ts';
import { headNoun } from './nominal.ts';
import { isDocument } from './roles.ts';
import type { Item } from './sentences.ts';
import { tailOf } from './tails.ts';
import { type VerbGroup, verbGroups } from './verbs.ts';

/** Every candidate of a sentence, tails and inversions first, since they bound the contents of the others. */
export function candidatesIn(
  items: Item[],
  attributes: (verb: string, frame: Frame, form: VerbGroup['form']) => boolean,
): Candidate[] {
  const groups = verbGroups(items);
  const found: Candidate[] = [];
  const used = new Set<VerbGroup>();
  for (const group of groups) {
    const tail = quotedAs(items, group) ?? tailOf(items, group, groups);
    if (tail && attributes(tail.verb, tail.frame, tail.form)) {
      found.push(tail);
      used.add(group);
    }
  }
  found.push(...accordingTo(items, groups), ...inViewOf(items, groups));
  const stops: Stops = {
    groups,
    tails: found.map((c) =>
      Math.min(c.cue.from, c.source && c.source.from < c.cue.from ? c.source.from : c.cue.from),
    ),
    attributes,
  };
  for (const group of groups) {
    if (used.has(group)) continue;
    const first = relativeOf(items, group, stops) ?? cueFirst(items, group, groups, stops);
    if (first && (attributesHere(first, attributes) || documentReads(items, first))) found.push(first);
  }
  return found
    .filter((c) => !FIRST_OR_SECOND.has(items[c.source?.from ?? -1]?.lower ?? ''))
    .filter((c) => c.source === null || !NOBODY.has(items[headNoun(items, c.source)]?.lower ?? ''))
    .map((c) => boundedBefore(items, c, found));
}

/** The reporter's own voice, or the reader's. */
const FIRST_OR_SECOND = new Set(['i', 'you', 'me']);

/** What says something and is nobody. */
const NOBODY = new Set('sign signs banner banners poster plaque label menu billboard'.split(' '));

/** "The statement reads that …": people read too, but a document's reading is its words. */
function documentReads(items: Item[], c: Candidate): boolean {
  const head = c.source ? items[headNoun(items, c.source)] : undefined;
  return (
    c.verb === 'read' &&
    !c.negated &&
    (c.frame === 'that' || c.frame === 'quote') &&
    isDocument(head?.text ?? '')
  );
}

/** "did not mention Machado" says nothing; "would not discuss where …" declines. */
function attributesHere(c: Candidate, attributes: Stops['attributes']): boolean {
  const weak = c.frame === 'object' || c.frame === 'preposition' || c.frame === 'infinitive';
  if (!c.negated) return attributes(c.verb, c.frame, c.form);
  if (/^(?:respond|reply|answer|return)/u.test(c.verb)) return false;
  if (c.frame === 'that' && WITHHELD.has(c.verb)) return true;
  if (weak) return c.form === 'finite' && WITHHELD.has(c.verb);
  return attributes(c.verb, c.frame, c.form);
}

const WITHHELD = new Set(
  'discuss elaborate comment disclose specify confirm deny say,elaborate on,comment on,elaborate upon'.split(
    / (?!on|upon)|,/u,
  ),
);

/** A content-first statement begins after whatever attribution comes before it in the sentence. */
function boundedBefore(items: Item[], candidate: Candidate, all: Candidate[]): Candidate {
  const first = candidate.contents[0];
  if (!first || (candidate.frame !== 'tail' && candidate.frame !== 'inverted')) return candidate;
  let from = first.from;
  for (const other of all) {
    if (
      other === candidate ||
      other.frame === 'tail' ||
      other.frame === 'inverted' ||
      other.cue.from > candidate.cue.from
    )
      continue;
    const end = Math.max(...other.contents.map((r) => r.to), other.cue.to);
    if (
      other.contents.some((r) => r.from >= first.from && r.to <= first.to) &&
      end < first.to &&
      items[end]?.quote
    )
      from = Math.max(from, end);
  }
  if (from === first.from || from >= first.to) return candidate;
  return { ...candidate, contents: [{ from, to: first.to }, ...candidate.contents.slice(1)] };
}
