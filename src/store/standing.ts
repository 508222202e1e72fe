/** What was said of a story and where: the deliveries that more is planned under, locked while it is. */
import type { Transaction } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { DeliveryRow, Tables } from './schema.ts';

/** Every post and reply of the story, and of those put into it, that stands or will stand in a channel. */
export async function standing(tx: Transaction<Tables>, storyId: string): Promise<DeliveryRow[]> {
  const storyIds = [storyId];
  for (const id of storyIds) {
    const rows = await tx.selectFrom('stories').select('id').where('merged_into', '=', id).execute();
    storyIds.push(...rows.map((row) => row.id));
  }
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('story_id', 'in', storyIds)
    .where('kind', 'in', ['post', 'reply'])
    .where('state', 'in', ['planned', 'waiting', 'sending', 'sent', 'held'])
    .orderBy('id')
    .$if(isPostgres(tx), (q) => q.forUpdate())
    .execute();
}

/** Every channel's post of this story; none is claimed while its planned text may be rewritten. */
export async function postsOf(tx: Transaction<Tables>, storyId: string): Promise<DeliveryRow[]> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .orderBy('id')
    .$if(isPostgres(tx), (q) => q.forUpdate())
    .execute();
}

/** The replies in a post's thread that went or will go out, oldest first. */
export async function repliesTo(tx: Transaction<Tables>, postId: string): Promise<DeliveryRow[]> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('parent_id', '=', postId)
    .where('kind', '=', 'reply')
    .where('state', 'not in', ['refused', 'dropped'])
    .orderBy('id')
    .$if(isPostgres(tx), (q) => q.forUpdate())
    .execute();
}
