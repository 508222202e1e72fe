import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../src/article/notice.ts';

describe('noticeOf', () => {
  it.each([
    'Correction: an earlier version of this article misstated the date.',
    'CORRECTION, June 14, 2024: The harbour closed on Monday.',
    'Corrections (Nov 3)',
    '(This June 14 story has been corrected to fix the name in paragraph 4)',
    'This article was amended on 2 October 2024 to correct the number of workers.',
    'An earlier version of this story gave a wrong age.',
    'This article originally misidentified the ship.',
    'Editor’s note: A previous version named the wrong minister.',
    'Clarification: The first sentence has been changed.',
  ])('corrected: %j', (text) => expect(noticeOf(text)).toEqual({ kind: 'corrected', text }));

  it.each([
    'This story has been withdrawn.',
    'Editor’s note: This article has been retracted after review.',
    'This article, published on Monday, has been removed because it could not be verified.',
    'RETRACTION: The report on the bridge was wrong.',
    'We have withdrawn this article.',
    'Story withdrawn',
  ])('withdrawn: %j', (text) => expect(noticeOf(text)).toEqual({ kind: 'withdrawn', text }));

  it.each([
    'The report said the troops were withdrawn in May.',
    'The ministry has corrected its figures for the third time.',
    'A correction on the markets was overdue, she said.',
    'Corrections officers walked out on Monday.',
    'Corrected for inflation, wages fell.',
    'The troops have been withdrawn, this newspaper has learned.',
    'He retracted his statement and apologised.',
    'This week the last soldiers were withdrawn.',
    'The earlier version of the treaty had eleven articles.',
    'Our report found that the mines were removed.',
  ])('prose: %j', (text) => expect(noticeOf(text)).toBeNull());
});
