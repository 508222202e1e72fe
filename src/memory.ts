/**
 * Imported first by main.ts. What keeps a bot small can only be set where a process starts: one heap of malloc's for all threads (each
 * thread's own keeps what it has freed: 35 MB), a young generation of halves of 2 MB (V8 begins with 16 and doubles them), and the compile cache
 * from the very first file, without which Node's stripper of types stays loaded. So `start` begins once more in its own place: the same
 * process with the same number and files, no later for it. Where the system has no execve it goes on as it is, and so does every verb that
 * ends by itself. Measured with `npm run bench -- simulation`.
 */
import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { COMPILED } from './compiled.ts';

/** The flag for it. */
export const YOUNG = '--max-semi-space-size=2';

/** One heap for all threads; a page of 150 kB and what else is large goes back to the system as soon as it is read. */
const MALLOC = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_TOP_PAD_: '0',
};

const [, file = '', verb = 'start'] = process.argv;
const staysUp = basename(file) === 'main.ts' && (verb === 'start' || verb.startsWith('--'));
const begun = process.execArgv.some((flag) => flag.startsWith('--max-semi-space-size'));
if (staysUp && !begun && process.execve !== undefined)
  try {
    const args = [process.execPath, ...process.execArgv, YOUNG, ...process.argv.slice(1)];
    // What the operator has set counts more.
    const settings = { ...MALLOC, NODE_COMPILE_CACHE: COMPILED, ...process.env };
    process.execve(process.execPath, args, settings);
  } catch {
    // Node's permission model does not let it: larger, but it runs.
  }

// The first gives memory back as soon as it can, which alone takes twice the processor time; the second lets a third pile up before.
// With half of it fewer answers meet a collection, and a busy process has 20 MB more.
setFlagsFromString('--optimize-for-size');
setFlagsFromString('--heap-growing-percent=30');
