import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outletByName, outletFor, readFeeds, readOutlets } from '../../src/defaults/read.ts';
import type { Outlet } from '../../src/news.ts';
import { cpuTime } from '../cputime.ts';

const why = (result: { ok: true } | { ok: false; why: string }) =>
  result.ok ? 'read without a problem' : result.why;

describe('a feeds file', () => {
  test('gives the entries, with null for what is left out', () => {
    const file =
      'feeds:\n  - id: one\n    url: https://one.example/rss\n  - {id: two, url: http://two.example/, outlet: two, title: " Two "}\n';
    expect(readFeeds(file)).toEqual({
      ok: true,
      value: [
        { id: 'one', url: 'https://one.example/rss', outlet: null, title: null },
        { id: 'two', url: 'http://two.example/', outlet: 'two', title: 'Two' },
      ],
    });
  });

  test.each([
    ['feeds:\n  - id: one\n', 'feeds.yaml line 2: "url" is missing; write url: https://…'],
    ['feeds:\n  - id: one\n    url:\n', 'feeds.yaml line 3: "url" is missing; write url: https://…'],
    ['feeds:\n  - url: https://one.example/\n', 'feeds.yaml line 2: "id" is missing; write id: a-short-name'],
    [
      'feeds:\n\n  - id: one\n    url: one.example/rss\n',
      'feeds.yaml line 4: "url" is not an address; write url: https://…',
    ],
    [
      'feeds:\n  - id: one\n    url: file:///etc/passwd\n',
      'line 3: "url" does not start with https:// or http://',
    ],
    ['feeds:\n  - id: One Two\n    url: https://a.example/\n', 'line 2: "id" is not a short name'],
    ['feeds:\n  - id: 38\n    url: https://a.example/\n', 'line 2: "id" is not text; write id: a-short-name'],
    [
      'feeds:\n  - id: a\n    url: https://a.example/\n    ulr: 1\n',
      'line 2: "ulr" is no field of a feed; write one of id, url',
    ],
    ['feeds:\n  - https://a.example/\n', 'line 2: this feed is not a set of fields; write "- id: …"'],
    ['', 'feeds.yaml has no list of feeds; write "feeds:"'],
    ['outlets: []\n', 'feeds.yaml has no list of feeds; write "feeds:"'],
    ['feeds: 3\n', 'feeds.yaml has no list of feeds; write "feeds:"'],
    ['feeds:\n  - id: a: b\n', 'feeds.yaml line 2: this is not valid YAML'],
    ['feeds: *nowhere\n', 'feeds.yaml uses aliases (*name) that cannot be followed'],
  ])('%j is told what to write', (file, sentence) => {
    expect(why(readFeeds(file))).toContain(sentence);
  });

  test('an id or an address used twice names the line of the first', () => {
    const file =
      'feeds:\n  - id: a\n    url: https://a.example/\n  - id: a\n    url: https://b.example/\n  - id: c\n    url: https://a.example/\n';
    expect(why(readFeeds(file)).split('\n')).toEqual([
      'feeds.yaml line 4: "id" (a) is already used on line 2; write another one, or remove this entry',
      'feeds.yaml line 7: "url" (this address) is already used on line 2; write another one, or remove this entry',
    ]);
  });

  test('a password in an address is refused and never repeated', () => {
    const said = why(readFeeds('feeds:\n  - id: a\n    url: https://ann:hunter2@a.example/\n'));
    expect(said).toContain('line 3: "url" holds a user name or password');
    expect(said).not.toMatch(/hunter2|ann:/);
  });

  test('every mistake is told at once, up to twenty, under the name of the file', () => {
    const file = `feeds:\n${Array.from({ length: 30 }, (_, n) => `  - id: f${n}\n`).join('')}`;
    const lines = why(readFeeds(file, '/etc/whosaid/mine.yaml')).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toMatch(/^\/etc\/whosaid\/mine\.yaml line 2: /);
    expect(lines[20]).toBe('/etc/whosaid/mine.yaml: and 10 more mistakes');
  });
});

