import { describe, expect, test } from 'vitest';
import { containment } from '../../src/stories/copies.ts';
import { fingerprint } from '../../src/stories/fingerprint.ts';
import { matchStatements } from '../../src/stories/identity.ts';
import { placeArticle } from '../../src/stories/placing.ts';
import { summarise } from '../../src/stories/summary.ts';
import { compileTopic, matchTopic } from '../../src/stories/topics.ts';
import { cpuTime } from '../cputime.ts';
import { filed, newcomer } from './world.ts';

const MEGABYTE = 1_000_000;
const INPUTS: Record<string, string> = {
  'one long word': 'a',
  'capital letters': 'A.',
  'dotted letters': 'a.b.c.',
  'opening marks': '“',
  'straight marks': '"a ',
  'single marks': " ‘a 'b",
  apostrophes: "a'",
  hyphens: 'a-',
  stops: '. ',
  'stops without spaces': '.”',
  'short words': 'a b ',
  names: 'Ann Lee, ',
  numbers: '12 ships 3,456.',
  brackets: 'A (B (',
  'line breaks': '\n',
  accents: 'e\u0301',
};

describe('a megabyte of anything is read in linear time', () => {
  const topic = compileTopic({
    id: 't',
    name: 'T',
    description: '',
    query: 'a* AND (ann OR "a b")',
    aliases: { ann: ['lee', 'a a'] },
  });

  test.each(Object.entries(INPUTS))('%s', (_, part) => {
    const text = part.repeat(Math.ceil(MEGABYTE / part.length));
    const start = cpuTime();
    const article = newcomer({
      title: text,
      text,
      statements: [{ speaker: text, kind: 'direct', pieces: [text] }],
    });
    const print = fingerprint(article);
    expect(print.sketch.length).toBeLessThanOrEqual(256);
    summarise(article);
    containment(text, text);
    placeArticle({ ...article, outlet: 'Other' }, [filed('a1', article, placeArticle(article, []))]);
    matchStatements(article.statements, [{ speaker: 'Ann Lee', kind: 'direct', pieces: [text], id: 'k' }]);
    if (topic.ok)
      matchTopic(topic.value, { title: text, text, outlet: text, country: text, speakers: [text] });
    expect(cpuTime() - start).toBeLessThan(4000);
  });
});
