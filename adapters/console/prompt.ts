/** Lines as they are typed or piped: history and completion on a terminal, in order and to the end from a pipe. */
import { createInterface } from 'node:readline';

export type PromptParts = {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  ready(): Promise<void>;
  line(typed: string): Promise<void>;
  complete(line: string): Promise<string[]>;
  ended(lines: number): void;
};
export type Prompt = { above(text: string): string; close(): void };

const PROMPT = '> ';

/** Starts reading. Every line is answered before the next is taken. */
export function readTyped(parts: PromptParts): Prompt {
  const terminal = parts.input.isTTY === true && parts.output.isTTY === true;
  const completer = (line: string, done: (error: null, result: [string[], string]) => void) => {
    parts.complete(line).then(
      (found) => done(null, [found, line]),
      () => done(null, [[], line]),
    );
  };
  const reader = createInterface({
    input: parts.input,
    terminal,
    ...(terminal ? { output: parts.output, prompt: PROMPT, completer, historySize: 500 } : {}),
  });
  let lines = 0;
  let last: Promise<void> = terminal ? Promise.resolve() : parts.ready();
  reader.on('line', (typed) => {
    if (typed.trim() === '') {
      if (terminal) reader.prompt();
      return;
    }
    lines++;
    last = last
      .then(() => parts.line(typed))
      .then(() => {
        if (terminal) reader.prompt();
      });
  });
  const ended = () => parts.ended(terminal ? -1 : lines);
  reader.on('close', () => void last.then(ended, ended));
  if (terminal) {
    reader.on('SIGINT', () => reader.close());
    reader.prompt();
  }
  return {
    /** What puts a text above the line being typed, and the line back with its cursor. */
    above(text) {
      if (!terminal) return text;
      setImmediate(() => reader.prompt(true));
      return `\r\u001b[0J${text}`;
    },
    close: () => reader.close(),
  };
}
