/** The feeds as commands see and change them: the FeedDesk of cards.ts over the store. */
import type { FeedCard, FeedDesk, FeedLedger, Probed } from '../cards.ts';
import { writeOpml } from '../feeds/opml.ts';
import type { Result } from '../news.ts';
import { fullAddress } from '../probing.ts';
import { feedName, withoutQuery } from '../shown.ts';
import { emptyLedger, nothingRead } from '../store/ledger.ts';
import type { FeedRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

const WEEK = 7 * 86_400_000;

export function createFeedDesk(store: Store, probe: (url: string) => Promise<Result<Probed>>): FeedDesk {
  const change: FeedDesk['change'] = async (wish, by) => {
    const address = 'url' in wish ? fullAddress(wish.url) : null;
    if (address?.ok === false) return address;
    const full = address === null ? wish : { ...wish, url: address.value };
    const done = await store.feedCare.change(full, by);
    return done.ok ? { ok: true, value: { id: done.value.id, name: nameOf(done.value) } } : done;
  };
  return {
    async list() {
      const ledgers = await store.ledger.since(store.clock.now() - WEEK);
      const rows = (await store.feedCare.all()).filter((row) => row.listed === 1);
      return rows.map((row) => cardOf(row, ledgers.get(row.id) ?? emptyLedger()));
    },
    async addresses(id) {
      const rows = await store.feedCare.addresses(id);
      return rows.map(({ url, at, by }) => ({ url: feedName(null, url), at, by }));
    },
    probe,
    change,
    async addAll(feeds, by) {
      const watched = new Set((await store.feedCare.all()).filter((f) => f.listed === 1).map((f) => f.url));
      const told: [number, number, number] = [0, 0, 0];
      for (const { url, title } of feeds) {
        const done = watched.has(url) ? null : await change({ kind: 'add', url, title }, by);
        told[done === null ? 1 : done.ok ? 0 : 2] += 1;
      }
      return told;
    },
    async opml(open) {
      const rows = (await store.feedCare.all()).filter((row) => row.listed === 1 && row.kind === 'web');
      return writeOpml(
        'Whosaid',
        rows.map(({ url, title }) => ({
          title,
          url: open ? url : withoutQuery(url),
          siteUrl: null,
          folder: null,
        })),
      );
    },
  };
}

const nameOf = (row: FeedRow): string => feedName(row.title, row.url);

/** Where a folder lies is the operator's own. */
const withoutPath = ({ kind, url }: FeedRow, why: string | null): string | null =>
  kind === 'folder' ? (why?.replaceAll(url, feedName(null, url)) ?? null) : why;

function cardOf(row: FeedRow, ledger: FeedLedger): FeedCard {
  const failing = row.broken_since !== null || row.last_error !== null;
  const state = stateOf(row, failing, ledger);
  const [worst] = [...ledger.failed, ...ledger.trying];
  return {
    id: row.id,
    name: nameOf(row),
    shown: feedName(null, row.url),
    url: row.url,
    state,
    lastOkAt: row.last_ok_at,
    lastNewAt: row.last_new_at,
    brokenSince: row.broken_since,
    why: withoutPath(row, failing ? row.last_error : state === 'unread' ? (worst?.why ?? null) : null),
    trouble: state === 'unread' ? 'unread' : row.trouble,
    ledger,
  };
}

function stateOf(row: FeedRow, failing: boolean, ledger: FeedLedger): FeedCard['state'] {
  if (row.paused === 1) return 'paused';
  if (failing) return row.trouble === 'gone' ? 'gone' : 'failing';
  if (row.last_ok_at === null) return 'new';
  if (nothingRead(ledger)) return 'unread';
  return row.told === 'silent' ? 'silent' : 'works';
}
