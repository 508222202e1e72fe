/** The bytes of an answer: decoded, counted, and cut off in time. */
import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

export type Bytes =
  | { is: 'whole'; body: Uint8Array }
  | { is: 'too large'; body: Uint8Array }
  | { is: 'unknown coding' };

/** What we say we can read. */
export const ACCEPT_ENCODING = 'gzip, br, deflate';

/**
 * Reads `stream`, which is coded as the Content-Encoding header `coding` says, up to `maxBytes` decoded bytes (undici's
 * own limit counts compressed ones: a 200 MB bomb passed a limit of 1 MB). Of a larger answer the first `maxBytes` are
 * given and the rest is never read. Rejects as the stream or the decoder does: cut off, reset, damaged.
 */
export async function readBody(stream: Readable, coding: string | null, maxBytes: number): Promise<Bytes> {
  const codings = (coding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  // More than two codings on top of each other is an attack.
  if (codings.length > 2 || codings.some((name) => !/^(?:x-gzip|gzip|br|deflate)$/.test(name))) {
    abandon(stream);
    return { is: 'unknown coding' };
  }
  let decoded: Readable = stream;
  for (const name of codings) decoded = await decode(decoded, name);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of decoded as AsyncIterable<Uint8Array>) {
    chunks.push(chunk.subarray(0, maxBytes - size));
    size += chunk.length;
    if (size <= maxBytes) continue;
    abandon(stream);
    return { is: 'too large', body: new Uint8Array(Buffer.concat(chunks)) };
  }
  return { is: 'whole', body: new Uint8Array(Buffer.concat(chunks)) };
}

/** Destroyed before its end, undici's body emits an error of its own, which nobody would hear: that ended the process. */
function abandon(stream: Readable): void {
  stream.on('error', () => {});
  stream.destroy();
}

async function decode(stream: Readable, name: string): Promise<Readable> {
  if (name !== 'deflate') return join(stream, name === 'br' ? createBrotliDecompress() : createGunzip());
  // "deflate" is zlib by the standard and raw by half of those who use it; the first byte tells.
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const first = await chunks.next();
  const whole = Readable.from(
    (async function* () {
      if (first.done) return;
      yield first.value;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    })(),
  );
  const raw = !first.done && ((first.value[0] ?? 0) & 0x0f) !== 8;
  return join(whole, raw ? createInflateRaw() : createInflate());
}

/** Errors of either end surface at the end that is read. */
function join(stream: Readable, decoder: Transform): Readable {
  return pipeline(stream, decoder, () => {});
}
