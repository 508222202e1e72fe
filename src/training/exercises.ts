/** Lessons as numbers: features with dense ids, so that an epoch is a walk over arrays. */
import { featuresOf, WIDTH } from '../statements/tagger/features.ts';
import { mix } from '../statements/tagger/hash.ts';
import type { Lexicon } from '../statements/tagger/lexicon.ts';
import type { Lesson } from './gold.ts';

/**
 * One paragraph: `STRIDE` dense feature ids a word (0 stands for one too rare to keep, or none) and the gold labels, of
 * statements and of every attribution.
 */
export type Exercise = {
  length: number;
  features: Int32Array;
  gold: Uint8Array;
  every: Uint8Array;
  invented: boolean;
};

/**
 * Features that are doubled in invented articles: none, part of speech, quotation marks, cue-likeness, distance from cues.
 * The doubles take up what is peculiar to how we write (more statements a paragraph), and no real text has them; after
 * Daumé 2007, for the few features that carry such habits.
 */
const DOUBLED = [0, 16, 31, 36, 48, 49];
/** Feature ids a word in training. */
export const STRIDE = WIDTH + DOUBLED.length;

function withDoubles(features: Int32Array, length: number, invented: boolean): Int32Array {
  const out = new Int32Array(length * STRIDE);
  for (let i = 0; i < length; i++) {
    out.set(features.subarray(i * WIDTH, (i + 1) * WIDTH), i * STRIDE);
    if (!invented) continue;
    DOUBLED.forEach((slot, d) => {
      out[i * STRIDE + WIDTH + d] = mix(9000 + d, features[i * WIDTH + slot] ?? 0, 0, 0) || 1;
    });
  }
  return out;
}

/** Features that occur less often are dropped. */
const FEWEST = 8;
/** Occurrences are counted in this many bytes; a collision keeps a rare feature, no more. */
const SLOTS = 1 << 28;

/** Hash → dense id from 1, of features seen often enough. Open addressing over two arrays. */
export type Index = { size: number; idOf(hash: number): number; hashes(): Int32Array };

function newIndex(log: number): Index & { add(hash: number): number } {
  const mask = (1 << log) - 1;
  const keys = new Int32Array(1 << log);
  const ids = new Int32Array(1 << log);
  const index = {
    size: 0,
    add(hash: number) {
      let slot = Math.imul(hash, 0x9e3779b1) >>> (32 - log);
      while (ids[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
      if (ids[slot] === 0) {
        if (index.size * 10 > mask * 9) throw new Error('training: more features than the index holds');
        index.size++;
        keys[slot] = hash;
        ids[slot] = index.size;
      }
      return ids[slot] as number;
    },
    idOf(hash: number) {
      let slot = Math.imul(hash, 0x9e3779b1) >>> (32 - log);
      while (ids[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
      return ids[slot] as number;
    },
    hashes() {
      const all = new Int32Array(index.size + 1);
      for (let i = 0; i <= mask; i++) if (ids[i] !== 0) all[ids[i] as number] = keys[i] as number;
      return all;
    },
  };
  return index;
}

/** Exercises of every lesson, in order, and the index of their features. */
export function exercisesOf(
  lessons: Lesson[],
  lexiconOf: (lesson: Lesson) => Lexicon,
): { exercises: Exercise[][]; index: Index } {
  const seen = new Uint8Array(SLOTS);
  const exercises = lessons.map((lesson) => {
    const lexicon = lexiconOf(lesson);
    return lesson.sights.map((sight, p): Exercise => {
      const features = withDoubles(featuresOf(lesson.sights, p, lexicon), sight.length, lesson.invented);
      for (let i = 0; i < features.length; i++) {
        if (features[i] === 0) continue;
        const slot = (features[i] as number) >>> 4;
        if ((seen[slot] as number) < FEWEST) seen[slot] = (seen[slot] as number) + 1;
      }
      const none = new Uint8Array(sight.length);
      return {
        length: sight.length,
        features,
        gold: lesson.gold[p] ?? none,
        every: lesson.every[p] ?? none,
        invented: lesson.invented,
      };
    });
  });
  const index = newIndex(24);
  for (const list of exercises)
    for (const { features } of list)
      for (let i = 0; i < features.length; i++) {
        const hash = features[i] as number;
        if (hash === 0) continue;
        features[i] = (seen[hash >>> 4] as number) >= FEWEST ? index.add(hash) : 0;
      }
  return { exercises, index };
}
