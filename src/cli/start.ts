/**
 * `start`: runs the bot on every platform whose tokens are set, else in the terminal; with no tokens and no feeds given it
 * plays the sample into a throw-away store.
 */
import { join } from 'node:path';
import { type Bot, createBot } from '../bot.ts';
import type { Command } from '../command.ts';
import { readLine, writeLine } from '../line.ts';
import type { Adapter, PlatformKind } from '../platform.ts';
import { type Schedule, startSchedule, type Ticks } from '../schedule.ts';
import type { Store } from '../store/store.ts';
import { words } from '../words.ts';
import { completeLine } from './complete.ts';
import { close, open, type Role, type Running, type StartOptions } from './opening.ts';
import { connect, reachOver, type Wanted, wantedPlatforms } from './platforms.ts';
import type { Setup } from './setup.ts';

/** What main.ts hands over: the lists, and how a terminal is made. */
export type Surroundings = {
  env: Record<string, string | undefined>;
  commands: Command[];
  platforms: PlatformKind[];
  createConsole(parts: ConsoleMaking): Adapter;
};
export type ConsoleMaking = {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  journal: string | null;
  sample: boolean;
  commands: Command[];
  readLine(line: string): ReturnType<typeof readLine>;
  writeLine(action: Parameters<typeof writeLine>[0]): string;
  complete(line: string): Promise<string[]>;
  ended(lines: number): void;
  ready(): Promise<void>;
};

const LET_GO = 500;

/** Resolves with the exit code when the bot has stopped. */
export async function start(options: StartOptions, around: Surroundings): Promise<number> {
  const wanted = wantedPlatforms(around.platforms, around.env);
  const opened = wanted.ok ? await openFor(wanted.value, options, around) : wanted;
  if (!wanted.ok || !opened.ok) {
    process.stderr.write(`${opened.ok ? '' : opened.why}\n`);
    return 1;
  }
  return run(opened.value, options, around, wanted.value);
}

/** With no platform and no feeds given, the sample is played into a throw-away store. */
const isSample = (wanted: Wanted[], options: StartOptions, env: Surroundings['env']): boolean =>
  wanted.length === 0 &&
  options.feeds === undefined &&
  !['WHOSAID_FEEDS', 'WHOSAID_FEEDS_FILE'].some((name) => env[name]);

const openFor = (wanted: Wanted[], options: StartOptions, around: Surroundings) =>
  open(
    options,
    around.env,
    isSample(wanted, options, around.env),
    wanted.length === 0 || process.stderr.isTTY === true,
  );

async function run(
  parts: Running,
  options: StartOptions,
  around: Surroundings,
  wanted: Wanted[],
): Promise<number> {
  const { config, log, store, setup, feeds } = parts;
  const sample = isSample(wanted, options, around.env);
  const watched = wanted.length === 0 && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const role = (options.role ?? 'all') as Role;
  await store.overview.begin();
  await store.waiting.begin();
  if (polls(role) && feeds !== null) await store.feeds.configure(feeds);
  const { listed } = await store.feeds.health();
  let stop: (reason: 'ended' | 'signal') => void = () => {};
  const stopped = new Promise<'ended' | 'signal'>((resolve) => {
    stop = resolve;
  });
  let schedule: Schedule | null = null;
  let bot: Bot | null = null;
  const adapters = await connect(wanted, parts, around.commands, () => bot);
  if (wanted.length === 0 && role !== 'all' && role !== 'poll') {
    process.stderr.write(`${words.roles.terminal(role)}\n`);
    await close(parts, [], null);
    return 1;
  }
  if (wanted.length === 0 && role === 'all') {
    const terminal = makeTerminal(around, {
      input: process.stdin,
      output: process.stdout,
      journal: sample ? null : join(config.WHOSAID_DATA, 'terminal.journal'),
      sample,
      commands: around.commands,
      readLine: (line) => readLine(line, around.commands),
      writeLine: (action) => writeLine(action, around.commands),
      complete: (line) =>
        bot === null ? Promise.resolve([]) : completeLine(line, around.commands, bot.desk),
      ready: () => schedule?.settled() ?? Promise.resolve(),
      ended(lines) {
        // A service has no input at all: a live bot goes on. A pipe that was answered to its end is done.
        if (lines === 0 && !sample) process.stderr.write(`${words.terminal.inputClosed}\n`);
        else stop('ended');
      },
    });
    if (terminal === null) {
      await close(parts, [], null);
      return 1;
    }
    adapters.set('console', terminal);
    await subscribeTerminal(store, setup);
  }
  const platforms = [...adapters.values()];
  const made = createBot({
    config,
    store,
    web: parts.web,
    labour: parts.labour,
    ...setup,
    commands: around.commands,
    senders: new Map(platforms.map((adapter) => [adapter.name, adapter.sender()])),
    reach: reachOver(adapters),
    ids: store.ids,
    now: () => store.clock.now(),
    random: Math.random,
    log,
    pace: sample && watched && options.once !== true ? 2_500 : 0,
  });
  bot = made;

  if (options.once === true) {
    const code = await once(made, store);
    await close(parts, platforms, null);
    return code;
  }
  let signals = 0;
  const onSignal = () => {
    // Whoever asks twice does not want to wait; what is unfinished is taken up at the next start.
    if (++signals > 1) process.exit(130);
    stop('signal');
  };
  // A bug of ours or a library's: told with its stack, and no reason for the other channels to fall silent.
  const unexpected = (error: unknown) =>
    log.error({ err: error }, words.unexpected(error instanceof Error ? error.message : String(error)));
  process.on('unhandledRejection', unexpected);
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  introduce(parts, sample, wanted, listed);
  const scheduled = startSchedule(config.WHOSAID_POLL, ticksOf(role, made.ticks), log);
  schedule = scheduled;
  if (polls(role))
    void scheduled
      .settled()
      .then(() => store.waiting.caughtUp())
      .then(
        () => scheduled.wake('deliveries'),
        () => {},
      );
  parts.listen((news) => scheduled.wake(news));
  if (role === 'all' || role === 'gateway') {
    // A store that is away is tried again by whoever asks; who only types is offered what there is. The terminal's is read first.
    if (wanted.length > 0) await made.desk.warm().catch(() => {});
    for (const adapter of platforms) await adapter.listen(made.answer);
  }
  if (sample && watched)
    void Promise.race([schedule.settled(), stopped]).then(
      (why) => why ?? process.stderr.write(`${words.terminal.sampleEnd}\n`),
    );
  if ((await stopped) === 'signal') {
    say(parts, wanted, words.terminal.stopping);
    made.ticks.stop();
    await made.rephrased();
  } else if (!watched) {
    await schedule.settled();
    await made.rephrased();
    await made.ticks.deliver();
  }
  await close(parts, platforms, schedule);
  // Whatever a platform's library still waits for: everything of ours is closed.
  if (wanted.length > 0) setTimeout(() => process.exit(0), LET_GO).unref();
  return 0;
}

