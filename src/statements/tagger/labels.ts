/** The joint label of a word: outside, or beginning or inside content, source or cue. Content wins where they overlap. */

export const OUT = 0;
export const CONTENT = 1;
export const SOURCE = 3;
export const CUE = 5;
/** Labels: 0 out; 1, 2 content; 3, 4 source; 5, 6 cue (begin, inside). */
export const LABELS = 7;
/** Width of a row of weights: one a label and one to spare, so that rows lie on even addresses. */
export const ROW = 8;
/** The state before the first word, in the table of transitions. */
export const START = 7;

/** May label `b` follow `a`? "Inside" only goes on with its own kind. */
export function mayFollow(a: number, b: number): boolean {
  if (b === OUT || b % 2 === 1) return true;
  return a === b || a === b - 1;
}

/** A stretch of words [from, to) of one paragraph, `kind` being CONTENT, SOURCE or CUE. */
export type Stretch = { kind: number; from: number; to: number };

/** Labels of one paragraph → its stretches in order. */
export function stretchesOf(labels: Uint8Array): Stretch[] {
  const found: Stretch[] = [];
  let open: Stretch | null = null;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? OUT;
    if (label !== OUT && label % 2 === 0 && open) {
      open.to = i + 1;
      continue;
    }
    open = label === OUT ? null : { kind: label % 2 === 1 ? label : label - 1, from: i, to: i + 1 };
    if (open) found.push(open);
  }
  return found;
}

/** Writes a stretch over words that have no label yet. */
export function write(labels: Uint8Array, kind: number, from: number, to: number): void {
  let inside = false;
  for (let i = from; i < to; i++) {
    if (labels[i] !== OUT) inside = false;
    else {
      labels[i] = inside ? kind + 1 : kind;
      inside = true;
    }
  }
}
