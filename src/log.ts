/**
 * The log. Platforms get pino's JSON lines on standard error; a person at a terminal gets the sentence alone, as nobody
 * reads JSON at midnight. Secrets are redacted by field name, and no caller passes one.
 */
import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { harmless } from './shown.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const REDACT = ['token', '*.token', 'secret', '*.secret', 'headers.authorization', '*.password', 'key'];

/** `forPeople`: only the sentences, with a `!` before warnings and errors. */
export function createLog(level: string, forPeople: boolean, to: NodeJS.WritableStream): Log {
  if (!forPeople) return pino({ level, redact: REDACT }, to);
  const sentences = new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      const { msg, level: severity, err } = JSON.parse(line.toString());
      to.write(`${severity >= 40 ? '! ' : ''}${harmless(msg)}\n`);
      // A bug of ours: its stack is what a report needs, and nobody else has it.
      if (severity >= 50 && err?.stack !== undefined) to.write(`${err.stack}\n`);
      done();
    },
  });
  return pino({ level, redact: REDACT }, sentences);
}
