import { describe, expect, it } from 'vitest';
import { paragraphsOf } from '../../src/article/lines.ts';
import { plainArticle } from '../../src/article/plain.ts';

const FILE = `Tarvia reopens rail line

By Pell Osterby in Lumen

LUMEN (Norvik) -Tarvia reopened the rail line that it had closed in 2014.

"A railway is a sentence," Transport Minister Hedda Quill said.The train left at noon.

(Reporting by Pell Osterby; Editing by Sunniva Strand)

Next In World

Rain delays coconut harvest
Will the bridge ever open?

Advertisement`;

describe('plainArticle', () => {
  it('reads title, author, wire and text', () => {
    const result = plainArticle(FILE);
    expect(result.ok && result.value).toMatchObject({
      title: 'Tarvia reopens rail line',
      byline: ['Pell Osterby'],
      wire: 'Norvik',
      publishedAt: null,
      outlet: null,
      language: 'en',
      text: 'LUMEN (Norvik) -Tarvia reopened the rail line that it had closed in 2014.\n\n"A railway is a sentence," Transport Minister Hedda Quill said. The train left at noon.',
    });
    expect(result.ok && result.value.boilerplate).toEqual([
      'By Pell Osterby in Lumen',
      '(Reporting by Pell Osterby; Editing by Sunniva Strand)',
      'Next In World',
      'Rain delays coconut harvest',
      'Will the bridge ever open?',
      'Advertisement',
    ]);
  });

  it('reads Windows line ends and a byte order mark', () => {
    const result = plainArticle(`\ufeff${FILE.replaceAll('\n', '\r\n')}`);
    expect(result).toEqual(plainArticle(FILE));
  });

  it.each(['', ' \n\u200b\n', 'Only a title', 'A title\n\nAdvertisement'])('refuses %j', (text) => {
    expect(plainArticle(text).ok).toBe(false);
  });
});

describe('paragraphsOf', () => {
  it('joins text wrapped at a column', () => {
    const wrapped = [
      'The harbour was closed on Monday',
      'after a ship had run aground in',
      'the north channel.',
      '',
      'It opens',
      'again soon.',
    ];
    expect(paragraphsOf(wrapped)).toEqual([
      'The harbour was closed on Monday after a ship had run aground in the north channel.',
      'It opens again soon.',
    ]);
  });

  it('keeps a paragraph a line and lists of headlines apart', () => {
    const lines = ['The harbour was closed.', 'Nobody knew why.', 'Rain delays harvest', 'Chess club wins'];
    expect(paragraphsOf(lines)).toEqual(lines);
  });
});
