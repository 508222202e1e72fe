/** Ten thousand random and mutated inputs through each parser, from fixed seeds: no throw, no hang, no leak. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { extractArticle } from '../../src/article/extract.ts';
import { plainArticle } from '../../src/article/plain.ts';
import { isoDate } from '../../src/article/published.ts';
import { readDate } from '../../src/feeds/date.ts';
import { decodeText } from '../../src/feeds/decode.ts';
import { discover } from '../../src/feeds/discover.ts';
import { readOpml } from '../../src/feeds/opml.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { plainText } from '../../src/feeds/plain.ts';
import { createLabour } from '../../src/workers/pool.ts';
import { DAMAGE, SHAPES, seeded, stories } from '../feeds/shapes.ts';

const RUNS = 10_000;
const BASE = 'https://harbour.example/feed.xml';
const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'pages');
const random = seeded(2026);
const wholes = Object.values(SHAPES).map((shape) => shape(stories(6, 1, random)));
const pages = readdirSync(FIXTURES).map((name) => readFileSync(join(FIXTURES, name, 'page.html'), 'utf8'));
const opml =
  '<opml version="2.0"><head><title>x</title></head><body><outline text="F"><outline text="A" xmlUrl="https://a.example/f"/></outline></body></opml>';

const PIECES = [
  '<',
  '>',
  '</',
  '/>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!DOCTYPE',
  '<?xml',
  '?>',
  '&',
  '&amp;',
  '&#0;',
  '&#x110000;',
  '&nosuch;',
  '"',
  "'",
  '\u0000',
  '\u0008',
  '\ufeff',
  '\ud800',
  '\u2028',
  '\u202e',
  '<item>',
  '</item>',
  '<entry>',
  '<title>',
  '</title>',
  '<link href=',
  '<div>',
  '</div>',
  '<p>',
  '<table>',
  '<script>',
  '<style>',
  '<br',
  'xml:base="',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '"items":',
  'null',
  '1e999',
  '%',
  'a'.repeat(1000),
  ' '.repeat(1000),
  '<b>'.repeat(300),
  '\n',
];

/** Anything at all, or a sound document with stretches cut out, doubled, moved and overwritten. */
const hostile = (sound: string[]) => {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 20 }));
  const noise = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    over: fc.nat(400),
    put: piece,
    twice: fc.boolean(),
  });
  const mutated = fc.record({
    of: fc.constantFrom(...sound),
    edits: fc.array(edit, { minLength: 1, maxLength: 8 }),
  });
  return fc.oneof(
    { weight: 1, arbitrary: noise },
    {
      weight: 3,
      arbitrary: mutated.map(({ of, edits }) =>
        edits.reduce((text, { at, over, put, twice }) => {
          const from = Math.floor(at * text.length);
          const cut = text.slice(from, from + over);
          return text.slice(0, from) + put + (twice ? cut + cut : '') + text.slice(from + over);
        }, of),
      ),
    },
  );
};

let slowest = 0;
const timed = (run: () => void) => {
  const start = performance.now();
  run();
  slowest = Math.max(slowest, performance.now() - start);
};
const told: string[] = [];
afterAll(() => void process.stderr.write(`${told.join('\n')}\n`));

describe('no throw', () => {
  const parsers: [name: string, sound: string[], read: (text: string) => unknown][] = [
    ['feeds', wholes, (text) => parseFeed(text, BASE).ok],
    [
      'damaged feeds',
      wholes.flatMap((w) => Object.values(DAMAGE).map((d) => d(w, random))),
      (text) => parseFeed(text, BASE).ok,
    ],
    ['discovery', [...pages, opml, ...wholes], (text) => discover(text, BASE).ok],
    ['OPML', [opml], (text) => readOpml(text).ok],
    ['plain text of markup', [...pages, ...wholes], (text) => plainText(text)],
    ['pages', pages, (text) => extractArticle(text, 'https://harbour.example/a/1').ok],
    ['text files', pages.map((p) => plainText(p)), (text) => plainArticle(text).ok],
    [
      'dates',
      ['Wed, 24 Jul 2024 11:15:00 +0900', '2024-07-24T11:15:00Z', 'June 14, 2024 7:47 p.m. EST'],
      (text) => [readDate(text), isoDate(text)],
    ],
  ];
  it.each(parsers)('%s', (name, sound, read) => {
    slowest = 0;
    fc.assert(
      fc.property(hostile(sound), (text) => {
        timed(() => expect(read(text)).toBeDefined());
      }),
      { numRuns: RUNS, seed: 42 },
    );
    told.push(`${name}: ${RUNS} inputs, slowest ${slowest.toFixed(0)} ms`);
    expect(slowest).toBeLessThan(5_000);
  });

  it('bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(fc.constantFrom(...wholes), fc.nat(500), fc.uint8Array({ maxLength: 30 }))
        .map(([w, at, put]) => {
          const all = new TextEncoder().encode(w);
          all.set(put, Math.min(at, all.length - put.length));
          return all;
        }),
    );
    const type = fc.option(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          'text/xml; charset=utf-16',
          'x; charset=iso-2022-jp',
          'x; charset=big5',
          'x; charset=nosuch',
        ),
      ),
    );
    fc.assert(
      fc.property(bytes, type, (body, contentType) => {
        expect(typeof parseFeed(decodeText(body, contentType), BASE).ok).toBe('boolean');
      }),
      { numRuns: RUNS, seed: 43 },
    );
  });
});

it('nothing comes out of a worker but an answer, and the bot does not grow', async () => {
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 30_000, memory: 512 });
  const inputs = fc.sample(hostile([...wholes, ...pages]), { numRuns: 4_000, seed: 44 });
  const encode = (text: string) => new TextEncoder().encode(text);
  const known = { title: null, outlet: null, publishedAt: null, byline: [], language: null };
  let [answers, failures] = [0, 0];
  let early = 0;
  for (let at = 0; at < inputs.length; at += 100) {
    const some = await Promise.all(
      inputs.slice(at, at + 100).flatMap((text) => [
        labour.parseFeed({ url: BASE, body: encode(text), contentType: null }),
        labour.readArticle({
          body: encode(text),
          contentType: null,
          kind: 'html',
          extractor: 'rules',
          url: null,
          known,
        }),
      ]),
    );
    answers += some.length;
    failures += some.filter((r) => !r.ok && /broke|took more|failed/.test(r.why)).length;
    if (at === 1_000) early = process.memoryUsage().rss;
  }
  const grown = process.memoryUsage().rss - early;
  told.push(
    `workers: ${answers} answers, ${failures} of them about a reader that broke; grown by ${Math.round(grown / 1e6)} MB`,
  );
  await labour.stop();
  expect(answers).toBe(2 * inputs.length);
  expect(failures).toBe(0);
  expect(grown).toBeLessThan(100e6);
});
