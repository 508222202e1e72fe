/**
 * `npm run bench -- polling [feeds]`: what polling 2,000 feeds every five minutes takes of a processor. Feeds are made up; another process
 * serves them over HTTP. What workers take is read from /proc, so this one is for Linux.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { createBot } from '../src/bot.ts';
import { loadSetup } from '../src/cli/setup.ts';
import { webOptions } from '../src/cli/web.ts';
import { readConfig } from '../src/config.ts';
import { hereOnly } from '../src/desk.ts';
import { createIds } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { createWeb } from '../src/sources/web.ts';
import { createClock } from '../src/store/clock.ts';
import { openStore } from '../src/store/store.ts';
import { createLabour } from '../src/workers/pool.ts';
import { madeUp, serve } from './newsweb.ts';
import { childTime, ownTime } from './processes.ts';

const [feedCount = 2_000] = process.argv.slice(2, 3).map(Number);
const EVERY = 300; // seconds between two polls of a feed

async function bot(folder: string, port: number, feeds: string[]) {
  const config = readConfig({
    WHOSAID_DATA: folder,
    FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
    FETCH_HOST_PAUSE: '0',
    WHOSAID_MAX_AGE: '0',
    LOG_LEVEL: 'silent',
  });
  if (!config.ok) throw new Error(config.why);
  const time = { ahead: 0 };
  const clock = createClock(() => Date.now() + time.ahead);
  const ids = createIds(clock.now, Math.random);
  const opened = await openStore(config.value, true, clock, ids);
  if (!opened.ok) throw new Error(opened.why);
  const { store, release } = opened.value;
  const setup = loadSetup(config.value, null);
  if (!setup.ok) throw new Error(setup.why);
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 5_000, memory: 512 });
  const web = createWeb(webOptions(config.value));
  await store.feeds.configure(
    feeds.map((path, i) => ({
      id: `f${i}`,
      // A host for each: a site is asked one thing at a time.
      url: `http://127.${1 + (i % 200)}.${Math.floor(i / 200)}.1:${port}${path}`,
      kind: 'web',
      title: `Feed ${i}`,
      outletId: null,
    })),
  );
  const made = createBot({
    config: config.value,
    store,
    web,
    labour,
    ...setup.value,
    commands,
    senders: new Map(),
    reach: hereOnly,
    ids,
    now: clock.now,
    random: Math.random,
    log: createLog('silent', false, process.stderr),
    pace: 0,
  });
  const stop = async () => {
    await labour.stop();
    await web.stop();
    release();
    await store.close();
  };
  return { bot: made, store, time, stop };
}

async function polling(port: number, say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whosaid-day-'));
  const {
    bot: made,
    store,
    time,
    stop,
  } = await bot(
    folder,
    port,
    Array.from({ length: feedCount }, (_, i) => `/feed/${i}`),
  );
  for (const round of ['the first, which finds everything new', 'the second', 'the third']) {
    const [before, workers, from] = [ownTime(process.pid), childTime(process.pid), performance.now()];
    await made.ticks.poll(() => {});
    const { ok } = (await store.overview.look(null)).feeds;
    const [main, others] = [ownTime(process.pid) - before, childTime(process.pid) - workers];
    say(
      `  ${ok} of ${feedCount} feeds read, ${round}: ${main.toFixed(1)} s of processor time and ${others.toFixed(1)} s in workers, ${(((main + others) / EVERY) * 100).toFixed(0)} % of a core every five minutes; took ${((performance.now() - from) / 1000).toFixed(0)} s`,
    );
    time.ahead += EVERY * 1_000 + 60_000;
  }
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

const port = process.argv[3];
if (port !== undefined) await polling(Number(port), (line) => void process.stdout.write(`${line}\n`));
else {
  const at = await serve(madeUp(500));
  await new Promise<void>((done, fail) => {
    fork(import.meta.filename, [String(feedCount), String(at)]).on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`ended with ${code}`)),
    );
  });
}
process.exit(0);
