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
  const days = shared(
    drafts,
    drafts.map((d) => saidOn(d, published)),
  );
  const venues = shared(drafts, drafts.map(venueOf));
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
