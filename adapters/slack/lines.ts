/** What is typed after a slash: Slack's escapes undone, the umbrella resolved, and our own hints in the words that work here. Pure. */
import type { Action } from '../../src/chat.ts';
import type { Command } from '../../src/command.ts';
import { readLine } from '../../src/line.ts';
import type { Result } from '../../src/news.ts';

/** Commands that have a slash of their own; all others stand behind the umbrella. */
export const DIRECT = ['whosaid', 'subscribe'];
export const UMBRELLA = 'news';

/** https://docs.slack.dev/interactivity/implementing-slash-commands#escaping */
export function unescaped(text: string): string {
  return text
    .replace(/<([#@])([A-Z0-9]+)(?:\|[^>]*)?>/g, '$2')
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<!(\w+)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<((?:https?:|mailto:)[^>|]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The command that a slash with its text asks for; "help" after any of them is help on it. */
export function readSlash(slash: string, text: string, prefix: string, commands: Command[]): Result<Action> {
  const name = slash.replace(/^\//, '').slice(prefix.length);
  const said = unescaped(text).trim();
  const own = DIRECT.includes(name);
  if (/^help$/i.test(said))
    return { ok: true, value: { command: 'help', input: own ? { command: name } : {} } };
  if (own) return readLine(`${name} ${said}`, commands);
  return said === '' ? { ok: true, value: { command: 'help', input: {} } } : readLine(said, commands);
}

/** Makes "/story" in our own sentences what is typed here: "/news story". */
export function hints(prefix: string, commands: Command[]): (text: string) => string {
  const names = commands.map((c) => c.name).sort((a, b) => b.length - a.length);
  const mention = new RegExp(`(?<=^|[\\s“"(\\[])/(${names.join('|')})(?![\\w/-])`, 'g');
  return (text) =>
    text.replace(mention, (_, name: string) =>
      DIRECT.includes(name) ? `/${prefix}${name}` : `/${prefix}${UMBRELLA} ${name}`,
    );
}
