/** The whole bot as a child process on a fake platform and a local news web, killed and started again until all is told. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createIds } from '../../src/ids.ts';
import { createClock } from '../../src/store/clock.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openAt } from '../../src/store/sqlite.ts';
import { openStore } from '../../src/store/store.ts';
import { scratch } from '../cli/bot.ts';
import { freshDatabase } from '../postgres.ts';
import { createWorld, type World } from '../world.ts';
import type { Shown, Stage } from './platforms.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const AHEAD = join(import.meta.dirname, 'ahead.js');
const LATER = 1_200_000;

export type Engine = 'sqlite' | 'postgres';

export type Scene = {
  stage: Stage;
  world: World;
  /** Starts the bot; with a step's name it ends itself there. `later`: 20 minutes have passed meanwhile. */
  start(crashAt?: string, later?: boolean): Promise<void>;
  alive(): boolean;
  kill(): Promise<void>;
  /** Ends it as an operator does; the exit code, and how long it took in milliseconds. */
  stop(): Promise<{ code: number | null; took: number }>;
  /** What killed it, or null while it lives. */
  killed(): NodeJS.Signals | null;
  shown(): Shown;
  /** How many wait to be read or delivered. */
  open(): Promise<number>;
  /** What has become of the items and deliveries of which that is true, for a failure's report. */
  traces(wanted: (text: string) => boolean): Promise<string[]>;
  log(): string;
  env: Record<string, string>;
  /** The file of feeds. */
  list: string;
  end(): Promise<void>;
};

export async function createScene(engine: Engine, stage: Stage): Promise<Scene> {
  const world = await createWorld({ one: 'Fjord Post', two: 'Harbour Mail' });
  const data = scratch('crash');
  const url = engine === 'postgres' ? await freshDatabase() : undefined;
  const list = join(data, 'feeds.opml');
  const outline = (o: string) => `<outline type="rss" text="${o}" xmlUrl="${world.base}/${o}/feed.xml"/>`;
  writeFileSync(list, `<opml version="2.0"><body>${outline('one')}${outline('two')}</body></opml>`);
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: tmpdir(),
    TZ: 'UTC',
    WHOSAID_DATA: data,
    ...(url === undefined ? {} : { DATABASE_URL: url }),
    WHOSAID_POLL: '* * * * * *',
    WHOSAID_MAX_AGE: '0',
    FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
    FETCH_HOST_PAUSE: '0',
    WHOSAID_BURST: '0',
    // Who said what is read elsewhere; the rules start a second sooner.
    WHOSAID_EXTRACTOR: 'rules',
    ...stage.env,
    LOG_LEVEL: 'warn',
  };
  const beside = async <T>(
    work: (store: Awaited<ReturnType<typeof opened>>['store']) => Promise<T>,
  ): Promise<T> => {
    const { store, release } = await opened();
    try {
      return await work(store);
    } finally {
      release();
      await store.close();
    }
  };
  const opened = async () => {
    const clock = createClock(Date.now);
    const kept = await openStore(
      { WHOSAID_DATA: data, DATABASE_URL: url },
      false,
      clock,
      createIds(clock.now, Math.random),
    );
    if (!kept.ok) throw new Error(kept.why);
    return kept.value;
  };
  await beside((store) =>
    store.subscriptions.add(stage.place, { kind: 'query', value: 'bridge', label: 'bridge' }, {}, 'me'),
  );

  const errors = join(data, 'stderr');
  let child: ChildProcess | null = null;
  let ahead = 0;
  const gone = () =>
    new Promise<void>((done) => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) done();
      else child.once('exit', () => done());
    });

  /** On PostgreSQL the database's clock does not jump: what it holds is as if it had. */
  async function pass(ms: number): Promise<void> {
    if (url === undefined) return;
    const client = new pg.Client(url);
    await client.connect();
    for (const [table, columns] of [
      ['feeds', ['lease_until', 'next_poll_at']],
      ['items', ['lease_until', 'next_at']],
      ['deliveries', ['lease_until', 'next_at']],
      ['holds', ['until']],
    ] as const)
      await client.query(`update ${table} set ${columns.map((c) => `${c} = ${c} - ${ms}`).join(', ')}`);
    await client.end();
  }

  return {
    stage,
    world,
    env,
    list,
    async start(crashAt, later = false) {
      if (later) {
        ahead += LATER;
        stage.pass(LATER);
      }
      // A dead process's leases run out within half a minute, which nobody waits for here.
      await pass(later ? LATER : 30_000);
      const out = openSync(errors, 'a');
      child = spawn(process.execPath, ['--import', AHEAD, MAIN, 'start', '--feeds', list], {
        env: {
          ...env,
          ...(url === undefined ? { TEST_AHEAD: String(ahead) } : {}),
          ...(crashAt === undefined ? {} : { WHOSAID_CRASH_AT: crashAt }),
        },
        stdio: ['ignore', out, out],
      });
      closeSync(out);
    },
    alive: () => child !== null && child.exitCode === null && child.signalCode === null,
    killed: () => child?.signalCode ?? null,
    async kill() {
      child?.kill('SIGKILL');
      await gone();
    },
    async stop() {
      const asked = performance.now();
      child?.kill('SIGTERM');
      await gone();
      return { code: child?.exitCode ?? null, took: performance.now() - asked };
    },
    shown: stage.shown,
    open: () => beside(async (store) => (await store.items.pending()) + (await store.deliveries.open())),
    traces: async (wanted) => {
      const opened = url === undefined ? null : openPostgres(url);
      const db = opened?.ok ? opened.value.db : openAt(join(data, 'whosaid.sqlite'));
      const rows = await db
        .selectFrom('deliveries as d')
        .leftJoin('stories as s', 's.id', 'd.story_id')
        .select([
          'd.id',
          'd.kind',
          'd.state',
          'd.why',
          'd.attempts',
          'd.doubtful',
          'd.parent_id',
          'd.message',
        ])
        .select('s.title')
        .orderBy('d.id')
        .execute();
      const items = await db
        .selectFrom('items')
        .select(['id', 'title', 'state', 'why', 'attempts', 'next_at', 'read_at', 'article_id'])
        .execute();
      await db.destroy();
      const read = items.filter((i) => wanted(i.title ?? '')).map((i) => JSON.stringify(i));
      const told = rows
        .filter((r) => wanted(r.title ?? '') || wanted(r.message))
        .map(({ message, ...r }) => JSON.stringify({ ...r, says: message.slice(-300) }));
      return [...read, ...told];
    },
    log: () => readFileSync(errors, 'utf8'),
    async end() {
      child?.kill('SIGKILL');
      await gone();
      await stage.close();
      await world.close();
    },
  };
}

/** Waits until `that` holds; throws with `what` and what the bot wrote after `within` milliseconds. */
export async function until(
  scene: Scene,
  what: string,
  that: () => boolean | Promise<boolean>,
  within = 90_000,
): Promise<void> {
  const end = Date.now() + within;
  while (!(await that())) {
    if (Date.now() > end)
      throw new Error(
        `not within ${within} ms: ${what}\n${JSON.stringify(scene.shown(), null, 1)}\n${scene.log()}`,
      );
    await new Promise((done) => setTimeout(done, 20));
  }
}
