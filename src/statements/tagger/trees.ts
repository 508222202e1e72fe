/** Boosted regression trees (Friedman 2001) as flat tables: what the choice among proposals is refined by. */

/** Node after node, a left child right behind its parent, tree after tree. */
export type Forest = {
  /** What every sum begins with. */
  base: number;
  /** Index of each tree's first node. */
  roots: Int32Array;
  /** The measure a node asks about, or `LEAF`. */
  asks: Uint8Array;
  /** The largest measure that goes left; at a leaf, what it adds. */
  values: Float32Array;
  /** Index of the right child. */
  rights: Int32Array;
};

export const LEAF = 255;

/** The sum of what all trees say of the measures from `at` on: log odds. */
export function grown(
  { base, roots, asks, values, rights }: Forest,
  measures: Float32Array,
  at: number,
): number {
  let sum = base;
  for (let t = 0; t < roots.length; t++) {
    let k = roots[t] as number;
    for (let ask = asks[k] as number; ask !== LEAF; ask = asks[k] as number)
      k = (measures[at + ask] as number) <= (values[k] as number) ? k + 1 : (rights[k] as number);
    sum += values[k] as number;
  }
  return sum;
}
