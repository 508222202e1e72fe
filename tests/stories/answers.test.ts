import { describe, expect, test } from 'vitest';
import { subjectOf, tells } from '../../src/stories/answers.ts';
import { wordingOf } from '../../src/stories/heading.ts';
import { placeArticle } from '../../src/stories/placing.ts';
import { cpuTime } from '../cputime.ts';
import { filed, HOUR, NOON, newcomer } from './world.ts';

const ANSWER = {
  title: 'Spokesperson for Ministry Answers Question about Rumour',
  text: `Norvik, May 7 -- A spokesperson for the Ministry of Foreign Affairs of the DPRK gave the following answer to a question put by this agency as regards the rumor of the dispatch of sappers to Russia, which is spread by the foreign press:

“We do not read the newspapers of others aloud.

“What two friends agree upon stands in their papers.”`,
};

const SAPPERS = {
  title: 'North Korea sends sappers to Russia, Seoul says',
  text: `SEOUL (Corvo) - North Korea has begun to send army sappers to Russia's border districts, South Korea's spy agency said on Monday. The dispatch was agreed upon in spring, it said.

"They bring their own shovels," said lawmaker Ahn Dae-ro.`,
};

const report = (article: { title: string; text: string }) => ({ ...article, wording: wordingOf(article) });

describe('what an office answers to', () => {
  test('is read from its first sentence, without its dress', () => {
    const subject = subjectOf(ANSWER.text);
    expect(subject?.words).toEqual(['dispatch', 'sapper']);
    expect([...(subject?.countries ?? [])]).toEqual(['russia']);
  });

  test('is null for a report, and for an answer that names nothing', () => {
    expect(subjectOf(SAPPERS.text)).toBeNull();
    expect(subjectOf('The ministry issued a press statement on Monday:\n\n“No.”')).toBeNull();
  });

  test('is told by a report that opens with it, not by one of the same countries', () => {
    const subject = subjectOf(ANSWER.text);
    if (subject === null) throw new Error('no subject');
    expect(tells(report(SAPPERS), subject)).toBe(true);
    const other = {
      title: 'North Korea and Russia open ferry line',
      text: 'A ferry left Rajin for Russia on Monday with timber and tourists.',
    };
    expect(tells(report(other), subject)).toBe(false);
  });

  test('a megabyte of half an answer takes no time', () => {
    const started = cpuTime();
    expect(subjectOf('gave '.repeat(200_000))).toBeNull();
    expect(subjectOf(`gave an answer ${'as regards '.repeat(90_000)}`)).not.toBe(undefined);
    expect(cpuTime() - started).toBeLessThan(500);
  });

  test('makes the answer part of that story, and of none when two stories tell it', () => {
    const first = newcomer({ ...SAPPERS, outlet: 'Corvo' });
    const answer = newcomer({ ...ANSWER, outlet: 'Bulletin', at: NOON + 20 * HOUR });
    const one = filed('a1', first, placeArticle(first, []));
    const placed = placeArticle(answer, [one]);
    expect(placed).toMatchObject({ storyId: 'story of a1', role: 'independent' });
    expect(placed.why.join(' ')).toContain('it is what this office answers to');
    const two = { ...one, id: 'a2', storyId: 'another', outlet: 'The Sound' };
    expect(placeArticle(answer, [one, two]).storyId).toBeNull();
    expect(placeArticle({ ...answer, at: NOON - HOUR }, [one]).storyId).toBeNull();
  });
});
