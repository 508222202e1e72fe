/** A PNG as its pixels, for looking at a drawing without a golden image: 8 bits, RGB or RGBA, not interlaced. */
import { inflateSync } from 'node:zlib';

export type Pixels = {
  width: number;
  height: number;
  at(x: number, y: number): [number, number, number, number];
};

/** Throws for any other kind of PNG, and for what is none. */
export function readPng(png: Uint8Array): Pixels {
  const data = Buffer.from(png);
  if (data.readUInt32BE(0) !== 0x89504e47) throw new Error('not a PNG');
  const [width, height, depth, colour, interlaced] = [
    data.readUInt32BE(16),
    data.readUInt32BE(20),
    data[24],
    data[25],
    data[28],
  ];
  if (depth !== 8 || (colour !== 6 && colour !== 2) || interlaced !== 0)
    throw new Error('another kind of PNG');
  const parts: Buffer[] = [];
  for (let at = 8; at < data.length; ) {
    const length = data.readUInt32BE(at);
    if (data.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(data.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const bytes = colour === 6 ? 4 : 3;
  const raw = inflateSync(Buffer.concat(parts));
  const rows = new Uint8Array(width * height * bytes);
  const row = width * bytes;
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x++) {
      const left = x >= bytes ? (rows[y * row + x - bytes] ?? 0) : 0;
      const up = y > 0 ? (rows[(y - 1) * row + x] ?? 0) : 0;
      const corner = x >= bytes && y > 0 ? (rows[(y - 1) * row + x - bytes] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      rows[y * row + x] = ((raw[y * (row + 1) + 1 + x] ?? 0) + guess) & 255;
    }
  }
  return {
    width,
    height,
    at(x, y) {
      const from = (Math.round(y) * width + Math.round(x)) * bytes;
      const [r = 0, g = 0, b = 0, a = 255] = rows.subarray(from, from + bytes);
      return [r, g, b, a];
    },
  };
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}
