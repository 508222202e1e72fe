import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../src/article/extract.ts';

// A case is a folder: page.html, and expected.json with the address it came from and what is to be read from it.
const folder = new URL('../fixtures/pages/', import.meta.url);
const names = readdirSync(folder);

describe('extractArticle', () => {
  it('has cases', () => expect(names.length).toBeGreaterThan(12));

  it.each(names)('%s', (name) => {
    const html = readFileSync(new URL(`${name}/page.html`, folder), 'utf8');
    const expected = JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), 'utf8'));
    const result = extractArticle(html, expected.url);
    if (!expected.ok) {
      expect(result).toEqual({ ok: false, why: expected.why });
      return;
    }
    if (!result.ok) throw new Error(result.why);
    const { text, ...facts } = result.value;
    expect({ ...facts, paragraphs: text === '' ? [] : text.split('\n\n') }).toEqual(expected.article);
  });

  it('reads one page the same way twice', () => {
    const html = readFileSync(new URL('wire-copy/page.html', folder), 'utf8');
    expect(extractArticle(html, null)).toEqual(extractArticle(html, null));
  });

  it('reads a fragment, as feeds carry them', () => {
    const result = extractArticle(
      '<p>The harbour was closed on Monday after a ship ran aground.</p><p>“Nobody asked us,” said Mara Lund, who sells fish there.</p><p>It reopens on Friday.</p>',
      null,
    );
    expect(result.ok && result.value.text.split('\n\n').length).toBe(3);
  });

  it('takes the date of a line that says nothing else, and not that of an update or of a related story', () => {
    const page = (...lines: string[]) =>
      `<html lang="en"><title>Harbour closed</title><body><article><h1>Harbour closed</h1>${lines.map((line) => `<div class="info">${line}</div>`).join('')}<p>The harbour was closed on Monday after a ship ran aground in the night, the port office said in a statement.</p><p>“Nobody asked us,” said Mara Lund, who has sold fish on the quay there for twenty years and more.</p><p>It reopens on Friday 21 June 2024, when the tide is high enough for the tugs to pull the ship away.</p></article></body></html>`;
    const dateOf = (...lines: string[]) => {
      const read = extractArticle(page(...lines), 'https://mail.example/harbour');
      return read.ok ? read.value.publishedAt : read.why;
    };
    expect(dateOf('June 14, 2024 - 11:28 AM')).toBe('2024-06-14');
    expect(dateOf('Published: 14 June 2024, 09:10 GMT')).toBe('2024-06-14T09:10:00Z');
    expect(dateOf('Updated: 15 June 2024')).toBeNull();
    expect(dateOf('A ship ran aground here on 2 May 2020 as well')).toBeNull();
    expect(dateOf()).toBeNull();
  });

  it('falls back on JSON-LD where a script writes the page', () => {
    const sentences = Array.from(
      { length: 12 },
      (_, n) => `On day ${n} the harbour was closed, and nobody said why &amp; how.`,
    );
    const script = JSON.stringify({
      '@type': 'NewsArticle',
      headline: 'Harbour closed',
      articleBody: sentences.join('\n\n'),
    });
    const result = extractArticle(
      `<script type="application/ld+json">${script}</script><div id="root"></div>`,
      null,
    );
    expect(result.ok && result.value.text).toBe(sentences.join('\n\n').replaceAll('&amp;', '&'));
  });

  it('reads an article cut off in the middle', () => {
    const html = readFileSync(new URL('wire-original/page.html', folder), 'utf8');
    const cut = extractArticle(html.slice(0, html.indexOf('Analysts doubted') + 30), null);
    expect(cut.ok && cut.value.text.split('\n\n').length).toBe(4);
  });
});
