import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/news.ts';
import { attribute } from '../../src/statements/attribute.ts';
import { toAttributeLine, toRecords } from '../../src/statements/records.ts';
import { cpuTime } from '../cputime.ts';

const about = { title: null, publishedAt: '2024-06-14' };

function holds(text: string, statements: Statement[]): void {
  let end = 0;
  const pieces = statements.flatMap((s) => s.pieces).sort((a, b) => a.start - b.start);
  for (const span of [...pieces, ...statements.flatMap((s) => [s.source, s.cue])]) {
    if (span) expect(span.text).toBe(text.slice(span.start, span.end));
  }
  for (const piece of pieces) {
    expect(piece.start).toBeGreaterThanOrEqual(end);
    expect(piece.end).toBeGreaterThan(piece.start);
    end = piece.end;
  }
  const firsts = statements.map((s) => s.pieces[0]?.start ?? -1);
  expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
}

const words = fc.constantFrom(
  ...'Ada Holm Kim Jong Un he she they the ministry said told denied according to that which who , . : ; “ ” " \' ‘ ’ — ( ) and but adding saying on Monday in a statement Seoul reporters quoted as PESKOV: \n \n\n it rained'.split(
    ' ',
  ),
);

describe('any text at all', () => {
  it('gives verbatim pieces that never overlap, in order', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) => {
        const text = list.join(' ');
        holds(text, attribute(text, about));
      }),
      { numRuns: 400 },
    );
  });

  it('survives any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        holds(text, attribute(text, about));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['', 0],
    ['apostrophes', "'".repeat(100_000)],
    ['single quotes', " 'a".repeat(35_000)],
    ['open marks', '“a '.repeat(35_000)],
    ['hyphens', 'a-'.repeat(100_000)],
    ['one sentence', 'he said, '.repeat(11_000)],
    ['quotations in a row', '“A b c d e f.” '.repeat(7_000)],
    ['according to', 'according to '.repeat(4_000)],
    ['names', Array.from({ length: 4_000 }, (_, i) => `Kim Jo${i} said it rains.`).join(' ')],
    ['transcript', 'PESKOV: A b.\n'.repeat(8_000)],
    ['commas', 'a, '.repeat(35_000)],
    ['brackets', '('.repeat(100_000)],
    ['addresses', 'http://'.repeat(14_000)],
  ])('takes time in proportion to its length: %s', (_name, text) => {
    const started = cpuTime();
    attribute(String(text), about);
    // A tenth of a megabyte: about 0.3 s; quadratic ones took 7 s and more.
    expect(cpuTime() - started).toBeLessThan(3_000);
  });
});

describe('records', () => {
  const text = '“We rebuilt,” Ada Holm said. “It took nine winters.” Bo Lind said it rained.';

  it('gives one record a piece, grouped by statement', () => {
    const records = toRecords(attribute(text, about), 'doc');
    expect(records.map((r) => [r.group, r.type, r.speaker, r.content.text])).toEqual([
      ['doc:1', 'direct', 'Ada Holm', '“We rebuilt,”'],
      ['doc:1', 'direct', 'Ada Holm', '“It took nine winters.”'],
      ['doc:2', 'indirect', 'Bo Lind', 'it rained'],
    ]);
    expect(records.every((r) => r.source !== null && r.cue?.text === 'said')).toBe(true);
  });

  it('answers a line with its text', () => {
    const line = toAttributeLine({ doc_id: 'd', text, date: '2024-06-14' });
    expect(line.doc_id).toBe('d');
    expect(line.text).toBe(text);
    expect(line.attributions).toHaveLength(3);
  });
});
