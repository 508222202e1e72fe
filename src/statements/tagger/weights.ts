/**
 * The trained numbers as tables: `weights.bin` beside this file, made by `src/training/train.ts`, described in
 * docs/model-card.md; `src/workers/weights.ts` reads it. About 25 MB in memory.
 */
import { LABELS, ROW } from './labels.ts';
import type { Lexicon } from './lexicon.ts';
import type { LinkWeights } from './link.ts';
import { type Forest, LEAF } from './trees.ts';

export type Weights = {
  lexicon: Lexicon;
  /** Adds the row of each feature hash in `[from, to)` to `into[at …]`. */
  addRows(features: Int32Array, from: number, to: number, into: Float32Array, at: number): void;
  transitions: Float32Array;
  link: LinkWeights;
  choice: LinkWeights;
  forest: Forest;
};

/** First bytes of the unpacked file: its kind and version. */
export const MAGIC = 0x57534133;
/** A link feature's slot is the upper bits of its hash. */
export const LINK_LOG = 20;

type Reader = { number(): number; int(): number; float(): number; byte(): number; signed(): number };

function readerOf(bytes: Uint8Array): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  return {
    number() {
      let value = 0;
      let shift = 1;
      for (;;) {
        const b = view.getUint8(at++);
        value += (b & 127) * shift;
        if (b < 128) return value;
        shift *= 128;
      }
    },
    int() {
      at += 4;
      return view.getUint32(at - 4, true);
    },
    float() {
      at += 4;
      return view.getFloat32(at - 4, true);
    },
    byte: () => view.getUint8(at++),
    signed: () => view.getInt8(at++),
  };
}

/** The bytes of the file, decompressed → tables. Throws when they are of another version. */
export function unpack(bytes: Uint8Array): Weights {
  const read = readerOf(bytes);
  if (read.int() !== MAGIC)
    throw new Error('statements: weights.bin is of another version than this program');
  const transitions = Float32Array.from({ length: ROW * ROW }, read.float);
  const bins = lexiconTable(read);
  const rows = rowTable(read);
  const link = linkTable(read);
  const choice = linkTable(read);
  const forest = forestTable(read);
  return { lexicon: bins, addRows: rows, transitions, link, choice, forest };
}

/** Slots for `count` keys, at most two thirds full. */
const slotsFor = (count: number): number => {
  let log = 4;
  while (1 << log < count * 1.5) log++;
  return log;
};

const slotOf = (key: number, log: number): number => Math.imul(key, 0x9e3779b1) >>> (32 - log);

function lexiconTable(read: Reader): Lexicon {
  const count = read.int();
  const log = slotsFor(count);
  const mask = (1 << log) - 1;
  const keys = new Int32Array(1 << log);
  const bins = new Uint8Array(1 << log);
  let key = 0;
  for (let i = 0; i < count; i++) {
    key += read.number();
    let slot = slotOf(key | 0, log);
    while (bins[slot] !== 0) slot = (slot + 1) & mask;
    keys[slot] = key | 0;
    bins[slot] = read.byte();
  }
  return (wanted) => {
    let slot = slotOf(wanted, log);
    while (bins[slot] !== 0) {
      if (keys[slot] === wanted) return bins[slot] as number;
      slot = (slot + 1) & mask;
    }
    return 0;
  };
}

/** Bytes of a slot: the key, its scale, the seven values. Key and values lie together, so that a hit costs one line of the cache. */
const SLOT = 12;

/** A byte of a key, never 0: tells most strangers from a slot's owner in a table that fits the cache. */
const markOf = (key: number): number => (key >>> 3) & 255 || 1;

function rowTable(read: Reader): Weights['addRows'] {
  const count = read.int();
  const scale = read.float();
  const log = slotsFor(count);
  const mask = (1 << log) - 1;
  /** The mark of each slot's owner, 0 for a free slot. */
  const marks = new Uint8Array(1 << log);
  const bytes = new Int8Array(SLOT << log);
  const keys = new Int32Array(bytes.buffer);
  /** The row's own scale: the table's, doubled that often. */
  const scales = Float64Array.from({ length: 16 }, (_, i) => scale * 2 ** i);
  const slots = new Int32Array(count);
  let key = 0;
  for (let i = 0; i < count; i++) {
    key += read.number();
    let slot = slotOf(key | 0, log);
    while (marks[slot] !== 0) slot = (slot + 1) & mask;
    marks[slot] = markOf(key | 0);
    keys[slot * (SLOT / 4)] = key | 0;
    slots[i] = slot;
  }
  for (const slot of slots) bytes[slot * SLOT + 4] = read.byte();
  const which = Uint8Array.from(slots, read.byte);
  for (let b = 0; b < LABELS; b++)
    slots.forEach((slot, i) => {
      if ((which[i] as number) & (1 << b)) bytes[slot * SLOT + 5 + b] = read.signed();
    });
  return (features, from, to, into, at) => {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    for (let f = from; f < to; f++) {
      const wanted = features[f] as number;
      let slot = slotOf(wanted, log);
      const own = markOf(wanted);
      let mark = marks[slot] as number;
      while (mark !== 0 && (mark !== own || keys[slot * (SLOT / 4)] !== wanted)) {
        slot = (slot + 1) & mask;
        mark = marks[slot] as number;
      }
      if (mark === 0) continue;
      const row = slot * SLOT + 5;
      const by = scales[bytes[row - 1] as number] as number;
      s0 += by * (bytes[row] as number);
      s1 += by * (bytes[row + 1] as number);
      s2 += by * (bytes[row + 2] as number);
      s3 += by * (bytes[row + 3] as number);
      s4 += by * (bytes[row + 4] as number);
      s5 += by * (bytes[row + 5] as number);
      s6 += by * (bytes[row + 6] as number);
    }
    into[at] = s0;
    into[at + 1] = s1;
    into[at + 2] = s2;
    into[at + 3] = s3;
    into[at + 4] = s4;
    into[at + 5] = s5;
    into[at + 6] = s6;
  };
}

function linkTable(read: Reader): LinkWeights {
  const count = read.int();
  const scale = read.float();
  const values = new Int8Array(1 << LINK_LOG);
  let slot = 0;
  for (let i = 0; i < count; i++) {
    slot += read.number();
    values[slot] = read.signed();
  }
  return (hash) => (values[hash >>> (32 - LINK_LOG)] as number) * scale;
}

function forestTable(read: Reader): Forest {
  const base = read.float();
  const count = read.int();
  const asks = new Uint8Array(count);
  const values = new Float32Array(count);
  const rights = new Int32Array(count);
  const roots: number[] = [];
  /** Nodes still to come in this tree. */
  let open = 0;
  for (let i = 0; i < count; i++) {
    if (open === 0) {
      roots.push(i);
      open = 1;
    }
    asks[i] = read.byte();
    values[i] = read.float();
    if (asks[i] === LEAF) open--;
    else {
      rights[i] = i + read.number();
      open++;
    }
  }
  return { base, roots: Int32Array.from(roots), asks, values, rights };
}
