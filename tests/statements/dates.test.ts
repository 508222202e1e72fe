import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/statements/attribute.ts';

/** Published on a Friday, in the evening of an outlet far east of UTC. */
const FRIDAY = '2024-06-14T23:30:00+13:00';
const when = (text: string, publishedAt: string | null = FRIDAY) =>
  attribute(text, { title: null, publishedAt }).map((s) => s.saidOn);

describe('when it was said', () => {
  it.each([
    ['Ada Holm said on Wednesday that it rained.', '2024-06-12'],
    ['Ada Holm said Friday that it rained.', '2024-06-14'],
    ['On Monday, Ada Holm said that it rained.', '2024-06-10'],
    ['Ada Holm on Saturday said that it rained.', '2024-06-08'],
    ['“It rained,” Ada Holm said on Thursday.', '2024-06-13'],
    ['It rained, the harbour board said yesterday.', '2024-06-13'],
    ['Ada Holm told reporters in Brenby on Sunday evening that it rained.', '2024-06-09'],
    ['Speaking at the harbour museum on Tuesday, Ada Holm said that it rained.', '2024-06-11'],
    ['In testimony in March to the council, Ada Holm said that it rained.', '2024-03'],
    ['Ada Holm said in December that it rained.', '2023-12'],
    ['Ada Holm said at a briefing on October 13 that it rained.', '2023-10-13'],
    ['Ada Holm said on 5 June that it rained.', '2024-06-05'],
    ['Ada Holm said on June 3, 2021, that it rained.', '2021-06-03'],
    ['Ada Holm said last week that it rained.', '2024-06-03/2024-06-09'],
    ['Ada Holm said this week that it rained.', '2024-06-10/2024-06-14'],
    ['Ada Holm said last month that it rained.', '2024-05'],
    ['Ada Holm said last year that it rained.', '2023'],
    ['Ada Holm said that it rained.', null],
    ['Ada Holm said it rained on Monday.', null],
    ['Ada Holm, who came home on Monday, said it rained.', null],
    ['After the storm on Monday, Ada Holm said it rained.', null],
    [
      'Four trains a week are expected, according to Ada Holm, who put the value of last year’s trade at six crowns.',
      null,
    ],
  ])('%s', (text, expected) => {
    expect(when(text)).toEqual([expected]);
  });

  it('gives a second cue of the sentence the day of the first', () => {
    expect(when('Ada Holm said on Monday that it rained, adding that it poured.')).toEqual([
      '2024-06-10',
      '2024-06-10',
    ]);
  });

  it('invents nothing without a date of publication', () => {
    expect(when('Ada Holm said on Wednesday that it rained.', null)).toEqual([null]);
    expect(when('Ada Holm said on June 3, 2021, that it rained.', null)).toEqual(['2021-06-03']);
    expect(when('Ada Holm said on Wednesday that it rained.', 'some day')).toEqual([null]);
  });
});
