/** Direct, mixed or indirect: how much of the words said stands in quotation marks. */
import type { StatementKind } from '../news.ts';
import type { Offsets } from './drafts.ts';
import type { Paragraph } from './tokens.ts';

/** Over all pieces: every word in quotation marks is direct, none indirect, some mixed. */
export function kindOf(pieces: Offsets[], paragraphs: Paragraph[]): StatementKind {
  let inside = 0;
  let outside = 0;
  for (const piece of pieces) {
    for (let p = paragraphAt(paragraphs, piece.start); p < paragraphs.length; p++) {
      const paragraph = paragraphs[p];
      if (!paragraph || paragraph.start >= piece.end) break;
      for (let t = tokenAt(paragraph, piece.start); t < paragraph.tokens.length; t++) {
        const token = paragraph.tokens[t];
        if (!token || token.start >= piece.end) break;
        if (token.pos === 'PUNCT') continue;
        if (token.quote >= 0) inside++;
        else outside++;
      }
    }
  }
  return outside === 0 && inside > 0 ? 'direct' : inside === 0 ? 'indirect' : 'mixed';
}

/** Index of the last paragraph that begins at or before `at`. */
function paragraphAt(paragraphs: Paragraph[], at: number): number {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paragraphs[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function tokenAt(paragraph: Paragraph, at: number): number {
  let low = 0;
  let high = paragraph.tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paragraph.tokens[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
