/** Transcripts: paragraphs that begin with a name in capitals and a colon ("PESKOV: …") are that person's words. */
import type { Draft } from './drafts.ts';
import type { Item, Sentence } from './sentences.ts';
import type { Paragraph } from './tokens.ts';

const LABEL =
  /^["“]?((?:[\p{Lu}][\p{Lu}.'’-]*)(?: [\p{Lu}][\p{Lu}.'’-]*){0,3})(?: \([^)\n]{1,40}\))?: ?(?:\([a-z][^)\n]{1,30}\) )?(?=\S)/u;
/** Capitals before a colon that name nobody. */
const HEADINGS = new Set(
  'update exclusive watch breaking video photo photos note related more read live editor opinion analysis correction featured advertisement listen warning fact poll'.split(
    ' ',
  ),
);
export const QUESTIONER = new Set(['q', 'question', 'reporter', 'interviewer']);

export type Line = { label: string; from: number; bodyStart: number };

/** Which paragraphs are lines of a transcript; none unless two or more are. Keyed by paragraph index. */
export function transcriptLines(paragraphs: Paragraph[], text: string): Map<number, Line> {
  const lines = new Map<number, Line>();
  paragraphs.forEach((p, i) => {
    const match = LABEL.exec(text.slice(p.start, Math.min(p.end, p.start + 100)));
    const label = match?.[1];
    if (!match || !label || HEADINGS.has(label.toLowerCase())) return;
    const from = p.start + match[0].indexOf(label);
    lines.set(i, { label, from, bodyStart: p.start + match[0].length });
  });
  return lines.size >= 2 ? lines : new Map();
}

/** A line's whole paragraph as one draft. Questions without a name have no source. */
export function lineDraft(
  paragraph: Paragraph,
  index: number,
  line: Line,
  text: string,
): { sentence: Sentence; draft: Draft } {
  const labelEnd = line.from + line.label.length;
  const word = (start: number, end: number, pos: string): Item => ({
    start,
    end,
    pos,
    text: text.slice(start, end),
    lower: text.slice(start, end).toLowerCase(),
    lemma: '',
    quote: null,
  });
  const colon = text.indexOf(':', labelEnd);
  const sentence: Sentence = {
    start: paragraph.start,
    end: paragraph.end,
    items: [word(line.from, labelEnd, 'PROPN'), word(colon, colon + 1, 'PUNCT')],
  };
  const anonymous = QUESTIONER.has(line.label.toLowerCase());
  return {
    sentence,
    draft: {
      paragraph: index,
      sentence,
      frame: 'label',
      verb: anonymous ? 'ask' : 'say',
      negated: false,
      source: { sentence, run: { from: 0, to: 1 } },
      cue: { start: colon, end: colon + 1 },
      carrier: null,
      pieces: [{ start: line.bodyStart, end: paragraph.end }],
    },
  };
}
