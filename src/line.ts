/**
 * A typed line as a command with its input: `/whosaid Campbell since:7d about:"hard currency"`. The terminal and Slack
 * both take lines; curly quotes are what phones type. Pure.
 */
import type { Command } from './chat.ts';
import type { Result } from './news.ts';
import { words } from './words.ts';

export type TypedLine = { command: string; input: Record<string, string> };

/** Longest line that is read: Slack sends at most about 8,000 characters, a person types far fewer. */
const LONGEST = 4_000;

/** Splits at blanks outside quotation marks; `key:"two words"` stays one part. An unclosed quote runs to the end. */
function parts(line: string): { key: string | null; value: string }[] {
  const found: { key: string | null; value: string }[] = [];
  const pattern = /(?:([a-z][a-z-]*):(?!\/\/))?(?:["“”„«]([^"“”„«»]*)(?:["“”»]|$)|(\S+))/gu;
  for (const m of line.matchAll(pattern))
    found.push({ key: m[1] ?? null, value: (m[2] ?? m[3] ?? '').trim() });
  return found;
}

/** How far two words are apart: insertions, deletions and changes (Levenshtein), for "did you mean". */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The command and its input, or the sentence that says what to type instead. */
export function readLine(line: string, commands: Command[]): Result<TypedLine> {
  const text = line.slice(0, LONGEST).trim().replace(/^\//, '');
  const [name = '', ...rest] = text.split(/\s+/u);
  const command = commands.find((c) => c.name === name.toLowerCase());
  if (command === undefined)
    return { ok: false, why: words.unknownCommand(name.slice(0, 40), nearestCommand(name, commands)) };
  const known = Object.keys(command.options.shape);
  const first = known[0];
  const input: Record<string, string> = {};
  const bare: string[] = [];
  for (const { key, value } of parts(rest.join(' '))) {
    if (key === null) bare.push(value);
    else if (known.includes(key)) input[key] = value;
    else return { ok: false, why: words.unknownOption(key, command.name, known) };
  }
  if (bare.length > 0) {
    if (first === undefined)
      return { ok: false, why: words.unknownOption(bare.join(' '), command.name, known) };
    input[first] = [input[first], ...bare].filter((w) => w !== undefined).join(' ');
  }
  return { ok: true, value: { command: command.name, input } };
}

function nearestCommand(typed: string, commands: Command[]): string | null {
  const ranked = commands
    .map((c) => ({ name: c.name, far: distance(typed.toLowerCase().slice(0, 40), c.name) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best !== undefined && best.far <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : null;
}

/** The line a person types for an action: what a button is in a terminal. */
export function writeLine(
  action: { command: string; input: Record<string, string> },
  commands: Command[],
): string {
  const first = Object.keys(commands.find((c) => c.name === action.command)?.options.shape ?? {})[0];
  const options = Object.entries(action.input).map(([key, value]) => {
    const quoted = /\s/u.test(value) ? `"${value}"` : value;
    return key === first ? quoted : `${key}:${quoted}`;
  });
  return [`/${action.command}`, ...options].join(' ');
}
