/**
 * Which held deliveries a manager is still to be asked about. A held one's `next_at` says when, at
 * once where it has only just been held; NEVER once somebody was.
 */
import type { Kysely } from 'kysely';
import type { Platform } from '../chat.ts';
import { isPostgres } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { DeliveryRow, Tables } from './schema.ts';

/** Later than any clock. */
const NEVER = Number.MAX_SAFE_INTEGER;

const SOONEST = 60_000;
const LONGEST = 6 * 3_600_000;
/** Whoever could not be told in this time finds it in /held and in the log. */
const GIVE_UP = 3 * 86_400_000;

export function questionStore(db: Kysely<Tables>, clock: Clock) {
  return {
    /** Takes those that are to be asked about now; each comes again ever later, until `asked`. */
    async take(platforms: Platform[], most: number): Promise<DeliveryRow[]> {
      return db.transaction().execute(async (tx) => {
        const now = clock.now();
        const rows = await tx
          .selectFrom('deliveries')
          .selectAll()
          .where('state', '=', 'held')
          .where('platform', 'in', platforms)
          .where('next_at', '<=', now)
          .where('settled_at', '>', now - GIVE_UP)
          .orderBy('id')
          .limit(most)
          .$if(isPostgres(tx), (q) => q.forUpdate().skipLocked())
          .execute();
        for (const { id, settled_at } of rows) {
          const held = now - (settled_at ?? now);
          await tx
            .updateTable('deliveries')
            .set({ next_at: now + Math.min(LONGEST, Math.max(SOONEST, held)) })
            .where('id', '=', id)
            .execute();
        }
        return rows;
      });
    },

    /** Somebody was asked about it. */
    async asked(id: string): Promise<void> {
      await db
        .updateTable('deliveries')
        .set({ next_at: NEVER })
        .where('id', '=', id)
        .where('state', '=', 'held')
        .execute();
    },
  };
}
