/** A statement of an article as it is filed and shown: its pieces told apart into quoted and other words. Pure. */
import type { Statement } from '../news.ts';
import { quotedIn } from '../statements/quotes.ts';
import type { Sighted } from '../store/filed.ts';

type Range = { start: number; end: number };

/** The paragraph that holds [start, end): from the blank line before to the one after. */
function paragraphOf(text: string, start: number, end: number): Range {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', Math.max(start, end - 1));
  return { start: from, end: to === -1 ? text.length : to };
}

/** The piece's words, quoted stretches without their marks apart from the rest; nothing is rewritten. */
function shownPieces(text: string, piece: Range): { text: string; quoted: boolean }[] {
  const paragraph = paragraphOf(text, piece.start, piece.end);
  const out: { text: string; quoted: boolean }[] = [];
  const add = (from: number, to: number, quoted: boolean) => {
    const words = text.slice(Math.max(from, piece.start), Math.min(to, piece.end)).trim();
    if (/[\p{L}\p{N}]/u.test(words)) out.push({ text: words, quoted });
  };
  let at = piece.start;
  for (const q of quotedIn(text, paragraph.start, paragraph.end)) {
    if (q.end <= piece.start || q.start >= piece.end) continue;
    if (q.start > at) add(at, q.start, false);
    add(q.innerStart, q.innerEnd, true);
    at = q.end;
  }
  if (at < piece.end) add(at, piece.end, false);
  return out;
}

/** Ready to be filed; `known` is filled in by the story step. */
export function sighted(text: string, statement: Statement): Sighted {
  const first = statement.pieces[0] ?? { start: 0, end: 0 };
  const last = statement.pieces.at(-1) ?? first;
  const paragraph = {
    start: paragraphOf(text, first.start, first.end).start,
    end: paragraphOf(text, last.start, last.end).end,
  };
  return {
    known: null,
    sameAs: null,
    isVoice: false,
    speaker: statement.speaker,
    kind: statement.kind,
    stance: statement.stance,
    cue: statement.cue?.text ?? null,
    source: statement.source?.text ?? null,
    saidOn: statement.saidOn,
    venue: statement.venue?.text ?? null,
    via: statement.via,
    pieces: statement.pieces.flatMap((piece) => shownPieces(text, piece)),
    paragraph: text.slice(paragraph.start, paragraph.end),
    spans: statement.pieces.map((p) => ({ start: p.start - paragraph.start, end: p.end - paragraph.start })),
  };
}
