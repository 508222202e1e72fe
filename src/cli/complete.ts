/** What a half-typed line can become: a command, an option, an option's value. */
import type { Caller } from '../chat.ts';
import type { Command, Desk } from '../command.ts';

/** Who types at the terminal or runs `ask`: whoever can read the store can change it. */
export const TERMINAL_CALLER: Caller = {
  id: 'terminal',
  place: { platform: 'console', tenant: 'terminal', channel: 'terminal' },
  manager: true,
  operator: true,
  locale: 'en',
  direct: true,
};

/** Whole lines, as a terminal's completion wants them. */
export async function completeLine(line: string, commands: Command[], desk: Desk): Promise<string[]> {
  const begun = /^\/?([a-z]*)$/.exec(line);
  if (begun !== null)
    return commands.filter((c) => c.name.startsWith(begun[1] ?? '')).map((c) => `/${c.name} `);
  const parts = /^\/?([a-z]+)\s+(?:.*\s)?(?:([a-z]+):)?(?:"([^"]*)|([^\s"]*))$/.exec(line);
  const command = commands.find((c) => c.name === parts?.[1]);
  if (parts === null || command === undefined) return [];
  const typed = parts[3] ?? parts[4] ?? '';
  const field = parts[2] ?? Object.keys(command.options.shape)[0] ?? '';
  const options =
    parts[2] === undefined
      ? Object.keys(command.options.shape).filter((o) => typed !== '' && o.startsWith(typed))
      : [];
  const before = line.slice(0, line.length - typed.length - (parts[3] === undefined ? 0 : 1));
  const values =
    (await command.complete?.(field, typed, desk.typing(TERMINAL_CALLER.place), TERMINAL_CALLER)) ?? [];
  const quoted = (value: string) => (/\s/.test(value) ? `"${value}"` : value);
  return [...values.map((v) => before + quoted(v.value)), ...options.map((o) => `${before}${o}:`)];
}
