/** An item that its feed lists under another id than before. */
import type { Kysely } from 'kysely';
import type { FeedItem } from '../news.ts';
import type { FeedRow, Tables } from './schema.ts';

/** An address without its parameters. */
export const pathOf = (page: string | null): string | null => page?.split('?', 1)[0] ?? null;

type Listed = Pick<FeedItem, 'id' | 'title'> & { page: string | null };

/** Items older than this are not looked through for one whose id has changed. */
const REMEMBERED = 45 * 86_400_000;

type Twin = { id: string; digest: string; guid: string };

/**
 * Finds the item that an unknown id stands for when a feed changes its ids: one with the same page, or at the same path under
 * the same title, that the feed no longer lists under its old id. A page that several of the listed items share names none.
 */
export function twinsOf(tx: Kysely<Tables>, feed: FeedRow, listed: Listed[], now: number) {
  let byPage: Map<string, Twin> | null = null;
  const byTitle = new Map<string, Twin>();
  const taken = new Set<string>();
  const titled = (page: string | null, title: string | null) => `${pathOf(page)}\n${title}`;
  const load = async (): Promise<Map<string, Twin>> => {
    const pages = new Map<string, Twin>();
    const present = new Set(listed.map((item) => item.id));
    const rows = await tx
      .selectFrom('items')
      .select(['id', 'digest', 'guid', 'url_key as page', 'title'])
      .where('feed_id', '=', feed.id)
      .where('seen_at', '>', now - REMEMBERED)
      .orderBy('seen_at')
      .execute();
    for (const { page, title, ...row } of rows) {
      if (page === null || present.has(row.guid)) continue;
      pages.set(page, row);
      if (title !== null) byTitle.set(titled(page, title), row);
    }
    return pages;
  };
  const sharing = new Map<string, number>();
  for (const { page } of listed) if (page !== null) sharing.set(page, (sharing.get(page) ?? 0) + 1);
  return async (item: Listed): Promise<Twin | undefined> => {
    if (item.page === null || feed.last_ok_at === null) return undefined;
    byPage ??= await load();
    const alone = sharing.get(item.page) === 1 && item.page.includes('/');
    const twin = (alone ? byPage.get(item.page) : undefined) ?? byTitle.get(titled(item.page, item.title));
    if (twin === undefined || taken.has(twin.id)) return undefined;
    taken.add(twin.id);
    return twin;
  };
}
