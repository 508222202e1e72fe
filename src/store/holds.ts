/** Where nothing is sent at present, and until when: a closed channel, a tenant we were removed from, a signed-out platform. */
import type { Kysely } from 'kysely';
import type { Place, Platform } from '../chat.ts';
import { isPostgres } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { HoldRow, Tables } from './schema.ts';

/** What is held: a channel, a tenant (no channel), a platform (neither). */
export type Held = { platform: Platform; tenant: string; channel: string };

export const wholeTenant = (to: Place): Held => ({ ...to, channel: '' });
export const wholePlatform = (to: { platform: Platform }): Held => ({
  platform: to.platform,
  tenant: '',
  channel: '',
});

export function holdStore(db: Kysely<Tables>, clock: Clock) {
  const at = (held: Held) =>
    db
      .updateTable('holds')
      .where('platform', '=', held.platform)
      .where('tenant', '=', held.tenant)
      .where('channel', '=', held.channel);
  return {
    /** The platform said until when. What is closed as well stays closed. */
    async wait(held: Held, until: number, why: string): Promise<void> {
      const row: HoldRow = {
        platform: held.platform,
        tenant: held.tenant,
        channel: held.channel,
        kind: 'wait',
        until,
        tries: 0,
        why,
        remedy: '',
        told: 0,
        since: clock.now(),
      };
      await db
        .insertInto('holds')
        .values(row)
        .onConflict((c) => c.columns(['platform', 'tenant', 'channel']).doUpdateSet({ until }))
        .execute();
    },

    /**
     * Closed until mended; `next` says when it is tried again after so many tries in vain. Without `again` it is one of several
     * that were under way when the first was refused, and counts for nothing. Returns the hold as it is now.
     */
    async close(
      held: Held,
      kind: Exclude<HoldRow['kind'], 'wait'>,
      why: string,
      remedy: string,
      next: (tries: number) => number,
      again: boolean,
    ): Promise<HoldRow> {
      return db.transaction().execute(async (tx) => {
        const before = await tx
          .selectFrom('holds')
          .selectAll()
          .where('platform', '=', held.platform)
          .where('tenant', '=', held.tenant)
          .where('channel', '=', held.channel)
          .$if(isPostgres(tx), (q) => q.forUpdate())
          .executeTakeFirst();
        const known = before !== undefined && before.kind !== 'wait';
        if (known && !again && before.until > clock.now()) return before;
        const tries = known ? before.tries + 1 : 1;
        const row: HoldRow = {
          platform: held.platform,
          tenant: held.tenant,
          channel: held.channel,
          kind,
          until: next(tries),
          tries,
          why,
          remedy,
          told: known ? before.told : 0,
          since: known ? before.since : clock.now(),
        };
        await tx
          .insertInto('holds')
          .values(row)
          .onConflict((c) => c.columns(['platform', 'tenant', 'channel']).doUpdateSet(row))
          .execute();
        return row;
      });
    },

    /** A tenant that removed the bot still keeps it out until then. False when it has let it in meanwhile: nothing is held. */
    async keptOut({ platform, tenant }: Held, until: number): Promise<boolean> {
      const done = await db
        .updateTable('holds')
        .set((e) => ({ until, tries: e('tries', '+', 1) }))
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('channel', '=', '')
        .where('kind', '=', 'removed')
        .executeTakeFirst();
      return Number(done.numUpdatedRows) > 0;
    },

    /** How many of a tenant's channels have been told of that closed after `since`. */
    async toldOf(held: Held, since: number): Promise<number> {
      const row = await db
        .selectFrom('holds')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('platform', '=', held.platform)
        .where('tenant', '=', held.tenant)
        .where('told', '=', 1)
        .where('since', '>', since)
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },

    /** How many channels of a platform are closed. */
    async closed(platform: Platform): Promise<number> {
      const row = await db
        .selectFrom('holds')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('platform', '=', platform)
        .where('kind', '=', 'closed')
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },

    async told(held: Held): Promise<void> {
      await at(held).set({ told: 1 }).execute();
    },

    /** Something was sent there: whatever held it is over. */
    async mended(to: Place): Promise<void> {
      await db
        .deleteFrom('holds')
        .where('platform', '=', to.platform)
        .where('tenant', 'in', ['', to.tenant])
        .where('channel', 'in', ['', to.channel])
        .execute();
    },

    /** A tenant that had removed the bot has let it in again. False when it had not: of several that hear of it one is told. */
    async letIn(platform: Platform, tenant: string): Promise<boolean> {
      const done = await db
        .deleteFrom('holds')
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('channel', '=', '')
        .where('kind', '=', 'removed')
        .executeTakeFirst();
      return Number(done.numDeletedRows) > 0;
    },

    /** It may work again: it is tried at once. Null tenant: the platform's own hold; null channel: all of the tenant. */
    async reopen(platform: Platform, tenant: string | null, channel: string | null): Promise<void> {
      let query = db
        .updateTable('holds')
        .set({ until: 0, tries: 0 })
        .where('platform', '=', platform)
        .where('kind', '!=', 'wait')
        .where('tenant', '=', tenant ?? '');
      if (channel !== null) query = query.where('channel', 'in', ['', channel]);
      await query.execute();
    },

    /** In every tenant that has not removed the bot. */
    async reopenKept(platform: Platform): Promise<void> {
      await db
        .updateTable('holds')
        .set({ until: 0, tries: 0 })
        .where('platform', '=', platform)
        .where('kind', 'in', ['closed', 'signed-out'])
        .execute();
    },

    /** What keeps a channel from being posted to, the widest first; null when nothing does. */
    async of(to: Place): Promise<HoldRow | null> {
      const row = await db
        .selectFrom('holds')
        .selectAll()
        .where('platform', '=', to.platform)
        .where('kind', '!=', 'wait')
        .where('tenant', 'in', ['', to.tenant])
        .where('channel', 'in', ['', to.channel])
        .orderBy('tenant')
        .orderBy('channel')
        .executeTakeFirst();
      return row ?? null;
    },
  };
}
