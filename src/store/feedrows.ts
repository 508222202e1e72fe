/** What a feed's row begins with, and where it has lived. */
import type { Kysely } from 'kysely';
import type { FeedRow, Tables } from './schema.ts';

export type ConfiguredFeed = {
  id: string;
  url: string;
  kind: 'web' | 'folder';
  title: string | null;
  outletId: string | null;
};

/** A feed at an address of which nothing is known yet. */
export const AFRESH = {
  etag: null,
  last_modified: null,
  failures: 0,
  last_error: null,
  complained: 0,
  broken_since: null,
  trouble: null,
};

/** A row for a feed that was never polled. `atWork`: the store had feeds before, so what it lists now is backlog. */
export function newFeed(
  feed: ConfiguredFeed,
  from: Pick<FeedRow, 'in_file' | 'chat'>,
  atWork: boolean,
  now: number,
): FeedRow {
  return {
    id: feed.id,
    url: feed.url,
    configured_url: feed.url,
    kind: feed.kind,
    title: feed.title,
    outlet_id: feed.outletId,
    listed: 1,
    ...from,
    chat_url: null,
    paused: 0,
    keep_backlog: atWork && feed.kind === 'web' ? 1 : 0,
    polled: 0,
    ...AFRESH,
    next_poll_at: 0,
    lease_until: 0,
    last_ok_at: null,
    last_new_at: null,
    told: null,
    told_at: null,
    added_at: now,
  };
}

/** Notes where a feed lives from now on, unless that is where it was known to live. */
export async function noteAddress(
  tx: Kysely<Tables>,
  feedId: string,
  url: string,
  by: string,
  at: number,
): Promise<void> {
  const last = await tx
    .selectFrom('feed_addresses')
    .select('url')
    .where('feed_id', '=', feedId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.url === url) return;
  await tx
    .insertInto('feed_addresses')
    .values({ feed_id: feedId, at, url, by })
    .onConflict((c) => c.doNothing())
    .execute();
}
