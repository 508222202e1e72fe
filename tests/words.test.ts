import { describe, expect, it } from 'vitest';
import type { ShownStatement } from '../src/chat.ts';
import { asText, names, showDate, sourcesShown, statementShown } from '../src/shown.ts';
import { clipped, visible } from '../src/typed.ts';
import { spoken } from './statement.ts';

const shown = (change: Partial<ShownStatement>, bare = false) => asText(statementShown(spoken(change), bare));

describe('a statement in words', () => {
  it('puts quotation marks around verbatim words and nowhere else', () => {
    expect(shown({})).toBe('Anna Berg, port engineer, said: “The bridge will open,”');
    const pieces = [
      { text: 'that the bridge is', quoted: false },
      { text: 'late', quoted: true },
    ];
    expect(shown({ kind: 'mixed', pieces })).toBe(
      'Anna Berg, port engineer, said (paraphrased): the bridge is “late”',
    );
  });

  it('never shows a paraphrase without its cue', () => {
    const pieces = [{ text: 'arms deals', quoted: false }];
    expect(shown({ kind: 'indirect', stance: 'denied', cue: 'have denied', pieces })).toBe(
      'Anna Berg, port engineer, have denied: arms deals',
    );
    expect(
      shown(
        {
          kind: 'indirect',
          stance: 'declined',
          cue: 'declined to give',
          pieces: [{ text: 'a date', quoted: false }],
        },
        true,
      ),
    ).toBe('declined to give: a date');
  });

  it('says a participle as a verb, and a preposition as said', () => {
    expect(shown({ cue: 'adding' }, true)).toBe('added: “The bridge will open,”');
    expect(shown({ cue: 'according to' }, true)).toBe('said: “The bridge will open,”');
    expect(shown({ cue: null, stance: 'denied' }, true)).toBe('denied: “The bridge will open,”');
  });

  it('marks a cue between two quoted pieces, the day and the carrier', () => {
    const pieces = [
      { text: 'No,', quoted: true },
      { text: 'not today.', quoted: true },
    ];
    expect(shown({ pieces, venue: 'reporters in Brenby' }, true)).toBe(
      'said: “No,” … “not today.” — to reporters in Brenby',
    );
    expect(shown({ pieces, venue: 'At a hearing', saidOn: '2024-06' }, true)).toBe(
      'said: “No,” … “not today.” — at a hearing, Jun 2024',
    );
    expect(shown({ pieces, saidOn: '2024-06-12', via: 'KCNA' }, true)).toBe(
      'said: “No,” … “not today.” — 12 Jun 2024, via KCNA',
    );
  });

  it('says who is not known', () => {
    expect(shown({ speaker: null })).toBe('Unattributed said: “The bridge will open,”');
    expect(shown({ speaker: { id: 'u', name: 'a senior official', role: null, kind: 'unnamed' } })).toMatch(
      /^A senior official said/,
    );
  });

  it('puts an article before an office that has none', () => {
    const called = (name: string) => shown({ speaker: { id: 'u', name, role: null, kind: 'organisation' } });
    expect(called('police')).toMatch(/^The police said/);
    expect(called('their union')).toMatch(/^Their union said/);
  });

  it('marks what the cue alone would leave open', () => {
    const pieces = [{ text: 'arms deals', quoted: false }];
    const of = (change: Partial<ShownStatement>) => shown({ kind: 'indirect', pieces, ...change }, true);
    expect(of({ stance: 'denied', cue: 'said' })).toBe('said (denied, paraphrased): arms deals');
    expect(of({ stance: 'denied', cue: 'dismissed' })).toBe('dismissed: arms deals');
    expect(of({ stance: 'asked', cue: 'asked' })).toBe('asked: arms deals');
    expect(of({ stance: 'asked', cue: 'told' })).toBe('said (asked, paraphrased): arms deals');
    expect(shown({ stance: 'asked', cue: 'said' }, true)).toBe('said (asked): “The bridge will open,”');
    expect(shown({ stance: 'denied', cue: 'would not say' }, true)).toBe(
      'would not say: “The bridge will open,”',
    );
  });

  it('labels state media and withdrawn articles, each outlet once', () => {
    const s = { outlet: 'TASS', url: 'https://t.example/1', publishedAt: null, stateMedia: true, mark: null };
    expect(
      asText(sourcesShown([s, s, { ...s, outlet: 'The Star', stateMedia: false, mark: 'withdrawn' }])),
    ).toBe('TASS (state media), The Star (withdrawn since)');
  });
});

describe('dates and names', () => {
  it.each([
    ['2024-06-14', '14 Jun 2024'],
    ['2024-03', 'Mar 2024'],
    ['2024', '2024'],
    ['2024-06-12/2024-06-14', '12–14 Jun 2024'],
    ['2024-06-30/2024-07-02', '30 Jun 2024 – 2 Jul 2024'],
    ['2024-07-24T11:15:00+09:00', '24 Jul 2024'],
    ['soon', 'soon'],
  ])('%s is %s', (date, text) => expect(showDate(date)).toBe(text));
  it('joins names', () => {
    expect(names(['A'])).toBe('A');
    expect(names(['A', 'B', 'C'])).toBe('A, B and C');
    expect(names(['A', 'B', 'C'], 2)).toBe('A, B and 1 more');
  });
});

describe('what somebody typed', () => {
  it.each([
    ['Camp\u200bbell', 'Campbell'],
    ['\ufeffKurt\u2060 Campbell\u00ad', 'Kurt Campbell'],
    ['Camp\u200dbell', 'Campbell'],
    ['\u202eKurt', 'Kurt'],
    // What joins or parts letters and faces stays.
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩\u200d🚀', '👩\u200d🚀'],
  ])('%j is read as %j', (typed, read) => expect(visible(typed)).toBe(read));
  it('is said back shortened', () => {
    expect(clipped('x'.repeat(80))).toHaveLength(80);
    expect(clipped(`${'y'.repeat(78)} zzz`)).toBe(`${'y'.repeat(78)}…`);
  });
});
