/**
 * Six events of one subject within a fortnight (originals, copies, versions, other words), and articles that look like
 * them: how well they are told apart. The floors are the figures reached; the texts are invented.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Readable, runStories } from '../../src/cli/stories.ts';
import { attribute } from '../../src/statements/attribute.ts';
import { readTopics } from '../../src/stories/topicfile.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const gold = z
  .array(
    z.object({
      doc_id: z.string(),
      event: z.string(),
      role: z.string(),
      copyOf: z.string().nullable(),
      topic: z.boolean(),
      newSpeakers: z.array(z.string()).optional(),
    }),
  )
  .parse(JSON.parse(read('../fixtures/stories/world.gold.json')));

async function* lines() {
  yield* read('../fixtures/stories/world.jsonl').trim().split('\n');
}

const topics = readTopics(read('../../src/defaults/topics.yaml'));
const stories = topics.ok
  ? (
      await runStories(
        lines(),
        ({ title, text, publishedAt }: Readable) => attribute(text, { title, publishedAt }),
        topics.value,
        (why) => {
          throw new Error(why);
        },
      )
    ).stories
  : [];
const found = stories.flatMap((story) =>
  story.articles.map((article) => ({
    ...article,
    story: story.id,
    news: story.updates.find(({ doc_id }) => doc_id === article.doc_id)?.newSpeakers ?? [],
  })),
);
const pairs = gold.flatMap((told) => {
  const article = found.find(({ doc_id }) => doc_id === told.doc_id);
  return article ? [{ told, article }] : [];
});

/** B-cubed precision and recall (Bagga and Baldwin 1998). */
function bCubed(): { precision: number; recall: number } {
  let [precision, recall] = [0, 0];
  for (const one of pairs) {
    const grouped = pairs.filter(({ article }) => article.story === one.article.story);
    const together = grouped.filter(({ told }) => told.event === one.told.event).length;
    precision += together / grouped.length;
    recall += together / pairs.filter(({ told }) => told.event === one.told.event).length;
  }
  return { precision: precision / pairs.length, recall: recall / pairs.length };
}

const lastWord = (name: string) => name.toLowerCase().split(' ').at(-1) ?? '';

describe('a fortnight that no rule was made for', () => {
  test('every article is in one story', () => expect(pairs).toHaveLength(gold.length));

  test('no two events are one story, and nearly every event is', () => {
    const { precision, recall } = bCubed();
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThan(0.93);
  });

  test('copies, versions and originals are told', () => {
    const right = pairs.filter(({ told, article }) => told.role === article.role);
    expect(right.length).toBeGreaterThanOrEqual(45);
    expect(pairs.filter(({ told, article }) => article.role === 'copy' && told.role !== 'copy')).toEqual([]);
    const versions = pairs.filter(({ told }) => told.role === 'version');
    expect(versions.map(({ article }) => article.copyOf)).toEqual(versions.map(({ told }) => told.copyOf));
  });

  test('the topic is decided rightly', () => {
    const wrong = pairs.filter(
      ({ told, article }) => told.topic !== article.topics.includes('north-korea-russia'),
    );
    expect(wrong.map(({ told }) => told.doc_id)).toEqual([]);
  });

  test('most new voices of an update are told, and few old ones', () => {
    let [right, missed, old] = [0, 0, 0];
    for (const { told, article } of pairs) {
      if (!told.newSpeakers) continue;
      const wanted = new Set(told.newSpeakers.map(lastWord));
      const given = new Set(article.news.map(lastWord));
      const both = [...wanted].filter((name) => given.has(name)).length;
      right += both;
      missed += wanted.size - both;
      old += given.size - both;
    }
    expect(right).toBeGreaterThanOrEqual(27);
    expect(missed).toBeLessThanOrEqual(3);
    expect(old).toBeLessThanOrEqual(8);
  });
});
