/** Statements in the shape of the attribution scorer: one record a piece, the pieces of a statement share a group. */
import type { Span, Statement } from '../news.ts';
import { attribute } from './attribute.ts';

export type AttributionRecord = {
  source: Span | null;
  cue: Span | null;
  content: Span;
  type: Statement['kind'];
  group: string;
  speaker: string | null;
};

/** One record for each piece. `group` is `docId:n`, n counting statements from 1; `speaker` the resolved name or null. */
export function toRecords(statements: Statement[], docId: string): AttributionRecord[] {
  return statements.flatMap((s, n) =>
    s.pieces.map((content) => ({
      source: s.source,
      cue: s.cue,
      content,
      type: s.kind,
      group: `${docId}:${n + 1}`,
      speaker: s.speaker?.name ?? null,
    })),
  );
}

/** The `attribute` command's answer to one line. `date` is the day of publication (ISO 8601). */
export function toAttributeLine(
  doc: { doc_id: string; text: string; date?: string | undefined },
  read: typeof attribute = attribute,
): {
  doc_id: string;
  text: string;
  attributions: AttributionRecord[];
} {
  const statements = read(doc.text, { title: null, publishedAt: doc.date ?? null });
  return { doc_id: doc.doc_id, text: doc.text, attributions: toRecords(statements, doc.doc_id) };
}
