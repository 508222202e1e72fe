/**
 * `npm run bench`: all measurements. `npm run bench -- placing [articles [folder]]`: what placing one more article costs;
 * `npm run bench -- delivery [channels]`: how fast one story is enqueued and delivered; `asking`, `waiting`: a million statements
 * asked, and how long an acknowledgement waits meanwhile; `polling [feeds]`: 2,000 feeds every five minutes;
 * `simulation [articles]`: a day of it at a stretch, on both platforms;
 * `npm run bench -- texts.jsonl`: the speed of who said what on these texts.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';

const run = (file: string, args: string[]): Promise<void> =>
  new Promise((done, fail) => {
    fork(join(import.meta.dirname, file), args).on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${file} ended with ${code}`)),
    );
  });

const [first, ...rest] = process.argv.slice(2);
const NAMED = ['placing', 'asking', 'waiting', 'delivery', 'polling', 'simulation'];
if (first !== undefined && NAMED.includes(first)) await run(`${first}.ts`, rest);
else if (first !== undefined) await run('attribution.ts', [first, ...rest]);
else {
  await run('attribution.ts', []);
  await run('placing.ts', []);
  await run('asking.ts', []);
  await run('delivery.ts', []);
}
