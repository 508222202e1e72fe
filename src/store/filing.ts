/**
 * Commit 2: an article version, its statements, its story and its deliveries, all or nothing. The decisions are taken
 * outside, on what `lookAround` saw; the commit refuses when another filing came between, and the step is run again.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Ids } from '../ids.ts';
import type { Fingerprint } from '../stories/fingerprint.ts';
import { announce } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { Filed, Filing, LookAround } from './filed.ts';
import { takeIn } from './intake.ts';
import { settleItem } from './items.ts';
import { indexPrint, nearbyIndex, unindexPrint } from './nearby.ts';
import { neighbourStore } from './neighbours.ts';
import { type Kept, readPrint } from './rows.ts';
import type { ArticleRow, Tables } from './schema.ts';
import { fileStatements } from './sightings.ts';

export function filingStore(db: Kysely<Tables>, clock: Clock, ids: Ids) {
  const index = nearbyIndex(db);
  const neighbours = neighbourStore(db);
  return {
    /** The articles a newcomer could belong with, and the counter that says whether this is still true at the commit. */
    async lookAround(urlKey: string, print: Fingerprint, at: number): Promise<LookAround> {
      const counter = Number(
        (await db.selectFrom('meta').select('value').where('name', '=', 'filings').executeTakeFirst())
          ?.value ?? 0,
      );
      const existing = await db
        .selectFrom('articles')
        .selectAll()
        .where('url_key', '=', urlKey)
        .executeTakeFirst();
      const near = await index.candidates(print, at);
      if (existing !== undefined) near.delete(existing.id);
      return { counter, existing: existing ?? null, neighbours: await neighbours.of([...near]) };
    },

    /** Null when another filing came between: look around again. */
    async commit(
      filing: Filing,
      plan: (tx: Transaction<Tables>, filed: Filed) => Promise<void>,
    ): Promise<Filed | null> {
      return db.transaction().execute(async (tx) => {
        const won = await tx
          .updateTable('meta')
          .set({ value: String(filing.counter + 1) })
          .where('name', '=', 'filings')
          .where('value', '=', String(filing.counter))
          .executeTakeFirst();
        if (Number(won.numUpdatedRows) === 0) return null;
        const filed = await file(tx, filing, clock.now(), ids);
        await plan(tx, filed);
        const read = { at: clock.now(), as: filing.item.as };
        await settleItem(tx, filing.item, 'done', filing.item.why, filed.articleId, read);
        await announce(tx, 'deliveries');
        return filed;
      });
    },
  };
}

async function file(tx: Transaction<Tables>, filing: Filing, now: number, ids: Ids): Promise<Filed> {
  const { existing, placement, article } = filing;
  const articleId = existing?.id ?? ids.next();
  const storyId = existing?.story_id ?? placement.storyId ?? ids.next();
  const newStory = existing === null && placement.storyId === null;
  const version = (existing?.version ?? 0) + 1;
  const row: ArticleRow = {
    ...article,
    id: articleId,
    story_id: storyId,
    role: existing?.role ?? placement.role,
    copy_of: existing?.copy_of ?? placement.copyOf,
    why: existing?.why ?? JSON.stringify(placement.why),
    version,
    extractor: filing.extractor,
    seen_at: existing?.seen_at ?? now,
    // A later version is still the article of its first day: windows and the date people see do not move.
    published: existing?.published ?? article.published,
    published_at: existing?.published_at ?? article.published_at,
    at: existing?.at ?? article.at,
  };
  await tx
    .insertInto('articles')
    .values(row)
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute();
  await tx
    .insertInto('versions')
    .values({
      article_id: articleId,
      version,
      title: row.title,
      text: row.text,
      digest: row.digest,
      extractor: filing.extractor,
      seen_at: now,
      reason: JSON.stringify({
        placed: existing === null ? placement.reason : null,
        story: storyId,
        news: filing.news,
        held: filing.held,
      } satisfies Kept),
    })
    .execute();
  if (existing !== null)
    await unindexPrint(tx, { articleId, print: readPrint(existing.print), at: existing.at });
  await indexPrint(tx, { articleId, print: filing.print, at: row.at });
  await takeIn(tx, storyId, newStory, row, filing);
  return {
    articleId,
    storyId,
    newStory,
    version,
    statements: await fileStatements(tx, filing, row, now, ids),
  };
}
