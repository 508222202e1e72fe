/** A message as lines of a terminal: colours when it is one, plain when piped. Pure. */
import { stripVTControlCharacters } from 'node:util';
import type { Message, Node, Rich } from '../../src/chat.ts';
import { asText, harmless, sourcesShown, statementShown } from '../../src/shown.ts';
import { words } from '../../src/words.ts';

export type Look = {
  colour: boolean;
  /** Columns to wrap at; 0: do not wrap. */
  width: number;
  /** Written before every message of a sample. */
  sample: boolean;
  /** The line a person types for a button. */
  typed(action: { command: string; input: Record<string, string> }): string;
};

const ESC = '\u001b[';
const LINK = '\u001b]8;;'; // OSC 8: terminals that know it make the words clickable, the others show the words
const END = '\u001b\\';
const paint = (on: boolean, code: number, text: string) => (on ? `${ESC}${code}m${text}${ESC}0m` : text);

function rich(runs: Rich, look: Look): string {
  return runs
    .map((run) => {
      const text = harmless(run.text);
      if (run.kind === 'strong') return paint(look.colour, 1, text);
      if (run.kind === 'quoted') return paint(look.colour, 32, `“${text}”`);
      if (run.kind === 'link' && look.colour)
        return `${ESC}4m${LINK}${harmless(run.url)}${END}${text}${LINK}${END}${ESC}0m`;
      return text;
    })
    .join('');
}

function block(node: Node, look: Look): string[] {
  switch (node.kind) {
    case 'heading':
      return [
        paint(look.colour, 1, harmless(node.text)),
        ...(node.link === undefined ? [] : [paint(look.colour, 2, harmless(node.link))]),
      ];
    case 'text':
      return [rich(node.text, look)];
    case 'note':
      return [paint(look.colour, 2, rich(node.text, { ...look, colour: false }))];
    case 'list':
      return node.items.map((item) => `• ${rich(item, look)}`);
    case 'quote': {
      const mark = node.number === undefined ? '•' : `${node.number}.`;
      const id = node.id === true ? ` [${node.statement.id}]` : '';
      const said = `${mark} ${rich(statementShown(node.statement, node.bare ?? false), look)}${id}`;
      if (node.sources !== true) return [said];
      if (look.colour) return [said, `   ${rich(sourcesShown(node.statement.sightings), look)}`];
      // Piped, nothing can be clicked: each outlet with its address, to be cited.
      return [
        said,
        ...node.statement.sightings.map(
          (s) => `   ${asText(sourcesShown([s]))}${s.url === null ? '' : ` ${harmless(s.url)}`}`,
        ),
      ];
    }
    case 'image':
      return [harmless(node.alt)];
    case 'file':
      return [
        words.terminal.file(harmless(node.name)),
        ...harmless(new TextDecoder().decode(node.data)).split('\n'),
      ];
    case 'buttons':
      return node.buttons.map((b) =>
        paint(
          look.colour,
          36,
          `  [${harmless(b.label)}] ${words.terminal.moreButtons} ${look.typed(b.action)}`,
        ),
      );
  }
}

/** Columns a piece of text takes: colours and links take none. Wide letters count one; the terminal itself wraps those. */
const columns = (text: string): number => stripVTControlCharacters(text).length;

/** Wraps at blanks; a line to type for a button is never broken. */
function wrap(line: string, width: number, indent: string): string[] {
  if (
    width === 0 ||
    columns(line) + indent.length <= width ||
    stripVTControlCharacters(line).startsWith('  [')
  )
    return [indent + line];
  const hang = ' '.repeat(/^\s*(?:(?:•|\d+\.)\s+)?/.exec(stripVTControlCharacters(line))?.[0].length ?? 0);
  const lines: string[] = [];
  let now = '';
  let taken = 0;
  for (const [i, word] of line.split(' ').entries()) {
    const size = columns(word);
    if (i > 0 && taken + 1 + size > width - indent.length) {
      lines.push(now);
      now = hang + word;
      taken = hang.length + size;
    } else {
      now = i === 0 ? word : `${now} ${word}`;
      taken += i === 0 ? size : 1 + size;
    }
  }
  lines.push(now);
  return lines.map((l) => indent + l);
}

/** The message as it is printed, with a blank line after it. `under`: it belongs to a story above. */
export function renderMessage(message: Message, look: Look, under: string | null): string {
  const indent = under === null ? '' : '    ';
  const lines: string[] = [];
  if (look.sample) lines.push(`${indent}${paint(look.colour, 33, `[${words.sample}]`)}`);
  if (under !== null) lines.push(`${indent}${paint(look.colour, 2, `↳ ${harmless(under)}`)}`);
  for (const node of message.nodes)
    for (const line of block(node, look)) lines.push(...wrap(line, look.width, indent));
  return `${lines.join('\n')}\n\n`;
}
