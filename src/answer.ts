/** An Ask becomes a Reply: the command is found, its input checked, its right asked, and nothing thrown reaches a person. */
import type { Ask, Reply } from './chat.ts';
import type { Command, Desk } from './command.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import { message, plain, visible } from './shown.ts';
import { words } from './words.ts';

const say = (text: string): Reply => ({
  ...message([{ kind: 'text', text: [plain(text)] }]),
  visibility: 'private',
});

/** Answers asks. Bad input gets the sentence that says what to type; a bug is logged with an id and the user sees the id. */
export function createAnswerer(parts: {
  commands: Command[];
  desk: Desk;
  ids: Ids;
  log: Log;
}): (ask: Ask) => Promise<Reply> {
  const { commands, desk, ids, log } = parts;
  return async ({ command: name, input, caller }) => {
    const command = commands.find((c) => c.name === name);
    if (command === undefined) return say(words.unknownCommand(name, null));
    const parsed = command.options.safeParse(
      Object.fromEntries(Object.entries(input).map(([option, typed]) => [option, visible(typed)])),
    );
    if (!parsed.success) {
      const why = parsed.error.issues
        .map((issue) => badOption(issue.path.join('.'), issue.message, command))
        .join('\n');
      return say(`${why} ${words.usage(command.examples[0] ?? `/${name}`)}`);
    }
    const allowed = command.may(parsed.data, caller);
    if (allowed !== true) return say(allowed);
    try {
      return await command.run(parsed.data, caller, await desk.at(caller.place));
    } catch (error) {
      const id = ids.next();
      log.error(
        { id, command: name, err: error },
        `/${name} broke (id ${id}): ${error instanceof Error ? error.message : error}`,
      );
      return say(words.broke(id));
    }
  };
}

/** A schema's own sentence is ours and says what to type; zod's general one ("Invalid input …") gives way to the description. */
function badOption(option: string, why: string, command: Command): string {
  if (why.startsWith(`${option}:`)) return why;
  const described = command.options.shape[option]?.description;
  const general = /^(invalid|too (big|small|long)|unrecognized)/i.test(why);
  return words.badOption(option, general && described !== undefined ? `takes ${described}.` : `${why}.`);
}
