import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { attributeWith } from '../../src/statements/learned.ts';
import { unpack } from '../../src/statements/tagger/weights.ts';
import { trainedOn } from '../../src/training/course.ts';
import { lessonOf } from '../../src/training/gold.ts';
import { inventedArticles } from './examples.ts';

const quiet = () => undefined;

describe('training', () => {
  let packed = new Uint8Array(0);
  beforeAll(() => {
    packed = Uint8Array.from(trainedOn(inventedArticles(16), 7, quiet));
  }, 60_000);

  it('gives the same bytes for the same articles and seed', () => {
    expect(Buffer.from(trainedOn(inventedArticles(16), 7, quiet)).equals(Buffer.from(packed))).toBe(true);
  }, 60_000);

  it('teaches what the articles show', () => {
    const [unseen] = inventedArticles(23).slice(-1);
    const text = unseen?.text ?? '';
    const found = attributeWith(unpack(brotliDecompressSync(packed)), text, {
      title: null,
      publishedAt: null,
    });
    const wanted = (unseen?.attributions ?? []).map((a) => text.slice(a.content.start, a.content.end));
    expect(found.flatMap((s) => s.pieces.map((p) => p.text))).toEqual(wanted);
    expect(found.map((s) => s.source?.text)).toEqual(
      unseen?.attributions.map((a) => text.slice(a.source?.start, a.source?.end)),
    );
  });

  it('lays gold over words: content with its quotation marks, nothing that is no statement', () => {
    const text = '“We will wait,” said Ana Sorel. She hopes it rains.';
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const lesson = lessonOf({
      doc_id: 'x',
      text,
      attributions: [
        { source: at('Ana Sorel'), cue: at('said'), content: at('We will wait'), statement: true },
        { source: at('She'), cue: at('hopes'), content: at('it rains'), statement: false },
      ],
    });
    const tokens = lesson.reading.paragraphs[0]?.tokens ?? [];
    const labels = [...(lesson.gold[0] ?? [])];
    expect(tokens.filter((_, i) => labels[i] === 1 || labels[i] === 2).map((t) => t.text)).toEqual([
      '“',
      'We',
      'will',
      'wait',
      ',',
      '”',
    ]);
    expect(tokens.filter((_, i) => labels[i] === 3 || labels[i] === 4).map((t) => t.text)).toEqual([
      'Ana',
      'Sorel',
    ]);
    expect(tokens.filter((_, i) => (labels[i] ?? 0) >= 5).map((t) => t.text)).toEqual(['said']);
  });
});

describe('the file of weights', () => {
  it('is small enough to ship, and is the one its card names', () => {
    const folder = new URL('../../src/statements/tagger/', import.meta.url);
    const bytes = readFileSync(new URL('weights.bin', folder));
    const made = JSON.parse(readFileSync(new URL('weights.json', folder), 'utf8')) as { sha256: string };
    expect(bytes.length).toBeLessThan(4_000_000);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256);
  });

  it('of another version is refused', () => {
    const strange = Buffer.from('1b0300f8ffffffff03', 'hex');
    expect(() => unpack(strange)).toThrow();
  });
});
