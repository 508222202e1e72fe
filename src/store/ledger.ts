/** The ledger: for each feed what came in and what became of it. */
import { type Kysely, sql } from 'kysely';
import type { FeedLedger } from '../cards.ts';
import type { Tables } from './schema.ts';

const MOST_REASONS = 5;

export function ledgerStore(db: Kysely<Tables>) {
  return {
    /** Per feed, of the items first seen since `since` (milliseconds UTC); a feed without any is missing. */
    async since(since: number): Promise<Map<string, FeedLedger>> {
      const outcome = sql<string>`case
        when items.state = 'pending' and items.attempts > 0 and items.article_id is null then 'trying'
        when items.state = 'pending' then 'waiting'
        when items.state = 'failed' then 'failed'
        when articles.id is null then 'passed'
        when items.why like 'Read before%' then 'again'
        when articles.role = 'copy' then 'copies'
        when articles.topics = '[]' then 'offTopic'
        else 'fresh' end`;
      const rows = await db
        .selectFrom('items')
        .leftJoin('articles', 'articles.id', 'items.article_id')
        .select([
          'items.feed_id',
          outcome.as('outcome'),
          sql<number>`count(*)`.as('n'),
          sql<number>`sum(coalesce(articles.excerpt, 0))`.as('excerpts'),
        ])
        .where('items.seen_at', '>=', since)
        .groupBy(['items.feed_id', outcome])
        .execute();
      const ledgers = new Map<string, FeedLedger>();
      const of = (feed: string): FeedLedger => {
        const ledger = ledgers.get(feed) ?? emptyLedger();
        ledgers.set(feed, ledger);
        return ledger;
      };
      for (const { feed_id, outcome: what, n, excerpts } of rows) {
        const ledger = of(feed_id);
        ledger.seen += Number(n);
        ledger.excerpts += Number(excerpts);
        if (what === 'failed' || what === 'passed' || what === 'trying') continue;
        ledger[what as 'waiting' | 'again' | 'copies' | 'offTopic' | 'fresh'] += Number(n);
      }
      const reasons = await db
        .selectFrom('items')
        .select(['feed_id', 'state', 'why', sql<number>`count(*)`.as('n')])
        .where('seen_at', '>=', since)
        .where((e) =>
          e.or([
            e('state', '=', 'failed'),
            e.and([
              e('article_id', 'is', null),
              e.or([e('state', '=', 'done'), e.and([e('state', '=', 'pending'), e('attempts', '>', 0)])]),
            ]),
          ]),
        )
        .groupBy(['feed_id', 'state', 'why'])
        .orderBy('n', 'desc')
        .execute();
      for (const { feed_id, state, why, n } of reasons) {
        const ledger = of(feed_id);
        const list = { failed: ledger.failed, pending: ledger.trying, done: ledger.passed }[state] ?? [];
        if (list.length < MOST_REASONS) list.push({ why: why ?? '', count: Number(n) });
        else (list.at(-1) ?? { count: 0 }).count += Number(n);
      }
      return ledgers;
    },
  };
}

/** Whether something was listed and nothing of it could be read. */
export const nothingRead = (l: FeedLedger): boolean =>
  l.failed.length + l.trying.length > 0 &&
  l.passed.length === 0 &&
  l.fresh + l.copies + l.offTopic + l.again === 0;

export const emptyLedger = (): FeedLedger => ({
  seen: 0,
  fresh: 0,
  copies: 0,
  offTopic: 0,
  again: 0,
  waiting: 0,
  excerpts: 0,
  trying: [],
  failed: [],
  passed: [],
});
