/**
 * Which held deliveries a manager is still to be asked about. A held one's `next_at` says when, at
 * once where it has only just been held; ASKED and when, once somebody was.
 */
import type { Kysely } from 'kysely';
import type { Place, Platform } from '../chat.ts';
import { isPostgres } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { DeliveryRow, Tables } from './schema.ts';

/** Later than any clock; with a time added to it still a whole number. */
const ASKED = 2 ** 52;
const LATELY = 3_600_000;

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

    /** How many a tenant has that are held, and of them those about which somebody was asked within the hour. */
    async count({ platform, tenant }: Omit<Place, 'channel'>): Promise<{ held: number; lately: number }> {
      const now = clock.now();
      const rows = await db
        .selectFrom('deliveries')
        .select('next_at')
        .where('state', '=', 'held')
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .execute();
      const lately = rows.filter((r) => r.next_at > ASKED + now - LATELY && r.next_at <= ASKED + now);
      return { held: rows.length, lately: lately.length };
    },

    /** Somebody was asked about it. */
    async asked(id: string): Promise<void> {
      await db
        .updateTable('deliveries')
        .set({ next_at: ASKED + clock.now() })
        .where('id', '=', id)
        .where('state', '=', 'held')
        .execute();
    },

    /** Somebody was told of all that a tenant has. */
    async askedOfAll({ platform, tenant }: Omit<Place, 'channel'>): Promise<void> {
      await db
        .updateTable('deliveries')
        .set({ next_at: ASKED + clock.now() })
        .where('state', '=', 'held')
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('next_at', '<', ASKED)
        .execute();
    },
  };
}