describe('an outlets file', () => {
  test('fills in what is left out', () => {
    expect(readOutlets('outlets:\n  - {id: a, name: The A, domains: [A.example], credits: [AA]}\n')).toEqual({
      ok: true,
      value: [
        {
          id: 'a',
          name: 'The A',
          domains: ['a.example'],
          country: null,
          owner: null,
          wire: false,
          stateMedia: false,
          credits: ['AA'],
        },
      ],
    });
  });

  test.each([
    ['{id: a}', '"name" is missing; write name: The Daily Example'],
    [
      '{id: a, name: A, country: kr}',
      '"country" is not an ISO 3166 country code; write country: two capital letters',
    ],
    ['{id: a, name: A, wire: yes}', '"wire" is not true or false; write wire: true or wire: false'],
    ['{id: a, name: A, domains: a.example}', '"domains" is not a list; write domains: [example.com]'],
    ['{id: a, name: A, domains: ["https://a.example/"]}', '"domains" holds something that is not a domain'],
    ['{id: a, name: A, state: true}', '"state" is no field of an outlet; write one of id, name, domains'],
  ])('%s is told what to write', (entry, sentence) => {
    expect(why(readOutlets(`outlets:\n  - ${entry}\n`))).toContain(`outlets.yaml line 2: ${sentence}`);
  });

  test('two outlets cannot have one domain or one name', () => {
    const file =
      'outlets:\n  - {id: a, name: The Star, domains: [star.example]}\n  - {id: b, name: B, domains: [STAR.example], credits: [star]}\n';
    expect(why(readOutlets(file)).split('\n')).toEqual([
      'outlets.yaml line 3: "domains" (star.example) is already used on line 2; write another one, or remove this entry',
      'outlets.yaml line 3: "credits" (star) is already used on line 2; write another one, or remove this entry',
    ]);
  });
});

describe('hostile files', () => {
  const big = 500_000;
  test.each([
    ['brackets', `feeds: ${'['.repeat(big - 10)}`],
    ['dashes', '- '.repeat(big / 2)],
    ['braces', '{a: '.repeat(big / 4)],
    ['anchors', '&a '.repeat(big / 4)],
    ['an unclosed quotation', `feeds: "${'\\'.repeat(big - 10)}`],
    ['dots', `outlets:\n- {id: a, name: a, domains: [${'a.'.repeat(big / 2 - 30)}]}`],
    ['too much', 'x'.repeat(big + 1)],
    [
      'aliases',
      `a: &a [x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, n) => `${name}: &${name} [${`*${'abcdefg'[n]},`.repeat(8)}]`).join('\n')}\nfeeds: *h\n`,
    ],
  ])('%s are refused within seconds', (_, file) => {
    const start = cpuTime();
    expect((file.startsWith('outlets') ? readOutlets(file) : readFeeds(file)).ok).toBe(false);
    expect(cpuTime() - start).toBeLessThan(10_000);
  });

  test('whatever the text, an answer comes back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'feds:outl-[]{}&*!|>\'"#%@\n\t id,', '\u0000', '…') }),
        (file) => {
          for (const result of [
            readFeeds(file),
            readFeeds(`feeds:\n${file}`),
            readOutlets(`outlets:\n- ${file}`),
          ])
            if (!result.ok) expect(result.why).not.toBe('');
        },
      ),
    );
  });
});

describe('finding an outlet', () => {
  const outlet = (id: string, domains: string[], credits: string[] = []): Outlet => ({
    id,
    name: `The ${id} Post`,
    domains,
    credits,
    country: null,
    owner: null,
    wire: false,
    stateMedia: false,
  });
  const outlets = [outlet('Wide', ['wide.example']), outlet('Deep', ['deep.wide.example'], ['DPA'])];

  test.each([
    ['wide.example', 'Wide'],
    ['WWW.Wide.Example.', 'Wide'],
    ['wide.example:8080', 'Wide'],
    ['deep.wide.example', 'Deep'],
    ['m.deep.wide.example', 'Deep'],
    ['nowwide.example', undefined],
    ['wide.example.net', undefined],
    ['example', undefined],
    ['', undefined],
  ])('the host %j belongs to %s', (host, id) => {
    expect(outletFor(outlets, host)?.id).toBe(id);
    expect(outletFor([...outlets].reverse(), host)?.id).toBe(id);
  });

  test.each([
    ['the wide  post', 'Wide'],
    ['Wide Post', 'Wide'],
    ['dpa', 'Deep'],
    ['The', undefined],
    ['  ', undefined],
    ['Post', undefined],
  ])('the name %j is that of %s', (name, id) => {
    expect(outletByName(outlets, name)?.id).toBe(id);
  });
});
