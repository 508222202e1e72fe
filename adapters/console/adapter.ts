/** The terminal as a platform: the channel is what is printed, lines typed are commands. */
import type { Ask, Node, Place, Reply } from '../../src/chat.ts';
import type { Command } from '../../src/command.ts';
import type { TypedLine } from '../../src/line.ts';
import type { Result } from '../../src/news.ts';
import type { Adapter, Sender } from '../../src/platform.ts';
import { asText, message, plain } from '../../src/shown.ts';
import { words } from '../../src/words.ts';
import { type Journal, openJournal, type Shown } from './journal.ts';
import { type Prompt, readTyped } from './prompt.ts';
import { type Look, renderMessage } from './render.ts';

const TERMINAL: Place = { platform: 'console', tenant: 'terminal', channel: 'terminal' };

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
  const show: Show = (text, note = () => {}) =>
    new Promise<void>((done, failed) => {
      const { output } = parts;
      let noted = false;
      const written = () => {
        if (noted) return;
        noted = true;
        note();
      };
      output.write(prompt === null ? text : prompt.above(text), (error) => {
        if (error != null) return failed(error);
        try {
          written();
          done();
        } catch (unnoted) {
          failed(unnoted);
        }
      });
      // Terminals, pipes and files are written at once, but say so a turn later: a kill in between would show it twice.
      if (output.writableLength === 0 && output.errored === null) written();
    });

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
          await show(renderMessage(await answer(typed, parts, on), look, null));
        },
      });
    },
    sender: () => consoleSender(journal, look, show),
    async reach(channel) {
      if (channel !== null && channel !== TERMINAL.channel)
        return { ok: false, why: words.subscribe.noChannels };
      return { ok: true, value: { place: TERMINAL, name: words.subscribe.here } };
    },
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

/** The line under a headline: what an edit changes most often. */
function lineOf(nodes: Node[]): string {
  const line = nodes.find((n) => n.kind === 'text');
  return line?.kind === 'text' ? asText(line.text) : '';
}

/** Resolves when it is written; `note` is called the moment it is, and never of what could not be shown. */
type Show = (text: string, note?: () => void) => Promise<void>;

function consoleSender(journal: Journal, look: Look, show: Show): Sender {
  /** A terminal cannot take a line back: what an edit changed is told under its story, and nothing else of it. */
  function change(nodes: Node[], before: Shown): Node[] {
    const title = headlineOf(nodes);
    const text = lineOf(nodes);
    return [
      ...(title === before.headline ? [] : nodes.filter((n) => n.kind === 'heading').slice(0, 1)),
      ...(text === before.line ? [] : nodes.filter((n) => n.kind === 'text').slice(0, 1)),
    ];
  }
  return {
    signIn: 'platform',
    pace: null,
    publish: null,
    async deliver(what, key) {
      const { nodes } = what.message;
      const entry = { key, headline: headlineOf(nodes), line: lineOf(nodes) };
      if (what.kind === 'post') await show(renderMessage(what.message, look, null), () => journal.add(entry));
      else {
        const ref = what.kind === 'edit' ? what.ref : what.parent;
        const before = journal.get(ref) ?? { key: ref, headline: '', line: '' };
        const told = what.kind === 'edit' ? change(nodes, before) : nodes;
        const note = () => {
          if (what.kind === 'edit') journal.add({ ...entry, key: ref });
          journal.add(entry);
        };
        if (told.length === 0) note();
        else await show(renderMessage({ ...what.message, nodes: told }, look, before.headline), note);
      }
      return { is: 'sent', ref: key };
    },
    async find(_what, key) {
      return journal.get(key)?.key ?? 'absent';
    },
    async tell(_about, _people, notice) {
      await show(renderMessage(notice, look, null));
      return true;
    },
  };
}
