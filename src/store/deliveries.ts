/** The outbox's rows once they are planned: claimed, settled, and what a person does with those that are held. */
import type { Kysely } from 'kysely';
import type { Place, Platform } from '../chat.ts';
import type { Ids } from '../ids.ts';
import { claim } from './claiming.ts';
import type { Moment } from './dialect.ts';
import type { Clock } from './feeds.ts';
import { readHeadline } from './rows.ts';
import type { Tables } from './schema.ts';
import { type Settlement, settle } from './settling.ts';

export function deliveryStore(db: Kysely<Tables>, clock: Clock, ids: Ids, moment: Moment) {
  return {
    claim: (platforms: Platform[], limit: number, leaseMs: number) =>
      claim(db, moment, platforms, limit, leaseMs),
    settle: (id: string, to: Settlement, gap = 0) => settle(db, clock, ids, id, to, gap),

    /** After a restart on the embedded store: what a dead process was sending is looked at at once. */
    async freeLeases(): Promise<void> {
      await db.updateTable('deliveries').set({ lease_until: 0 }).where('state', '=', 'sending').execute();
    },

    /** Of which nobody can tell whether they arrived, oldest first; a list of stories has no title but its own first line. */
    async held({ platform, tenant }: Place) {
      const rows = await db
        .selectFrom('deliveries as d')
        .leftJoin('stories as s', 's.id', 'd.story_id')
        .select(['d.id', 'd.kind', 'd.channel', 'd.created_at', 'd.why', 'd.message', 's.title'])
        .where('d.platform', '=', platform)
        .where('d.tenant', '=', tenant)
        .where('d.state', '=', 'held')
        .orderBy('d.id')
        .execute();
      return rows.map(({ message, title, ...row }) => ({ ...row, title: title ?? readHeadline(message) }));
    },

    /** A person has looked: it is posted again, or taken for posted and dropped. False when it is not held. */
    async release({ platform, tenant }: Place, id: string, what: 'post' | 'drop'): Promise<boolean> {
      const set =
        what === 'post'
          ? { state: 'planned' as const, doubtful: 0, next_at: 0, why: null, settled_at: null }
          : { state: 'dropped' as const, why: 'a manager took it for posted', settled_at: clock.now() };
      const done = await db
        .updateTable('deliveries')
        .set(set)
        .where('id', '=', id)
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('state', '=', 'held')
        .executeTakeFirst();
      return Number(done.numUpdatedRows) > 0;
    },

    /** How many are not settled and could be sent now or later. */
    async open(): Promise<number> {
      const row = await db
        .selectFrom('deliveries')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('state', 'in', ['planned', 'sending'])
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
  };
}
