import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datelineLength } from '../../src/stories/dateline.ts';
import { sentencesOf } from '../../src/stories/sentences.ts';
import { summarise } from '../../src/stories/summary.ts';
import { FERRY } from './world.ts';

describe('summarise', () => {
  test('shows the lead without its dateline, verbatim', () => {
    const shown = summarise(FERRY);
    expect(shown[0]).toMatch(/^The car ferry Aurelia .+ the coastguard said\.$/);
    expect(shown[1]).toBe(
      '"The ship stopped as if somebody had pulled a handbrake," said Ilse Marrow, a schoolteacher who was travelling with her class.',
    );
    expect(shown).toHaveLength(3);
    for (const sentence of shown) expect(FERRY.text).toContain(sentence);
  });

  test('leaves out captions, bylines, notes, the title and bare quotations', () => {
    const text = `Ferry Aurelia runs aground off Norvik with 412 aboard

By Signe Holt and Aron Pell in Norvik harbour

The Aurelia is pictured on the Skarn reef in this handout photo of the coastguard on Monday.

This article was first published by the Corvo News Agency and is carried under licence.

A car ferry with 412 people aboard ran aground on a reef off Norvik on Monday. “Nobody screamed.”

“It was a quiet morning. Nobody ran. Nobody cried.”

The coastguard took everybody off by noon. Divers found a gash in the hull.`;
    expect(summarise({ title: FERRY.title, text })).toEqual([
      'A car ferry with 412 people aboard ran aground on a reef off Norvik on Monday.',
      'The coastguard took everybody off by noon.',
      'Divers found a gash in the hull.',
    ]);
  });

  test('keeps to 600 characters where it can, and never cuts a sentence', () => {
    const long = (words: number) => `Norvik ${'harbour '.repeat(words)}burns.`;
    const shown = summarise({ title: 'Harbour', text: `${long(40)} ${long(50)} ${long(10)}` });
    expect(shown).toEqual([long(40), long(10)]);
    expect(summarise({ title: 'Harbour', text: long(90) })).toEqual([long(90)]);
    expect(summarise({ title: 'Harbour', text: 'no end '.repeat(5000) })).toEqual([]);
    expect(summarise({ title: '', text: '' })).toEqual([]);
  });

  test('every sentence shown stands in the text, whatever the text', () => {
    const part = fc.constantFrom(
      'Ships sank',
      'U.S.',
      '“',
      '”',
      '. ',
      '? ',
      '\n\n',
      ' and ',
      "'",
      ': ',
      '— ',
      'By ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 80 }), (parts) => {
        const text = parts.join('');
        for (const sentence of summarise({ title: 'Ships', text })) expect(text).toContain(sentence);
      }),
    );
  });
});

describe('sentences', () => {
  test('abbreviations, initials and lower-case continuations end none', () => {
    expect(
      sentencesOf(
        'U.S. envoy J. R. Lund met Mr. Vold on Oct. 8. “Is it late? It is,” he said. The No. 2 left at 3 p.m. on foot.',
      ),
    ).toEqual([
      'U.S. envoy J. R. Lund met Mr. Vold on Oct. 8.',
      '“Is it late? It is,” he said.',
      'The No. 2 left at 3 p.m. on foot.',
    ]);
  });

  test('single-quoted words with apostrophes stay whole', () => {
    expect(sentencesOf('‘We don’t know. It’s dark,’ she said. Nobody knew.')).toEqual([
      '‘We don’t know. It’s dark,’ she said.',
      'Nobody knew.',
    ]);
  });
});

describe('dateline', () => {
  test.each([
    ['SEOUL (Reuters) -Senior officials met', 'Senior'],
    ['SEOUL, July 24 (Hanbit) -- Officials met', 'Officials'],
    ['VLADIVOSTOK, April 30. /TASS/. Building began', 'Building'],
    ['TULSA, Okla. — A golfer won', 'A golfer'],
    ['NORVIK: A ferry sank', 'A ferry'],
    ['Tokyo/Seoul: The ministers met', 'The ministers'],
    ['Moscow: “We are ready,” he wrote', 'Moscow'],
    ['Pyongyang, October 25 (KCNA) -- A minister spoke', 'A minister'],
    ['Seoul (Yonhap) – Officials met', 'Officials'],
    ['COVID-19 is back', 'COVID'],
    ['NATO said - and said again', 'NATO'],
    ['PESKOV, the spokesman, said: nothing', 'PESKOV'],
    ['The minister (who was late) – spoke', 'The minister'],
  ])('%s', (text, start) => {
    expect(text.slice(datelineLength(text)).startsWith(start)).toBe(true);
  });
});

describe('the lead', () => {
  const lead = 'The car ferry Aurelia ran aground on the Skarn reef early on Monday, the coastguard said.';
  const quote = '“The ship stopped as if somebody had pulled a handbrake,” said Ilse Marrow, a teacher.';

  test('stands below a byline, the time of an update, or a note that the text was updated', () => {
    for (const above of [
      'Ada Brink, Corvo',
      'Updated at 12:10 p.m. with a quotation',
      'Update, 6 May: This article has been updated with comments.',
    ]) {
      const text = `${above}\n\nNORVIK (Corvo) -- ${lead}\n\n${quote}`;
      expect(summarise({ title: 'Ferry aground', text })).toEqual([lead, quote]);
    }
  });

  test('is not the one of an older report further down', () => {
    const text = `NORVIK (Corvo) -- ${lead}\n\nOSTVIK (Corvo) -- A freighter was late on Sunday because of the fog.`;
    expect(summarise({ title: 'Ferry aground', text })).toEqual([lead]);
  });
});
