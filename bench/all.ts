/**
 * `npm run bench`: all measurements. `npm run bench -- placing [articles [folder]]`: what placing one more article costs;
 * `npm run bench -- delivery [channels]`: how fast one story is enqueued and delivered;
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
if (first === 'placing' || first === 'asking' || first === 'delivery') await run(`${first}.ts`, rest);
else if (first !== undefined) await run('attribution.ts', [first, ...rest]);
else {
  await run('attribution.ts', []);
  await run('placing.ts', []);
  await run('asking.ts', []);
  await run('delivery.ts', []);
}
