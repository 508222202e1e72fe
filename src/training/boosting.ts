/** Grows boosted trees for a chance (Friedman 2001; leaf by leaf, on binned measures, by second-order steps). */
import { type Forest, LEAF } from '../statements/tagger/trees.ts';
import { randomFrom } from './random.ts';

/** Chosen on the held-out quarter; 400 smaller trees did as well. */
const TREES = 250;
const LEAVES = 16;
const RATE = 0.05;
/** Each tree sees this share of the examples and of the measures. */
const EXAMPLES = 0.7;
const ASKED = 0.5;
/** A leaf has so many examples at least; its value is drawn to 0 by so much. */
const FEWEST = 20;
const RIDGE = 3;
const BINS = 64;

type Node = {
  rows: Int32Array;
  gain: number;
  ask: number;
  bin: number;
  value: number;
  sides: [Node, Node] | null;
};

/** Examples as bins: which bin each measure of each row falls into, and the largest measure of each bin. */
type Binned = { bins: Uint8Array; edges: number[][]; width: number; count: number };

function binned(measures: Float32Array, width: number): Binned {
  const count = width > 0 ? measures.length / width : 0;
  const bins = new Uint8Array(measures.length);
  const edges = Array.from({ length: width }, (_, f) => {
    const sorted = Float32Array.from({ length: count }, (_, i) => measures[i * width + f] as number).sort();
    const all = new Set<number>();
    for (let b = 1; b < BINS; b++) all.add(sorted[Math.floor((count * b) / BINS)] as number);
    const own = [...all];
    for (let i = 0; i < count; i++) {
      const x = measures[i * width + f] as number;
      let low = 0;
      let high = own.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((own[middle] as number) < x) low = middle + 1;
        else high = middle;
      }
      bins[i * width + f] = low;
    }
    return own;
  });
  return { bins, edges, width, count };
}

/**
 * Trees whose sum is the log odds of the target.
 * @param measures row by row
 * @param targets 0 to 1, one a row
 */
export function forestOf(measures: Float32Array, width: number, targets: number[], seed: number): Forest {
  const data = binned(measures, width);
  const { count, bins } = data;
  const random = randomFrom(seed);
  const mean = targets.reduce((a, b) => a + b, 0) / Math.max(1, count);
  const base = Math.log(Math.max(mean, 1e-6) / Math.max(1 - mean, 1e-6));
  const score = new Float64Array(count).fill(base);
  const pull = new Float64Array(count);
  const bend = new Float64Array(count);
  const flat = {
    roots: [] as number[],
    asks: [] as number[],
    values: [] as number[],
    rights: [] as number[],
  };
  for (let t = 0; t < TREES; t++) {
    for (let i = 0; i < count; i++) {
      const p = 1 / (1 + Math.exp(-(score[i] as number)));
      pull[i] = (targets[i] as number) - p;
      bend[i] = Math.max(1e-6, p * (1 - p));
    }
    const asked = data.edges.flatMap((own, f) => (own.length > 0 && random() < ASKED ? [f] : []));
    const rows = Int32Array.from(
      Array.from({ length: count }, (_, i) => i).filter(() => random() < EXAMPLES),
    );
    const root = grow(data, rows, asked, pull, bend);
    const at = flat.asks.length;
    flat.roots.push(at);
    lay(root, data.edges, flat);
    for (let i = 0; i < count; i++) {
      let node = root;
      while (node.sides) node = node.sides[(bins[i * width + node.ask] as number) <= node.bin ? 0 : 1];
      score[i] = (score[i] as number) + Math.fround(node.value);
    }
  }
  return {
    base,
    roots: Int32Array.from(flat.roots),
    asks: Uint8Array.from(flat.asks),
    values: Float32Array.from(flat.values),
    rights: Int32Array.from(flat.rights),
  };
}

function grow(data: Binned, rows: Int32Array, asked: number[], pull: Float64Array, bend: Float64Array): Node {
  const root = bestSplit(data, rows, asked, pull, bend);
  const open = [root];
  for (let leaves = 1; leaves < LEAVES; leaves++) {
    let most = 0;
    for (let i = 1; i < open.length; i++) if ((open[i] as Node).gain > (open[most] as Node).gain) most = i;
    const node = open[most] as Node;
    if (node.gain <= 0) break;
    open.splice(most, 1);
    const left = node.rows.filter((i) => (data.bins[i * data.width + node.ask] as number) <= node.bin);
    const right = node.rows.filter((i) => (data.bins[i * data.width + node.ask] as number) > node.bin);
    node.sides = [bestSplit(data, left, asked, pull, bend), bestSplit(data, right, asked, pull, bend)];
    open.push(...node.sides);
  }
  return root;
}

/** The question that tells a node's rows apart best. */
function bestSplit(
  { bins, edges, width }: Binned,
  rows: Int32Array,
  asked: number[],
  pull: Float64Array,
  bend: Float64Array,
): Node {
  let allPull = 0;
  let allBend = RIDGE;
  for (const i of rows) {
    allPull += pull[i] as number;
    allBend += bend[i] as number;
  }
  const node: Node = { rows, gain: 0, ask: 0, bin: 0, value: (RATE * allPull) / allBend, sides: null };
  const whole = (allPull * allPull) / allBend;
  const pulls = new Float64Array(BINS);
  const bends = new Float64Array(BINS);
  const counts = new Int32Array(BINS);
  for (const f of asked) {
    pulls.fill(0);
    bends.fill(0);
    counts.fill(0);
    for (const i of rows) {
      const b = bins[i * width + f] as number;
      pulls[b] = (pulls[b] as number) + (pull[i] as number);
      bends[b] = (bends[b] as number) + (bend[i] as number);
      counts[b] = (counts[b] as number) + 1;
    }
    let left = 0;
    let leftBend = RIDGE;
    let leftCount = 0;
    for (let b = 0; b < (edges[f]?.length ?? 0); b++) {
      left += pulls[b] as number;
      leftBend += bends[b] as number;
      leftCount += counts[b] as number;
      if (leftCount < FEWEST || rows.length - leftCount < FEWEST) continue;
      const right = allPull - left;
      const gain = (left * left) / leftBend + (right * right) / (allBend - leftBend + RIDGE) - whole;
      if (gain > node.gain + 1e-6) Object.assign(node, { gain, ask: f, bin: b });
    }
  }
  return node;
}

/** A tree's nodes, parents first, a left child right behind its parent. */
function lay(
  node: Node,
  edges: number[][],
  flat: { asks: number[]; values: number[]; rights: number[] },
): void {
  const at = flat.asks.length;
  flat.asks.push(node.sides ? node.ask : LEAF);
  flat.values.push(node.sides ? (edges[node.ask]?.[node.bin] ?? 0) : node.value);
  flat.rights.push(0);
  if (!node.sides) return;
  lay(node.sides[0], edges, flat);
  flat.rights[at] = flat.asks.length;
  lay(node.sides[1], edges, flat);
}
