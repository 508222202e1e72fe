/** How alike two spellings are, by the trigrams they share: the same on every engine, as no engine is asked. */

/**
 * Its distinct trigrams in ascending order. `a` to `d` have a bit for each, by which most others are passed over at once; `same`: how many
 * trigrams found their bit taken.
 */
export type Shape = {
  key: string;
  trigrams: number[];
  a: number;
  b: number;
  c: number;
  d: number;
  same: number;
};

/** From this share of common trigrams on two words are alike (PostgreSQL's pg_trgm has the same). */
export const ALIKE = 0.3;
/** Below this they are not; between, it depends on the letters: two that were swapped cost a short name most of its trigrams. */
export const LIKELY = 0.2;

/** Of a word or name as nameKey gives it; two blanks before a word and one behind, so that beginnings count most. */
export function shapeOf(key: string): Shape {
  const found = new Set<number>();
  for (const word of key.split(' ')) {
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++)
      found.add(
        (padded.charCodeAt(i) * 65_536 + padded.charCodeAt(i + 1)) * 65_536 + padded.charCodeAt(i + 2),
      );
  }
  const trigrams = [...found].sort((a, b) => a - b);
  const bits = new Int32Array(4);
  for (const t of trigrams) {
    const bit = t % 127; // a prime, so that every letter of the three counts
    bits[bit >> 5] = (bits[bit >> 5] ?? 0) | (1 << (bit & 31));
  }
  const [a = 0, b = 0, c = 0, d = 0] = bits;
  return { key, trigrams, a, b, c, d, same: trigrams.length - ones(a) - ones(b) - ones(c) - ones(d) };
}

/** How many bits are set. */
function ones(n: number): number {
  let v = n - ((n >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The share of all their trigrams that both have, 0 to 1; 0 where it is below LIKELY. */
export function likeness(a: Shape, b: Shape): number {
  const all = a.trigrams.length + b.trigrams.length;
  const needed = (LIKELY * all) / (1 + LIKELY) - 1e-9;
  const bits = ones(a.a & b.a) + ones(a.b & b.b) + ones(a.c & b.c) + ones(a.d & b.d);
  if (bits + Math.min(a.same, b.same) < needed) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < a.trigrams.length && j < b.trigrams.length; ) {
    const x = a.trigrams[i] ?? 0;
    const y = b.trigrams[j] ?? 0;
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const share = common / (all - common);
  return share < LIKELY ? 0 : share;
}
