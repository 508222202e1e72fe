/** A program whose worker hangs: tells the worker's process id on standard output and waits to be killed. */
import { createLabour } from '../../src/workers/pool.ts';

const jobs = new URL('./odd-jobs.ts', import.meta.url).href;
const labour = createLabour({ size: 1, timeout: 60_000, idle: 60_000, memory: 128, jobs });
const ask = (url: string) => labour.parseFeed({ url, body: new Uint8Array(), contentType: null });
const first = await ask('first');
void ask('hang');
setTimeout(
  () => process.stdout.write(`${first.ok ? (first.value as unknown as { pid: number }).pid : 0}\n`),
  500,
);
