/** What one sign-in may send a second and a channel is given at a time, shared by every process that sends. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Moment } from './dialect.ts';
import type { Clock } from './feeds.ts';
import type { Tables } from './schema.ts';

/** Milliseconds: with `AHEAD` nothing is booked for later than some seconds from now. */
const LONGEST = 60_000;
/**
 * Milliseconds that the second request waits after the first of a while: the first has a connection to open and comes late, and a
 * platform's window, which begins with it, would get what was to be before it and what is due after.
 */
const WARMING = 200;

export function allowanceStore(db: Kysely<Tables>, moment: Moment, clock: Clock) {
  return {
    /**
     * Takes the next `requests` places of `name` in a row that moves `perSecond` places a second; returns in how many
     * milliseconds the first of them may leave; less than none where its turn is over. Evenly spaced, as a platform's windows begin when it likes.
     */
    async take(name: string, perSecond: number, requests: number): Promise<number> {
      const now = Math.floor(await moment(db));
      // Microseconds are what the row counts, as 48 a second is no whole number of milliseconds.
      const step = Math.round((requests * 1_000_000) / perSecond);
      // What is booked further ahead was booked by a clock that has been set back since, and counts for nothing.
      const most = (now + LONGEST) * 1000;
      const warmed = (now + WARMING) * 1000 + step;
      const row = await db
        .insertInto('allowances')
        .values({ name, at: warmed })
        .onConflict((c) =>
          c.column('name').doUpdateSet({
            at: sql<number>`case when allowances.at > cast(${now * 1000} as bigint) and allowances.at < cast(${most} as bigint) then allowances.at + cast(${step} as bigint) else cast(${warmed} as bigint) end`,
          }),
        )
        .returning('at')
        .executeTakeFirstOrThrow();
      if (Number(row.at) === warmed) return 0;
      // Others may have been at the row: the time which that took is over.
      return (Number(row.at) - step) / 1000 - clock.now();
    },
  };
}

const channelName = sql<string>`d.platform || ':' || d.tenant || ':' || d.channel`;

/** A delivery's channel is given nothing more until then, whenever that is planned. */
export async function keepOff(db: Kysely<Tables>, deliveryId: string, until: number): Promise<void> {
  const at = until * 1000;
  await db
    .insertInto('allowances')
    .columns(['name', 'at'])
    .expression((e) =>
      e
        .selectFrom('deliveries as d')
        .select([channelName.as('name'), sql<number>`cast(${at} as bigint)`.as('at')])
        .where('d.id', '=', deliveryId),
    )
    .onConflict((c) => c.column('name').doUpdateSet({ at }))
    .execute();
}

/** What a sign-in has booked further ahead than this is not claimed yet: a workspace of nine thousand channels would fill every place. */
const AHEAD = 2_000;

/** The condition that the channel of the delivery `d`, and what it is sent with, may be given something now or soon. */
export function isFree(now: number): RawBuilder<boolean> {
  const [from, soon, most] = [now * 1000, (now + AHEAD) * 1000, (now + LONGEST) * 1000];
  return sql<boolean>`not exists (select 1 from allowances as a
      where a.name = ${channelName} and a.at > ${from} and a.at < ${most})
    and not exists (select 1 from allowances as a
      where a.name in (d.platform, d.platform || ':' || d.tenant) and a.at > ${soon} and a.at < ${most})`;
}
