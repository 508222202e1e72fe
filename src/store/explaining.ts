/** What became of one link: its items, its article with the kept reasons, and the deliveries of its story in one tenant. */
import type { Kysely } from 'kysely';
import type { Place } from '../chat.ts';
import { independentOutlets } from './independents.ts';
import type { ArticleRow, DeliveryRow, ItemRow, StoryRow, Tables, VersionRow } from './schema.ts';

/** An item as it is explained: without the feed's text, with its feed's name. */
export type ItemView = Pick<
  ItemRow,
  | 'id'
  | 'url'
  | 'title'
  | 'state'
  | 'backlog'
  | 'attempts'
  | 'next_at'
  | 'why'
  | 'seen_at'
  | 'read_at'
  | 'read_as'
> & { article_id: string | null; feed_title: string | null; feed_url: string };

export type FeedView = {
  title: string | null;
  url: string;
  last_ok_at: number | null;
  failures: number;
  last_error: string | null;
};

/** More feeds than this list one link only where they are each other's copies. */
const ITEMS = 12;

export function explainingStore(db: Kysely<Tables>) {
  const items = () =>
    db
      .selectFrom('items')
      .innerJoin('feeds', 'feeds.id', 'items.feed_id')
      .select([
        'items.id',
        'items.url',
        'items.title',
        'items.state',
        'items.backlog',
        'items.attempts',
        'items.next_at',
        'items.why',
        'items.seen_at',
        'items.read_at',
        'items.read_as',
        'items.article_id',
        'feeds.title as feed_title',
        'feeds.url as feed_url',
      ])
      .orderBy('items.seen_at')
      .orderBy('items.id')
      .limit(ITEMS);

  return {
    independentOutlets: (storyId: string) => independentOutlets(db, storyId),

    /** The article of a link and the feeds' items of it, by the key of either; both empty for a link never seen. */
    async link(key: string, url: string): Promise<{ article: ArticleRow | null; items: ItemView[] }> {
      const byKey = await db.selectFrom('articles').selectAll().where('url_key', '=', key).executeTakeFirst();
      const listed = await items()
        .where((e) => e.or([e('items.url_key', '=', key), e('items.url', '=', url)]))
        .execute();
      const id = byKey?.id ?? listed.find((i) => i.article_id !== null)?.article_id ?? null;
      if (id === null) return { article: null, items: listed };
      // A redirecting link, such as a search feed's, leads to the article that another key names.
      const others = await items().where('items.article_id', '=', id).execute();
      const all = [...listed, ...others.filter((o) => !listed.some((l) => l.id === o.id))];
      const article =
        byKey ?? (await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst());
      return { article: article ?? null, items: all.slice(0, ITEMS) };
    },

    async versions(articleId: string): Promise<Pick<VersionRow, 'version' | 'seen_at' | 'reason'>[]> {
      return db
        .selectFrom('versions')
        .select(['version', 'seen_at', 'reason'])
        .where('article_id', '=', articleId)
        .orderBy('version')
        .execute();
    },

    async story(id: string): Promise<StoryRow | null> {
      return (await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },

    /** Whom an article quotes: the names as it has them, and the directory's ids. */
    async voices(articleId: string): Promise<{ names: string[]; ids: string[]; statements: number }> {
      const rows = await db
        .selectFrom('sightings')
        .innerJoin('statements', 'statements.id', 'sightings.statement_id')
        .select(['sightings.speaker_name', 'statements.speaker_id', 'statements.id'])
        .where('sightings.article_id', '=', articleId)
        .where('statements.withdrawn', '=', 0)
        .orderBy('sightings.ordinal')
        .execute();
      const unique = (list: (string | null)[]) => [...new Set(list.filter((x) => x !== null))];
      return {
        names: unique(rows.map((r) => r.speaker_name)),
        ids: unique(rows.map((r) => r.speaker_id)),
        statements: new Set(rows.map((r) => r.id)).size,
      };
    },

    /** A story's deliveries to the channels of one tenant, and of no other; with `channel`, to that one alone. */
    async deliveries(
      storyId: string,
      of: Omit<Place, 'channel'>,
      channel: string | null,
    ): Promise<DeliveryRow[]> {
      let query = db
        .selectFrom('deliveries')
        .selectAll()
        .where('story_id', '=', storyId)
        .where('platform', '=', of.platform)
        .where('tenant', '=', of.tenant);
      if (channel !== null) query = query.where('channel', '=', channel);
      return query.orderBy('channel').orderBy('id').execute();
    },

    /** The listed feeds whose address stands on a host or one of its subdomains. */
    async feedsOf(domain: string): Promise<FeedView[]> {
      const rows = await db
        .selectFrom('feeds')
        .select(['title', 'url', 'last_ok_at', 'failures', 'last_error'])
        .where('listed', '=', 1)
        .where('kind', '=', 'web')
        .orderBy('id')
        .execute();
      return rows.filter(({ url }) => {
        const host = URL.canParse(url) ? new URL(url).hostname : '';
        return host === domain || host.endsWith(`.${domain}`);
      });
    },
  };
}
