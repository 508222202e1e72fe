/** Who wants to hear of what: channel × topic, speaker or query. They belong to a tenant. */
import type { Kysely, Transaction } from 'kysely';
import type { Place } from '../chat.ts';
import type { Ids } from '../ids.ts';
import type { Clock } from './feeds.ts';
import type { SubscriptionRow, Tables } from './schema.ts';

export type Wish = Pick<SubscriptionRow, 'kind' | 'value' | 'label'>;

export function subscriptionStore(db: Kysely<Tables>, clock: Clock, ids: Ids) {
  return {
    /** False when the channel has it already. */
    async add(place: Place, wish: Wish, by: string): Promise<boolean> {
      const done = await db
        .insertInto('subscriptions')
        .values({ id: ids.next(), ...place, ...wish, created_by: by, created_at: clock.now() })
        .onConflict((c) => c.columns(['platform', 'tenant', 'channel', 'kind', 'value']).doNothing())
        .executeTakeFirst();
      return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
    },

    async remove(place: Place, id: string): Promise<boolean> {
      const done = await db
        .deleteFrom('subscriptions')
        .where('id', '=', id)
        .where('platform', '=', place.platform)
        .where('tenant', '=', place.tenant)
        .executeTakeFirst();
      return Number(done.numDeletedRows) > 0;
    },

    /** The tenant's, oldest first; with a channel, that channel's alone. */
    async list(place: Place, everyChannel: boolean): Promise<SubscriptionRow[]> {
      let query = db
        .selectFrom('subscriptions')
        .selectAll()
        .where('platform', '=', place.platform)
        .where('tenant', '=', place.tenant)
        .orderBy('created_at')
        .orderBy('id');
      if (!everyChannel) query = query.where('channel', '=', place.channel);
      return query.execute();
    },

    /** Whether this tenant ever had a subscription: a removed default is not put back. */
    async remember(name: string): Promise<boolean> {
      const done = await db
        .insertInto('meta')
        .values({ name, value: '1' })
        .onConflict((c) => c.column('name').doNothing())
        .executeTakeFirst();
      return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
    },
  };
}

/** Channels that want a story: by its topics, by the speakers of what is new in it, by their own queries. */
export async function interested(
  tx: Transaction<Tables>,
  topics: string[],
  speakerIds: string[],
  matches: (query: string) => boolean,
): Promise<Place[]> {
  const rows = await tx
    .selectFrom('subscriptions')
    .selectAll()
    .where((e) =>
      e.or([
        e.and([e('kind', '=', 'topic'), e('value', 'in', topics.length > 0 ? topics : [''])]),
        e.and([e('kind', '=', 'speaker'), e('value', 'in', speakerIds.length > 0 ? speakerIds : [''])]),
        e('kind', '=', 'query'),
      ]),
    )
    .orderBy('id')
    .execute();
  const places = new Map<string, Place>();
  for (const { platform, tenant, channel, kind, value } of rows) {
    if (kind === 'query' && !matches(value)) continue;
    places.set(JSON.stringify([platform, tenant, channel]), { platform, tenant, channel });
  }
  return [...places.values()];
}
