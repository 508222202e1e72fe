/** Words in quotation marks that two texts share: the mark of two reports of one event in different words. */
import { words } from './words.ts';

/*
 * Double marks, and curly single ones. A quotation holds no opening mark of its kind and no line break, so that a scan
 * is linear; straight single marks are left out, because every apostrophe would open one.
 */
const QUOTED = /[“"]([^“”"\n]{8,600})[”"]|(?<![\p{L}\p{N}])‘([^‘\n"“”]{8,600}?)’(?![\p{L}\p{N}])/gu;

/** At most so many quotations of a text are looked at; a long interview has about 60. */
const MOST = 120;

/** Fewer words in a row may be an idiom or a title ("at least nine", "the special military operation"). */
const RUN = 5;

/** The quotations of a text as folded words, in order, those of at least `least` words. Linear: each is bounded. */
export function quotationsOf(text: string, least = RUN): string[][] {
  const found: string[][] = [];
  for (const match of text.matchAll(QUOTED)) {
    const quoted = words(match[1] ?? match[2] ?? '');
    if (quoted.length >= least) found.push(quoted);
    if (found.length === MOST) break;
  }
  return found;
}

/** How many quotations of `a` share a run of at least `least` words with a quotation of `b`. */
export function sharedQuotations(a: string[][], b: string[][], least = RUN): number {
  const runs = new Set(b.flatMap((quoted) => runsOf(quoted, least)));
  return a.filter((quoted) => runsOf(quoted, least).some((run) => runs.has(run))).length;
}

function runsOf(quoted: string[], length: number): string[] {
  const runs: string[] = [];
  for (let at = 0; at + length <= quoted.length; at++) runs.push(quoted.slice(at, at + length).join(' '));
  return runs;
}

/** The quotations that stand in the first half of a text. */
export function leadingQuotations(text: string): string[][] {
  return quotationsOf(text.slice(0, Math.ceil(text.length / 2)));
}
