/** Cue first: "Kim said that …", "urged both sides to …", "…, adding that …", "…, which he said has had …". */

import { skipAdjuncts } from './adjuncts.ts';
import { type Candidate, make, RELATIVE } from './candidate.ts';
import { contentEnd, resumes, type Stops } from './content.ts';
import { isNominal, type Run } from './nominal.ts';
import { phraseFrom, simplePhrase } from './objects.ts';
import type { Item } from './sentences.ts';
import { subjectBefore } from './subjects.ts';
import { citedAfter, MANNER } from './tails.ts';
import { timeFrom } from './times.ts';
import { hangsOnNoun, type VerbGroup } from './verbs.ts';

const PARTICLES = new Set('for of on about against to with at over out in'.split(' '));

const SUBORDINATE = new Set(
  'whether if when while as after before because that since though although until which who whom what how why'.split(
    ' ',
  ),
);

const NAMING = new Set('call name dub term brand label title nickname'.split(' '));

const SPEAKS_ON = new Set('say add explain ask announce confirm deny warn'.split(' '));

const OBLIQUE = new Set('him me them us i you'.split(' '));

const CLAUSE_OPENERS = new Set('that whether if how why what when where who'.split(' '));

/** "us", "them": no subject; "US" is a country. */
function oblique(item: Item | undefined): boolean {
  return item !== undefined && OBLIQUE.has(item.lower) && item.text !== 'US';
}

/** ", which he said has had …": the words after the verb, what "which" stands for left out. */
export function relativeOf(items: Item[], group: VerbGroup, stops: Stops): Candidate | null {
  if (group.form !== 'finite') return null;
  const subject = subjectBefore(items, group.from);
  if (!subject) return null;
  const pronoun = items[items[subject.from - 1]?.pos === 'ADV' ? subject.from - 2 : subject.from - 1];
  if (!pronoun || !['which', 'that', 'who', 'what'].includes(pronoun.lower) || pronoun.lower === 'what')
    return null;
  if (pronoun.lower === 'that' && items[subject.from - 2]?.pos === 'VERB') return null;
  const next = items[group.head + 1];
  if (
    !next ||
    !(next.pos === 'AUX' || next.pos === 'VERB' || next.quote || next.lower === 'as' || next.pos === 'ADV')
  )
    return null;
  if (next.lower.endsWith('ing')) return null;
  // Inside another's words ("He said the cargo, which he said was military, moved") it is part of them.
  if (resumes(items, group.head + 1)) return null;
  const to = contentEnd(items, group.head + 1, stops, true);
  return make(group, items, 'relative', subject, [{ from: group.head + 1, to }]);
}

