/**
 * `npm run bench -- simulation [articles]`: a day's work at a stretch. The bot as it is shipped, as a process of its own on a small
 * Discord and a small Slack, reads a hundred streams that go on with every poll, and tells what a channel of each has asked for. Said is
 * what its process and its workers take meanwhile. For Linux.
 */
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { createIds } from '../src/ids.ts';
import { createClock } from '../src/store/clock.ts';
import { openStore } from '../src/store/store.ts';
import { discordStage, slackStage } from '../tests/crash/platforms.ts';
import { madeUp, PER_STREAM, serve } from './newsweb.ts';
import { partsAlone } from './parts.ts';
import { childrenOf, childTime, ownTime, resident } from './processes.ts';

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts');
const STREAMS = 100;
const [articles = 50_000] = process.argv.slice(2, 3).map(Number);
const step = process.argv[3];
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Gives what an article took of the main process and of the workers: milliseconds of processor time. */
async function simulate(port: number): Promise<{ main: number; workers: number }> {
  const [discord, slack] = [await discordStage(), await slackStage()];
  const data = mkdtempSync(join(tmpdir(), 'whosaid-simulation-'));
  const clock = createClock(Date.now);
  const opened = await openStore({ WHOSAID_DATA: data }, true, clock, createIds(clock.now, Math.random));
  if (!opened.ok) throw new Error(opened.why);
  const { store, release } = opened.value;
  for (const { place } of [discord, slack])
    await store.subscriptions.add(
      place,
      { kind: 'query', value: 'missile satellite', label: 'missile satellite' },
      {},
      'me',
    );
  release();
  await store.close();
  const list = join(data, 'feeds.opml');
  // A host for each: a site is asked one thing at a time.
  const outlines = Array.from(
    { length: Math.min(STREAMS, Math.ceil(articles / PER_STREAM)) },
    (_, i) => `<outline type="rss" text="${i}" xmlUrl="http://127.1.${i}.1:${port}/stream/${i}"/>`,
  );
  writeFileSync(list, `<opml version="2.0"><body>${outlines.join('')}</body></opml>`);
  const child = spawn(process.execPath, [MAIN, 'start', '--feeds', list], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: tmpdir(),
      TZ: 'UTC',
      WHOSAID_DATA: data,
      WHOSAID_POLL: '* * * * *',
      WHOSAID_MAX_AGE: '0',
      FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
      FETCH_HOST_PAUSE: '0',
      LOG_LEVEL: 'warn',
      ...discord.env,
      ...slack.env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const pid = child.pid ?? 0;
  const runs = () => child.exitCode === null && child.signalCode === null;
  const read = () => {
    const db = new DatabaseSync(join(data, 'whosaid.sqlite'), { readOnly: true, timeout: 5_000 });
    const { n } = db.prepare('select count(*) as n from articles').get() as { n: number };
    db.close();
    return n;
  };
  const from = performance.now();
  let [most, peak] = [0, 0];
  const took = { main: 0, workers: 0 };
  const watch = setInterval(() => {
    most = Math.max(most, resident(pid));
    peak = Math.max(
      peak,
      childrenOf(pid).reduce((sum, worker) => sum + resident(worker), 0),
    );
  }, 250);
  const told = () =>
    `${discord.shown().posts.length} posts on Discord, ${slack.shown().posts.length} on Slack`;
  const line = (done: number, seconds: number) => {
    took.main = (ownTime(pid) / done) * 1_000;
    took.workers = (childTime(pid) / done) * 1_000;
    say(
      `  ${done} articles after ${seconds.toFixed(0)} s: the main process ${resident(pid).toFixed(0)} MB, at most ${most.toFixed(0)}; its workers at most ${peak.toFixed(0)}; an article ${took.main.toFixed(1)} and ${took.workers.toFixed(1)} ms of processor time; ${told()}`,
    );
  };
  for (let [next, still] = [1, 0]; runs(); ) {
    await sleep(2_000);
    const done = read();
    const seconds = (performance.now() - from) / 1_000;
    if (done >= (articles / 10) * next) {
      line(done, seconds);
      next = Math.floor((done / articles) * 10) + 1;
    }
    if (done >= articles) break;
    still = childrenOf(pid).length === 0 ? still + 1 : 0;
    if (still > 60) {
      say(`  it has stopped at ${done} of ${articles} articles`);
      break;
    }
  }
  clearInterval(watch);
  await sleep(40_000);
  say(
    `  idle: the main process ${resident(pid).toFixed(0)} MB, ${childrenOf(pid).length} workers; ${told()}`,
  );
  child.kill('SIGTERM');
  if (runs()) await new Promise((done) => child.once('exit', done));
  for (const wrong of [...discord.complaints(), ...slack.complaints()]) say(`  ${wrong}`);
  await Promise.all([discord.close(), slack.close()]);
  rmSync(data, { recursive: true, force: true });
  return took;
}

if (step !== undefined) {
  const { main, workers } = await simulate(Number(step));
  const { extraction, pair, attribution } = await partsAlone(madeUp(200));
  say(
    `  alone, warm: extraction ${extraction.toFixed(1)} ms, readability and linkedom ${pair.toFixed(1)} ms, attribution ${attribution.toFixed(1)} ms`,
  );
  say(
    `  after extraction ${(1_000 / (main + attribution)).toFixed(1)} articles a second on one core; the whole does ${(extraction / (main + workers)).toFixed(2)} of what bare extraction does, ${(pair / (main + workers)).toFixed(2)} of what the pair does`,
  );
} else {
  const port = await serve(madeUp(articles), STREAMS);
  await new Promise<void>((done, fail) => {
    fork(import.meta.filename, [String(articles), String(port)]).on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`ended with ${code}`)),
    );
  });
}
process.exit(0);
