/** The terminal as a platform: the channel is what is printed, lines typed are commands. */
import type { Adapter, Ask, Command, Node, Place, Reply, Sender } from '../../src/chat.ts';
import type { TypedLine } from '../../src/line.ts';
import type { Result } from '../../src/news.ts';
import { message, plain, words } from '../../src/words.ts';
import { type Journal, openJournal } from './journal.ts';
import { type Prompt, readTyped } from './prompt.ts';
import { type Look, renderMessage } from './render.ts';

export const TERMINAL: Place = { platform: 'console', tenant: 'terminal', channel: 'terminal' };

export type ConsoleParts = {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  /** Where what has been shown is noted; null: nowhere, for the sample. */
  journal: string | null;
  sample: boolean;
  commands: Command[];
  readLine(line: string): Result<TypedLine>;
  writeLine(action: { command: string; input: Record<string, string> }): string;
  complete(line: string): Promise<string[]>;
  /** Called when piped lines have all been answered; `lines` of them came. */
  ended(lines: number): void;
  /** Piped lines wait for this, so that they are answered on what was there at the start. */
  ready(): Promise<void>;
};

/** Deliveries are written with one synchronous call each, so that a kill falls before or after, not within. */
export function createConsole(parts: ConsoleParts): Adapter {
  const journal = openJournal(parts.journal);
  const look: Look = {
    colour: parts.output.isTTY === true && process.env.NO_COLOR === undefined,
    width: parts.output.isTTY === true ? Math.min(parts.output.columns ?? 80, 110) : 0,
    sample: parts.sample,
    typed: parts.writeLine,
  };
  let prompt: Prompt | null = null;
  const show = (text: string) => (prompt === null ? parts.output.write(text) : prompt.above(text));

  return {
    name: 'console',
    async listen(on) {
      prompt = readTyped({
        input: parts.input,
        output: parts.output,
        ready: parts.ready,
        complete: parts.complete,
        ended: parts.ended,
        async line(typed) {
          show(renderMessage(await answer(typed, parts, on), look, null));
        },
      });
    },
    sender: () => consoleSender(journal, look, show),
    async stop() {
      prompt?.close();
      journal.close();
    },
  };
}

async function answer(typed: string, parts: ConsoleParts, on: (ask: Ask) => Promise<Reply>) {
  const read = parts.readLine(typed);
  if (!read.ok) return message([{ kind: 'text', text: [plain(read.why)] }]);
  const caller = {
    id: 'terminal',
    place: TERMINAL,
    manager: true,
    operator: true,
    locale: 'en',
    direct: true,
  };
  return on({ ...read.value, caller });
}

/** The headline of a message: what its follow-ups name it by. */
const headlineOf = (nodes: Node[]): string => nodes.find((n) => n.kind === 'heading')?.text ?? '';

function consoleSender(journal: Journal, look: Look, show: (text: string) => void): Sender {
  return {
    async deliver(what, key) {
      const above =
        what.kind === 'post'
          ? null
          : (journal.get(what.kind === 'edit' ? what.ref : what.parent)?.headline ?? '');
      if (what.kind === 'edit') {
        // A terminal cannot take a line back: the outlets line, which is what edits change, is told under its story.
        const line = what.message.nodes.find((n) => n.kind === 'text');
        show(
          renderMessage(
            { ...what.message, nodes: line === undefined ? [] : [line] },
            look,
            words.terminal.edited(above ?? ''),
          ),
        );
      } else show(renderMessage(what.message, look, above));
      journal.add({ key, headline: headlineOf(what.message.nodes) });
      return { is: 'sent', ref: key };
    },
    async find(_to, key) {
      return journal.get(key)?.key ?? 'absent';
    },
  };
}
