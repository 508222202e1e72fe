import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysOf } from '../../src/charts/days.ts';
import { columnMiddle, laneMiddle, svgOf } from '../../src/charts/svg.ts';
import { chartOf, drawable } from '../../src/charts/timeline.ts';
import { createLabour, type Labour } from '../../src/workers/pool.ts';
import { readPng } from '../png.ts';

const ZOOM = 2;
const said = (speaker: string, date: string) => ({ speaker, ...(daysOf(date) ?? { from: 0, to: 0 }) });

function svg(name = 'Ada Berg', title = 'Bridges') {
  const chart = chartOf({
    statements: [said('a', '2024-06-12'), said('b', '2024-06-13/2024-06-16'), said('b', '2024-06-18')],
    names: new Map([
      ['a', [name]],
      ['b', ['Otto Fisk']],
    ]),
    articles: new Map([[daysOf('2024-06-14')?.from ?? 0, 3]]),
  });
  if (chart === null) throw new Error('no chart');
  const made = svgOf(chart, {
    title,
    line: '12–18 Jun 2024',
    articles: 'Articles a day',
    others: (n) => `${n} others`,
    day: (iso) => iso.slice(5),
    note: null,
  });
  return { chart, made };
}

let labour: Labour;
beforeAll(() => {
  labour = createLabour({ size: 1, timeout: 20_000, idle: 1_000, memory: 256 });
});
afterAll(() => labour.stop());
const draw = async (source: string) => {
  const drawn = await labour.drawChart({ svg: source });
  if (!drawn.ok) throw new Error(drawn.why);
  return drawn.value;
};
/** How many pixels of a rectangle of the SVG are darker than half. */
function ink(
  pixels: ReturnType<typeof readPng>,
  x: number,
  y: number,
  width: number,
  height: number,
): number {
  let dark = 0;
  for (let i = 0; i < width * ZOOM; i++)
    for (let j = 0; j < height * ZOOM; j++) {
      const [r, g, b] = pixels.at(x * ZOOM + i, y * ZOOM + j);
      if (r + g + b < 384) dark++;
    }
  return dark;
}

/** The code points a TrueType font has a shape for: its Unicode table in format 4 (https://learn.microsoft.com/typography/opentype/spec/cmap). */
function shapesOf(file: string): Set<number> {
  const font = readFileSync(file);
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const cmap = font.readUInt32BE((tables.find((t) => font.toString('latin1', t, t + 4) === 'cmap') ?? 0) + 8);
  const unicode = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + 4 + 8 * i)
    .map((record) => cmap + font.readUInt32BE(record + 4))
    .find((table) => font.readUInt16BE(table) === 4);
  if (unicode === undefined) throw new Error('no format 4');
  const twice = font.readUInt16BE(unicode + 6);
  const found = new Set<number>();
  for (let i = 0; i < twice; i += 2) {
    const last = font.readUInt16BE(unicode + 14 + i);
    const first = font.readUInt16BE(unicode + 16 + twice + i);
    const delta = font.readUInt16BE(unicode + 16 + 2 * twice + i);
    const at = unicode + 16 + 3 * twice + i;
    const range = font.readUInt16BE(at);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph = range === 0 ? code + delta : font.readUInt16BE(at + range + 2 * (code - first));
      if ((glyph & 0xffff) !== 0) found.add(code);
    }
  }
  return found;
}

it('draws no character that its font has no shape for', () => {
  const file = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
  const shapes = shapesOf(file);
  const boxes: string[] = [];
  for (let code = 0x20; code < 0x10000; code++) {
    const letter = String.fromCharCode(code);
    if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(letter) && drawable(`A${letter}`) && !shapes.has(code))
      boxes.push(`${code.toString(16)} ${letter}`);
  }
  expect(boxes).toEqual([]);
  expect(shapes.size).toBeGreaterThan(3_000);
});

describe('a drawn chart', () => {
  it('is 800 wide at two pixels each, on its own ground, with ink where a lane has its marks', async () => {
    const { chart, made } = svg();
    const pixels = readPng(await draw(made));
    expect(pixels.width).toBe(800 * ZOOM);
    expect(pixels.height).toBe(Number(/height="(\d+)"/.exec(made)?.[1]) * ZOOM);
    expect(pixels.at(400, 20)).toEqual([255, 255, 255, 255]);
    const at = (lane: number, column: number) => {
      const x = columnMiddle(chart.columns.length, column);
      return ink(pixels, x - 3, laneMiddle(lane) - 3, 6, 6);
    };
    expect(at(0, 0)).toBeGreaterThan(100);
    expect(at(0, 3)).toBeLessThan(20);
    expect(at(1, 6)).toBeGreaterThan(100);
    const [r, g, b] = pixels.at(columnMiddle(7, 2.5) * ZOOM, (laneMiddle(1) - 2) * ZOOM);
    expect(r + g + b).toBeLessThan(600);
  });

  it('writes its names, in the font that came with it', async () => {
    const names = (await Promise.all(['', 'Ada Berg', 'Пётр'].map((n) => draw(svg(`${n} i`).made)))).map(
      (png) => ink(readPng(png), 24, laneMiddle(0) - 10, 150, 20),
    );
    expect(names[1]).toBeGreaterThan((names[0] ?? 0) + 150);
    expect(names[2]).toBeGreaterThan((names[0] ?? 0) + 80);
  });

  it('is the same bytes each time, and takes signs of markup for letters', async () => {
    const odd = svg('Ada <b>&"\u0007 Berg', '</svg>&lt;').made;
    const [one, two] = [await draw(odd), await draw(odd)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(svg().made).toBe(svg().made);
  });

  it('cuts what is too long for its place', () => {
    const { made } = svg('A very long name of a committee of the whole house for everything');
    expect(made).toMatch(/>A very long name of[^<]{0,12}…</);
  });

  it('says why when it cannot be drawn', async () => {
    expect(await labour.drawChart({ svg: '<svg' })).toMatchObject({ ok: false });
  });
});
