/** A store that fails: said, survived, and nothing lost or told twice when it works again. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { createIds } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { startSchedule } from '../src/schedule.ts';
import { openFile } from '../src/store/sqlite.ts';
import { createStore } from '../src/store/store.ts';
import { botOver, feedOf, loopback, workers } from './bot.ts';
import { discordStage } from './crash/platforms.ts';
import { createScene, until as untilShown } from './crash/scene.ts';
import { event } from './events.ts';
import { createWorld } from './world.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A bot at work in this process, on a store in a file that a test can break. */
async function atWork() {
  const folder = mkdtempSync(join(tmpdir(), 'whosaid-survival-'));
  ends.push(async () => rmSync(folder, { recursive: true, force: true }));
  const file = openFile(folder, true);
  if (!file.ok) throw new Error(file.why);
  const { db } = file.value;
  let behind = 0;
  const clock = { now: () => Date.now() - behind };
  const ids = createIds(clock.now, Math.random);
  const store = await createStore(db, clock, ids, true);
  ends.push(() => store.close());
  const world = await createWorld({ one: 'Fjord Post' });
  ends.push(() => world.close());
  const labour = workers(1);
  ends.push(() => labour.stop());
  const web = loopback();
  ends.push(() => web.stop());
  const told: string[] = [];
  const logged: string[] = [];
  const note = (_: object, text: string) => void logged.push(text);
  const log = { ...createLog('silent', false, process.stderr), error: note, warn: note } as never;
  const bot = botOver(store, {
    web,
    labour,
    log,
    random: Math.random,
    told: ({ message }) => void told.push(message.plain),
  });
  await store.feeds.configure([feedOf(world.base, 'one')]);
  const place = { platform: 'console' as const, tenant: 't', channel: 'c' };
  await store.subscriptions.add(place, { kind: 'topic', value: 'bridges', label: 'Bridges' }, {}, 'me');
  const schedule = startSchedule('* * * * * *', bot.ticks, log);
  ends.push(() => schedule.stop(5_000));
  const until = async (what: string, that: () => boolean) => {
    for (let i = 0; i < 1_200 && !that(); i++) await new Promise((done) => setTimeout(done, 50));
    expect(that(), `${what}; logged: ${logged.join('\n')}`).toBe(true);
  };
  const times = (n: number) => told.filter((t) => t.includes(event(n).title)).length;
  return {
    db,
    store,
    world,
    bot,
    logged,
    told,
    until,
    times,
    setBack(ms: number) {
      behind += ms;
    },
  };
}

/** What takes half a minute on a busy machine runs with `npm run test:long`. */
const LONG = process.env.WHOSAID_LONG === '1';

describe('a store that fails', () => {
  for (const [what, breaks, mends, said] of [
    ['a full disk', 'pragma max_page_count = 1', 'pragma max_page_count = 1000000000', /full/],
    ['a read-only disk', 'pragma query_only = on', 'pragma query_only = off', /readonly|read-only/],
  ] as const) {
    it.runIf(LONG || what !== 'a full disk')(
      `${what} is said, and what came meanwhile is told once it is mended`,
      async () => {
        const b = await atWork();
        b.world.publish('one', event(1));
        await b.until('the first story', () => b.times(1) === 1);
        await sql.raw(breaks).execute(b.db);
        for (let n = 2; n < 6; n++) b.world.publish('one', event(n));
        await b.until('the reason is said', () => b.logged.some((l) => said.test(l)));
        await new Promise((done) => setTimeout(done, 1_500));
        await sql.raw(mends).execute(b.db);
        await b.until('all stories', () => [1, 2, 3, 4, 5].every((n) => b.times(n) === 1));
        await new Promise((done) => setTimeout(done, 1_500));
        expect(b.told).toHaveLength(5);
        // The same reason every second would bury everything else.
        expect(b.logged.filter((l) => said.test(l)).length).toBeLessThan(8);
      },
      120_000,
    );
  }

  it('a clock that is set back by an hour delays nothing', async () => {
    const b = await atWork();
    b.world.publish('one', event(1));
    await b.until('the first story', () => b.times(1) === 1);
    b.setBack(3_600_000);
    await b.bot.ticks.turnedBack(3_600_000);
    b.world.publish('one', event(2));
    await b.until('the second story', () => b.times(2) === 1);
    expect(b.told).toHaveLength(2);
  }, 120_000);
});

describe('the bot as a process', () => {
  it('survives a database that is away, and tells everything once when it is back', async () => {
    const scene = await createScene('postgres', await discordStage());
    ends.push(() => scene.end());
    scene.world.publish('one', event(1));
    await scene.start();
    await untilShown(scene, 'the first story', () => scene.shown().posts.length === 1);
    const url = new URL(scene.env.DATABASE_URL ?? '');
    const name = url.pathname.slice(1);
    const admin = new pg.Client(Object.assign(url, { pathname: '/postgres' }).toString());
    await admin.connect();
    await admin.query(`alter database ${name} with allow_connections false`);
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    scene.world.publish('one', event(2));
    await untilShown(scene, 'the reason is said', () =>
      /not currently accepting connections/.test(scene.log()),
    );
    await new Promise((done) => setTimeout(done, 1_000));
    await admin.query(`alter database ${name} with allow_connections true`);
    await admin.end();
    await untilShown(scene, 'the second story', () =>
      scene.shown().posts.some((p) => p.includes(event(2).title)),
    );
    await untilShown(scene, 'nothing left', async () => (await scene.open()) === 0);
    expect(scene.shown().posts).toHaveLength(2);
    expect((await scene.stop()).code).toBe(0);
    expect(scene.log()).not.toContain(url.password);
  }, 240_000);

  it.runIf(LONG)(
    'stops within ten seconds while a post hangs, and finds it at the next start',
    async () => {
      const discord = await discordStage();
      const scene = await createScene('sqlite', discord);
      ends.push(() => scene.end());
      discord.fake.fail('POST', /messages$/, 'hang after storing');
      scene.world.publish('one', event(1));
      await scene.start();
      await untilShown(
        scene,
        'the post is in flight',
        () => discord.fake.asked('POST', /messages$/).length === 1,
      );
      const { code, took } = await scene.stop();
      expect(code).toBe(0);
      expect(took).toBeLessThan(10_000);
      await scene.start();
      await untilShown(scene, 'nothing left', async () => (await scene.open()) === 0);
      expect(scene.shown().posts).toHaveLength(1);
    },
    240_000,
  );
});
