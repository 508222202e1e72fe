import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createIds } from '../../src/ids.ts';
import { planPost } from '../../src/store/planning.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openFile } from '../../src/store/sqlite.ts';
import { createStore } from '../../src/store/store.ts';
import { filing, HERE, item, NOTHING, words } from '../contract/bench.ts';
import { freshDatabase } from '../postgres.ts';

const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'whosaid-retention-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two stories told `old` days ago and one told today, each posted; `filler` makes the old ones large. */
async function town(db: Kysely<Tables>, old: number, filler = '') {
  const time = { now: Date.UTC(2026, 5, 1) };
  const today = time.now + old * DAY;
  const ids = createIds(
    () => time.now,
    () => 0.5,
  );
  const store = await createStore(db, { now: () => time.now }, ids, true, async () => time.now);
  await store.feeds.configure([
    { id: 'f', url: 'https://paper.example/feed', kind: 'web', title: 'Paper', outletId: null },
  ]);
  const said = [
    ['Anna Berg', 'The bridge will open in May'],
    ['Otto Fisk', 'The ferry is faster'],
    ['Ada Holm', 'The tunnel is closed'],
  ] as const;
  for (const [i, [speaker, told]] of said.entries()) {
    if (i === 2) time.now = today;
    const [feed] = await store.feeds.claimDue(1, 1);
    if (feed === undefined) throw new Error('no feed is due');
    const validators = { etag: null, lastModified: null };
    await store.feeds.polled(
      feed,
      { validators, movedTo: null, title: null, items: [item(`i${i}`)], nextPollAt: time.now },
      0,
    );
    const [claimed] = await store.items.claim(1, 1_000);
    const one = filing(claimed?.id ?? '', i, {
      key: `paper.example/${i}`,
      speaker,
      words: told,
      text: `${told}, said ${speaker}. ${i < 2 ? filler : ''}`,
      ...(claimed === undefined ? {} : { digest: claimed.digest }),
    });
    await store.filing.commit(
      {
        ...one,
        article: { ...one.article, at: time.now, digest: `d${i}` },
        statements: one.statements.map((s) => ({ ...s, paragraph: `${told}, said ${speaker}.` })),
      },
      (tx, filed) => planPost(tx, ids, { now: () => time.now }, HERE, filed.storyId, words('alert'), NOTHING),
    );
    const [post] = await store.deliveries.claim(['console'], 1, 1_000);
    await store.deliveries.settle(post?.id ?? '', { state: 'sent', ref: `r${i}` });
  }
  const prune = async (keep: number) => {
    let slices = 0;
    while (await store.pruning.slice(time.now - keep)) slices++;
    return slices;
  };
  return { store, prune };
}

const engines: [string, () => Promise<Kysely<Tables>>][] = [
  [
    'SQLite',
    async () => {
      const opened = openFile(mkdtempSync(join(folder, 'plain-')), true);
      if (!opened.ok) throw new Error(opened.why);
      return opened.value.db;
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const opened = openPostgres(await freshDatabase());
      if (!opened.ok) throw new Error(opened.why);
      return opened.value.db;
    },
  ],
];

