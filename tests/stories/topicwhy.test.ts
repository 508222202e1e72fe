import { describe, expect, test } from 'vitest';
import { compileTopic, matchTopic } from '../../src/stories/topics.ts';
import { decidingWords, saidTogether } from '../../src/stories/topicwhy.ts';

const view = {
  title: 'Ferry strike ends in Norvik',
  text: 'The ferry sails again from Norvik. Dockers sang. The harbour master watched the boats.',
  outlet: 'Isle Mail',
  country: null,
  speakers: [],
};
function why(query: string, aliases: Record<string, string[]> = {}) {
  const compiled = compileTopic({ id: 't', name: 'T', query, aliases, description: '' });
  if (!compiled.ok) throw new Error(compiled.why);
  const { matched, looked } = matchTopic(compiled.value, view);
  return [matched, ...saidTogether(decidingWords(compiled.value, looked), 3)];
}

describe('why an article is on a topic', () => {
  test('names the words that held, and under which spelling', () => {
    expect(why('ferry AND (train OR norvik)')).toEqual([true, '“ferry”, “norvik” are in the title']);
    expect(why('vessel AND ferry', { vessel: ['boat', 'ferry'] })).toEqual([
      true,
      '“vessel” (as “ferry”), “ferry” are in the title',
    ]);
  });
  test('names of what failed only what failed', () => {
    expect(why('ferry AND (train OR tram) AND norvik')).toEqual([false, '“train”, “tram” are not mentioned']);
    expect(why('a1 OR b1 OR c1 OR d1 OR e1')).toEqual([
      false,
      '“a1”, “b1”, “c1” and 2 more are not mentioned',
    ]);
  });
  test('says what a topic excludes only where it is there', () => {
    expect(why('ferry AND NOT train')).toEqual([true, '“ferry” is in the title']);
    expect(why('ferry AND NOT dockers')).toEqual([
      false,
      '“dockers” is in the lead, which the topic excludes',
    ]);
  });
});
