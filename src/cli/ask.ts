/** `ask "/whosaid Campbell"`: one command against the store, as the operator would in the terminal. */
import { createAnswerer } from '../answer.ts';
import { createBot, queryProblem } from '../bot.ts';
import type { Ask, Message, Reply } from '../chat.ts';
import type { Command } from '../command.ts';
import { type Config, readConfig } from '../config.ts';
import { createFeedDesk } from '../desk/feeds.ts';
import { createDesk, hereOnly } from '../desk.ts';
import { createIds } from '../ids.ts';
import { readLine, writeLine } from '../line.ts';
import { createLog } from '../log.ts';
import type { Result } from '../news.ts';
import { createProbe } from '../probing.ts';
import { createWeb } from '../sources/web.ts';
import { createClock } from '../store/clock.ts';
import { hasStore, openStore } from '../store/store.ts';
import { words } from '../words.ts';
import { createLabour } from '../workers/pool.ts';
import { TERMINAL_CALLER } from './complete.ts';
import { close, open } from './opening.ts';
import { loadSetup } from './setup.ts';
import { webOptions } from './web.ts';

export type Asking = {
  env: Record<string, string | undefined>;
  commands: Command[];
  renderMessage(
    message: Message,
    look: {
      colour: boolean;
      width: number;
      sample: boolean;
      typed(action: Parameters<typeof writeLine>[0]): string;
    },
    under: null,
  ): string;
};

type Answering = { answer(ask: Ask): Promise<Reply>; sample: boolean; close(): Promise<void> };

/**
 * Prints the answer, or with `json` the Reply. Works while the bot is running on the same store. Where nothing is set up
 * yet, neither a store nor where it should be, it answers from the sample and says so.
 */
export async function ask(line: string, options: { json?: boolean }, around: Asking): Promise<number> {
  const fail = (why: string) => {
    process.stderr.write(`${why}\n`);
    return 1;
  };
  const config = readConfig(around.env);
  if (!config.ok) return fail(config.why);
  const read = readLine(line, around.commands);
  if (!read.ok) return fail(read.why);
  const folder = config.value.WHOSAID_DATA;
  const placed = ['WHOSAID_DATA', 'WHOSAID_DATA_FILE'].some((name) => around.env[name]);
  if (!hasStore(config.value) && placed) return fail(words.cli.noStoreYet(folder));
  const opened = hasStore(config.value)
    ? await overStore(config.value, around.commands)
    : await overSample(around);
  if (!opened.ok) return fail(opened.why);
  const { answer, sample, close } = opened.value;
  if (sample) process.stderr.write(`${words.terminal.askSample(folder)}\n`);
  const reply = await answer({ ...read.value, caller: TERMINAL_CALLER });
  const look = {
    colour: process.stdout.isTTY === true,
    width: 0,
    sample,
    typed: (action: Parameters<typeof writeLine>[0]) => writeLine(action, around.commands),
  };
  process.stdout.write(
    options.json === true ? `${JSON.stringify(reply)}\n` : around.renderMessage(reply, look, null),
  );
  await close();
  return 0;
}

async function overStore(config: Config, commands: Command[]): Promise<Result<Answering>> {
  const setup = loadSetup(config, null);
  if (!setup.ok) return setup;
  const clock = createClock(Date.now);
  const ids = createIds(clock.now, Math.random);
  const opened = await openStore(config, false, clock, ids);
  if (!opened.ok) return opened;
  const { store, release } = opened.value;
  const { topics, model } = setup.value;
  const web = createWeb(webOptions(config));
  const labour = createLabour({ size: 1, timeout: 20_000, idle: 1_000, memory: 512 });
  const desk = createDesk({
    store,
    topics,
    maxAge: config.WHOSAID_MAX_AGE,
    model: model === null ? null : `${model.protocol}:${model.name}`,
    commands,
    feeds: createFeedDesk(store, createProbe({ web, labour })),
    queryProblem: (query) => queryProblem(query, topics),
    draw: (svg) => labour.drawChart({ svg }),
    reach: hereOnly,
  });
  const log = createLog(config.LOG_LEVEL, true, process.stderr);
  const close = async () => {
    await labour.stop();
    await web.stop();
    await store.close();
    release();
  };
  return {
    ok: true,
    value: { answer: createAnswerer({ commands, desk, ids, log }), sample: false, close },
  };
}

/** The sample, read to its end into a store in memory. */
async function overSample({ env, commands }: Asking): Promise<Result<Answering>> {
  const opened = await open({}, env, true);
  if (!opened.ok) return opened;
  const parts = opened.value;
  const { store, setup, feeds } = parts;
  await store.overview.begin();
  if (feeds !== null) await store.feeds.configure(feeds);
  const bot = createBot({
    config: parts.config,
    store,
    web: parts.web,
    labour: parts.labour,
    topics: setup.topics,
    outlets: setup.outlets,
    commands,
    senders: new Map(),
    reach: hereOnly,
    ids: store.ids,
    now: () => store.clock.now(),
    random: Math.random,
    log: parts.log,
    pace: 0,
  });
  await bot.ticks.poll(() => {});
  while ((await bot.ticks.work(() => {})) > 0);
  return {
    ok: true,
    value: { answer: bot.answer, sample: true, close: () => close(parts, [], null) },
  };
}
