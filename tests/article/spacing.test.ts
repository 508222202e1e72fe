import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendJoints, tidy } from '../../src/article/spacing.ts';

describe('tidy', () => {
  it.each([
    ['  two\n\twords\u00a0here ', 'two words here'],
    ['Camp\u00adbell and \u200bKim\ufeff', 'Campbell and Kim'],
    ['\u202eabc\u202c \u2066x\u2069', 'abc x'],
    ['Jose\u0301 said “no…”', 'José said “no…”'],
    ['Lindqvist\u2011Okoro’s', 'Lindqvist\u2011Okoro’s'],
  ])('%j', (raw, clean) => expect(tidy(raw)).toBe(clean));

  it('is its own fixed point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void expect(tidy(tidy(text))).toBe(tidy(text))),
    );
  });
});

describe('mendJoints', () => {
  it.each([
    [
      'a worry for everyone.Tarvia has used up its coal.',
      'a worry for everyone. Tarvia has used up its coal.',
    ],
    ['Did it work?Nobody knew.', 'Did it work? Nobody knew.'],
    ['“We don’t know.”He left.', '“We don’t know.” He left.'],
    ['He left.“We don’t know,” she said.', 'He left. “We don’t know,” she said.'],
    ['"We go."He left at once.', '"We go." He left at once.'],
    ['He left."We go," she said.', 'He left. "We go," she said.'],
    ['it fell (again).Then it rose.', 'it fell (again). Then it rose.'],
    ['worry the “whole town”.In May it fell.', 'worry the “whole town”. In May it fell.'],
    ['to the end.A spokesman came.', 'to the end. A spokesman came.'],
  ])('mends %j', (joined, mended) => expect(mendJoints(joined)).toBe(mended));

  it.each([
    'The U.S. and the U.N. met.',
    'U.S.Steel rose, e.g.Tuesday.',
    'written in Node.js and ASP.Net',
    'a time of 9.81 seconds',
    'NKnews.org and Booking.Com said',
    'see https://example.org/now.Then/go',
    'write to mara.Lund@example.org',
    'java.lang.String is a class',
    'St.Petersburg and Mr.Kim and Prof.Tolliver',
    'wait...What',
    'the file readme.Html',
  ])('leaves %j', (text) => expect(mendJoints(text)).toBe(text));

  it('only ever adds blanks', () => {
    const sentence = fc.string({
      unit: fc.constantFrom('a', 'b', 'K', 'I', '.', '!', '"', '”', '“', ' ', ')'),
    });
    fc.assert(
      fc.property(sentence, (text) => {
        expect(mendJoints(text).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(mendJoints(mendJoints(text))).toBe(mendJoints(text));
      }),
      { numRuns: 500 },
    );
  });
});
