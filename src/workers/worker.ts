/** The child process: takes one job at a time by message and answers it. Its first argument names the module of jobs. */
import '../compiled.ts';
import { Worker } from 'node:worker_threads';
import type { Result } from '../news.ts';
import type { Order } from './pool.ts';

new Worker(new URL('./orphan.ts', import.meta.url), { workerData: process.ppid }).unref();

type Jobs = Record<string, (input: unknown) => Promise<Result<unknown>>>;

const jobs: Jobs = await import(process.argv[2] ?? './jobs.ts');

process.on('message', async (order: Order) => {
  process.send?.({ id: order.id, result: await run(order) });
});
// The parent has gone, in whatever way: nobody is left to answer.
process.on('disconnect', () => process.exit(0));

async function run({ job, input }: Order): Promise<Result<unknown>> {
  try {
    const work = jobs[job];
    return work === undefined ? { ok: false, why: `There is no job ${job}.` } : await work(input);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, why: `Reading it failed: ${message.split('\n')[0]?.slice(0, 200)}` };
  }
}
