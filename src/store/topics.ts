/** Topics as they are kept: the file's, each tenant's own, and which stories are on them. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Place } from '../chat.ts';
import type { Topic } from '../news.ts';
import { inTurn } from './dialect.ts';
import type { Clock } from './feeds.ts';
import { readStrings } from './rows.ts';
import type { ArticleRow, Tables, TopicRow } from './schema.ts';

type Tenant = Pick<Place, 'platform' | 'tenant'>;
type Tx = Transaction<Tables>;

/** An article as a topic is held against it. */
export type FiledArticle = {
  id: string;
  story_id: string;
  title: string;
  text: string;
  outlet: string;
  country: string | null;
  seen_at: number;
  role: ArticleRow['role'];
  copy_of: string | null;
  speakers: string[];
};

const SHIPPED = { platform: '', tenant: '' };

/** Other processes read topics anew when this has changed. */
const stamp = (tx: Tx) =>
  sql`insert into meta (name, value) values ('topics', '1')
    on conflict (name) do update set value = cast(cast(meta.value as integer) + 1 as text)`.execute(tx);

export function topicStore(db: Kysely<Tables>, clock: Clock) {
  return {
    /** The file's topics, by id; one that left the file is no longer shipped. What tenants made of them stays. */
    async ship(topics: Topic[]): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await inTurn(tx);
        await tx.deleteFrom('topics').where('state', '=', 'shipped').execute();
        for (const { id, name, description, query, aliases } of topics) {
          const row = { id, key: id, name, description, query, aliases: JSON.stringify(aliases) };
          await tx
            .insertInto('topics')
            .values({ ...SHIPPED, ...row, state: 'shipped', changed_by: '', changed_at: clock.now() })
            .execute();
        }
      });
    },

    /** What was changed in chat: own topics and tombstones, of all tenants. */
    changed: (): Promise<TopicRow[]> =>
      db
        .selectFrom('topics')
        .selectAll()
        .where('state', '!=', 'shipped')
        .orderBy('changed_at')
        .orderBy('id')
        .execute(),

    /** Differs from an earlier one when topics have changed since. */
    async stamp(): Promise<string> {
      const row = await db.selectFrom('meta').select('value').where('name', '=', 'topics').executeTakeFirst();
      return row?.value ?? '0';
    },

    /** Writes a tenant's own topic or tombstone; channels that had `before` (a key) have this one then. */
    async put(row: Omit<TopicRow, 'changed_at'>, before: string | null): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const whole = { ...row, changed_at: clock.now() };
        await tx
          .insertInto('topics')
          .values(whole)
          .onConflict((c) => c.columns(['platform', 'tenant', 'id']).doUpdateSet(whole))
          .execute();
        if (before !== null)
          await ofTenant(tx, row, before).set({ value: row.key, label: row.name }).execute();
        await stamp(tx);
      });
    },

    /** Takes a tenant's row away: an own topic that is gone, or a tombstone, after which the shipped one is back. */
    async drop(tenant: Tenant, id: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await tx
          .deleteFrom('topics')
          .where('platform', '=', tenant.platform)
          .where('tenant', '=', tenant.tenant)
          .where('id', '=', id)
          .execute();
        await stamp(tx);
      });
    },

    /** Ends the tenant's subscriptions to a topic. Returns how many there were. */
    async unsubscribeAll(tenant: Tenant, key: string): Promise<number> {
      const done = await db
        .deleteFrom('subscriptions')
        .where('platform', '=', tenant.platform)
        .where('tenant', '=', tenant.tenant)
        .where('kind', '=', 'topic')
        .where('value', '=', key)
        .executeTakeFirst();
      return Number(done.numDeletedRows);
    },

    /** Articles first seen since, the latest first, before the one given, at most `limit`. */
    async articles(
      since: number,
      before: Pick<FiledArticle, 'seen_at' | 'id'> | null,
      limit: number,
    ): Promise<FiledArticle[]> {
      let query = db
        .selectFrom('articles')
        .select(['id', 'story_id', 'title', 'text', 'outlet', 'country', 'seen_at', 'role', 'copy_of'])
        .where('seen_at', '>=', since)
        .orderBy('seen_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      if (before !== null)
        query = query
          .where('seen_at', '<=', before.seen_at)
          .where((e) => e.or([e('seen_at', '<', before.seen_at), e('id', '<', before.id)]));
      const rows = await query.execute();
      if (rows.length === 0) return [];
      const said = await db
        .selectFrom('sightings')
        .select(['article_id', 'speaker_name'])
        .where(
          'article_id',
          'in',
          rows.map((r) => r.id),
        )
        .execute();
      const speakers = Map.groupBy(said, (s) => s.article_id);
      return rows.map((r) => ({
        ...r,
        speakers: (speakers.get(r.id) ?? []).flatMap((s) => s.speaker_name ?? []),
      }));
    },

    /** Title and address of these stories, newest first. */
    async storiesShown(ids: string[]): Promise<{ id: string; title: string; url: string | null }[]> {
      if (ids.length === 0) return [];
      return db
        .selectFrom('stories')
        .innerJoin('articles', 'articles.id', 'stories.head_id')
        .select(['stories.id', 'stories.title', 'articles.url'])
        .where('stories.id', 'in', ids)
        .orderBy('stories.latest_at', 'desc')
        .orderBy('stories.id', 'desc')
        .execute();
    },

    /** These stories and no others are on the topic, and so are their articles. Nothing is alerted. */
    async retag(key: string, storyIds: string[]): Promise<void> {
      const had = await db.selectFrom('story_topics').select('story_id').where('topic', '=', key).execute();
      const wanted = new Set(storyIds);
      for (const { story_id } of had) if (!wanted.has(story_id)) await tag(db, key, story_id, false);
      for (const id of wanted) await tag(db, key, id, true);
    },
  };
}

const ofTenant = (tx: Tx, { platform, tenant }: { platform: string; tenant: string }, key: string) =>
  tx
    .updateTable('subscriptions')
    .where('platform', '=', platform as Place['platform'])
    .where('tenant', '=', tenant)
    .where('kind', '=', 'topic')
    .where('value', '=', key);

/** One story a transaction: a large archive must not hold up what is being filed. */
async function tag(db: Kysely<Tables>, key: string, storyId: string, on: boolean): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const story = await tx
      .selectFrom('stories')
      .select(['topics', 'latest_at'])
      .where('id', '=', storyId)
      .executeTakeFirst();
    if (story === undefined) return;
    const changed = (topics: string) => {
      const others = readStrings(topics).filter((topic) => topic !== key);
      return JSON.stringify(on ? [...others, key] : others);
    };
    await tx
      .updateTable('stories')
      .set({ topics: changed(story.topics) })
      .where('id', '=', storyId)
      .execute();
    const articles = await tx
      .selectFrom('articles')
      .select(['id', 'topics'])
      .where('story_id', '=', storyId)
      .execute();
    for (const { id, topics } of articles)
      await tx
        .updateTable('articles')
        .set({ topics: changed(topics) })
        .where('id', '=', id)
        .execute();
    if (!on)
      await tx.deleteFrom('story_topics').where('topic', '=', key).where('story_id', '=', storyId).execute();
    else
      await tx
        .insertInto('story_topics')
        .values({ topic: key, story_id: storyId, at: story.latest_at })
        .onConflict((c) => c.columns(['topic', 'story_id']).doUpdateSet({ at: story.latest_at }))
        .execute();
  });
}
