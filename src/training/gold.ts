/** The annotated articles (PolNeAR as JSON lines) → labels word by word. */
import { readFileSync } from 'node:fs';
import { hashOf } from '../statements/tagger/hash.ts';
import { CONTENT, CUE, SOURCE, write } from '../statements/tagger/labels.ts';
import { tidy } from '../statements/tagger/mentions.ts';
import { type Reading, readByRules } from '../statements/tagger/reading.ts';
import { type Sight, sightsOf, tokensIn } from '../statements/tagger/sight.ts';
import type { Paragraph } from '../statements/tokens.ts';

export type Offsets = { start: number; end: number };
export type Attribution = {
  source: Offsets | null;
  cue: Offsets | null;
  content: Offsets;
  statement?: boolean;
};
export type Annotated = { doc_id: string; split?: string; text: string; attributions: Attribution[] };

/** An annotated article, read: gold labels by paragraph, of statements only and of every attribution. */
export type Lesson = {
  id: string;
  annotated: Annotated;
  reading: Reading;
  sights: Sight[];
  gold: Uint8Array[];
  every: Uint8Array[];
  /** One of ours, in which only statements are marked. */
  invented: boolean;
};

/** One article a line. */
export function readAnnotated(file: string): Annotated[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Annotated);
}

/** Reads an article and lays the gold spans over its words. */
export function lessonOf(annotated: Annotated): Lesson {
  const reading = readByRules(annotated.text);
  const sights = sightsOf(reading);
  const labelled = (attributions: Attribution[]) => labelsOf(reading, sights, attributions);
  const { attributions } = annotated;
  const gold = labelled(attributions.filter((a) => a.statement !== false));
  const invented = annotated.split === 'invented';
  return { id: annotated.doc_id, annotated, reading, sights, gold, every: labelled(attributions), invented };
}

function labelsOf(reading: Reading, sights: Sight[], attributions: Attribution[]): Uint8Array[] {
  return reading.paragraphs.map((paragraph, p) => {
    const labels = new Uint8Array(sights[p]?.length ?? 0);
    const lay = (kind: number, spans: (Offsets | null)[]) => {
      for (const span of spans) {
        if (!span || span.end <= paragraph.start || span.start >= paragraph.end) continue;
        const run = tidied(paragraph, tokensIn(paragraph.tokens, span), kind === CONTENT);
        write(labels, kind, run.from, Math.min(run.to, labels.length));
      }
    };
    lay(
      CONTENT,
      attributions.map((a) => a.content).sort((a, b) => a.start - b.start || b.end - a.end),
    );
    lay(
      SOURCE,
      attributions.map((a) => a.source),
    );
    lay(
      CUE,
      attributions.map((a) => a.cue),
    );
    return labels;
  });
}

/** Content keeps its quotation marks, a source or a cue has none at its ends. */
function tidied(
  paragraph: Paragraph,
  run: { from: number; to: number },
  content: boolean,
): { from: number; to: number } {
  if (content) return tidy(paragraph, run);
  let { from, to } = run;
  while (from < to && paragraph.tokens[from]?.pos === 'PUNCT') from++;
  while (to > from && paragraph.tokens[to - 1]?.pos === 'PUNCT') to--;
  return { from, to };
}

/** A quarter of the articles, told by their ids, so that every run has the same. */
export const quarterOf = (id: string): number => (hashOf(id) >>> 7) % 4;
