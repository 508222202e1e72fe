import fc from 'fast-check';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { createIds } from '../../src/ids.ts';
import { createClock } from '../../src/store/clock.ts';
import { LEASE } from '../../src/store/leases.ts';
import { planPost } from '../../src/store/planning.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore, openStore, type Store } from '../../src/store/store.ts';
import { filing, HERE, NOTHING, words } from '../contract/bench.ts';
import { storeContract } from '../contract/store.ts';
import { freshDatabase } from '../postgres.ts';

storeContract('PostgreSQL', {
  async open() {
    const opened = openPostgres(await freshDatabase());
    if (!opened.ok) throw new Error(opened.why);
    return opened.value.db;
  },
});

const opened: { store: Store; release(): void }[] = [];
afterEach(async () => {
  for (const { store, release } of opened.splice(0)) {
    release();
    await store.close();
  }
});

/** One process on a database; `ahead`: how wrong its own clock is, in milliseconds. */
async function process_(url: string, ahead = 0) {
  const clock = createClock(() => Date.now() + ahead);
  const ids = createIds(clock.now, Math.random);
  const kept = await openStore({ WHOSAID_DATA: 'unused', DATABASE_URL: url }, false, clock, ids);
  if (!kept.ok) throw new Error(kept.why);
  opened.push(kept.value);
  return { ...kept.value, clock, ids };
}
type Process = Awaited<ReturnType<typeof process_>>;

const plan = async ({ store, ids, clock }: Process, channels: number) => {
  await store.filing.commit(filing('none', 0), async (tx, filed) => {
    for (let i = 0; i < channels; i++)
      await planPost(tx, ids, clock, { ...HERE, channel: `c${i}` }, filed.storyId, words('alert'), NOTHING);
  });
};

