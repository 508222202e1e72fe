import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { spanRatio, spansOf } from '../../src/evaluation/spans.ts';
import { unpack } from '../../src/statements/tagger/weights.ts';
import { spansTrainedOn } from '../../src/training/course.ts';
import { inventedArticles } from './examples.ts';

describe('spans of every kind of attribution', () => {
  // The same articles, none of whose attributions counts as a statement: the tagger for spans must learn them all the same.
  const all = inventedArticles(23).map((article) => ({
    ...article,
    attributions: article.attributions.map((a) => ({ ...a, statement: false })),
  }));
  const weights = unpack(brotliDecompressSync(spansTrainedOn(all.slice(0, 16), 7, () => undefined)));

  it('are learned from every attribution, statement or not', () => {
    const scored = all.slice(16).map((article) => spansOf(article, weights));
    for (const part of ['content', 'source', 'cue'] as const)
      expect(spanRatio(scored, part).f, part).toBeGreaterThan(0.9);
  }, 60_000);

  it('are right by first and last word, each range once', () => {
    const [article] = all.slice(-1);
    if (!article) throw new Error('no article');
    const own = spansOf(article, weights).content;
    const twice = { ...article, attributions: [...article.attributions, ...article.attributions] };
    expect(spansOf(twice, weights).content).toEqual(own);
    const shorter = article.attributions.map((a) => {
      const words = article.text.slice(a.content.start, a.content.end);
      return { ...a, content: { ...a.content, end: a.content.start + words.lastIndexOf(' ') } };
    });
    expect(spansOf({ ...article, attributions: shorter }, weights).content.rightOfGold).toBe(0);
  });
});
