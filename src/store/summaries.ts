/** Summaries in a language model's words, and what that cost. */
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from './feeds.ts';
import type { ModelUseRow, Tables } from './schema.ts';

type Outcome = { is: 'accepted' | 'refused' | 'failed'; inputTokens: number; outputTokens: number };
export type ModelTotals = Omit<ModelUseRow, 'day' | 'model'> & { models: string[] };

export function summaryStore(db: Kysely<Tables>, clock: Clock) {
  return {
    /**
     * Puts the sentences in the place of the story's own, unless it has others by now, and edits what was planned or posted; then
     * lets its alerts go. With `null` they go as they are.
     */
    async settle(
      storyId: string,
      verbatim: string[],
      rephrased: { sentences: string[]; by: string } | null,
      replan: (tx: Transaction<Tables>, storyIds: string[]) => Promise<void>,
    ): Promise<void> {
      await db.transaction().execute(async (tx) => {
        if (rephrased !== null) {
          const done = await tx
            .updateTable('stories')
            .set({ summary: JSON.stringify(rephrased.sentences), rephrased_by: rephrased.by })
            .where('id', '=', storyId)
            .where('summary', '=', JSON.stringify(verbatim))
            .executeTakeFirst();
          if (Number(done.numUpdatedRows) > 0) await replan(tx, [storyId]);
        }
        await tx
          .updateTable('deliveries')
          .set({ next_at: 0 })
          .where('story_id', '=', storyId)
          .where('kind', '=', 'post')
          .where('state', '=', 'planned')
          .where('attempts', '=', 0)
          .execute();
      });
    },

    async note(model: string, { is, inputTokens, outputTokens }: Outcome): Promise<void> {
      const one = {
        day: new Date(clock.now()).toISOString().slice(0, 10),
        model,
        calls: 1,
        accepted: is === 'accepted' ? 1 : 0,
        refused: is === 'refused' ? 1 : 0,
        failed: is === 'failed' ? 1 : 0,
        input_tokens: inputTokens,
        output_tokens: outputTokens,
      };
      await db
        .insertInto('model_use')
        .values(one)
        .onConflict((c) =>
          c.columns(['day', 'model']).doUpdateSet((e) => ({
            calls: e('model_use.calls', '+', 1),
            accepted: e('model_use.accepted', '+', one.accepted),
            refused: e('model_use.refused', '+', one.refused),
            failed: e('model_use.failed', '+', one.failed),
            input_tokens: e('model_use.input_tokens', '+', inputTokens),
            output_tokens: e('model_use.output_tokens', '+', outputTokens),
          })),
        )
        .execute();
    },

    /** Everything since a day ("2026-11-01"), over all models. */
    async use(since: string): Promise<ModelTotals> {
      const rows = await db
        .selectFrom('model_use')
        .selectAll()
        .where('day', '>=', since)
        .orderBy('day')
        .execute();
      const sum = (column: Exclude<keyof ModelUseRow, 'day' | 'model'>) =>
        rows.reduce((n, row) => n + Number(row[column]), 0);
      return {
        models: [...new Set(rows.map((row) => row.model))],
        calls: sum('calls'),
        accepted: sum('accepted'),
        refused: sum('refused'),
        failed: sum('failed'),
        input_tokens: sum('input_tokens'),
        output_tokens: sum('output_tokens'),
      };
    },
  };
}
