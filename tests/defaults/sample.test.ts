import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { outletFor, readOutlets } from '../../src/defaults/read.ts';

const folder = new URL('../../sample/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => /\.(html|txt)$/.test(name))
  .sort();
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

const sidecar = z.strictObject({
  outlet: z.string().min(1),
  url: z.url({ protocol: /^https$/, hostname: /\.example$/ }),
  publishedAt: z.iso.datetime({ offset: true }),
});
const gold = z
  .strictObject({
    about: z.string(),
    articles: z.array(
      z.strictObject({
        file: z.string(),
        statements: z.array(
          z.strictObject({
            speaker: z.string(),
            kind: z.enum(['direct', 'mixed', 'indirect']),
            stance: z.enum(['said', 'denied', 'declined', 'asked']),
            words: z.string(),
            via: z.string().optional(),
          }),
        ),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/sample-gold.json', import.meta.url), 'utf8')));
const sidecars = names.map((name) => sidecar.parse(JSON.parse(read(name.replace(/\.\w+$/, '.json')))));

/** Paragraphs as a reader sees them; the sample escapes nothing but ampersands. */
const paragraphs = (name: string) =>
  name.endsWith('.txt')
    ? read(name).split('\n\n').slice(1)
    : [...read(name).matchAll(/^ +<p>(.*)<\/p>$/gm)].map((found) =>
        (found[1] ?? '').replaceAll('&amp;', '&'),
      );
const unquoted = (text: string) => text.replace(/[“”‘’"']/g, '');

test('every article has a sidecar, and file names stand in the order of publication', () => {
  expect(names.length).toBeGreaterThanOrEqual(14);
  const times = sidecars.map((one) => Date.parse(one.publishedAt));
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test("every sidecar's outlet is in the sample's outlets, at its own domain", () => {
  const outlets = readOutlets(read('outlets.yaml'));
  const found = sidecars.map(({ url }) =>
    outlets.ok ? outletFor(outlets.value, new URL(url).hostname)?.name : null,
  );
  expect(found).toEqual(sidecars.map(({ outlet }) => outlet));
});

test('the gold covers every article, and its words stand in one paragraph of it', () => {
  expect(gold.articles.map(({ file }) => file)).toEqual(names);
  for (const { file, statements } of gold.articles) {
    const text = paragraphs(file).map(unquoted);
    for (const { words } of statements) {
      expect(
        text.some((paragraph) => paragraph.includes(unquoted(words))),
        `${file}: ${words}`,
      ).toBe(true);
      expect(words.split(' ').length).toBeLessThanOrEqual(6);
    }
  }
});

test('real people say only what they really said', () => {
  const real: Record<string, string[]> = {
    'Kurt Campbell': ['what North Korea has provided Russia', 'Hard currency? Is it energy? Is'],
    "South Korea's foreign ministry": ['While closely monitoring related developments, the'],
    'Kim Hong-kyun': ["Putin's visit should not result in"],
    'Dmitry Peskov': ['to give a date for a', "Russia's right to develop closer ties"],
    'Avril Haines': ['Russia has been forced by its'],
    'North Korea and Russia': ['arms deals'],
    'Pyongyang and Moscow': ['arms deals'],
    'Vladimir Putin': [],
    'Kim Jong Un': [],
  };
  const said = gold.articles.flatMap(({ statements }) => statements).filter(({ speaker }) => speaker in real);
  expect(said.length).toBeGreaterThan(15);
  expect(said.filter(({ speaker, words }) => !real[speaker]?.includes(words))).toEqual([]);
});

test('the sample shows what it is for', () => {
  const all = gold.articles.flatMap(({ statements }) => statements);
  for (const stance of ['said', 'denied', 'declined', 'asked'])
    expect(all.map((one) => one.stance)).toContain(stance);
  for (const kind of ['direct', 'mixed', 'indirect']) expect(all.map((one) => one.kind)).toContain(kind);
  const kims = new Set(all.map(({ speaker }) => speaker).filter((speaker) => speaker.startsWith('Kim ')));
  expect([...kims].sort()).toEqual(['Kim Bo-dam', 'Kim Dae-sol', 'Kim Hong-kyun']);
  expect(all.filter(({ via }) => via === 'Pacific Desk').map(({ speaker }) => speaker)).toContain(
    'Ri Mun-pyo',
  );
  // A version: the same address twice.
  expect(new Set(sidecars.map(({ url }) => url)).size).toBe(sidecars.length - 1);
});
