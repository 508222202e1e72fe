import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/news.ts';
import { attributing } from '../../src/workers/jobs.ts';
import { cpuTime } from '../cputime.ts';
import { inventedArticles } from './examples.ts';

const about = { title: null, publishedAt: '2024-06-14' };
const attribute = await attributing('learned');
const read = (text: string) => attribute(text, about);

function holds(text: string, statements: Statement[]): void {
  const pieces = statements.flatMap((s) => s.pieces).sort((a, b) => a.start - b.start);
  let end = 0;
  for (const piece of pieces) {
    expect(piece.start).toBeGreaterThanOrEqual(end);
    expect(piece.end).toBeGreaterThan(piece.start);
    end = piece.end;
  }
  for (const s of statements)
    for (const span of [...s.pieces, ...(s.source ? [s.source] : []), ...(s.cue ? [s.cue] : [])])
      expect(span.text).toBe(text.slice(span.start, span.end));
}

describe('who said what, as learned', () => {
  it('reads direct, split, mixed and indirect statements with their speakers', () => {
    const text = [
      'Harbour master Mara Ilves said on Wednesday that the northern pier would stay closed until spring.',
      '“We have looked at every pile,” Ilves told reporters. “Half of them are rotten.”',
      'She denied that the port had ignored “repeated warnings” from divers.',
      'According to the transport ministry, repairs will cost about 40 million crowns.',
      'The gulls did not seem to mind.',
    ].join('\n\n');
    const found = read(text);
    holds(text, found);
    const shown = found.map((s) => [
      s.speaker?.name ?? null,
      s.kind,
      s.stance,
      s.pieces.map((p) => p.text).join(' | '),
    ]);
    expect(shown).toContainEqual([
      'Mara Ilves',
      'indirect',
      'said',
      'that the northern pier would stay closed until spring',
    ]);
    expect(shown).toContainEqual([
      'Mara Ilves',
      'direct',
      'said',
      '“We have looked at every pile,” | “Half of them are rotten.”',
    ]);
    expect(shown.find(([, kind]) => kind === 'mixed')?.slice(0, 3)).toEqual([
      'Mara Ilves',
      'mixed',
      'denied',
    ]);
    expect(shown.find(([, , , words]) => words?.startsWith('repairs'))?.[3]).toBe(
      'repairs will cost about 40 million crowns',
    );
    expect(found.some((s) => s.pieces.some((p) => p.text.includes('gulls')))).toBe(false);
    expect(found[0]?.saidOn).toBe('2024-06-12');
  });

  it('gives words relayed to the one who spoke, not to the one who relays', () => {
    const text =
      'KXNA, the state agency, quoted Marshal Otto Lindqvist as saying that the exercise had been “a complete success.”';
    const [statement] = read(text);
    expect(statement?.speaker?.name).toBe('Otto Lindqvist');
    expect(statement?.via).toMatch(/KXNA/u);
  });

  it('leaves lines of a transcript to whom their labels name', () => {
    const text =
      'Nora Haddad met Piet Dekker in the studio.\n\nHADDAD: Did the dam hold?\n\nDEKKER: It held, and it will hold again.';
    expect(read(text).map((s) => s.speaker?.name)).toEqual(['Nora Haddad', 'Piet Dekker']);
  });

  it('finds every statement of plain invented articles, verbatim', () => {
    for (const { text, attributions } of inventedArticles(8)) {
      const found = read(text);
      holds(text, found);
      expect(found).toHaveLength(attributions.length);
    }
  });

  it('leaves a paragraph of thousands of words to the rules, whole', () => {
    const text = 'Mara Ilves said the bridge was closed. '.repeat(600).trim();
    const found = read(text);
    holds(text, found);
    expect(found).toHaveLength(600);
  });

  it('reads any text at all', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'said ',
            'that ',
            '“',
            '”',
            '"',
            '\n\n',
            ', ',
            '. ',
            'Ilves ',
            'he ',
            ': ',
            '(',
            '’',
            'the 7 ',
            'according to ',
            '\ud800',
            'not ',
          ),
          { maxLength: 60 },
        ),
        (words) => {
          const text = words.join('');
          holds(text, read(text));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['one word', 'said '.repeat(12_000)],
    ['opening marks', '“'.repeat(60_000)],
    ['names and cues', 'Ilves said, “no,” and he said that she said: '.repeat(1_400)],
    ['short paragraphs', '“No,” he said.\n\n'.repeat(3_200)],
    ['no blanks', 'a-'.repeat(30_000)],
  ])('reads 60 kB of %s in seconds', (_, text) => {
    const started = cpuTime();
    holds(text, read(text));
    expect(cpuTime() - started).toBeLessThan(6_000);
  });
});
