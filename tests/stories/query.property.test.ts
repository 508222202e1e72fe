/** No query that anybody can type hangs or throws, and what is read can be matched. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '../../src/stories/query.ts';
import { compileTopic, matchTopic } from '../../src/stories/topics.ts';
import { cpuTime } from '../cputime.ts';

const ALIASES = { 'north-korea': ['DPRK', 'N. Korea', 'Pyongyang'], arms: ['weapons', 'shells'] };
const VIEW = {
  title: 'Weapons for nobody',
  text: `Pyongyang sent no shells, the ministry said. ${'The market was open until the evening. '.repeat(60)}`,
  outlet: 'Fjord Post',
  country: 'NO',
  speakers: ['Signe Aas'],
};
const SLOW = 1_000;

const token = fc.constantFrom(
  ...`( ) ( ) AND OR NOT and or - -( "a b" 'a b' " ' “ ” a b ferry* *rry f?r north-korea DPRK N.Korea title: title:a text:"a b" speaker:Aas x:y
  title:(a) [1 TO 2] {a /a+/ /(a+)+$/ \\ ~ ^2 : :a a: , . ! … ü 北朝鮮 && || + > >= 1 2024 don't dogs' -"a b" --a -(a) NOT( (a)(b) "a"b a"b" *`.split(
    /\s+/,
  ),
);
const typed = fc.oneof(
  { weight: 4, arbitrary: fc.array(token, { maxLength: 60 }).map((parts) => parts.join(' ')) },
  { weight: 2, arbitrary: fc.array(token, { maxLength: 40 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.array(token, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 2, max: 400 }),
        fc.constantFrom(' ', '', '  '),
      )
      .map(([parts, times, gap]) => `${(parts.join(gap) + gap).repeat(times).slice(0, 1_990)}`),
  },
);

describe('whatever is typed', () => {
  test('is read or answered within a second, in one sentence, and never throws', () => {
    fc.assert(
      fc.property(typed, (query) => {
        const start = cpuTime();
        const compiled = compileTopic({ id: 't', name: 'T', description: '', query, aliases: ALIASES });
        if (compiled.ok) {
          const match = matchTopic(compiled.value, VIEW);
          expect(match.why.length).toBeGreaterThanOrEqual(match.looked.length);
        } else expect(compiled.why).toMatch(/^[^\n]{10,300}[.”)]$/u);
        expect(cpuTime() - start).toBeLessThan(SLOW);
      }),
      { numRuns: 1_500, seed: 20_261_121 },
    );
  }, 120_000);

  test('means what it says: brackets, AND, OR and NOT', () => {
    const leaf = fc.constantFrom('weapons', 'ferry', 'shells', 'nobody', 'tram');
    const present = new Set(['weapons', 'shells', 'nobody']);
    type Tree = { query: string; holds: boolean };
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf.map((word) => ({ query: `"${word}"`, holds: present.has(word) })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([a, b]) => ({ query: `(${a.query}) AND (${b.query})`, holds: a.holds && b.holds })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([a, b]) => ({ query: `(${a.query}) OR (${b.query})`, holds: a.holds || b.holds })),
        tie('tree').map((a) => ({ query: `NOT (${a.query})`, holds: !a.holds })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ query, holds }) => {
        const compiled = compileTopic({ id: 't', name: 'T', description: '', query, aliases: {} });
        if (!compiled.ok) return expect(compiled.why).toMatch(/longer than|brackets/);
        expect(matchTopic(compiled.value, VIEW).matched).toBe(holds);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('finds a quoted phrase exactly when its words stand there in a row', () => {
    const words = VIEW.text.replace(/[.,]/g, '').split(' ').slice(0, 12);
    fc.assert(
      fc.property(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 3 }), (from, length) => {
        const phrase = words.slice(from, from + length).join(' ');
        const compiled = compileTopic({
          id: 't',
          name: 'T',
          description: '',
          query: `"${phrase}"`,
          aliases: ALIASES,
        });
        expect(compiled.ok && matchTopic(compiled.value, VIEW).matched).toBe(true);
      }),
    );
    expect(readQuery('"shells no"').ok).toBe(true);
  });
});
