import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/statements/attribute.ts';

const read = (text: string) => attribute(text, { title: null, publishedAt: '2024-06-14' });

describe('where it was said', () => {
  it.each([
    ['Ada Holm said in a statement on Monday that it rained.', 'in a statement'],
    ['Ada Holm said on Telegram that it rained.', 'on Telegram'],
    ['“It rained,” Ada Holm said in an interview with CNN.', 'in an interview with CNN'],
    ['Ada Holm told reporters in Brenby on Sunday that it rained.', 'reporters in Brenby'],
    ['Ada Holm told a parliamentary hearing that it rained.', 'a parliamentary hearing'],
    [
      'Speaking at an event at the Marwick Center in Brenby on Tuesday, Ada Holm said that it rained.',
      'at an event at the Marwick Center in Brenby',
    ],
    ['At a briefing in Brenby, Ada Holm said that it rained.', 'At a briefing in Brenby'],
    ['Ada Holm, in a letter to the council, said that it rained.', 'in a letter to the council'],
    // What hangs on the speaker, on a noun of the words said or on another verb is no venue.
    ['“It rained,” said Ada Holm, a plaintiff in the lawsuit.', null],
    ['“It rained,” said Ada Holm, an expert on Peru at the Marwick Center.', null],
    ['Ada Holm, who lives in Brenby, said that it rained.', null],
    ['“It rained,” said Ada Holm, in a shot aimed at Rowe.', null],
    ['Ada Holm told her brother that it rained.', null],
    ['Ada Holm said in response that it rained.', null],
    ['Ada Holm said at the time that it rained.', null],
    ['Ada Holm said that it rained in Brenby.', null],
    ['According to a lawsuit filed in Brenby, it rained.', null],
  ])('%s', (text, expected) => {
    const [first] = read(text);
    expect(first).toBeDefined();
    expect(first?.venue?.text ?? null).toBe(expected);
    if (first?.venue) expect(text.slice(first.venue.start, first.venue.end)).toBe(expected);
  });

  it('gives a second cue of the sentence the venue of the first', () => {
    const both = read('Ada Holm said in a speech that it rained, adding that it poured.');
    expect(both.map((s) => s.venue?.text)).toEqual(['in a speech', 'in a speech']);
  });
});

describe('spellings in brackets', () => {
  const aliases = (text: string) => read(text).map((s) => s.speaker?.aliases ?? []);

  it.each([
    ['Ri Dol-mu (리돌무) said it rained.', ['리돌무']],
    ['“It rained,” said Oleg Marwin (Олег Марвин), a captain.', ['Олег Марвин']],
    ['The mayor, Wen Bolin (温柏林; born 1961), said it rained.', ['温柏林']],
    ['Oksana Holm (Ukrainian: Оксана Гольм) denied it rained.', ['Оксана Гольм']],
    ['Ada Holm (Brenby) said it rained.', []],
    ['Ada Holm said the village (Брэнби) was dry.', []],
  ])('%s', (text, expected) => {
    expect(aliases(text)).toEqual([expected]);
  });

  it('belong to the person wherever they speak in the article', () => {
    expect(aliases('The captain Oleg Marwin (Олег Марвин) came home.\n\nMarwin said it rained.')).toEqual([
      ['Олег Марвин'],
    ]);
  });
});