export function cueFirst(
  items: Item[],
  group: VerbGroup,
  groups: VerbGroup[],
  stops: Stops,
): Candidate | null {
  if (group.form === 'passive' || (group.lemma === 'cite' && group.form === 'ing')) return null;
  if (group.from === 0 && group.form === 'finite') return saidAtStart(items, group);
  const source = sourceOf(items, group, groups);
  if (!source || oblique(items[source.from])) return null;
  const relative = source.to - source.from === 1 && RELATIVE.has(items[source.from]?.lower ?? '');
  const i = group.head + 1;
  const at = skipAdjuncts(items, i, group.lemma);
  const opened = items[at]?.text === ',' || items[at]?.text === ':' ? at + 1 : at;
  const next = items[opened];
  if (!next) return null;
  const cited = citedAfter(items.slice(0, opened), i);
  if (cited && CLAUSE_OPENERS.has(next.lower))
    return {
      ...make(group, items, 'that', cited.source, [
        { from: opened, to: contentEnd(items, opened, stops, false) },
      ]),
      cue: cited.cue,
      carrier: source,
    };
  if (group.lemma === 'ask' && anonymity(items, opened)) return null;
  const colon = items[at]?.text === ':';
  const to = contentEnd(items, opened, stops, relative);
  if (to <= opened) return null;
  const content = [{ from: opened, to }];
  // "what the press calls “the gateway”": a name, no words said.
  if (next.quote && opened === i && NAMING.has(group.lemma) && next.quote.words <= 5) return null;
  if (next.quote && (at !== opened || next.quote.words > 3 || next.quote.ending !== ''))
    return make(group, items, 'quote', source, content);
  if (colon) return make(group, items, 'quote', source, content);
  if (next.lower !== 'that' && MANNER.has(group.lemma)) return null;
  if (CLAUSE_OPENERS.has(next.lower)) return make(group, items, 'that', source, content);
  if (relative)
    return startsClause(items, opened, groups, stops) && at === opened
      ? make(group, items, 'clause', source, content)
      : null;
  if (next.lower === 'to' && next.pos === 'PART' && opened > i && timeFrom(items, i) === opened)
    return make(group, items, 'infinitive', source, content);
  if (at !== opened) return null;
  const first = items[i];
  // "wrote to say that …": said by the second verb; "declined to say whether …" is one act.
  if (first?.lower === 'to' && SPEAKS_ON.has(items[i + 1]?.lemma ?? '') && group.lemma === 'write') {
    const made = make(group, items, 'that', source, [
      { from: i + 2, to: contentEnd(items, i + 2, stops, false) },
    ]);
    return items[i + 2] ? { ...made, cue: { from: made.cue.from, to: i + 2 } } : null;
  }
  if (
    (first && first.lower === 'to' && items[i + 1]?.pos === 'VERB') ||
    (first?.lower === 'to' && first.pos === 'PART')
  ) {
    return make(group, items, 'infinitive', source, [{ from: i, to: contentEnd(items, i, stops, false) }]);
  }
  if (
    first &&
    PARTICLES.has(first.lower) &&
    first.pos !== 'DET' &&
    stops.attributes(`${group.lemma} ${first.lower}`, 'preposition', group.form)
  ) {
    const end = contentEnd(items, i + 1, stops, false);
    if (end <= i + 1) return null;
    const made = make(group, items, 'preposition', source, [{ from: i + 1, to: end }]);
    return { ...made, verb: `${group.lemma} ${first.lower}`, cue: { from: made.cue.from, to: i + 1 } };
  }
  if (startsClause(items, opened, groups, stops)) return make(group, items, 'clause', source, content);
  // "promised them the first round": a gift, no words.
  if (group.lemma === 'promise' && oblique(first)) return null;
  if (first?.pos === 'ADP' || first?.pos === 'SCONJ' || first?.text === ',') return null;
  if (handsOn(items, opened) || (group.lemma === 'call' && telephoned(items, opened))) return null;
  if (
    !isNominal(next) &&
    next.pos !== 'DET' &&
    next.pos !== 'ADJ' &&
    next.pos !== 'PRON' &&
    next.pos !== 'VERB'
  )
    return null;
  return make(group, items, 'object', source, [
    { from: opened, to: contentEnd(items, opened, stops, false) },
  ]);
}

/** "issued a statement saying that …": the words come with "saying". */
function handsOn(items: Item[], from: number): boolean {
  const to = simplePhrase(items, from);
  return to > from && items[to]?.lower === 'saying';
}

/** "called Rowe shortly after ten": a telephone, when no words follow the bare name. */
function telephoned(items: Item[], from: number): boolean {
  const to = simplePhrase(items, from);
  const next = items[to];
  const bare = items.slice(from, to).every((x) => x.pos === 'PROPN');
  return (
    bare &&
    (next === undefined || next.pos === 'PUNCT' || next.pos === 'ADP' || timeFrom(items, to + 1) > to + 1)
  );
}

/** "asked not to be named", "asked that his name be left out", "requested anonymity": a condition, not a statement. */
function anonymity(items: Item[], from: number): boolean {
  const words = items.slice(from, from + 8).map((x) => x.lower);
  return words.some((w) => /^(?:named|name|names|identified|quoted|anonymity|anonymous)$/u.test(w));
}

/** "Said Kim: “…”". */
function saidAtStart(items: Item[], group: VerbGroup): Candidate | null {
  const source = phraseFrom(items, group.head + 1);
  if (!source) return null;
  const colon = items[source.to]?.text === ':' || items[source.to]?.text === ',';
  const from = source.to + (colon ? 1 : 0);
  if (!items[from]?.quote) return null;
  const last = items.length - (/^[.?!]$/u.test(items.at(-1)?.text ?? '') ? 1 : 0);
  return make(group, items, 'quote', source, [{ from, to: last }]);
}

