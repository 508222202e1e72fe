/**
 * A typed line as a command with its input: `/whosaid Campbell since:7d about:"hard currency"`. The terminal and Slack
 * both take lines; curly quotes are what phones type. Pure.
 */
import type { Command } from './command.ts';
import type { Result } from './news.ts';
import { visible } from './typed.ts';
import { words } from './words.ts';

export type TypedLine = { command: string; input: Record<string, string> };

/** Longest line that is read: Slack sends at most about 8,000 characters, a person types far fewer. */
const LONGEST = 4_000;

/** Marks that hold words together, each with those that close it. */
const OPENING: Record<string, string> = {
  '"': '"',
  '“': '”"',
  '”': '”"',
  '„': '“”"',
  '«': '»',
  "'": "'",
  '‘': "’'",
};

type Part = { key: string | null; value: string; quoted: boolean };

/**
 * Splits at blanks outside quotation marks. `key:"two words"` and `key: value` are one part; a backslash before a mark
 * makes it a letter; an unclosed mark runs to the end. One pass, linear in the line.
 */
function parts(line: string): Part[] {
  const found: Part[] = [];
  const key = /([a-z][a-z-]*):(?!\/\/)\s*/iy;
  let at = 0;
  while (at < line.length) {
    if (/\s/u.test(line[at] ?? '')) {
      at++;
      continue;
    }
    key.lastIndex = at;
    const named = key.exec(line);
    if (named !== null) at += named[0].length;
    const value = valueAt(line, at);
    found.push({ key: named?.[1]?.toLowerCase() ?? null, value: value.text, quoted: value.quoted });
    at = value.end;
  }
  return found;
}

function valueAt(line: string, start: number): { text: string; quoted: boolean; end: number } {
  const closing = OPENING[line[start] ?? ''];
  let text = '';
  let at = closing === undefined ? start : start + 1;
  for (; at < line.length; at++) {
    const c = line[at] ?? '';
    if (closing === undefined ? /\s/u.test(c) : closing.includes(c)) break;
    if (c === '\\' && closing?.includes(line[at + 1] ?? ' ')) at++;
    text += line[at] ?? '';
  }
  return { text: text.trim(), quoted: closing !== undefined, end: closing === undefined ? at : at + 1 };
}

/** How far two words are apart: insertions, deletions and changes (Levenshtein), for "did you mean". */
export function distance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let aslant = i - 1;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      const change = aslant + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, above + 1, (row[j - 1] ?? 0) + 1);
      aslant = above;
    }
  }
  return row[b.length] ?? 0;
}

/** The command and its input, or the sentence that says what to type instead. */
export function readLine(line: string, commands: Command[]): Result<TypedLine> {
  const text = visible(line.slice(0, LONGEST))
    .trim()
    .replace(/^\/\s*/, '');
  if (text === '') return { ok: false, why: words.emptyLine };
  const [name = ''] = text.split(/\s/u, 1);
  const command = commands.find((c) => c.name === name.toLowerCase());
  if (command === undefined)
    return { ok: false, why: words.unknownCommand(name, nearestCommand(name, commands)) };
  const known = Object.keys(command.options.shape);
  const first = known[0];
  const input: Record<string, string> = {};
  // Words after an unquoted value belong to it: "about:hard currency" is two words, not a speaker called "currency".
  let open = first;
  // A verb takes one word: "/feed remove tass" is a verb and what it is about.
  const verb = first !== undefined && typeOf(command.options.shape[first]) === 'enum';
  for (const { key, value, quoted } of parts(text.slice(name.length))) {
    if (key !== null && !known.includes(key))
      return { ok: false, why: words.unknownOption(key, command.name, known) };
    const option = key ?? open;
    if (option === undefined) return { ok: false, why: words.unknownOption(value, command.name, known) };
    input[option] = [key === null ? input[option] : undefined, value]
      .filter((w) => w !== undefined && w !== '')
      .join(' ');
    if (input[option] === '') delete input[option];
    open = verb && option === first ? known[1] : quoted ? first : option;
  }
  return { ok: true, value: { command: command.name, input } };
}

const typeOf = (schema: unknown) => (schema as { def?: { type?: string } }).def?.type;

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
    const plain = /^[\p{L}\p{N}#.-]+$/u.test(value);
    const typed = plain ? value : `"${value.replaceAll('"', '\\"')}"`;
    return key === first ? typed : `${key}:${typed}`;
  });
  return [`/${action.command}`, ...options].join(' ');
}
