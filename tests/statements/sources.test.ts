import { describe, expect, it } from 'vitest';
import { attributing } from '../../src/workers/jobs.ts';

const attribute = await attributing('learned');
const about = { title: null, publishedAt: '2024-06-14' };

/** Speaker and source of the statement that holds `words`. */
function whoSaid(text: string, words: string): [string | null, string | null] {
  const found = attribute(text, about).find((s) => s.pieces.some((p) => p.text.includes(words)));
  expect(found, words).toBeDefined();
  return [found?.speaker?.name ?? null, found?.source?.text ?? null];
}

describe('the whole phrase that says it', () => {
  it.each([
    [
      'Dockers marching through the old town chanted “No more night shifts!” until the police came.',
      'night shifts',
      'Dockers marching through the old town',
    ],
    [
      'Sixty percent of ferry passengers said that they would rather pay more than wait.',
      'rather pay',
      'Sixty percent of ferry passengers',
    ],
    [
      'A cable maker in Norvik whose name was legible in the pictures said that it had sold nothing abroad.',
      'sold nothing',
      'A cable maker in Norvik whose name was legible in the pictures',
    ],
  ])('%s', (text, words, source) => {
    expect(whoSaid(text, words)[1]).toBe(source);
  });

  it('takes an age for no name, and the next “he” for its owner', () => {
    const text =
      'Petr Novak, 58, who lives on the quay, said that he had not slept for a week. “It never stops,” he said.';
    expect(whoSaid(text, 'not slept')[0]).toBe('Petr Novak');
    expect(whoSaid(text, 'never stops')[0]).toBe('Petr Novak');
  });
});

describe('who is behind it', () => {
  it('a report speaks for the body that made it, there and further on', () => {
    const text = [
      'A report released on Monday by the Kestrel Shipping Institute said that the harbour lost half of its trade in ten years.',
      'The report said that three of the five cranes had not moved since spring.',
    ].join('\n\n');
    expect(whoSaid(text, 'half of its trade')[0]).toBe('Kestrel Shipping Institute');
    expect(whoSaid(text, 'three of the five')[0]).toBe('Kestrel Shipping Institute');
  });

  it('no cue holds its source, and “according to” is whole', () => {
    const cue = (text: string) => attribute(text, about)[0]?.cue?.text;
    expect(cue('Calls have doubled since spring, according to a report by the Kestrel Institute.')).toBe(
      'according to',
    );
    expect(cue('Calls have doubled since spring, says a report by the Kestrel Institute.')).toBe('says');
  });

  it('a report of nobody in particular stays a report', () => {
    expect(whoSaid('A report said that three cranes had not moved since spring.', 'three cranes')[0]).toBe(
      'A report',
    );
  });

  it('a ministry that speaks through somebody leaves the word to her', () => {
    const text =
      'Norland, which said through ministry spokeswoman Ines Falk that it “deeply regretted” the delay, promised a new ferry.';
    expect(whoSaid(text, 'deeply regretted')[0]).toBe('Ines Falk');
  });
});

describe('where and when it goes on', () => {
  const days = (text: string) => attribute(text, about).map((s) => s.saidOn);

  it('in one paragraph a speaker goes on the same day', () => {
    expect(
      days(
        '“We pay in rice,” Ines Falk told a seminar in Norvik on Monday. “Hard currency? We have none,” she added.',
      ),
    ).toEqual(['2024-06-10', '2024-06-10']);
  });

  it('and as “she” in the next', () => {
    expect(
      days(
        '“We pay in rice,” Ines Falk told a seminar on Monday.\n\n“Hard currency? We have none,” she added.',
      ),
    ).toEqual(['2024-06-10', '2024-06-10']);
  });

  it.each([
    '“We pay in rice,” Ines Falk said in Norvik on Monday. She has said that “hard currency” was never promised.',
    '“We pay in rice,” Ines Falk said in Norvik on Monday. “Hard currency? We have none,” said Olle Brandt.',
    '“We pay in rice,” Ines Falk said in Norvik on Monday.\n\n“Hard currency? We have none,” Falk said.',
  ])('and not: %s', (text) => {
    expect(days(text)[1] ?? null).toBeNull();
  });
});
