import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMarked } from '../../src/training/marked.ts';

describe('articles annotated in their text', () => {
  it('gives spans of the bare text, tied by their numbers', () => {
    const [article] = readMarked(
      '=== pier\n[T1: “It holds,”] [S1+S2: Otto Berg] [C1: said]. He [C2: denied] [T2: that it [rotted]].\n',
    );
    const text = article?.text ?? '';
    expect(text).toBe('“It holds,” Otto Berg said. He denied that it [rotted].');
    const words = (span: { start: number; end: number } | null | undefined) =>
      span ? text.slice(span.start, span.end) : null;
    expect(article?.attributions.map((a) => [words(a.source), words(a.cue), words(a.content)])).toEqual([
      ['Otto Berg', 'said', '“It holds,”'],
      ['Otto Berg', 'denied', 'that it [rotted]'],
    ]);
  });

  it('gives each piece of a statement a record of its own', () => {
    const [article] = readMarked('=== a\n[T1: “Yes,”] [S1: she] [C1: said]. [T1: “No.”]');
    expect(article?.attributions).toHaveLength(2);
    expect(article?.attributions[1]?.source).toEqual(article?.attributions[0]?.source);
  });

  it.each([
    ['=== a\n[T1: open', 'the mark T1 is not closed'],
    ['=== a\n[S1: Kim] [C1: said] it rained.', 'S1 has no T1'],
    ['=== a\n[S1: Kim] [S1: Lee] [C1: said] [T1: it rained].', 'S1 stands twice'],
    ['=== a\n[T1: one [T2: in] another]', 'T1 and T2 overlap'],
    ['=== a\n[T1: ]', 'the mark T1 holds no words'],
  ])('names article and mark of what cannot be read: %s', (text, why) => {
    expect(() => readMarked(text)).toThrow(`article “a”: ${why}`);
  });

  it('reads all that are shipped, each under a name of its own', () => {
    const folder = new URL('../../src/training/invented/', import.meta.url);
    const articles = readdirSync(folder).flatMap((file) =>
      readMarked(readFileSync(new URL(file, folder), 'utf8')),
    );
    expect(articles.length).toBeGreaterThan(100);
    expect(new Set(articles.map((a) => a.doc_id)).size).toBe(articles.length);
    for (const { text, attributions } of articles) {
      expect(attributions.length).toBeGreaterThan(0);
      for (const { content } of attributions)
        expect(text.slice(content.start, content.end)).toMatch(/^\S[\s\S]*\S$|^\S$/u);
    }
  });
});
