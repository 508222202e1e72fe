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

/** The quotations of a text in order, each as all its runs of `least` folded words; shorter ones are left out. Linear: each is bounded. */
export function quotationsOf(text: string, least = RUN): string[][] {
  const found: string[][] = [];
  for (const match of text.matchAll(QUOTED)) {
    const quoted = words(match[1] ?? match[2] ?? '');
    if (quoted.length >= least) found.push(runsOf(quoted, least));
    if (found.length === MOST) break;
  }
  return found;
}

/** How many quotations of `a` share a run of words with a quotation of `b`; both of runs of one length. */
export function sharedQuotations(a: string[][], b: string[][]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const runs = new Set(b.flat());
  return a.filter((quoted) => quoted.some((run) => runs.has(run))).length;
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