const polls = (role: Role): boolean => role === 'all' || role === 'poll';

/** Of the bot's ticks those of a role. */
const ticksOf = (role: Role, ticks: Ticks): Ticks => ({
  ...ticks,
  ...(polls(role) ? {} : { poll: async () => {}, work: async () => 0 }),
  ...(role === 'all' || role === 'deliver' ? {} : { deliver: async () => 0 }),
  // Of many processes those that fill the store tidy it.
  ...(polls(role) ? {} : { prune: async () => false }),
});

/** A terminal gets sentences; a platform's operator reads them in the log. */
const say = (parts: Running, wanted: Wanted[], text: string): void => {
  if (wanted.length === 0) process.stderr.write(`${text}\n`);
  else parts.log.info({}, text);
};

function introduce(parts: Running, sample: boolean, wanted: Wanted[], feeds: number): void {
  const topics = parts.setup.topics.slice(0, 1).map((t) => t.name);
  if (wanted.length > 0) {
    const on = wanted.map((w) => w.kind.name);
    say(parts, wanted, words.terminal.watching(feeds, topics, on));
  } else if (sample) say(parts, wanted, `${words.terminal.sampleIntro}\n`);
  else say(parts, wanted, `${words.terminal.liveIntro(feeds, topics)}\n`);
}

/** The terminal's channel starts subscribed to the first topic; what a person then removes stays removed. */
async function subscribeTerminal(store: Store, setup: Setup): Promise<void> {
  const [first] = setup.topics;
  if (first === undefined || !(await store.subscriptions.remember('terminal subscribed'))) return;
  const place = { platform: 'console' as const, tenant: 'terminal', channel: 'terminal' };
  await store.subscriptions.add(place, { kind: 'topic', value: first.id, label: first.name }, {}, 'terminal');
}

/** One poll of everything, read and delivered to the end; what could not be read yet is told. Returns the exit code. */
async function once(bot: Bot, store: Store): Promise<number> {
  try {
    await bot.ticks.poll(() => {});
    while ((await bot.ticks.work(() => {})) > 0) await bot.ticks.deliver();
    await bot.rephrased();
    await bot.ticks.deliver();
    const left = await store.items.pending();
    if (left > 0) process.stderr.write(`! ${words.feeds.left(left)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`! ${words.roundFailed(error instanceof Error ? error.message : String(error))}\n`);
    return 1;
  }
}

/** The terminal, or null when its journal cannot be used. */
function makeTerminal(around: Surroundings, making: ConsoleMaking): Adapter | null {
  try {
    return around.createConsole(making);
  } catch (error) {
    process.stderr.write(
      `${words.terminal.noJournal(making.journal ?? '', error instanceof Error ? error.message : String(error))}\n`,
    );
    return null;
  }
}