/** Subject and finite verb: "the choice of venue was the real message". */
function startsClause(items: Item[], i: number, groups: VerbGroup[], stops: Stops): boolean {
  const tail = stops.tails.find((t) => t > i) ?? items.length;
  for (let j = i; j < tail && j < i + 28; j++) {
    const item = items[j];
    if (!item) return false;
    if (item.lower === 'to' && (items[j + 1]?.pos === 'VERB' || items[j + 1]?.lower === 'be')) return false;
    if (
      item.pos === 'CCONJ' &&
      groups.some((g) => g.from > j && items.slice(j + 1, g.from).every((x) => x.pos === 'ADV'))
    )
      return false;
    if (item.lower === 'who' || item.lower === 'that' || item.lower === 'which') {
      j += 3;
      continue;
    }
    if (item.pos === 'AUX') return j > i || item.lower !== 'be';
    const group = groups.find((g) => g.head === j);
    if (
      group &&
      group.form === 'finite' &&
      j > i &&
      !(
        item.lower.endsWith('ed') &&
        (items[j + 1]?.pos === 'ADP' ||
          (isNominal(items[j + 1]) &&
            items[j - 1]?.pos !== 'NOUN' &&
            items[j - 1]?.pos !== 'PROPN' &&
            items[j - 1]?.pos !== 'PRON'))
      )
    )
      return true;
  }
  return false;
}

/** The subject of the verb, or for participles and coordinated verbs that of the verb before. */
function sourceOf(items: Item[], group: VerbGroup, groups: VerbGroup[]): Run | null {
  if (group.form === 'finite') {
    const own = subjectBefore(items, group.from);
    if (own) return own;
    const before = beforeAdverbs(items, group.from - 1);
    if (['and', 'but', 'or', 'then'].includes(before?.lower ?? '') || before?.text === ',')
      return mainSubject(items, group, groups);
    return null;
  }
  if (group.form === 'ing') {
    const before = beforeAdverbs(items, group.from - 1);
    if (
      before?.text === ',' ||
      before?.quote ||
      before?.lower === 'and' ||
      before?.lower === 'while' ||
      /^[–—]$/u.test(before?.text ?? '') ||
      before?.lower === 'by'
    )
      return mainSubject(items, group, groups) ?? laterSubject(items, group, groups);
    if (before?.pos === 'NOUN') return mainSubject(items, group, groups);
    return null;
  }
  if (group.form === 'infinitive') return mainSubject(items, group, groups);
  return null;
}

function beforeAdverbs(items: Item[], k: number): Item | undefined {
  let at = k;
  while (at > 0 && items[at]?.pos === 'ADV') at--;
  return items[at];
}

/** Subject of the first finite verb before `group`, inverted subjects included. */
function mainSubject(items: Item[], group: VerbGroup, groups: VerbGroup[]): Run | null {
  const tagged = group.form === 'ing' ? taggedBefore(items, group, groups) : null;
  if (tagged) return tagged;
  for (const other of groups) {
    if (other.head >= group.from) break;
    if ((other.form !== 'finite' && other.form !== 'passive') || hangsOnNoun(items, other)) continue;
    const subject = subjectBefore(items, other.from);
    const subordinate = subject !== null && SUBORDINATE.has(items[subject.from - 1]?.lower ?? '');
    if (subject && !subordinate && !RELATIVE.has(items[subject.from]?.lower ?? '')) return subject;
    const before = items[other.from - 1];
    if (before?.quote || before?.text === ',') {
      const inverted = phraseFrom(items, other.head + 1);
      if (inverted && inverted.to <= group.from) return inverted;
    }
  }
  const auxiliary = items.findIndex((x, j) => x.pos === 'AUX' && j < group.from);
  return auxiliary > 0 ? subjectBefore(items, auxiliary) : null;
}

/** "The committee will meet, he said on Friday, adding …": the subject of the tag right before, not the sentence's. */
function taggedBefore(items: Item[], group: VerbGroup, groups: VerbGroup[]): Run | null {
  const tag = groups.findLast((g) => g.head < group.from && g.form === 'finite');
  const subject = tag && TAGS.has(tag.lemma) ? subjectBefore(items, tag.from) : null;
  if (!tag || !subject || items[subject.from - 1]?.text !== ',') return null;
  return items[skipAdjuncts(items, tag.head + 1, tag.lemma)]?.text === ',' ? subject : null;
}

const TAGS = new Set('say add tell explain note warn argue insist claim write continue'.split(' '));

/** "Speaking on Monday, calling it a farce, Kim left": the subject comes after. */
function laterSubject(items: Item[], group: VerbGroup, groups: VerbGroup[]): Run | null {
  for (const other of groups) {
    if (other.head <= group.head || other.form !== 'finite') continue;
    return subjectBefore(items, other.from);
  }
  return null;
}
