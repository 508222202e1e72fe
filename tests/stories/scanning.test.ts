import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachWord } from '../../src/stories/scanning.ts';

/* What a word is, as one expression; the scan is the same written out for English letters. */
const WORD =
  /\p{N}+(?:[.,]\p{N}+)*|\p{L}(?:\.\p{L})+(?!\p{L})|[\p{L}\p{N}\p{M}]+(?:['’‘\-‐‑][\p{L}\p{N}\p{M}]+)*/gu;

const found = (text: string): [string, number][] => {
  const all: [string, number][] = [];
  eachWord(text, (raw, start) => all.push([raw, start]));
  return all;
};

test('finds the words that the expression finds, whatever the text', () => {
  const signs = [..."aabZz.,,..'’‘-‐‑ 019é²한—“”\n_…", '\u0301', '\u{1f600}', '\ud800', '\u00ad'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      expect(found(text)).toEqual(Array.from(text.matchAll(WORD), (match) => [match[0], match.index]));
    }),
    { numRuns: 5_000 },
  );
});

test('keeps initials, numbers and compounds whole', () => {
  expect(found('The U.S.Senate’s 1,200.5-ton “K-2s”, p.m. café').map(([raw]) => raw)).toEqual([
    'The',
    'U.S',
    'Senate’s',
    '1,200.5',
    'ton',
    'K-2s',
    'p.m',
    'café',
  ]);
});
