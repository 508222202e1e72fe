/** What a tenant decides for all its channels, and what a platform keeps for itself. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { TenantSettings } from '../cards.ts';
import type { Place, Platform } from '../chat.ts';
import type { Kept } from '../platform.ts';
import type { Clock } from './feeds.ts';
import type { Tables } from './schema.ts';

const shape = z.object({
  managers: z.union([z.enum(['admins', 'everyone']), z.array(z.string())]).default('admins'),
  broadcast: z.enum(['no', 'voices', 'all']).default('no'),
});

export function settingStore(db: Kysely<Tables>) {
  return {
    /** With what was never set as it is by default. */
    async of({ platform, tenant }: Pick<Place, 'platform' | 'tenant'>): Promise<TenantSettings> {
      const rows = await db
        .selectFrom('settings')
        .select(['name', 'value'])
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .execute();
      return shape.parse(Object.fromEntries(rows.map((r) => [r.name, JSON.parse(r.value)])));
    },

    async set({ platform, tenant }: Place, settings: Partial<TenantSettings>): Promise<void> {
      for (const [name, given] of Object.entries(settings)) {
        const value = JSON.stringify(given);
        await db
          .insertInto('settings')
          .values({ platform, tenant, name, value })
          .onConflict((c) => c.columns(['platform', 'tenant', 'name']).doUpdateSet({ value }))
          .execute();
      }
    },
  };
}

/** A platform's own texts by name. */
export const keptStore =
  (db: Kysely<Tables>, clock: Clock) =>
  (platform: Platform): Kept => ({
    async get(name) {
      const row = await db
        .selectFrom('kept')
        .select('value')
        .where('platform', '=', platform)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value ?? null;
    },
    async all(prefix) {
      const rows = await db
        .selectFrom('kept')
        .select(['name', 'value'])
        .where('platform', '=', platform)
        .orderBy('name')
        .execute();
      return rows.filter((r) => r.name.startsWith(prefix));
    },
    async set(name, value) {
      const at = clock.now();
      await db
        .insertInto('kept')
        .values({ platform, name, value, at })
        .onConflict((c) => c.columns(['platform', 'name']).doUpdateSet({ value, at }))
        .execute();
    },
    async remove(name) {
      const done = await db
        .deleteFrom('kept')
        .where('platform', '=', platform)
        .where('name', '=', name)
        .executeTakeFirst();
      return Number(done.numDeletedRows) > 0;
    },
  });
