/** The shipped weights of the tagger: read with the first article that asks for them, and checked. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import made from '../statements/tagger/weights.json' with { type: 'json' };
import { unpack, type Weights } from '../statements/tagger/weights.ts';

let loaded: Weights | null = null;

/** Throws when the file is not the one that was released: half a download must not decide who said what. */
export function shippedWeights(): Weights {
  if (loaded) return loaded;
  const packed = readFileSync(new URL('../statements/tagger/weights.bin', import.meta.url));
  if (createHash('sha256').update(packed).digest('hex') !== made.sha256) {
    throw new Error(
      'The tagger’s weights.bin is not the file that weights.json describes; get the release again.',
    );
  }
  loaded = unpack(brotliDecompressSync(packed));
  return loaded;
}
