/**
 * `npm run bench -- waiting [statements [folder]]`: how long an acknowledgement may have to wait while a bot on the embedded store is
 * backed up, prunes, gives room back and answers the heaviest searches: the longest time for which its thread was held. The store is the one
 * of `asking`, with more text to prune.
 */
import '../src/memory.ts';
import { fork } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createCompletion } from '../src/completion.ts';
import { createIds } from '../src/ids.ts';
import { copyOut, openFile } from '../src/store/sqlite.ts';
import { createStore } from '../src/store/store.ts';
import { fillWorld } from './million/fill.ts';
import { makeWorld, UNTIL } from './million/world.ts';

const SPEAKERS = 5_000;
const DAY = 86_400_000;

async function open(folder: string) {
  const opened = openFile(folder, true);
  if (!opened.ok) throw new Error(opened.why);
  const { db, release } = opened.value;
  const clock = { now: () => UNTIL };
  const store = await createStore(db, clock, createIds(clock.now, Math.random), true);
  const close = async () => {
    release();
    await store.close();
  };
  return { db, store, close };
}

async function fill(folder: string, statements: number): Promise<void> {
  const { db, close } = await open(folder);
  await fillWorld(db, makeWorld(statements, SPEAKERS));
  await close();
}

async function measure(folder: string, statements: number): Promise<void> {
  const { db, store, close } = await open(folder);
  const world = makeWorld(statements, SPEAKERS);
  const word = (rank: number) => world.vocabulary[rank] ?? '';
  const ends: string[] = [];
  /** The longest that the thread was held while `work` went on, and its own share of processor time. */
  const held = async (what: string, work: () => Promise<unknown>) => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    // What holds the thread before the first look is not seen.
    await sleep(20);
    const used = process.threadCpuUsage();
    const from = performance.now();
    await work();
    await sleep(20);
    delay.disable();
    const { user, system } = process.threadCpuUsage(used);
    ends.push(
      `  ${what.padEnd(44)}${(delay.max / 1e6).toFixed(0).padStart(6)}${(delay.percentile(99) / 1e6).toFixed(0).padStart(6)}   ${((performance.now() - from) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time`,
    );
  };
  const find = (about: string, more = {}) => store.statements.find({ about, ...more, offset: 0, limit: 8 });
  const list = (from: number, n: number) => Array.from({ length: n }, (_, i) => word(from + i)).join(' ');
  await held('idle', () => sleep(2_000));
  await held('the 32 commonest words', () => find(list(0, 32)));
  await held('32 words that nobody said together', () => find(list(100, 32)));
  await held('common words, never together, of nobody', () =>
    find(`${word(1)} ${word(2)} ${word(3)}`, { speakerId: 'nobody' }),
  );
  await held('a common word in a rare topic, quotes only', () =>
    find(word(0), { topic: 'tides', onlyQuotes: true, since: UNTIL - 1_500 * DAY }),
  );
  await held('the last page of the most heard', () =>
    store.statements.find({ speakerId: world.speakers[0]?.id ?? '', offset: 26_000, limit: 8 }),
  );
  await held('all speakers for completion', () => createCompletion(store).speakers('k', 20));
  await held('500 statements of an export', async () => {
    for (let page = 0; page < 20; page++)
      await store.statements.find({ topic: 'arms', offset: page * 250, limit: 250 });
  });
  await held('/about, whole', () => store.overview.look(null));
  // A text for every article, so that there is something to prune.
  await sql`update articles set text = hex(zeroblob(6000)) where text = ''`.execute(db);
  await sql`update articles set text = '' where id > (select max(id) from articles order by id limit 1 offset 6000)`.execute(
    db,
  );
  await held('pruning, a slice every 100 ms', async () => {
    for (let i = 0; i < 150 && (await store.pruning.slice(UNTIL)); i++) await sleep(100);
  });
  await held('giving room back, a slice every 100 ms', async () => {
    for (let i = 0; i < 100 && (await store.pruning.vacuum()); i++) await sleep(100);
  });
  /** Asked and written to, as by a bot at work. */
  let longest = 0;
  const work = async (i: number) => {
    await find(`${word(i % 9)} ${word(9 + (i % 30))}`);
    const from = performance.now();
    await db.transaction().execute((tx) =>
      tx
        .insertInto('meta')
        .values({ name: 'bench', value: String(i) })
        .onConflict((c) => c.column('name').doUpdateSet({ value: String(i) }))
        .execute(),
    );
    longest = Math.max(longest, performance.now() - from);
    await sleep(10);
  };
  await held('asked and written to for 20 s', async () => {
    const until = performance.now() + 20_000;
    for (let i = 0; performance.now() < until; i++) await work(i);
  });
  ends.push(`    the longest commit ${longest.toFixed(0)}`);
  longest = 0;
  await held('the same during a backup', async () => {
    const backup = fork(import.meta.filename, [String(statements), folder, 'copy']);
    let over = false;
    backup.on('exit', () => {
      over = true;
    });
    for (let i = 0; !over; i++) await work(i);
  });
  ends.push(`    the longest commit ${longest.toFixed(0)}`);
  await close();
  process.stdout.write(`  ${''.padEnd(44)}  most   99%   (milliseconds; took)\n${ends.join('\n')}\n`);
}

const [count = '1000000', kept, step] = process.argv.slice(2);
const statements = Number(count);
if (!(statements > 0)) throw new Error(`bench waiting: “${count}” is no number of statements`);
if (kept !== undefined && step === 'copy') await copyOut(kept, join(kept, 'backup.sqlite'));
else if (kept !== undefined && step === 'fill') await fill(kept, statements);
else if (kept !== undefined && step === 'measure') await measure(kept, statements);
else {
  const folder = mkdtempSync(join(kept ?? tmpdir(), 'whosaid-waiting-'));
  const run = (each: 'fill' | 'measure'): Promise<void> =>
    new Promise((done, fail) => {
      fork(import.meta.filename, [count, folder, each]).on('exit', (code) =>
        code === 0 ? done() : fail(new Error(`${each} ended with ${code}`)),
      );
    });
  process.stdout.write(`how long the thread that acknowledges was held, ${statements} statements, SQLite\n`);
  // A store that `asking` has kept is the same one; what is pruned is a copy of it.
  const filled = join(kept ?? folder, `asking-${count}`, 'whosaid.sqlite');
  if (existsSync(filled)) copyFileSync(filled, join(folder, 'whosaid.sqlite'));
  else await run('fill');
  await run('measure');
  rmSync(folder, { recursive: true, force: true });
}
