/** Paragraphs → what the words of each sentence allow as statements, before continuations and people. */
import type { Draughted } from './continued.ts';
import { datelineEnd } from './dateline.ts';
import { type Draft, draftsOf, type Offsets } from './drafts.ts';
import { sentencesOf } from './sentences.ts';
import type { Paragraph } from './tokens.ts';
import { lineDraft, transcriptLines } from './transcripts.ts';

/** By paragraph its sentences with their drafts; `lines` are the paragraphs that are lines of a transcript. */
export function draughtedIn(
  paragraphs: Paragraph[],
  text: string,
): { draughted: Draughted[]; lines: Set<number> } {
  const lines = transcriptLines(paragraphs, text);
  const draughted = paragraphs.map((paragraph, p): Draughted => {
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
  return { draughted, lines: new Set(lines.keys()) };
}

/** In order of the text; a piece that overlaps an earlier one is dropped. */
export function disjoint(drafts: Draft[]): Draft[] {
  const all = drafts
    .flatMap((draft) => draft.pieces.map((piece) => ({ draft, piece })))
    .sort((a, b) => a.piece.start - b.piece.start || b.piece.end - a.piece.end);
  const kept = new Map<Draft, Offsets[]>();
  let end = 0;
  for (const { draft, piece } of all) {
    if (piece.start < end || piece.end <= piece.start) continue;
    const own = kept.get(draft);
    if (own) own.push(piece);
    else kept.set(draft, [piece]);
    end = piece.end;
  }
  return [...kept.entries()].map(([draft, pieces]) => ({ ...draft, pieces }));
}
