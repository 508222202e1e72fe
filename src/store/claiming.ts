/** Claiming: which deliveries may be sent now, taken under a lease. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Platform } from '../chat.ts';
import { isFree } from './allowances.ts';
import { isPostgres, type Moment } from './dialect.ts';
import type { DeliveryRow, HoldRow, Tables } from './schema.ts';

/** `held`: something held it, which is over once it is sent. */
export type Claimed = DeliveryRow & { parent_ref: string | null; held: boolean };

/**
 * The next delivery of each channel that is due, leased. Order is kept within a channel; what waits for its own
 * post holds nobody else. A row left `sending` by a dead process comes back as doubtful.
 */
export async function claim(
  db: Kysely<Tables>,
  moment: Moment,
  platforms: Platform[],
  limit: number,
  leaseMs: number,
): Promise<Claimed[]> {
  return db.transaction().execute(async (tx) => {
    const now = await moment(tx);
    await endWithParent(tx, now);
    const left = await due(tx, 'sending', platforms, limit, now);
    const rows = [...left, ...(await due(tx, 'planned', platforms, limit - left.length, now))];
    const claimed: Claimed[] = [];
    const holds = await tx.selectFrom('holds').selectAll().where('platform', 'in', platforms).execute();
    for (const found of rows) {
      const over = holds.filter((h) => covers(h, found));
      // Only one delivery finds out whether a platform or tenant that was closed works again.
      if (over.some((h) => h.until > now) || !(await tryWide(tx, over, now, now + leaseMs))) continue;
      const doubtful = found.state === 'sending' || found.doubtful === 1 ? 1 : 0;
      claimed.push({ ...found, attempts: found.attempts + 1, doubtful, held: over.length > 0 });
    }
    if (claimed.length === 0) return [];
    await tx
      .updateTable('deliveries')
      .set((e) => ({
        attempts: e('attempts', '+', 1),
        doubtful: e.case().when('state', '=', 'sending').then(1).else(e.ref('doubtful')).end(),
        state: 'sending',
        lease_until: now + leaseMs,
      }))
      .where(
        'id',
        'in',
        claimed.map((c) => c.id),
      )
      .execute();
    return claimed;
  });
}

/** That there is nothing to publish says nothing of a token: what was closed more widely than a channel is not tried with it. */
const publishUnderWide = sql<boolean>`(d.kind = 'publish' and h.channel = '' and h.kind <> 'wait')`;

/** The first of each channel that may be sent now, in the order in which they were planned. */
async function due(
  tx: Transaction<Tables>,
  state: 'planned' | 'sending',
  platforms: Platform[],
  limit: number,
  now: number,
) {
  if (limit <= 0) return [];
  return (
    tx
      .selectFrom('deliveries as d')
      .leftJoin('deliveries as p', 'p.id', 'd.parent_id')
      .selectAll('d')
      .select('p.ref as parent_ref')
      .where('d.state', '=', state)
      .where('d.platform', 'in', platforms)
      .where('d.next_at', '<=', now)
      .where('d.lease_until', '<=', now)
      // Asked of the row itself, not of the join: SQLite asks what follows before it joins, and hundreds of replies that wait for
      // their post would each be held against all the others.
      .where((e) =>
        e.or([
          e('d.parent_id', 'is', null),
          e(
            e.selectFrom('deliveries as up').select('up.state').whereRef('up.id', '=', 'd.parent_id'),
            '=',
            'sent',
          ),
        ]),
      )
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('holds as h')
              .select('h.until')
              .whereRef('h.platform', '=', 'd.platform')
              .where((f) => f.or([f('h.until', '>', now), publishUnderWide]))
              .where((f) => f.or([f('h.tenant', '=', ''), f('h.tenant', '=', f.ref('d.tenant'))]))
              .where((f) => f.or([f('h.channel', '=', ''), f('h.channel', '=', f.ref('d.channel'))])),
          ),
        ),
      )
      .where(isFree(now))
      // A subquery of its own, which no engine may turn into a join: PostgreSQL, before it has counted a table that has just grown
      // by ten thousand rows, would hold each against every other.
      // Publishing holds up nothing but publishing: a channel may publish ten messages an hour, and be told more. One of them finds
      // out whether more may be.
      .where((e) =>
        e(
          e
            .selectFrom('deliveries as b')
            .leftJoin('deliveries as bp', 'bp.id', 'b.parent_id')
            .select('b.id')
            .whereRef('b.platform', '=', 'd.platform')
            .whereRef('b.tenant', '=', 'd.tenant')
            .whereRef('b.channel', '=', 'd.channel')
            .where('b.state', 'in', ['planned', 'sending'])
            .where(sql<boolean>`(b.kind = 'publish') = (d.kind = 'publish')`)
            .whereRef('b.id', '<', 'd.id')
            // A reply that is kept back on purpose holds nobody up; what failed and is tried again does.
            .where((f) =>
              f.or([f('b.kind', '!=', 'reply'), f('b.attempts', '>', 0), f('b.next_at', '<=', now)]),
            )
            .where((f) => f.or([f('b.parent_id', 'is', null), f('bp.state', '=', 'sent')]))
            .limit(1),
          'is',
          null,
        ),
      )
      .orderBy('d.id')
      .limit(limit)
      .$if(isPostgres(tx), (q) => q.forUpdate('d').skipLocked())
      .execute()
  );
}

/** Takes the holds of a whole platform or tenant for one try; false when another delivery is trying already. */
async function tryWide(
  tx: Transaction<Tables>,
  over: HoldRow[],
  now: number,
  until: number,
): Promise<boolean> {
  for (const wide of over.filter((h) => h.channel === '' && h.kind !== 'wait')) {
    const taken = await tx
      .updateTable('holds')
      .set({ until })
      .where('platform', '=', wide.platform)
      .where('tenant', '=', wide.tenant)
      .where('channel', '=', '')
      .where('until', '<=', now)
      .executeTakeFirst();
    wide.until = until;
    if (Number(taken.numUpdatedRows) === 0) return false;
  }
  return true;
}

const covers = (h: HoldRow, d: DeliveryRow): boolean =>
  h.platform === d.platform &&
  (h.tenant === '' || h.tenant === d.tenant) &&
  (h.channel === '' || h.channel === d.channel);

async function endWithParent(tx: Transaction<Tables>, now: number): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ state: 'dropped', why: 'its post was refused or is gone', settled_at: now })
    .where('state', '=', 'planned')
    .where('parent_id', 'is not', null)
    .where((e) =>
      e.exists(
        e
          .selectFrom('deliveries as p')
          .select('p.id')
          .whereRef('p.id', '=', 'deliveries.parent_id')
          .where('p.state', 'in', ['refused', 'dropped']),
      ),
    )
    .execute();
}
