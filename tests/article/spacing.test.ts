import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendJoints, tidy } from '../../src/article/spacing.ts';

describe('tidy', () => {
  it.each([
    ['  two\n\twords\u00a0here ', 'two words here'],
    ['Camp\u00adbell and \u200bKim\ufeff', 'Campbell and Kim'],
    ['\u202eabc\u202c \u2066x\u2069', 'abc x'],
    ['Jose\u0301 said “no…”', 'José said “no…”'],
    // Joiners that do their work stay: in emoji, in Persian, in Devanagari, in a flag; elsewhere they go.
    [
      'Thanks \u{1F468}\u200d\u{1F469}\u200d\u{1F467} all',
      'Thanks \u{1F468}\u200d\u{1F469}\u200d\u{1F467} all',
    ],
    ['\u{1F9D1}\u{1F3FD}\u200d\u2695\ufe0f', '\u{1F9D1}\u{1F3FD}\u200d\u2695\ufe0f'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['क्\u200dष', 'क्\u200dष'],
    ['Auf\u200clage, Camp\u200dbell, می\u200c.', 'Auflage, Campbell, می.'],
    [
      '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
      '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    ],
    ['Kim\u{E0067}\u{E0062}\u{E0073} said\u{E0101}', 'Kim said'],
    ['葛\u{E0100}飾', '葛\u{E0100}飾'],
    ['ไทย\u200bไทย and\u200b no', 'ไทย\u200bไทย and no'],
    ['\u2067שלום\u2069 \u200fעולם\u200e', 'שלום עולם'],
    ['Lindqvist\u2011Okoro’s', 'Lindqvist\u2011Okoro’s'],
  ])('%j', (raw, clean) => expect(tidy(raw)).toBe(clean));

  it('is its own fixed point', () => {
    const unseen =
      '\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u202e\u2066\u2069\ufe0fa می🧑⚕क्षไ葛\u{E0101}\u{E007F}🏴';
    const unit = fc.oneof(
      fc.constantFrom(...unseen),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
    );
    const texts = fc.array(unit).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, (text) => void expect(tidy(tidy(text))).toBe(tidy(text))),
      { numRuns: 2_000 },
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
