/**
 * Leases: what a process works on is renewed while it lives, so that they can be short and a dead process's work is taken
 * over soon, however long a slow site or platform takes.
 */
import type { Kysely } from 'kysely';
import type { Moment } from './dialect.ts';
import type { Tables } from './schema.ts';

export type Leased = 'feeds' | 'items' | 'deliveries';

/** Milliseconds; with one look for due work a second, a dead process's is taken over within 30 s. */
export const LEASE = 25_000;

export function leaseStore(db: Kysely<Tables>, moment: Moment) {
  const held: Record<Leased, Map<string, number>> = {
    feeds: new Map(),
    items: new Map(),
    deliveries: new Map(),
  };
  return {
    /** These are worked on until the returned function is called; then they are renewed no longer. */
    hold(what: Leased, ids: string[]): () => void {
      const of = held[what];
      for (const id of ids) of.set(id, (of.get(id) ?? 0) + 1);
      return () => {
        for (const id of ids) {
          const left = (of.get(id) ?? 1) - 1;
          if (left > 0) of.set(id, left);
          else of.delete(id);
        }
      };
    },

    /** Those that were settled meanwhile have no lease any more and get none. */
    async renew(): Promise<void> {
      for (const what of ['feeds', 'items', 'deliveries'] as const) {
        const ids = [...held[what].keys()];
        if (ids.length === 0) continue;
        const until = (await moment(db)) + LEASE;
        await db
          .updateTable(what as 'feeds')
          .set({ lease_until: until })
          .where('id', 'in', ids)
          .where('lease_until', '>', 0)
          .execute();
      }
    },
  };
}
