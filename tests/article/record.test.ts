import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../src/article/plain.ts';
import { extractRecord } from '../../src/cli/extract.ts';
import type { Statement } from '../../src/news.ts';

describe('extractRecord', () => {
  const result = plainArticle('Harbour closed\n\nThe harbour was closed on Monday, the mayor said. — Norvik');
  if (!result.ok) throw new Error(result.why);
  const article = result.value;
  const statement: Statement = {
    speaker: { name: 'the mayor', role: 'mayor', kind: 'person' },
    source: { start: 34, end: 43, text: 'the mayor' },
    cue: { start: 44, end: 48, text: 'said' },
    pieces: [{ start: 0, end: 32, text: article.text.slice(0, 32) }],
    kind: 'indirect',
    stance: 'said',
    saidOn: null,
    venue: null,
    via: null,
  };

  it('has the keys of the contract, in order', () => {
    const record = extractRecord('a.txt', {
      article,
      statements: [statement, { ...statement, speaker: null, source: null, cue: null }],
    });
    expect(Object.keys(record)).toEqual([
      'file',
      'url',
      'title',
      'byline',
      'outlet',
      'wire',
      'publishedAt',
      'language',
      'text',
      'boilerplate',
      'statements',
    ]);
    expect(record).toMatchObject({
      file: 'a.txt',
      title: 'Harbour closed',
      wire: 'Norvik',
      text: 'The harbour was closed on Monday, the mayor said.',
      boilerplate: ['— Norvik'],
      statements: [statement, { speaker: null, source: null, cue: null }],
    });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});
