/** An article's text → who said what in it. Rules, in plain steps: tokens, sentences, drafts, continuations, people. */
import type { Statement } from '../news.ts';
import { type Draughted, withContinuations } from './continued.ts';
import { datelineEnd } from './dateline.ts';
import { dayOf, saidOn } from './dates.ts';
import { type Draft, draftsOf, type Offsets } from './drafts.ts';
import { kindOf } from './kinds.ts';
import { type Resolved, resolve } from './people.ts';
import { sentencesOf } from './sentences.ts';
import { stanceOf } from './stance.ts';
import { type Paragraph, paragraphsOf } from './tokens.ts';
import { lineDraft, transcriptLines } from './transcripts.ts';

/** What surrounds the text: the headline, and the date of publication (ISO 8601) that "on Wednesday" counts from. */
export type About = { title: string | null; publishedAt: string | null };

/**
 * Who said what, in order of the text. Every span is verbatim (`text.slice(start, end)`), pieces never overlap, within
 * a statement or across. Any text at all is read, in time linear in its length (about 1 s a megabyte); nothing throws.
 */
export function attribute(text: string, about: About): Statement[] {
  const paragraphs = paragraphsOf(text);
  const draughted = draughtedIn(paragraphs, text);
  const drafts = disjoint(withContinuations(draughted));
  let number = 0;
  const sentences = draughted.flatMap((d, paragraph) =>
    d.sentences.map(({ sentence }) => ({ sentence, number: number++, paragraph })),
  );
  const people = resolve(drafts, sentences, text);
  const published = dayOf(about.publishedAt);
  const days = sharedDays(drafts, published);
  return drafts.map((d, i) =>
    statementOf(d, people[i] ?? { speaker: null, via: null }, days[i] ?? null, paragraphs, text),
  );
}

function draughtedIn(paragraphs: Paragraph[], text: string): Draughted[] {
  const lines = transcriptLines(paragraphs, text);
  return paragraphs.map((paragraph, p) => {
    const line = lines.get(p);
    if (line) {
      const { sentence, draft } = lineDraft(paragraph, p, line, text);
      return { sentences: [{ sentence, drafts: [draft] }] };
    }
    const start = datelineEnd(text, paragraph.start, paragraph.end);
    const sentences = sentencesOf(paragraph, text).flatMap((s) => {
      const items = s.items.filter((x) => x.start >= start);
      const first = items[0];
      return first ? [{ start: first.start, end: s.end, items }] : [];
    });
    return { sentences: sentences.map((sentence) => ({ sentence, drafts: draftsOf(sentence, p) })) };
  });
}

/** In order of the text, later pieces cut off where an earlier statement has them. */
function disjoint(drafts: Draft[]): Draft[] {
  const all = drafts
    .flatMap((draft) => draft.pieces.map((piece) => ({ draft, piece })))
    .sort((a, b) => a.piece.start - b.piece.start || b.piece.end - a.piece.end);
  const kept = new Map<Draft, Offsets[]>();
  let end = 0;
  for (const { draft, piece } of all) {
    if (piece.start < end || piece.end <= piece.start) continue;
    kept.set(draft, [...(kept.get(draft) ?? []), piece]);
    end = piece.end;
  }
  return [...kept.entries()].map(([draft, pieces]) => ({ ...draft, pieces }));
}

function statementOf(
  draft: Draft,
  who: Resolved,
  when: string | null,
  paragraphs: Paragraph[],
  text: string,
): Statement {
  const span = (o: Offsets) => ({ start: o.start, end: o.end, text: text.slice(o.start, o.end) });
  const { source } = draft;
  const first = source?.sentence.items[source.run.from];
  const last = source?.sentence.items[source.run.to - 1];
  return {
    speaker: who.speaker,
    source: first && last ? span({ start: first.start, end: last.end }) : null,
    cue: draft.cue ? span(draft.cue) : null,
    pieces: draft.pieces.map(span),
    kind: kindOf(draft.pieces, paragraphs),
    stance: stanceOf(draft),
    saidOn: when,
    via: who.via,
  };
}

/** A second cue of the same speaker in the sentence ("said on Monday …, adding that …") has the day of the first. */
function sharedDays(drafts: Draft[], published: ReturnType<typeof dayOf>): (string | null)[] {
  const own = drafts.map((d) => saidOn(d, published));
  const byMention = new Map<string, string>();
  const keyOf = (d: Draft) => (d.source ? `${d.source.sentence.start}:${d.source.run.from}` : '');
  drafts.forEach((d, i) => {
    const day = own[i];
    if (day && d.source && !byMention.has(keyOf(d))) byMention.set(keyOf(d), day);
  });
  return own.map((day, i) => {
    const draft = drafts[i];
    return day ?? (draft?.source ? (byMention.get(keyOf(draft)) ?? null) : null);
  });
}
