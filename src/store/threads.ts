/** What becomes of a story's posts when it is put into another: one thread goes on in each channel. */
import type { Transaction } from 'kysely';
import type { DeliveryRow, Tables } from './schema.ts';

type Tx = Transaction<Tables>;
const channelOf = (d: Pick<DeliveryRow, 'platform' | 'tenant' | 'channel'>) =>
  JSON.stringify([d.platform, d.tenant, d.channel]);

/**
 * Where only the old story was told, its thread becomes the surviving story's. Where both were, the old post stays to be edited
 * into a pointer; what has not been sent of it goes into the surviving thread, and a post that was never sent is dropped.
 */
export async function joinThreads(tx: Tx, from: string, to: string): Promise<void> {
  const rows = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('story_id', 'in', [from, to])
    .orderBy('id')
    .execute();
  const alive = (d: DeliveryRow) => d.kind === 'post' && d.state !== 'refused' && d.state !== 'dropped';
  const surviving = new Map(
    rows.filter((d) => d.story_id === to && d.kind === 'post').map((d) => [channelOf(d), d]),
  );
  for (const post of rows.filter((d) => d.story_id === from && d.kind === 'post')) {
    const other = surviving.get(channelOf(post));
    if (other === undefined) {
      await tx
        .updateTable('deliveries')
        .set({ story_id: to })
        .where('story_id', '=', from)
        .where((e) => e.or([e('id', '=', post.id), e('parent_id', '=', post.id)]))
        .execute();
      await moveMute(tx, post, from, to);
      continue;
    }
    if (!alive(post) || !alive(other)) continue;
    await tx
      .updateTable('deliveries')
      .set({ parent_id: other.id, story_id: to })
      .where('parent_id', '=', post.id)
      .where('kind', '=', 'reply')
      .where('state', '=', 'planned')
      .where('doubtful', '=', 0)
      .execute();
    if (post.state === 'planned' && post.doubtful === 0)
      await tx
        .updateTable('deliveries')
        .set({ state: 'dropped', why: 'its story was put into another that is told here' })
        .where('id', '=', post.id)
        .execute();
  }
}

/** Who wanted no updates of the one story wants none in the thread that it goes on in. */
async function moveMute(tx: Tx, at: DeliveryRow, from: string, to: string): Promise<void> {
  const mute = await tx
    .selectFrom('mutes')
    .selectAll()
    .where('platform', '=', at.platform)
    .where('tenant', '=', at.tenant)
    .where('channel', '=', at.channel)
    .where('story_id', '=', from)
    .executeTakeFirst();
  if (mute === undefined) return;
  await tx
    .insertInto('mutes')
    .values({ ...mute, story_id: to })
    .onConflict((c) => c.columns(['platform', 'tenant', 'channel', 'story_id']).doNothing())
    .execute();
}
