/** Jobs that misbehave, in place of the real ones. The feed's address says how. */
import type { Result } from '../../src/news.ts';

type Input = { url: string };

let done = 0;

export async function parseFeed({ url }: Input): Promise<Result<unknown>> {
  done += 1;
  if (url === 'hang') for (;;);
  if (url === 'wait') await new Promise((resolve) => setTimeout(resolve, 150));
  if (url === 'crash') process.kill(process.pid, 'SIGSEGV');
  if (url === 'exit') process.exit(0);
  if (url === 'throw') throw new Error('it went wrong\nwith a second line');
  if (url === 'memory') {
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array(100_000).fill(hoard.length));
  }
  return { ok: true, value: { pid: process.pid, done, environment: Object.keys(process.env).sort() } };
}