describe('several processes on one PostgreSQL', () => {
  it('make the tables once when they start at the same moment', async () => {
    const url = await freshDatabase(false);
    const all = await Promise.all([process_(url), process_(url), process_(url)]);
    for (const { store } of all) expect(await store.items.pending()).toBe(0);
  });

  it('claim each delivery once, and take over a dead one’s within 30 s', async () => {
    const url = await freshDatabase();
    const [a, b, c] = [await process_(url), await process_(url, 3_600_000), await process_(url, -3_600_000)];
    await plan(a, 60);
    const claims = await Promise.all(
      [a, b, c, a, b, c].map(({ store }) => store.deliveries.claim(['console'], 10, LEASE)),
    );
    const ids = claims.flat().map((d) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (let left = 60 - ids.length; left > 0; ) {
      const more = await b.store.deliveries.claim(['console'], 10, LEASE);
      left -= more.length;
      ids.push(...more.map((d) => d.id));
    }
    expect(new Set(ids).size).toBe(60);
    // A clock that is an hour wrong neither frees what another works on nor keeps what nobody does.
    expect(await b.store.deliveries.claim(['console'], 10, LEASE)).toEqual([]);
    expect(LEASE).toBeLessThanOrEqual(28_000);
    const admin = new pg.Client(url);
    await admin.connect();
    await admin.query('update deliveries set lease_until = lease_until - $1', [LEASE + 1]);
    await admin.end();
    expect((await c.store.deliveries.claim(['console'], 10, LEASE)).map((d) => d.doubtful)).toEqual(
      Array(10).fill(1),
    );
  });

  it('keep what they work on while they live', async () => {
    const url = await freshDatabase();
    const [a, b] = [await process_(url), await process_(url)];
    await plan(a, 1);
    const [one] = await a.store.deliveries.claim(['console'], 1, 150);
    const free = a.store.leases.hold('deliveries', [one?.id ?? '']);
    await a.store.leases.renew();
    await new Promise((done) => setTimeout(done, 200));
    expect(await b.store.deliveries.claim(['console'], 1, 100)).toEqual([]);
    free();
    await a.store.deliveries.settle(one?.id ?? '', { state: 'sent', ref: 'r' });
    await a.store.leases.renew();
    expect(await b.store.deliveries.open()).toBe(0);
  });

  it('follow the database’s clock', async () => {
    const wrong = await process_(await freshDatabase(), -86_400_000);
    expect(Math.abs(wrong.clock.now() - Date.now())).toBeLessThan(2_000);
  });

  it('share what a sign-in may send, evenly', async () => {
    const url = await freshDatabase();
    const all = await Promise.all([process_(url), process_(url), process_(url), process_(url)]);
    const started = Date.now();
    const places = await Promise.all(
      Array.from({ length: 48 }, async (_, i) => {
        const wait = (await all[i % 4]?.store.allowances.take('discord', 48, 1)) ?? 0;
        return Date.now() + wait - started;
      }),
    );
    const last = Math.max(...places);
    expect(last).toBeGreaterThan(950);
    expect(last).toBeLessThan(1_600);
  });

  it('hear from each other that there is something to do, also after the database was away', async () => {
    const url = await freshDatabase();
    const [a, b] = [await process_(url), await process_(url)];
    const heard: string[] = [];
    const until = async (what: number) => {
      for (let i = 0; i < 100 && heard.length < what; i++) await new Promise((d) => setTimeout(d, 50));
      expect(heard.length).toBeGreaterThanOrEqual(what);
    };
    b.listen((news) => heard.push(news));
    await until(2);
    await plan(a, 1);
    await until(3);
    expect(heard[2]).toBe('deliveries');
    const admin = new pg.Client(url);
    await admin.connect();
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await admin.end();
    await until(5);
    expect(await b.store.deliveries.open()).toBe(1);
  });

  it('say in one sentence why a database cannot be used, without its password', async () => {
    const clock = createClock(Date.now);
    const ids = createIds(clock.now, Math.random);
    const why = async (url: string) => {
      const kept = await openStore({ WHOSAID_DATA: '', DATABASE_URL: url }, false, clock, ids);
      return kept.ok ? 'it opened' : kept.why;
    };
    const url = new URL(await freshDatabase());
    expect(await why('postgres://me:s3cret@127.0.0.1:9/x')).toMatch(
      /^The database of DATABASE_URL cannot be used \(connect ECONNREFUSED/,
    );
    for (const bad of [
      Object.assign(new URL(url), { password: 's3cret' }).toString(),
      Object.assign(new URL(url), { pathname: '/nowhere' }).toString(),
      'postgres://me:s3cret@[bad/x',
    ]) {
      expect(await why(bad)).toMatch(/^The database of DATABASE_URL cannot be used \(.*Check the address/);
      expect(await why(bad)).not.toContain('s3cret');
    }
  });
});

it('finds the same statements for the same words on both engines', async () => {
  const at = openPostgres(await freshDatabase());
  if (!at.ok) throw new Error(at.why);
  const clock = { now: () => 1 };
  const ids = () => createIds(clock.now, () => 0.5);
  const stores = [
    await createStore(at.value.db, clock, ids(), true),
    await createStore(openMemory(), clock, ids(), true),
  ];
  const said = [
    'The bridge will open in May, 2026',
    'Le pont rouvrira en été',
    'ПОСТАВКИ оружия в КНДР',
    '북한은 무기를 보냈다',
    '平壌が武器を送った',
    'It’s 1e5 tonnes, or 12.5% more',
    'U.S.-made F-16s & a “co-op”',
    'a_b/c://x.example/?q=1',
    'ﬁne ﬁgures',
    'NAÏVE coöperation',
    'x'.repeat(3_000),
    'Straße, ΟΔΟΣ, İstanbul',
    'bridges bridge Bridge’s',
    "o'clock ' & | ! :* <->",
    'null\u0000byte',
    '٣٤ 三 ½ ² Ⅷ',
  ];
  for (const [i, text] of said.entries())
    for (const store of stores)
      await store.filing.commit(
        filing('none', i, { key: `p.example/${i}`, words: text, text }),
        async () => {},
      );
  const found = async (about: string) =>
    Promise.all(
      stores.map(async (s) =>
        (await s.statements.find({ about, offset: 0, limit: 50 })).statements
          .map((x) => x.pieces[0]?.text.replaceAll('\0', ''))
          .sort(),
      ),
    );
  let hits = 0;
  for (const text of said) {
    for (const about of [text, ...text.split(/\s+/), text.toUpperCase(), text.slice(0, 5)]) {
      const [postgres, sqlite] = await found(about);
      expect(postgres, about).toEqual(sqlite);
      hits += sqlite?.length ?? 0;
    }
  }
  expect(hits).toBeGreaterThan(60);
  const wordy = fc.array(
    fc.oneof(fc.constantFrom(...said.flatMap((s) => s.split(/\s+/))), fc.string({ unit: 'grapheme' })),
    { maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(wordy, async (list) => {
      const [postgres, sqlite] = await found(list.join(' '));
      expect(postgres).toEqual(sqlite);
    }),
    { numRuns: 150 },
  );
  for (const store of stores) await store.close();
});
