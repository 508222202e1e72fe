/**
 * Parsing and extraction in child processes. Threads would not do: a regular expression or a parser that hangs cannot be
 * stopped inside a process, and memory that a page has blown up stays with the process for good.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Discovered } from '../feeds/discover.ts';
import type { Extractor, ParsedFeed, ReadArticle, Result, Statement } from '../news.ts';

/** A worker that has done so many jobs is replaced: libraries leak. */
const JOBS_PER_WORKER = 2_000;

export type FeedBytes = { url: string; body: Uint8Array; contentType: string | null };

/** A page or a file, and what the feed or the sidecar that led to it knows. */
export type RawArticle = {
  body: Uint8Array;
  contentType: string | null;
  kind: 'html' | 'txt';
  extractor: Extractor;
  url: string | null;
  /** The article's further pages, in order. */
  more?: { body: Uint8Array; contentType: string | null; url: string }[];
  /** The body is the feed's own words: a text of which the first line is the title, the rest perhaps nothing. */
  excerpt?: boolean;
  known: {
    title: string | null;
    outlet: string | null;
    publishedAt: string | null;
    byline: string[];
    language: string | null;
  };
};

/** A text that was extracted and cleaned before. */
export type CleanText = { text: string; title: string; publishedAt: string | null; extractor: Extractor };

const BROKE = 'Reading it broke';
const TOOK = 'Reading it took';

/** Whether a job failed because what it read hung or blew up its worker: it would do so again. */
export const isDeadly = (why: string): boolean => why.startsWith(BROKE) || why.startsWith(TOOK);

/** One job as it travels to a worker. */
export type Order = { id: number; job: string; input: unknown };

export type Labour = {
  /** Never rejects, like `readArticle`; a job that hangs or kills its process fails alone. */
  parseFeed(input: FeedBytes): Promise<Result<ParsedFeed>>;
  lookInto(input: FeedBytes): Promise<Result<Discovered>>;
  readArticle(input: RawArticle): Promise<Result<ReadArticle>>;
  attributeText(input: CleanText): Promise<Result<Statement[]>>;
  /** An SVG of ours as PNG. */
  drawChart(input: { svg: string }): Promise<Result<Uint8Array>>;
  /** Ends all workers at once; jobs not yet done fail. */
  stop(): Promise<void>;
};

export type LabourOptions = {
  /** Processes at most; they are started when there is work. */
  size: number;
  /** Milliseconds for one job, the start of its process included. */
  timeout: number;
  /** Milliseconds after which a worker without work goes away. */
  idle: number;
  /** MB of heap for each process. */
  memory: number;
  /** Address (file:) of another module of jobs, with the same names. */
  jobs?: string;
};

type Task = { order: Order; settle(result: Result<unknown>): void };
type Worker = { child: ChildProcess; task: Task | null; timer: NodeJS.Timeout | undefined; done: number };

export function createLabour({ size, timeout, idle, memory, jobs }: LabourOptions): Labour {
  const workers = new Set<Worker>();
  const waiting: Task[] = [];
  let stopped = false;
  let orders = 0;

  function start(): Worker {
    const child = fork(
      fileURLToPath(new URL('./worker.ts', import.meta.url)),
      jobs === undefined ? [] : [jobs],
      {
        serialization: 'advanced',
        execArgv: [`--max-old-space-size=${memory}`, '--max-semi-space-size=8'],
        // Strangers' bytes are read there: no token and no password goes along.
        env: { TZ: process.env.TZ ?? 'UTC', MALLOC_ARENA_MAX: '1' },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    const worker: Worker = { child, task: null, timer: undefined, done: 0 };
    workers.add(worker);
    child.on('message', (message: { id: number; result: Result<unknown> }) => {
      if (worker.task?.order.id === message.id) finish(worker, message.result);
    });
    const gone = () => dismiss(worker, `${BROKE} the reader: it ran out of memory or crashed.`);
    child.on('exit', gone);
    child.on('error', gone);
    return worker;
  }

  function assign(worker: Worker, task: Task): void {
    worker.task = task;
    clearTimeout(worker.timer);
    const late = `${TOOK} more than ${Math.max(1, Math.round(timeout / 1000))} s and was given up.`;
    worker.timer = setTimeout(() => dismiss(worker, late), timeout);
    hold(worker, true);
    worker.child.send(task.order, (error) => {
      if (error) dismiss(worker, 'The reader could not be reached.');
    });
  }

  function finish(worker: Worker, result: Result<unknown>): void {
    const { task } = worker;
    worker.task = null;
    worker.done += 1;
    clearTimeout(worker.timer);
    if (worker.done >= JOBS_PER_WORKER) dismiss(worker, '');
    else {
      hold(worker, false);
      worker.timer = setTimeout(() => dismiss(worker, ''), idle).unref();
    }
    task?.settle(result);
    next();
  }

  /** Ends a worker; the job it was at, if any, fails with `why`. */
  function dismiss(worker: Worker, why: string): void {
    if (!workers.delete(worker)) return;
    clearTimeout(worker.timer);
    worker.child.kill('SIGKILL');
    worker.task?.settle({ ok: false, why });
    next();
  }

  function next(): void {
    while (waiting.length > 0 && !stopped) {
      const idler = [...workers].find(({ task }) => task === null);
      if (idler === undefined && workers.size >= size) return;
      const task = waiting.shift();
      if (task !== undefined) assign(idler ?? start(), task);
    }
  }

  function ask<T>(job: string, input: unknown): Promise<Result<T>> {
    return new Promise((resolve) => {
      if (stopped) return resolve({ ok: false, why: STOPPING });
      orders += 1;
      waiting.push({ order: { id: orders, job, input }, settle: (result) => resolve(result as Result<T>) });
      return next();
    });
  }

  return {
    parseFeed: (input) => ask<ParsedFeed>('parseFeed', input),
    lookInto: (input) => ask<Discovered>('lookInto', input),
    readArticle: (input) => ask<ReadArticle>('readArticle', input),
    attributeText: (input) => ask<Statement[]>('attributeText', input),
    drawChart: (input) => ask<Uint8Array>('drawChart', input),
    stop: async () => {
      stopped = true;
      for (const task of waiting.splice(0)) task.settle({ ok: false, why: STOPPING });
      const gone = [...workers].map((worker) => {
        hold(worker, true);
        return exited(worker.child);
      });
      for (const worker of [...workers]) dismiss(worker, STOPPING);
      await Promise.all(gone);
    },
  };
}

const STOPPING = 'The bot is stopping.';

/** A worker at work keeps the program running; an idle one does not. */
function hold({ child }: Worker, on: boolean): void {
  if (on) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}
