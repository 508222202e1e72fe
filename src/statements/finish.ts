/** Drafts → statements: whose they are, of which kind and stance, said when. */
import type { Statement } from '../news.ts';
import { dayOf, saidOn } from './dates.ts';
import type { Draft, Offsets } from './drafts.ts';
import { kindOf } from './kinds.ts';
import { type Resolved, resolve } from './people.ts';
import type { Sentence } from './sentences.ts';
import { stanceOf } from './stance.ts';
import type { Paragraph } from './tokens.ts';
import { venueOf } from './venues.ts';

/** An article taken apart. `sentences` are by paragraph. */
export type Parts = { text: string; paragraphs: Paragraph[]; sentences: Sentence[][] };

/** What surrounds the text: the headline, and the date of publication (ISO 8601) that "on Wednesday" counts from. */
export type About = { title: string | null; publishedAt: string | null };

/** In the order of `drafts`. */
export function finish(drafts: Draft[], { text, paragraphs, sentences }: Parts, about: About): Statement[] {
  let number = 0;
  const numbered = sentences.flatMap((list, paragraph) =>
    list.map((sentence) => ({ sentence, number: number++, paragraph })),
  );
  const people = resolve(drafts, numbered, text);
  const published = dayOf(about.publishedAt);
  const told = drafts.map((d) => saidOn(d, published));
  const days = wentOn(drafts, people, shared(drafts, told));
  const venues = wentOn(drafts, people, shared(drafts, drafts.map(venueOf)), told);
  return drafts.map((draft, i) =>
    statementOf(draft, people[i], { when: days[i] ?? null, where: venues[i] ?? null }, paragraphs, text),
  );
}

function statementOf(
  draft: Draft,
  who: Resolved | undefined,
  { when, where }: { when: string | null; where: Offsets | null },
  paragraphs: Paragraph[],
  text: string,
): Statement {
  const span = (o: Offsets) => ({ start: o.start, end: o.end, text: text.slice(o.start, o.end) });
  const { source } = draft;
  const first = source?.sentence.items[source.run.from];
  const last = source?.sentence.items[source.run.to - 1];
  return {
    speaker: who?.speaker ?? null,
    source: first && last ? span({ start: first.start, end: last.end }) : null,
    cue: draft.cue ? span(draft.cue) : null,
    pieces: draft.pieces.map(span),
    kind: kindOf(draft.pieces, paragraphs),
    stance: stanceOf(draft),
    saidOn: when,
    venue: where ? span(where) : null,
    via: who?.via ?? null,
  };
}

/** A second cue of the same speaker in the sentence ("said on Monday in Seoul …, adding that …") has day and venue of the first. */
function shared<T>(drafts: Draft[], own: (T | null)[]): (T | null)[] {
  const byMention = new Map<string, T>();
  const keyOf = (d: Draft) => (d.source ? `${d.source.sentence.start}:${d.source.run.from}` : '');
  drafts.forEach((d, i) => {
    const known = own[i] ?? null;
    if (known !== null && d.source && !byMention.has(keyOf(d))) byMention.set(keyOf(d), known);
  });
  return own.map((known, i) => {
    const draft = drafts[i];
    return known ?? (draft?.source ? (byMention.get(keyOf(draft)) ?? null) : null);
  });
}

/**
 * “…,” she said in Seoul on Monday. “…,” she added: in one paragraph a speaker goes on where and when he began, and as "she" in
 * the next, until another speaks or a day of its own is told (`elsewhen`). What he "has said", "says" or said "later" was said at another time.
 */
function wentOn<T>(
  drafts: Draft[],
  people: Resolved[],
  own: (T | null)[],
  elsewhen: (string | null)[] = [],
): (T | null)[] {
  const known = [...own];
  drafts.forEach((draft, i) => {
    const before = drafts[i - 1];
    const speaker = people[i]?.speaker?.name;
    if (known[i] !== null || (elsewhen[i] ?? null) !== null || !before || !speaker) return;
    if (people[i - 1]?.speaker?.name !== speaker) return;
    if (draft.paragraph - before.paragraph > (isPronoun(draft) ? 1 : 0)) return;
    if (before.sentence !== draft.sentence && isOfItsTime(draft)) known[i] = known[i - 1] ?? null;
  });
  return known;
}

function isPronoun({ source }: Draft): boolean {
  const only =
    source && source.run.to - source.run.from === 1 ? source.sentence.items[source.run.from] : null;
  return only?.lower === 'he' || only?.lower === 'she';
}

/** Told as one event after another: a plain past, nothing that puts it elsewhere in time. */
function isOfItsTime({ sentence, cue }: Draft): boolean {
  if (!cue) return false;
  const words = sentence.items.filter((x) => x.end > cue.start - 14 && x.start < cue.end + 14);
  const verb = sentence.items.find((x) => x.start >= cue.start && x.pos === 'VERB');
  return (
    /(?:ed|said|told|wrote|spoke|put|made|gave|called|went|asked)$/u.test(verb?.lower ?? '') &&
    !words.some((x) => OTHER_TIME.test(x.lower))
  );
}

const OTHER_TIME =
  /^(?:has|have|had|having|will|would|earlier|later|previously|once|often|repeatedly|always|ago|recently|separately|elsewhere|again|before|since)$/u;
