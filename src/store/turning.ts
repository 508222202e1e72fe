/** The machine's clock was set back: what was to happen soon must not wait until the clock has come there again. */
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Moves everything that waits by the clock `ms` nearer. What waits for an hour of the day goes by the clock as it is now. */
export async function turnBack(db: Kysely<Tables>, ms: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('feeds')
      .set((e) => ({ next_poll_at: e('next_poll_at', '-', ms), lease_until: e('lease_until', '-', ms) }))
      .execute();
    await tx
      .updateTable('items')
      .set((e) => ({ next_at: e('next_at', '-', ms), lease_until: e('lease_until', '-', ms) }))
      .where('state', '=', 'pending')
      .execute();
    await tx
      .updateTable('deliveries')
      .set((e) => ({ next_at: e('next_at', '-', ms), lease_until: e('lease_until', '-', ms) }))
      .where('state', 'in', ['planned', 'sending', 'held'])
      .execute();
    await tx
      .updateTable('holds')
      .set((e) => ({ until: e('until', '-', ms) }))
      .execute();
    await tx.deleteFrom('allowances').execute();
  });
}
