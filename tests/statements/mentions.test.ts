import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/statements/attribute.ts';
import { PUBLISHED, sayings } from './saying.ts';

const speakers = (text: string) =>
  attribute(text, { title: null, publishedAt: PUBLISHED }).map((s) => s.speaker?.name ?? null);

describe('whose words, by the words that stand for a person', () => {
  it.each([
    [
      'a place of work in the clause about a person',
      'Ada Holm left. Bo Lind, who has sold papers outside Pier Station for years, said it rained. “It poured,” he said.',
      ['Bo Lind', 'Bo Lind'],
    ],
    [
      'a person of a body',
      'Emeka Lind of the Pier Centre in Holm says that it rains. “Look,” he told me.',
      ['Emeka Lind', 'Emeka Lind'],
    ],
    [
      'a trade before the name, and alone',
      'Chef Kim Bo-ra opened a kitchen. The chef says she will stay. “I am tired of moving,” Kim says.',
      ['Kim Bo-ra', 'Kim Bo-ra'],
    ],
    [
      'a name after its description',
      'A spokesman for Pier Lines, Bo Lind, denied that it rained.',
      ['Bo Lind'],
    ],
    [
      'a name before its description and the description of that',
      'Bo Lind, a spokesman for Pier Lines, which owns three ships, denied that it rained.',
      ['Bo Lind'],
    ],
    [
      'a tag in the middle is no body’s',
      'Ada Holm spoke. The committee will meet on Monday, she said, adding that she expected rain.',
      ['Ada Holm', 'Ada Holm'],
    ],
    [
      'a group, once it has a name',
      'It rained, an independent research group said in a report that compares years.\n\nPier Weather Research, which is based in Holm, counted 61 storms. The years do not show why, the group said.',
      ['Pier Weather Research', 'Pier Weather Research'],
    ],
    [
      'the wife in the clause lends no gender',
      'Bo Quill, whose wife left, said it rained. “It poured and poured,” he said.',
      ['Bo Quill', 'Bo Quill'],
    ],
    [
      'people familiar with a matter',
      'Two people familiar with the matter said it rained.',
      ['Two people familiar with the matter'],
    ],
    [
      'a person without a name',
      'Ada Crane said it rained.\n\nIn the pub, a farmer who asked not to be named was calmer. “It always does,” he said.',
      ['Ada Crane', 'a farmer'],
    ],
    ['a particle in the name', '“It rained and rained,” said its chairman, Bram de Wit.', ['Bram de Wit']],
    ['a verb for a name', 'The agency’s head, Rein Saar, said it rained.', ['Rein Saar']],
  ])('%s', (_what, text, expected) => {
    const found = speakers(text);
    expect(found.slice(-expected.length)).toEqual(expected);
  });

  it('reads the speaker off a conclusion, and off the sentence before a quotation', () => {
    expect(sayings('Ada Holm came. Holm’s conclusion is blunt: “Count the ships.”')).toEqual([
      'Ada Holm | direct said | : | “Count the ships.”',
    ]);
    expect(sayings('Ada Holm came late. She laughs. “I would buy more pins.”')).toEqual([
      'Ada Holm | direct said | ∅ | “I would buy more pins.”',
    ]);
  });

  it('reads opinions and doubts', () => {
    expect(sayings('Ada Holm came. In her view the word to watch is “soon”.')).toEqual([
      'Ada Holm | mixed said | view | the word to watch is “soon”',
    ]);
    expect(sayings('Ada Holm doubts that it rained.')).toEqual([
      'Ada Holm | indirect said | doubts | that it rained',
    ]);
  });

  it('takes no condition, gift or sign for words', () => {
    expect(sayings('A pilot asked that his name be left out.')).toEqual([]);
    expect(sayings('Ada Holm promised them the first round of tea.')).toEqual([]);
    expect(sayings('The sign says opening time is eleven.')).toEqual([]);
  });

  it('leaves the report’s clause out of what was said', () => {
    expect(
      sayings('Ships carried arms, the harbour board said in a report on Monday that compares pictures.'),
    ).toEqual(['harbour board | indirect said | said | Ships carried arms']);
  });

  it('reads a clock, a stage direction and a label in capitals', () => {
    expect(sayings('17.42 – The last train has left, Coast Rail says.')).toEqual([
      'Coast Rail | indirect said | says | The last train has left',
    ]);
    expect(sayings('ADA HOLM: Why?\n\nBO LIND: Because.\n\nHOLM: (laughs) Come and see.')).toEqual([
      'ADA HOLM | indirect said | : | Why?',
      'BO LIND | indirect said | : | Because.',
      'ADA HOLM | indirect said | : | Come and see.',
    ]);
  });
});
