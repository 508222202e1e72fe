/**
 * The ticks: poll, read, deliver. Three loops that wake each other, each never overlapping with itself, so that a slow
 * feed delays no article and a slow article no alert. `stop` ends claiming and waits for what is in flight.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import cron from 'node-cron';
import type { Log } from './log.ts';
import { words } from './words.ts';

export type Ticks = {
  /** Polls the feeds that are due and not being polled; `found` is called as soon as one brought something to read. */
  poll(found: () => void): Promise<void>;
  /** Reads a batch of pending items; `filed` is called as soon as one has something to deliver. Returns how many it took. */
  work(filed: () => void): Promise<number>;
  /** Delivers what is due; returns how many attempts it made. */
  deliver(): Promise<number>;
  /** Renews what this process is working on, so that no other takes it over. */
  renew(): Promise<void>;
  /** Removes some of what is old; false when nothing is left to remove for now. */
  prune(): Promise<boolean>;
  /** The machine's clock was set back by so many milliseconds. */
  turnedBack(ms: number): Promise<void>;
  /** Ends waits that only serve a watching person, and claims no more. */
  stop(): void;
};

/** `wake`: another process has left something to read, or to deliver. */
export type Schedule = {
  settled(): Promise<void>;
  wake(news: 'items' | 'deliveries'): void;
  stop(limit: number): Promise<void>;
};

const RETRY_EVERY = 1_000; // what has become due again is looked for once a second
const PRUNE_EVERY = 3_600_000;
const SLICE_EVERY = 100; // milliseconds between two slices: the rest of the bot has nine tenths of the time
const TURNED = 5_000; // a clock that is corrected by less changes nothing that people notice
const RENEW_EVERY = 7_000; // a lease of 25 s outlives two failed renewals

/** The time between two polls by a cron expression, in milliseconds. */
export function pollInterval(expression: string): number {
  const task = cron.createTask(expression, () => {});
  const [a, b] = task.getNextRuns(2);
  void task.destroy();
  return a === undefined || b === undefined ? 120_000 : b.getTime() - a.getTime();
}

/** A loop that runs `step` until it reports nothing done; waking it while it runs makes it look once more. */
function loop(step: () => Promise<number>, alive: () => boolean, failed: (error: unknown) => void) {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      while (alive() && (await step()) > 0);
    } while (again && alive());
  };
  return {
    wake(): Promise<void> {
      again = true;
      running ??= run()
        .catch(failed)
        .finally(() => {
          running = null;
        });
      return running;
    },
    busy: () => running,
  };
}

/** Calls `back` when the wall clock has gone back since the last look, measured against one that never does. */
function clockWatch(back: (ms: number) => void): () => void {
  let ahead = Date.now() - performance.now();
  return () => {
    const now = Date.now() - performance.now();
    if (ahead - now > TURNED) back(ahead - now);
    ahead = now;
  };
}

/** A store that is away fails every round: the same reason is told once a minute, not once a second. */
function complain(log: Log): (error: unknown) => void {
  let last = '';
  let until = 0;
  return (error) => {
    const why = error instanceof Error ? error.message : String(error);
    const now = performance.now();
    if (why === last && now < until) return;
    last = why;
    until = now + 60_000;
    log.error({ err: error }, words.roundFailed(why));
  };
}

/** Polls at once and then by the expression; reading and delivering follow as there is something to do. */
export function startSchedule(expression: string, ticks: Ticks, log: Log): Schedule {
  let stopped = false;
  const alive = () => !stopped;
  const failed = complain(log);
  const delivering = loop(() => ticks.deliver(), alive, failed);
  const working = loop(() => ticks.work(() => void delivering.wake()), alive, failed);
  const polling = new Set<Promise<void>>();

  const poll = (): Promise<void> => {
    const round = ticks
      .poll(() => void working.wake())
      .catch(failed)
      .finally(() => polling.delete(round));
    polling.add(round);
    return round;
  };
  const settle = async (): Promise<void> => {
    await poll();
    await working.wake();
    await delivering.wake();
  };

  const polls = cron.schedule(expression, () => void (stopped || poll()), { suppressMissedWarning: true });
  const turned = clockWatch((ms) => ticks.turnedBack(ms).catch(failed));
  const pruning = loop(
    async () => {
      while (alive() && (await ticks.prune())) await sleep(SLICE_EVERY);
      return 0;
    },
    alive,
    failed,
  );
  const prunes = setInterval(() => void pruning.wake(), PRUNE_EVERY);
  const firstPrune = setTimeout(() => void pruning.wake(), SLICE_EVERY * 100);
  const retries = setInterval(() => {
    turned();
    void working.wake();
    void delivering.wake();
  }, RETRY_EVERY);
  const renewing = loop(() => ticks.renew().then(() => 0), alive, failed);
  const renewals = setInterval(() => void renewing.wake(), RENEW_EVERY);
  const first = settle();

  return {
    /** The first round: everything that was there at the start is read and told. */
    settled: () => first,
    wake: (news) => void (stopped || (news === 'items' ? working : delivering).wake()),
    async stop(limit) {
      stopped = true;
      ticks.stop();
      clearInterval(retries);
      clearInterval(renewals);
      clearInterval(prunes);
      clearTimeout(firstPrune);
      await polls.destroy();
      const inFlight = Promise.all([
        ...polling,
        working.busy(),
        delivering.busy(),
        renewing.busy(),
        pruning.busy(),
      ]);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        inFlight,
        new Promise((done) => {
          timer = setTimeout(done, limit);
        }),
      ]);
      clearTimeout(timer);
    },
  };
}
