/** How alike two spellings are, by the trigrams they share: the same on every engine, as no engine is asked. */

/** Its distinct trigrams in ascending order, and a bit for each by which most others are passed over at once. */
export type Shape = { trigrams: number[]; bits: number };

/** As PostgreSQL's pg_trgm has it: below this share of common trigrams two words are not alike. */
export const ALIKE = 0.3;

/** Of a word or name as nameKey gives it; its beginning counts twice, its end once, as people get beginnings right. */
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
  return { trigrams, bits: trigrams.reduce((bits, t) => bits | (1 << (t % 31)), 0) };
}

/** The share of all their trigrams that both have, 0 to 1; 0 where it cannot reach ALIKE. */
export function likeness(a: Shape, b: Shape): number {
  const [short, long] = [
    Math.min(a.trigrams.length, b.trigrams.length),
    Math.max(a.trigrams.length, b.trigrams.length),
  ];
  if (short < long * ALIKE || (a.bits & b.bits) === 0) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < a.trigrams.length && j < b.trigrams.length; ) {
    const [x, y] = [a.trigrams[i] ?? 0, b.trigrams[j] ?? 0];
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return common / (a.trigrams.length + b.trigrams.length - common);
}
