/** Settling: what became of a delivery, and what follows from it for others. */
import type { Kysely } from 'kysely';
import type { Ids } from '../ids.ts';
import { keepOff } from './allowances.ts';
import type { Clock } from './feeds.ts';
import { planPublishing } from './planning.ts';
import type { Tables } from './schema.ts';

export type Settlement =
  /** `publish`: it is passed on to the channel's followers next. */
  | { state: 'sent'; ref: string; publish?: boolean }
  | { state: 'planned'; nextAt: number; why: string; doubtful: boolean }
  | { state: 'held' | 'refused'; why: string }
  /** Its post was deleted or its thread closed: with it end the story's edits and replies there. */
  | { state: 'ended'; why: string };

/** `gap`: milliseconds which the platform wants between this message and the channel's next. */
export async function settle(
  db: Kysely<Tables>,
  clock: Clock,
  ids: Ids,
  id: string,
  to: Settlement,
  gap: number,
): Promise<void> {
  const now = clock.now();
  if (to.state === 'sent' && gap > 0) await keepOff(db, id, now + gap);
  if (to.state === 'ended') return end(db, id, to.why, now);
  const set =
    to.state === 'sent'
      ? { state: to.state, ref: to.ref, why: null, lease_until: 0, settled_at: now }
      : to.state === 'planned'
        ? {
            state: to.state,
            why: to.why,
            next_at: to.nextAt,
            lease_until: 0,
            doubtful: to.doubtful ? 1 : 0,
          }
        : { state: to.state, why: to.why, lease_until: 0, settled_at: now };
  if (to.state !== 'sent' || to.publish !== true)
    return void (await db.updateTable('deliveries').set(set).where('id', '=', id).execute());
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('deliveries').set(set).where('id', '=', id).execute();
    await planPublishing(tx, ids, clock, id);
  });
}

/** The delivery ends as refused and its post as dropped, so that nothing more is planned or sent under it. */
async function end(db: Kysely<Tables>, id: string, why: string, now: number): Promise<void> {
  const done = { why, lease_until: 0, settled_at: now };
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('deliveries')
      .set({ state: 'refused', ...done })
      .where('id', '=', id)
      .execute();
    await tx
      .updateTable('deliveries')
      .set({ state: 'dropped', ...done })
      .where('id', '=', (e) => e.selectFrom('deliveries').select('parent_id').where('id', '=', id))
      .execute();
  });
}
