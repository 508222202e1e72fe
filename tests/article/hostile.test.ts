import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../src/article/extract.ts';
import { plainArticle } from '../../src/article/plain.ts';
import { cpuTime } from '../cputime.ts';

const MEGABYTE = 1_000_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);
const SENTENCE = 'The minister, who had been away, said on Friday that talks would go on. ';

// Each held some parser or expression for longer than a page may take, or could.
const PAGES: Record<string, string> = {
  'nested tags': fill('<div>a'),
  'mixed nesting': fill('<li><p><b><i>x'),
  'nested tables': fill('<table><tr><td>'),
  'unclosed quotes': `<a ${fill('x="')}`,
  attributes: `<p ${fill('a=b ')}>x`,
  brackets: fill('<'),
  comments: fill('<!--'),
  'closing tags': fill('<a></b>'),
  scripts: fill('<script>'),
  metas: fill('<meta name=a content=b>'),
  entities: fill('&amp;'),
  blanks: fill('\u00a0'),
  'one word': fill('a'),
  'one paragraph': `<p>${fill(SENTENCE)}`,
  'joined sentences': `<p>${fill('everyone.Tarvia')}`,
  'quotation marks': `<p>${fill('“a” "b" ')}`,
  breaks: fill('x<br>'),
  'linked paragraphs': fill('<p><a href="/x">Headline of a page</a></p>'),
  'capital words': `<p>${fill('Aa ')}`,
  brackets2: `<p>${fill('A (B ')}`,
  bylines: `<p class="byline">${fill('By A and ')}`,
  'a title': `<title>${fill('a | b - ')}</title>`,
  'JSON-LD': `<script type="application/ld+json">${fill('{"a":[')}</script>`,
  'JSON-LD commas': `<script type="application/ld+json">{${fill(' ,')}}</script>`,
};

describe('hostile pages', () => {
  it.each(Object.keys(PAGES))('%s: done or refused in time', (name) => {
    const start = cpuTime();
    extractArticle(PAGES[name] ?? '', 'https://lantern.example/a');
    expect(cpuTime() - start).toBeLessThan(5000);
  });

  it.each(Object.keys(PAGES))('%s as plain text', (name) => {
    const start = cpuTime();
    plainArticle(`Title\n${PAGES[name]}`);
    expect(cpuTime() - start).toBeLessThan(2000);
  });

  it('refuses what is too large', () => {
    expect(extractArticle('a'.repeat(9 * 1024 * 1024), null)).toMatchObject({ ok: false });
    expect(plainArticle('a'.repeat(9 * 1024 * 1024))).toMatchObject({ ok: false });
  });

  it('keeps the text that is nested too deep', () => {
    const deep = `${'<div>'.repeat(300)}<p>${SENTENCE.repeat(8)}</p>${'</div>'.repeat(300)}`;
    const result = extractArticle(deep, null);
    expect(result.ok && result.value.text).toBe(SENTENCE.repeat(8).trim());
  });

  it('never throws, and paragraphs are trimmed and not empty', () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<div>',
      '</div>',
      '<br>',
      '<b>',
      '<a href=x>',
      '</a>',
      '<!--',
      '-->',
      '<title>',
      '<',
      '&',
      '&#0;',
      '<svg>',
      '<table>',
      '<h1>',
      SENTENCE,
    );
    const page = fc.array(fc.oneof(tag, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 });
    fc.assert(
      fc.property(page, (parts) => {
        const result = extractArticle(parts.join(''), null);
        if (result.ok && result.value.text !== '')
          for (const paragraph of result.value.text.split('\n\n'))
            expect(paragraph).toMatch(/^\S+(?: \S+)*$/);
      }),
      { numRuns: 150 },
    );
  });
});