describe.each(engines)('retention on %s', (_, open) => {
  it('takes texts, feeds’ words and deliveries by age, and leaves what was said with its paragraph', async () => {
    const db = await open();
    const { store, prune } = await town(db, 91);
    const before = await store.statements.find({ offset: 0, limit: 9 });
    expect(before.total).toBe(3);
    expect(await prune(90 * DAY)).toBeGreaterThan(0);
    const texts = await db.selectFrom('articles').select(['text', 'title']).orderBy('url_key').execute();
    expect(texts.map((a) => a.text !== '')).toEqual([false, false, true]);
    expect(texts.map((a) => a.title)).toEqual(['Bridge', 'Bridge', 'Bridge']);
    const versions = await db.selectFrom('versions').select('text').orderBy('seen_at').execute();
    expect(versions.map((v) => v.text !== '')).toEqual([false, false, true]);
    const entries = await db.selectFrom('items').select('entry').orderBy('seen_at').execute();
    expect(entries.map((i) => i.entry !== '{}')).toEqual([false, false, true]);
    expect(await db.selectFrom('deliveries').select('ref').execute()).toEqual([{ ref: 'r2' }]);
    for (const table of ['grams', 'terms'] as const) {
      const left = await db.selectFrom(table).select('article_id').distinct().execute();
      expect(left, table).toHaveLength(1);
    }
    expect(await store.statements.find({ offset: 0, limit: 9 })).toEqual(before);
    expect((await store.statements.find({ about: 'ferry faster', offset: 0, limit: 9 })).total).toBe(1);
    const [otto] = await store.speakers.named('Otto Fisk');
    const his = await store.statements.find({ speakerId: otto?.id ?? '', offset: 0, limit: 9 });
    const context = await store.contexts.of({ statementId: his.statements[0]?.id ?? '' }, 0, 5);
    expect(context.contexts[0]?.parts.map((p) => p.text).join('')).toBe(
      'The ferry is faster, said Otto Fisk.',
    );
    expect(await prune(90 * DAY)).toBe(0);
    await store.close();
  });

  it('takes with a post what was still to come under it, and leaves a post that waits for its channel', async () => {
    const db = await open();
    const { store, prune } = await town(db, 91);
    const posts = await db.selectFrom('deliveries').selectAll().orderBy('id').execute();
    const [old, waiting, fresh] = posts;
    if (old === undefined || waiting === undefined || fresh === undefined) throw new Error('no posts');
    await db.updateTable('deliveries').set({ state: 'planned' }).where('id', '=', waiting.id).execute();
    const under = (post: typeof old, kind: 'publish' | 'edit' | 'reply') => ({
      ...post,
      id: `${post.id}-${kind}`,
      kind,
      parent_id: post.id,
      state: 'planned' as const,
      ref: null,
    });
    for (const kind of ['publish', 'edit', 'reply'] as const)
      await db
        .insertInto('deliveries')
        .values([old, waiting, fresh].map((post) => under(post, kind)))
        .execute();
    await prune(90 * DAY);
    const left = await db.selectFrom('deliveries').select('id').orderBy('id').execute();
    const kinds = (id: string) => [id, `${id}-edit`, `${id}-publish`, `${id}-reply`];
    expect(left.map((d) => d.id).sort()).toEqual([...kinds(waiting.id), ...kinds(fresh.id)].sort());
    expect((await store.overview.look(null)).deliveries).toEqual([
      { state: 'planned', count: 7 },
      { state: 'sent', count: 1 },
    ]);
    await store.close();
  });

  it('takes nothing before its time, and nothing that still waits', async () => {
    const { store, prune } = await town(await open(), 89);
    expect(await prune(90 * DAY)).toBe(0);
    await store.close();
  });
});

it('gives the room back to the disk in slices', async () => {
  const at = join(folder, 'large');
  const opened = openFile(at, true);
  if (!opened.ok) throw new Error(opened.why);
  const { db } = opened.value;
  const { store, prune } = await town(db, 91, 'And so on. '.repeat(400_000));
  const size = async () => {
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
    return statSync(join(at, 'whosaid.sqlite')).size;
  };
  const full = await size();
  await prune(90 * DAY);
  let slices = 0;
  for (let last = Number.POSITIVE_INFINITY; await store.pruning.vacuum(); slices++) {
    const { rows } = await sql<{ freelist_count: number }>`pragma freelist_count`.execute(db);
    const free = rows[0]?.freelist_count ?? 0;
    // Some at a time, as it holds up everybody, and yet so many that an hour is enough.
    expect(free).toBeLessThan(last);
    if (Number.isFinite(last) && free > 0) expect(last - free).toBeGreaterThanOrEqual(64);
    expect(last === Number.POSITIVE_INFINITY ? 0 : last - free).toBeLessThanOrEqual(128);
    last = free;
  }
  expect(slices).toBeGreaterThan(50);
  expect(await size()).toBeLessThan(full / 10);
  await store.close();
}, 60_000);

it('is 90 days unless told otherwise, and never so short that later reports have nothing to be compared with', () => {
  const kept = (value?: string) => readConfig(value === undefined ? {} : { WHOSAID_RETENTION: value });
  expect(kept()).toMatchObject({ ok: true, value: { WHOSAID_RETENTION: 90 * DAY } });
  expect(kept('0')).toMatchObject({ ok: true, value: { WHOSAID_RETENTION: 0 } });
  expect(kept('7d')).toMatchObject({ ok: false, why: expect.stringContaining('at least 30d') });
});
