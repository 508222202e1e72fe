/** Statements again, by a better extractor, from the texts that are kept: ids survive, and what people decided stays. */
import type { Kysely } from 'kysely';
import type { Ids } from '../ids.ts';
import { matchStatements } from '../stories/identity.ts';
import type { Replan } from './decisions.ts';
import { announce, inTurn } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { Sighted } from './filed.ts';
import { comparable } from './neighbours.ts';
import { readPieces } from './rows.ts';
import type { ArticleRow, Tables } from './schema.ts';
import { searchWords } from './search.ts';
import { fileStatements } from './sightings.ts';

/** Words two readings of one passage share before they are the same statement under the same id. */
const SAME = 0.5;

export function reattributionStore(db: Kysely<Tables>, clock: Clock, ids: Ids) {
  return {
    /** Articles that another extractor read, oldest first, after `after` (an id). Articles whose text was pruned are left. */
    async next(extractor: string, after: string, limit: number): Promise<ArticleRow[]> {
      return db
        .selectFrom('articles')
        .selectAll()
        .where('id', '>', after)
        .where('text', '!=', '')
        .where('extractor', '!=', extractor)
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    /** How many articles have their text still. */
    async readable(): Promise<number> {
      const row = await db
        .selectFrom('articles')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('text', '!=', '')
        .executeTakeFirst();
      return Number(row?.n ?? 0);
    },

    /** Replaces the article's sightings in one transaction, with the edits of what was posted. */
    async replace(
      article: ArticleRow,
      extractor: string,
      statements: Sighted[],
      replan: Replan,
    ): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await inTurn(tx);
        const sightings = await tx
          .selectFrom('sightings')
          .innerJoin('statements', 'statements.id', 'sightings.statement_id')
          .select([
            'sightings.article_id',
            'sightings.statement_id',
            'sightings.kind',
            'sightings.pieces',
            'sightings.speaker_name',
          ])
          .where('statements.story_id', '=', article.story_id)
          .execute();
        const own = sightings.filter((s) => s.article_id === article.id);
        const others = sightings.filter((s) => s.article_id !== article.id);
        const said = statements.map((s) => ({
          speaker: s.speaker?.name ?? null,
          kind: s.kind,
          pieces: s.pieces.map((p) => p.text),
        }));
        const elsewhere = matchStatements(
          said,
          others.map((s) => ({ id: s.statement_id, ...comparable(s) })),
        );
        const here = sameWords(statements, own);
        const known = statements.map((s, i) => ({ ...s, known: here[i] ?? elsewhere[i] ?? null }));
        await fileStatements(
          tx,
          { statements: known, extractor },
          article,
          clock.now(),
          ids,
          'reattribution',
        );
        await tx.updateTable('articles').set({ extractor }).where('id', '=', article.id).execute();
        await replan(tx, [article.story_id], null);
        await announce(tx, 'deliveries');
      });
    },
  };
}

/** For each new reading the statement of this very article that it overlaps most, each once. */
function sameWords(
  statements: Sighted[],
  own: { statement_id: string; pieces: string }[],
): (string | null)[] {
  const before = own.map((o) => ({
    id: o.statement_id,
    words: new Set(readPieces(o.pieces).flatMap((p) => searchWords(p.text))),
  }));
  const pairs = statements.flatMap((s, i) => {
    const words = new Set(s.pieces.flatMap((p) => searchWords(p.text)));
    return before.flatMap((b) => {
      const shared = [...words].filter((w) => b.words.has(w)).length;
      const overlap = shared / Math.max(1, words.size + b.words.size - shared);
      return overlap >= SAME ? [{ i, id: b.id, overlap }] : [];
    });
  });
  pairs.sort((a, b) => b.overlap - a.overlap || a.i - b.i);
  const found: (string | null)[] = statements.map(() => null);
  const taken = new Set<string>();
  for (const { i, id } of pairs) {
    if (found[i] !== null || taken.has(id)) continue;
    found[i] = id;
    taken.add(id);
  }
  return found;
}
