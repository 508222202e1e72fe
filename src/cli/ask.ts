/** `ask "/whosaid Campbell"`: one command against the store, as the operator would in the terminal. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAnswerer } from '../answer.ts';
import { queryProblem } from '../bot.ts';
import type { Message } from '../chat.ts';
import type { Command } from '../command.ts';
import { readConfig } from '../config.ts';
import { createFeedDesk } from '../desk/feeds.ts';
import { createDesk, hereOnly } from '../desk.ts';
import { createIds } from '../ids.ts';
import { readLine, writeLine } from '../line.ts';
import { createLog } from '../log.ts';
import { createProbe } from '../probing.ts';
import { createWeb } from '../sources/web.ts';
import { createClock } from '../store/clock.ts';
import { openStore } from '../store/store.ts';
import { createLabour } from '../workers/pool.ts';
import { TERMINAL_CALLER } from './complete.ts';
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

/** Prints the answer, or with `json` the Reply. Works while the bot is running on the same store. */
export async function ask(line: string, options: { json?: boolean }, around: Asking): Promise<number> {
  const fail = (why: string) => {
    process.stderr.write(`${why}\n`);
    return 1;
  };
  const config = readConfig(around.env);
  if (!config.ok) return fail(config.why);
  const setup = loadSetup(config.value, null);
  if (!setup.ok) return fail(setup.why);
  const read = readLine(line, around.commands);
  if (!read.ok) return fail(read.why);
  const folder = config.value.WHOSAID_DATA;
  if (config.value.DATABASE_URL === undefined && !existsSync(join(folder, 'whosaid.sqlite'))) {
    return fail(
      `There is no store in ${folder} yet. Run the bot first (npm start -- --feeds …), or point WHOSAID_DATA to its folder.`,
    );
  }
  const clock = createClock(Date.now);
  const ids = createIds(clock.now, Math.random);
  const opened = await openStore(config.value, false, clock, ids);
  if (!opened.ok) return fail(opened.why);
  const { store } = opened.value;
  const web = createWeb(webOptions(config.value));
  const labour = createLabour({ size: 1, timeout: 20_000, idle: 1_000, memory: 512 });
  const desk = createDesk({
    store,
    topics: setup.value.topics,
    model: setup.value.model === null ? null : `${setup.value.model.protocol}:${setup.value.model.name}`,
    commands: around.commands,
    feeds: createFeedDesk(store, createProbe({ web, labour })),
    queryProblem: (query) => queryProblem(query, setup.value.topics),
    draw: (svg) => labour.drawChart({ svg }),
    reach: hereOnly,
  });
  const log = createLog(config.value.LOG_LEVEL, true, process.stderr);
  const answer = createAnswerer({ commands: around.commands, desk, ids, log });
  const reply = await answer({ ...read.value, caller: TERMINAL_CALLER });
  const look = {
    colour: process.stdout.isTTY === true,
    width: 0,
    sample: false,
    typed: (action: Parameters<typeof writeLine>[0]) => writeLine(action, around.commands),
  };
  process.stdout.write(
    options.json === true ? `${JSON.stringify(reply)}\n` : around.renderMessage(reply, look, null),
  );
  await labour.stop();
  await web.stop();
  await store.close();
  opened.value.release();
  return 0;
}
