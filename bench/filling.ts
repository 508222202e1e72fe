/** Fills a store with made-up articles, fast: what the pipeline would have filed, without its decisions, which the stream knows. */
import { sql } from 'kysely';
import { createIds } from '../src/ids.ts';
import { indexPrint } from '../src/store/nearby.ts';
import { openFile } from '../src/store/sqlite.ts';
import { createStore } from '../src/store/store.ts';
import { fingerprint } from '../src/stories/fingerprint.ts';
import type { StreamArticle } from './newsstream.ts';

const BATCH = 1_000;

/** Files the first `total` articles of the stream and returns the rest of it. */
export async function fillStore(
  folder: string,
  stream: Iterable<StreamArticle>,
  total: number,
): Promise<StreamArticle[]> {
  const opened = openFile(folder, true);
  if (!opened.ok) throw new Error(opened.why);
  const { db } = opened.value;
  const ids = createIds(Date.now, () => 0.5);
  // What is killed while it is being filled is thrown away anyhow.
  await sql`pragma synchronous = off`.execute(db);
  await sql`pragma cache_size = -1000000`.execute(db);
  const store = await createStore(db, { now: Date.now }, ids, true);
  const stories = new Set<number>();
  const statementIds = new Map<string, string>();
  const rest = stream[Symbol.iterator]();
  let index = 0;
  let words = 0;
  while (index < total) {
    await db.transaction().execute(async (tx) => {
      for (let i = 0; i < BATCH && index < total; i++, index++) {
        const { value } = rest.next();
        const article = value as StreamArticle;
        const id = `a${String(index).padStart(9, '0')}`;
        const storyId = `event-${article.event}`;
        const print = fingerprint(article);
        const role =
          article.source !== null ? 'copy' : stories.has(article.event) ? 'independent' : 'original';
        const copyOf = article.source === null ? null : `a${String(article.source).padStart(9, '0')}`;
        const key = `bench.example/${index}`;
        if (!stories.has(article.event)) {
          stories.add(article.event);
          await tx
            .insertInto('stories')
            .values({
              id: storyId,
              title: article.title,
              head_id: id,
              wire: null,
              topics: '["all"]',
              follows: null,
              summary: '[]',
              started_at: article.at,
              latest_at: article.at,
              merged_into: null,
              rephrased_by: null,
            })
            .execute();
        }
        await tx
          .insertInto('articles')
          .values({
            id,
            url_key: key,
            url: `https://${key}`,
            outlet_id: null,
            outlet: article.outlet,
            owner: null,
            country: null,
            state_media: 0,
            title: article.title,
            byline: '[]',
            wire: null,
            published: null,
            published_at: article.at,
            at: article.at,
            language: 'en',
            version: 1,
            digest: key,
            text: article.text,
            boilerplate: '[]',
            extractor: 'rules-1',
            story_id: storyId,
            role,
            copy_of: copyOf,
            why: '[]',
            topics: '["all"]',
            notice: null,
            notice_text: null,
            print: JSON.stringify(print),
            backlog: 0,
            excerpt: 0,
            seen_at: article.at,
          })
          .execute();
        await indexPrint(tx, { articleId: id, print, at: article.at });
        for (const [ordinal, said] of article.statements.entries()) {
          const sighting = ids.next();
          const same = `${article.event} ${said.text}`;
          let statement = statementIds.get(same);
          if (statement === undefined) {
            statement = ids.next();
            statementIds.set(same, statement);
            await tx
              .insertInto('statements')
              .values({
                id: statement,
                story_id: storyId,
                speaker_id: null,
                shown_id: sighting,
                first_id: id,
                at: article.at,
                words_id: ++words,
                decided: 0,
                withdrawn: 0,
              })
              .execute();
          }
          await tx
            .insertInto('sightings')
            .values({
              id: sighting,
              statement_id: statement,
              article_id: id,
              version: 1,
              extractor: 'rules-1',
              ordinal,
              kind: 'direct',
              stance: 'said',
              cue: 'said',
              source: null,
              speaker_name: said.speaker,
              speaker_role: null,
              said_on: null,
              via: null,
              pieces: JSON.stringify([{ text: said.text, quoted: true }]),
              paragraph: said.text,
              spans: '[]',
            })
            .execute();
        }
      }
    });
    if (index % 50_000 === 0) process.stderr.write(`${index} articles filled\n`);
  }
  await store.close();
  opened.value.release();
  return [...{ [Symbol.iterator]: () => rest }];
}
