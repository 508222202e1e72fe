import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines, type Known } from '../../src/article/clean.ts';

const nobody: Known = { title: '', byline: [], outlet: null };
const clean = (lines: string[], known: Partial<Known> = {}) =>
  cleanLines(
    lines.map((text) => ({ text, linked: 0, heading: false })),
    { ...nobody, ...known },
  );

const PROSE = [
  'The harbour was closed on Monday.',
  '“Nobody asked us,” said Mara Lund.',
  'It reopens on Friday.',
];

describe('cleanLines', () => {
  it('keeps prose word for word, one blank line between paragraphs', () => {
    expect(clean(PROSE)).toMatchObject({
      text: PROSE.join('\n\n'),
      boilerplate: [],
      credit: null,
    });
  });

  it('takes the headlines after an announcement, and stops at prose', () => {
    const related = ['Read also', 'Lighthouse gets a second coat', 'Sledge race put off again'];
    const cleaned = clean([PROSE[0] ?? '', ...related, PROSE[1] ?? '', 'A short line', PROSE[2] ?? '']);
    expect(cleaned.boilerplate).toEqual(related);
    expect(cleaned.text).toBe([PROSE[0], PROSE[1], 'A short line', PROSE[2]].join('\n\n'));
  });

  it('keeps short lines that nothing announces', () => {
    expect(clean(['Coal?', 'Is it timber?', ...PROSE]).boilerplate).toEqual([]);
  });

  it('drops the title repeated, the author alone and what the author is', () => {
    const cleaned = clean(['Harbour closed!', 'Mara Lund', ...PROSE, 'Mara Lund is our harbour reporter.'], {
      title: 'Harbour closed',
      byline: ['Mara Lund'],
    });
    expect(cleaned.text).toBe(PROSE.join('\n\n'));
  });

  it('keeps a speaker who shares the author’s name while they speak', () => {
    const speech = 'Mara Lund is certain: “It was the tide.”';
    expect(clean([...PROSE, speech], { byline: ['Mara Lund'] }).text).toContain(speech);
  });

  it('drops an outlet’s slogan and its portrait of itself', () => {
    const cleaned = clean([...PROSE, 'About Quill Shipping', 'Quill Shipping owns nine boats.'], {
      outlet: 'Quill Shipping',
    });
    expect(cleaned.text).toBe(PROSE.join('\n\n'));
    expect(clean([...PROSE, 'THE LANTERN – NEWS FOR ALL'], { outlet: 'The Lantern' }).text).toBe(
      PROSE.join('\n\n'),
    );
  });

  it('drops a last line on a writer whom the text never names, and keeps one on a speaker', () => {
    const bio = 'Ivo Brandt is a fellow at the Quill Institute.';
    expect(clean([...PROSE, bio]).text).toBe(PROSE.join('\n\n'));
    expect(clean([...PROSE, 'The writer is a former diplomat.']).text).toBe(PROSE.join('\n\n'));
    const speaker = 'Mara Lund is a fellow at the Quill Institute.';
    expect(clean([...PROSE, speaker]).text).toContain(speaker);
  });

  it('cuts the credit off the last paragraph, with furniture after it or not', () => {
    const cleaned = clean([PROSE[0] ?? '', `${PROSE[2]} — Norvik`, 'Follow us on WhatsApp for more!']);
    expect(cleaned).toMatchObject({ text: `${PROSE[0]}\n\n${PROSE[2]}`, credit: 'Norvik' });
    expect(cleaned.boilerplate).toContain('— Norvik');
  });

  it('takes a note under its own label', () => {
    const cleaned = clean([...PROSE, 'CORRECTION:', 'The harbour closed on Monday, not on Sunday.']);
    expect(cleaned.notice).toEqual({
      kind: 'corrected',
      text: 'The harbour closed on Monday, not on Sunday.',
    });
    expect(cleaned.text).toBe(PROSE.join('\n\n'));
  });

  it('drops what is all link and short', () => {
    const lines = [
      { text: PROSE[0] ?? '', linked: 0, heading: false },
      { text: 'Five things about the new lighthouse', linked: 1, heading: false },
      { text: '“Nobody asked us,” says the mayor.', linked: 1, heading: false },
    ];
    expect(cleanLines(lines, nobody).boilerplate).toEqual(['Five things about the new lighthouse']);
  });

  it('gives trimmed, non-empty, single-spaced paragraphs for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...PROSE, 'Advertisement'))),
        (lines) => {
          const { text, boilerplate } = clean(lines);
          if (text !== '')
            for (const paragraph of text.split('\n\n')) expect(paragraph).toMatch(/^\S+(?: \S+)*$/);
          for (const block of boilerplate) expect(block.trim()).not.toBe('');
        },
      ),
    );
  });
});
