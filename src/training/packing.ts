/** Trained tables → the file that is shipped: pruned, eight bits a weight, packed with Brotli. */
import { brotliCompressSync, constants } from 'node:zlib';
import { mix } from '../statements/tagger/hash.ts';
import { LABELS, ROW } from '../statements/tagger/labels.ts';
import { type Forest, LEAF } from '../statements/tagger/trees.ts';
import { LINK_LOG, MAGIC } from '../statements/tagger/weights.ts';
import type { Table } from './adagrad.ts';
import type { Model } from './model.ts';

/** What goes into the file. `hashes[id]` is the hash of feature `id`, `often[id]` how often training saw it. */
export type Trained = {
  model: Model;
  hashes: Int32Array;
  often: Int32Array;
  bins: Map<number, number>;
  link: Table;
  choice: Table;
  forest: Forest;
};

/** Rows kept: the most telling, by weight and root of frequency. */
const ROWS = 500_000;
const LINKS = 100_000;

type Writer = {
  number(n: number): void;
  int(n: number): void;
  float(n: number): void;
  byte(n: number): void;
  done(): Uint8Array;
};

function writer(): Writer {
  let bytes = new Uint8Array(1 << 20);
  let at = 0;
  const four = new DataView(new ArrayBuffer(4));
  const byte = (n: number) => {
    if (at === bytes.length) {
      const larger = new Uint8Array(at * 2);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[at++] = n & 255;
  };
  const flush = () => {
    for (let i = 0; i < 4; i++) byte(four.getUint8(i));
  };
  return {
    byte,
    number(n) {
      let rest = n;
      while (rest >= 128) {
        byte((rest % 128) + 128);
        rest = Math.floor(rest / 128);
      }
      byte(rest);
    },
    int(n) {
      four.setUint32(0, n, true);
      flush();
    },
    float(n) {
      four.setFloat32(0, n, true);
      flush();
    },
    done: () => bytes.slice(0, at),
  };
}

/** The packed bytes. The same tables give the same bytes. */
export function pack({ model, hashes, often, bins, link, choice, forest }: Trained): Uint8Array {
  const out = writer();
  out.int(MAGIC);
  for (const t of model.transitions) out.float(t);
  const keys = [...bins.keys()].map((k) => k >>> 0).sort((a, b) => a - b);
  out.int(keys.length);
  let before = 0;
  for (const key of keys) {
    out.number(key - before);
    out.byte(bins.get(key | 0) ?? 0);
    before = key;
  }
  packRows(out, model.rows, hashes, often);
  packLinks(out, link);
  packLinks(out, choice);
  packForest(out, forest);
  return brotliCompressSync(out.done(), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

/** A row's own scale is the table's, doubled up to this often: a few hundred rows weigh fifty times the rest. */
const DOUBLINGS = 6;

function packRows(out: Writer, rows: Float32Array, hashes: Int32Array, often: Int32Array): void {
  const size = new Float64Array(hashes.length);
  const worth = new Float64Array(hashes.length);
  let largest = 0;
  for (let id = 1; id < hashes.length; id++) {
    let most = 0;
    for (let b = 0; b < LABELS; b++) most = Math.max(most, Math.abs(rows[id * ROW + b] as number));
    size[id] = most;
    worth[id] = most * Math.sqrt(often[id] ?? 0);
    largest = Math.max(largest, most);
  }
  const least = [...worth].sort((a, b) => b - a)[ROWS] ?? 0;
  const kept: number[] = [];
  for (let id = 1; id < hashes.length; id++) if ((worth[id] as number) > least) kept.push(id);
  kept.sort((a, b) => ((hashes[a] as number) >>> 0) - ((hashes[b] as number) >>> 0));
  const scale = largest / 126 / 2 ** DOUBLINGS;
  out.int(kept.length);
  out.float(scale);
  // Column by column: Brotli then needs a sixth less than row by row.
  let before = 0;
  const doublings: number[] = [];
  const values: number[][] = [];
  for (const id of kept) {
    const hash = (hashes[id] as number) >>> 0;
    out.number(hash - before);
    before = hash;
    let often = 0;
    while (often < DOUBLINGS && (size[id] as number) > 126 * scale * 2 ** often) often++;
    const own = scale * 2 ** often;
    doublings.push(often);
    values.push(
      Array.from({ length: LABELS }, (_, b) =>
        eighth((rows[id * ROW + b] as number) / own + dither(hash, b)),
      ),
    );
  }
  for (const often of doublings) out.byte(often);
  for (const row of values) out.byte(row.reduce((which, v, b) => (v === 0 ? which : which | (1 << b)), 0));
  for (let b = 0; b < LABELS; b++) for (const row of values) if (row[b] !== 0) out.byte(row[b] as number);
}

/**
 * Between -½ and ½, by the feature: plain rounding would lose every small weight the same way, and a hundred of them a
 * word add up; so rounded, they are right on average.
 */
const dither = (hash: number, label: number): number => (mix(1, hash, label, 0) >>> 0) / 4294967296 - 0.5;

const eighth = (x: number): number => Math.max(-127, Math.min(127, Math.round(x)));

function packLinks(out: Writer, link: Table): void {
  const slots = Array.from({ length: 1 << LINK_LOG }, (_, slot) => slot)
    .filter((slot) => link[slot] !== 0)
    .sort((a, b) => Math.abs(link[b] as number) - Math.abs(link[a] as number) || a - b)
    .slice(0, LINKS);
  const scale = Math.abs(link[slots[0] ?? 0] as number) / 127;
  slots.sort((a, b) => a - b);
  const kept = slots.filter((slot) => eighth((link[slot] as number) / scale) !== 0);
  out.int(kept.length);
  out.float(scale);
  let before = 0;
  for (const slot of kept) {
    out.number(slot - before);
    before = slot;
    out.byte(eighth((link[slot] as number) / scale));
  }
}

function packForest(out: Writer, { base, asks, values, rights }: Forest): void {
  out.float(base);
  out.int(asks.length);
  for (let i = 0; i < asks.length; i++) {
    out.byte(asks[i] as number);
    out.float(values[i] as number);
    if (asks[i] !== LEAF) out.number((rights[i] as number) - i);
  }
}
