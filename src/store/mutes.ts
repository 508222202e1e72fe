/** Stories whose updates a channel does not want. */
import type { Kysely } from 'kysely';
import type { Place } from '../chat.ts';
import type { Clock } from './feeds.ts';
import type { Tables } from './schema.ts';

export function muteStore(db: Kysely<Tables>, clock: Clock) {
  return {
    isMuted: (place: Place, storyId: string): Promise<boolean> => isMuted(db, clock, place, storyId),

    /** No more updates until then (null: ever); those that wait to be sent are dropped. */
    async mute(place: Place, storyId: string, until: number | null, by: string): Promise<void> {
      const now = clock.now();
      const row = { ...place, story_id: storyId, until, created_by: by, created_at: now };
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('mutes')
          .values(row)
          .onConflict((c) =>
            c.columns(['platform', 'tenant', 'channel', 'story_id']).doUpdateSet({ until, created_by: by }),
          )
          .execute();
        await tx
          .updateTable('deliveries')
          .set({ state: 'dropped', why: 'the story was muted here', settled_at: now })
          .where('platform', '=', place.platform)
          .where('tenant', '=', place.tenant)
          .where('channel', '=', place.channel)
          .where('story_id', '=', storyId)
          .where('kind', '=', 'reply')
          .where('state', '=', 'planned')
          .where('doubtful', '=', 0)
          .execute();
      });
    },

    /** The stories whose updates this channel does not want now, the latest muted first. */
    async list(place: Place): Promise<{ id: string; title: string; until: number | null }[]> {
      const rows = await db
        .selectFrom('mutes')
        .innerJoin('stories', 'stories.id', 'mutes.story_id')
        .select(['stories.id', 'stories.title', 'mutes.until'])
        .where('mutes.platform', '=', place.platform)
        .where('mutes.tenant', '=', place.tenant)
        .where('mutes.channel', '=', place.channel)
        .orderBy('mutes.created_at', 'desc')
        .orderBy('mutes.story_id')
        .execute();
      return rows.filter(({ until }) => until === null || until > clock.now());
    },

    /** False when it was not muted. */
    async unmute(place: Place, storyId: string): Promise<boolean> {
      const done = await db
        .deleteFrom('mutes')
        .where('platform', '=', place.platform)
        .where('tenant', '=', place.tenant)
        .where('channel', '=', place.channel)
        .where('story_id', '=', storyId)
        .executeTakeFirst();
      return Number(done.numDeletedRows) > 0;
    },
  };
}

/** Whether a channel wants no updates of the story now. */
export async function isMuted(
  tx: Kysely<Tables>,
  clock: Clock,
  to: Place,
  storyId: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('mutes')
    .select('until')
    .where('platform', '=', to.platform)
    .where('tenant', '=', to.tenant)
    .where('channel', '=', to.channel)
    .where('story_id', '=', storyId)
    .executeTakeFirst();
  return row !== undefined && (row.until === null || row.until > clock.now());
}
