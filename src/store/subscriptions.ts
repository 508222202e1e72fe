/** Who wants to hear of what: channel × topic, speaker or query. They belong to a tenant. */
import type { Kysely, Transaction } from 'kysely';
import type { SubscriptionSettings } from '../cards.ts';
import type { Manner, Place } from '../chat.ts';
import type { Ids } from '../ids.ts';
import type { DeliveryWish } from '../rhythms.ts';
import type { Clock } from './feeds.ts';
import type { SubscriptionRow, Tables } from './schema.ts';

export type Wish = Pick<SubscriptionRow, 'kind' | 'value' | 'label'>;

export function subscriptionStore(db: Kysely<Tables>, clock: Clock, ids: Ids) {
  return {
    /** Settings that are given replace those of a subscription that is there already. */
    async add(
      place: Place,
      wish: Wish,
      settings: SubscriptionSettings,
      by: string,
    ): Promise<'added' | 'changed' | 'already'> {
      const given = columns(settings);
      const row = { silent: 0, ping: null, crosspost: 0, outlets: 1, paused: 0, ...AT_ONCE, ...given };
      const done = await db
        .insertInto('subscriptions')
        .values({ id: ids.next(), ...place, ...wish, ...row, created_by: by, created_at: clock.now() })
        .onConflict((c) => c.columns(['platform', 'tenant', 'channel', 'kind', 'value']).doNothing())
        .executeTakeFirst();
      if (Number(done.numInsertedOrUpdatedRows ?? 0) > 0) return 'added';
      if (Object.keys(given).length === 0) return 'already';
      await db
        .updateTable('subscriptions')
        .set(given)
        .where('platform', '=', place.platform)
        .where('tenant', '=', place.tenant)
        .where('channel', '=', place.channel)
        .where('kind', '=', wish.kind)
        .where('value', '=', wish.value)
        .execute();
      return 'changed';
    },

    /** Settings that are given replace those that were; false when the tenant has no such subscription. */
    async change(
      place: Place,
      id: string,
      settings: SubscriptionSettings & { paused?: boolean },
    ): Promise<boolean> {
      const done = await db
        .updateTable('subscriptions')
        .set({ id, ...columns(settings) })
        .where('id', '=', id)
        .where('platform', '=', place.platform)
        .where('tenant', '=', place.tenant)
        .executeTakeFirst();
      return Number(done.numUpdatedRows) > 0;
    },

    /** Who made a channel's subscriptions, the latest first. */
    async makers(place: Place): Promise<string[]> {
      const rows = await db
        .selectFrom('subscriptions')
        .select('created_by')
        .where('platform', '=', place.platform)
        .where('tenant', '=', place.tenant)
        .$if(place.channel !== '', (q) => q.where('channel', '=', place.channel))
        .orderBy('created_at', 'desc')
        .execute();
      return [...new Set(rows.map((r) => r.created_by))];
    },

    /** Every channel of a platform that is subscribed to something. */
    async places(platform: Place['platform']): Promise<Place[]> {
      return db
        .selectFrom('subscriptions')
        .select(['platform', 'tenant', 'channel'])
        .distinct()
        .where('platform', '=', platform)
        .orderBy('tenant')
        .orderBy('channel')
        .execute();
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

const AT_ONCE: DeliveryWish = { delivery: 'now', at: null, zone: null, quiet: null };

const columns = (settings: SubscriptionSettings & { paused?: boolean }) => ({
  ...(settings.silent === undefined ? {} : { silent: settings.silent ? 1 : 0 }),
  ...(settings.ping === undefined ? {} : { ping: settings.ping }),
  ...(settings.crosspost === undefined ? {} : { crosspost: settings.crosspost ? 1 : 0 }),
  ...(settings.outlets === undefined ? {} : { outlets: settings.outlets }),
  ...(settings.paused === undefined ? {} : { paused: settings.paused ? 1 : 0 }),
  ...(settings.delivery === undefined ? {} : { delivery: settings.delivery }),
  ...(settings.at === undefined ? {} : { at: settings.at }),
  ...(settings.zone === undefined ? {} : { zone: settings.zone }),
  ...(settings.quiet === undefined ? {} : { quiet: settings.quiet }),
});

/** What subscriptions are held against: a story's topics, who said something new in an article, and the article itself. */
export type Wanted = {
  topics: string[];
  speakers: string[];
  matches(query: string): boolean;
  /** The whole story, for those who wait for several outlets; looked at only when somebody does. */
  whole(): Promise<{ outlets: number; speakers: string[]; matches(query: string): boolean }>;
};

/**
 * Channels that want a story, and how: by its topics, by the speakers of what is new in it, by their own queries. `among`: of
 * which subscriptions.
 */
export async function interested(
  tx: Transaction<Tables>,
  { topics, speakers, matches, whole }: Wanted,
  among: (row: SubscriptionRow) => boolean = () => true,
): Promise<{ place: Place; manner: Manner; wishes: DeliveryWish[] }[]> {
  const all = await tx
    .selectFrom('subscriptions')
    .selectAll()
    .where('paused', '=', 0)
    .where((e) =>
      e.or([
        e.and([e('kind', '=', 'topic'), e('value', 'in', topics.length > 0 ? topics : [''])]),
        e.and([e('kind', '=', 'speaker'), e('value', 'in', speakers.length > 0 ? speakers : [''])]),
        e.and([e('kind', '=', 'speaker'), e('outlets', '>', 1)]),
        e('kind', '=', 'query'),
      ]),
    )
    .orderBy('id')
    .execute();
  const rows = all.filter(among);
  const story = rows.some((r) => r.outlets > 1) ? await whole() : null;
  // Many channels have the same query.
  const once = (ask: (query: string) => boolean) => {
    const asked = new Map<string, boolean>();
    return (query: string) => {
      const answer = asked.get(query) ?? ask(query);
      asked.set(query, answer);
      return answer;
    };
  };
  const [now, ever] = [once(matches), once(story?.matches ?? matches)];
  const fits = (r: SubscriptionRow, voices: string[], about: (query: string) => boolean) =>
    r.kind === 'topic' || (r.kind === 'speaker' ? voices.includes(r.value) : about(r.value));
  const wanting = rows.filter((r) => {
    const wanted = fits(r, speakers, now);
    if (r.outlets <= 1 || story === null) return wanted;
    // What the first outlet told is remembered: the second need not tell it in the same words.
    return story.outlets >= r.outlets && (wanted || fits(r, story.speakers, ever));
  });
  const byPlace = Map.groupBy(wanting, (r) => JSON.stringify([r.platform, r.tenant, r.channel]));
  return [...byPlace.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { platform, tenant, channel } = first;
    return [
      {
        place: { platform, tenant, channel },
        manner: mannerOf(own, topics),
        wishes: own.map(({ delivery, at, zone, quiet }) => ({ delivery, at, zone, quiet })),
      },
    ];
  });
}

/** How a channel wants a story that several of its subscriptions brought: silent only where all of them are. */
function mannerOf(own: SubscriptionRow[], topics: string[]): Manner {
  const ping = own.find((s) => s.ping !== null)?.ping ?? null;
  const labels = [...topics, ...own.filter((s) => s.kind === 'topic').map((s) => s.label)];
  return {
    ...(ping === null ? {} : { mention: ping }),
    ...(own.every((s) => s.silent === 1) ? { silent: true } : {}),
    ...(own.some((s) => s.crosspost === 1) ? { crosspost: true } : {}),
    ...(labels.length === 0 ? {} : { labels: [...new Set(labels)] }),
  };
}
