/** Cue and source ratios counted over the lessons, each lesson's own counts taken out again when it is looked at. */
import { CUE, SOURCE } from '../statements/tagger/labels.ts';
import { binOf, type Lexicon, lexiconKey, SOURCES, TABLES } from '../statements/tagger/lexicon.ts';
import { OUTSIDE } from '../statements/tagger/sight.ts';
import type { Lesson } from './gold.ts';

/** Key → inside × 65536 + all. */
export type Counts = Map<number, number>;

const UNIT = 65536;

/** Counts of one lesson, or of many added up. */
export function countsOf(lessons: Lesson[]): Counts {
  const counts: Counts = new Map();
  for (const { sights, gold } of lessons) {
    sights.forEach((sight, p) => {
      const labels = gold[p] ?? new Uint8Array(0);
      for (let i = 0; i < sight.length; i++) {
        if (sight.quote[i] !== OUTSIDE) continue;
        const label = labels[i] ?? 0;
        const cue = label === CUE || label === CUE + 1;
        const source = label === SOURCE || label === SOURCE + 1;
        for (let table = 0; table < TABLES; table++) {
          const key = lexiconKey(sight, i, table);
          const inside = table === SOURCES ? source : cue;
          counts.set(key, (counts.get(key) ?? 0) + (inside ? UNIT + 1 : 1));
        }
      }
    });
  }
  return counts;
}

/** The lexicon for a counted article: everything but its own counts. */
export function lexiconWithout(counts: Counts, own: Counts): Lexicon {
  return (key) => binIn((counts.get(key) ?? 0) - (own.get(key) ?? 0));
}

/** Key → bin, for every key whose bin is not 0. */
export function binsOf(counts: Counts): Map<number, number> {
  const bins = new Map<number, number>();
  for (const [key, packed] of counts) {
    const bin = binIn(packed);
    if (bin > 0 && packed % UNIT > 1) bins.set(key, bin);
  }
  return bins;
}

const binIn = (packed: number): number => binOf(Math.floor(packed / UNIT), packed % UNIT);
