/**
 * `npm run bench -- asking [sqlite|postgres|both [statements [folder]]]`: how long `/whosaid` and its completion take among a million
 * statements of 5,000 speakers, through the command: typed input in, reply out. The archive is made up (bench/million/world.ts); in a folder
 * that is named a filled SQLite store is kept for the next time, as is a database named by WHOSAID_BENCH_POSTGRES.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { createAnswerer } from '../src/answer.ts';
import type { Caller } from '../src/chat.ts';
import { createDesk, hereOnly } from '../src/desk.ts';
import { createIds } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { YOUNG } from '../src/memory.ts';
import { createClock } from '../src/store/clock.ts';
import { openPostgres } from '../src/store/postgres.ts';
import { openFile } from '../src/store/sqlite.ts';
import { createStore, openStore } from '../src/store/store.ts';
import { fillWorld } from './million/fill.ts';
import { makeWorld, UNTIL, type World } from './million/world.ts';

const STATEMENTS = 1_000_000;
const SPEAKERS = 5_000;
const ROUNDS = 250;
const WARM = 20;

type Where = { WHOSAID_DATA: string; DATABASE_URL?: string };

async function fill(where: Where, world: World): Promise<void> {
  const opened =
    where.DATABASE_URL === undefined ? openFile(where.WHOSAID_DATA, true) : openPostgres(where.DATABASE_URL);
  if (!opened.ok) throw new Error(opened.why);
  const { db, release } = opened.value;
  const clock = { now: Date.now };
  const store = await createStore(db, clock, createIds(clock.now, Math.random), true);
  const [kept] = await store.speakers.mostHeard(1);
  if (kept === undefined) await fillWorld(db, world);
  release();
  await store.close();
}

/** A question of each kind; which one of its kind goes by the round, so that each finds other pages of the store. */
function questions(world: World): Record<string, (round: number) => Record<string, string> | string> {
  const name = (rank: number) => world.speakers[rank % world.speakers.length]?.name ?? '';
  const bySurname = Map.groupBy(world.names, (n) => n.surname);
  const shared = [...bySurname.entries()].sort((a, b) => b[1].length - a[1].length).map(([s]) => s);
  const word = (rank: number) => world.vocabulary[rank] ?? '';
  const since = (days: number) => new Date(UNTIL - days * 86_400_000).toISOString().slice(0, 10);
  const misspelt = (n: string, at: number) => `${n.slice(0, at)}${n.slice(at + 1)}`;
  return {
    'frequent speaker': (i) => ({ speaker: name(i % 8) }),
    'frequent speaker, page 30': (i) => ({ speaker: name(i % 8), page: '30' }),
    'rare speaker': (i) => ({ speaker: name(2_000 + i * 11) }),
    'ambiguous surname': (i) => ({ speaker: shared[i % 20] ?? '' }),
    misspelling: (i) => ({ speaker: misspelt(name(i * 17), 2 + (i % 3)) }),
    'two common words': (i) => ({ about: `${word(i % 5)} ${word(5 + (i % 7))}` }),
    'words less common': (i) => ({ about: `${word(40 + (i % 50))} ${word(100 + (i % 90))}` }),
    'rare phrase': (i) => ({ about: (world.rare[i % 40] ?? []).join(' ') }),
    'topic and date': (i) => ({ topic: 'arms', since: since(7 + (i % 700)) }),
    'rare topic': (i) => ({ topic: 'tides', since: since(400 + i) }),
    'speaker, topic and date': (i) => ({ speaker: name(i % 40), topic: 'arms', since: since(30 + i) }),
    'speaker and words': (i) => ({ speaker: name(i % 300), about: word(i % 60) }),
    completion: (i) =>
      ['', 'k', 'ba', 'mer', 'halv', name(i).slice(0, 5), misspelt(name(i * 3), 3)][i % 7] ?? '',
  };
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

async function measure(where: Where, world: World, say: (line: string) => void): Promise<void> {
  const clock = createClock(() => UNTIL);
  const ids = createIds(clock.now, Math.random);
  const opened = await openStore(where, true, clock, ids);
  if (!opened.ok) throw new Error(opened.why);
  const { store, release } = opened.value;
  const topics = ['arms', 'tides'].map((id) => ({ id, name: id, query: id, aliases: {}, description: id }));
  const desk = createDesk({
    store,
    topics,
    maxAge: 0,
    commands,
    queryProblem: () => null,
    draw: async () => ({ ok: false, why: 'not here' }),
    reach: hereOnly,
  });
  const answer = createAnswerer({ commands, desk, ids, log: createLog('silent', false, process.stderr) });
  const caller: Caller = {
    id: 'bench',
    place: { platform: 'console', tenant: 't', channel: 'c' },
    manager: false,
    operator: false,
    locale: 'en',
    direct: false,
  };
  const whosaid = commands.find((c) => c.name === 'whosaid');
  const kinds = Object.entries(questions(world));
  const taken = new Map<string, number[]>(kinds.map(([kind]) => [kind, []]));
  const busy = new Map<string, number[]>(kinds.map(([kind]) => [kind, []]));
  const found = new Map<string, string>();
  for (let round = 0; round < WARM + ROUNDS; round++)
    for (const [kind, question] of kinds) {
      const input = question(round);
      const [from, used] = [performance.now(), process.threadCpuUsage()];
      const said =
        typeof input === 'string'
          ? await whosaid?.complete?.('speaker', input, desk, caller)
          : (await answer({ command: 'whosaid', input, caller })).plain;
      const ms = performance.now() - from;
      const { user, system } = process.threadCpuUsage(used);
      if (round < WARM) {
        found.set(kind, typeof said === 'string' ? (said.split('\n')[0] ?? '') : `${said?.length} names`);
        continue;
      }
      taken.get(kind)?.push(ms);
      busy.get(kind)?.push((user + system) / 1_000);
      await new Promise((done) => setImmediate(done));
    }
  const figures = (values: number[]) =>
    [at(values, 0.5), at(values, 0.99)].map((ms) => ms.toFixed(2).padStart(8)).join('');
  for (const [kind, values] of taken)
    say(
      `  ${kind.padEnd(26)}${figures(values)}   ${figures(busy.get(kind) ?? [])}   ${found.get(kind)?.slice(0, 80)}`,
    );
  say(`  ${'all'.padEnd(26)}${figures([...taken.values()].flat())}   ${figures([...busy.values()].flat())}`);
  release();
  await store.close();
}

const [engine = 'both', count = String(STATEMENTS), kept, step] = process.argv.slice(2);
const statements = Number(count);
if (!(statements > 0)) throw new Error(`bench asking: “${count}” is no number of statements`);
const say = (line: string) => void process.stdout.write(`${line}\n`);

if (step !== undefined) {
  const where = JSON.parse(step) as Where & { step: 'fill' | 'measure' };
  const world = makeWorld(statements, SPEAKERS);
  if (where.step === 'fill') await fill(where, world);
  else await measure(where, world, say);
} else {
  // Filled by one process and measured by a fresh one.
  const run = (each: 'fill' | 'measure', where: Where): Promise<void> =>
    new Promise((done, fail) => {
      fork(import.meta.filename, [engine, count, 'x', JSON.stringify({ ...where, step: each })], {
        // As the bot is started (src/memory.ts).
        execArgv: [YOUNG],
        env: { ...process.env, MALLOC_ARENA_MAX: '1' },
      }).on('exit', (code) => (code === 0 ? done() : fail(new Error(`${each} ended with ${code}`))));
    });
  say(
    `milliseconds for an answer among ${statements} statements: median and 99th percentile of ${ROUNDS}, then the same of this process’s own processor time`,
  );
  if (engine !== 'postgres') {
    const folder =
      kept === undefined ? mkdtempSync(join(tmpdir(), 'whosaid-bench-')) : join(kept, `asking-${count}`);
    if (!existsSync(join(folder, 'whosaid.sqlite'))) {
      mkdirSync(folder, { recursive: true });
      await run('fill', { WHOSAID_DATA: folder });
    }
    say('SQLite');
    await run('measure', { WHOSAID_DATA: folder });
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
  if (engine !== 'sqlite') {
    // Only here: whoever imports it listens to its parent for ever.
    const { startServer } = await import('../tests/postgres.ts');
    const named = process.env.WHOSAID_BENCH_POSTGRES;
    const server = named === undefined ? await startServer() : null;
    const where = { WHOSAID_DATA: 'unused', DATABASE_URL: named ?? server?.url ?? '' };
    await run('fill', where);
    say('PostgreSQL');
    await run('measure', where);
    await server?.end();
  }
}
