/** The bot as a child process, as a user runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

export const scratch = (name: string): string => mkdtempSync(join(tmpdir(), `whosaid-${name}-`));

/**
 * What a bot sees of the environment: nothing of the machine's own but the path. The rules alone start a second sooner; what is
 * tested to read as it is shipped says so (`SHIPPED`).
 */
const environment = (more: Record<string, string>) => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  TZ: 'UTC',
  WHOSAID_EXTRACTOR: 'rules',
  ...more,
});
export const SHIPPED = { WHOSAID_EXTRACTOR: '' };

/** Runs to the end; `input` is piped in; `cwd` is the folder that it is started in. */
export function run(
  args: string[],
  env: Record<string, string> = {},
  input = '',
  cwd: string = process.cwd(),
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: environment(env),
      cwd,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (d) => {
      out += d;
    });
    child.stderr.on('data', (d) => {
      err += d;
    });
    child.on('close', (code) => done({ code, out, err }));
    child.stdin.end(input);
  });
}

/** A bot that is asked one line after another: `ask` gives what it printed for it. */
export function conversation(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: environment(env),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let out = '';
  let heard = () => {};
  let ended = () => {};
  child.once('close', () => ended());
  child.stdout.on('data', (d) => {
    out += d;
    heard();
  });
  let asked = 0;
  return {
    async ask(line: string): Promise<string> {
      // Answers come in order: what stands before the answer to a line that nobody knows is the answer to this one.
      const end = `I do not know “mark${asked++}”`;
      const from = out.length;
      child.stdin.write(`${line}\n/${end.slice(15, -1)}\n`);
      while (!out.includes(end, from))
        await new Promise<void>((more, broken) => {
          heard = more;
          ended = () => broken(new Error(`the bot ended at ${line}`));
        });
      return out.slice(from, out.indexOf(end, from));
    },
    end: () => new Promise<void>((done) => child.once('close', () => done()) && child.stdin.end()),
  };
}

/** A bot that goes on until it is killed; everything it ever printed, over restarts, is in `out()`. */
export function service(args: string[], env: Record<string, string>) {
  const folder = scratch('service');
  const [outFile, errFile] = [join(folder, 'out'), join(folder, 'err')];
  let child: ChildProcess | null = null;
  const gone = (which: ChildProcess | null) =>
    new Promise<void>((done) =>
      which === null || which.exitCode !== null || which.signalCode !== null
        ? done()
        : which.once('exit', () => done()),
    );
  return {
    start() {
      const [out, err] = [openSync(outFile, 'a'), openSync(errFile, 'a')];
      child = spawn(process.execPath, [MAIN, ...args], {
        env: environment(env),
        stdio: ['ignore', out, err],
      });
      closeSync(out);
      closeSync(err);
    },
    async kill() {
      child?.kill('SIGKILL');
      await gone(child);
    },
    async stop() {
      child?.kill('SIGTERM');
      await gone(child);
      return child?.exitCode ?? null;
    },
    out: () => readFileSync(outFile, 'utf8'),
    err: () => readFileSync(errFile, 'utf8'),
  };
}

/** How often a line stands in a text, exactly. */
export const lines = (text: string, line: string): number =>
  text.split('\n').filter((l) => l.trim() === line).length;
