/** A bot in the test's own process: a real store, the real web on loopback, real workers; what it posts is given to the test. */
import { createBot } from '../src/bot.ts';
import { readConfig } from '../src/config.ts';
import { hereOnly } from '../src/desk.ts';
import { createLog } from '../src/log.ts';
import type { Topic } from '../src/news.ts';
import { createWeb, type WebOptions } from '../src/sources/web.ts';
import type { Store } from '../src/store/store.ts';
import { createLabour } from '../src/workers/pool.ts';

const BRIDGES: Topic[] = [{ id: 'bridges', name: 'Bridges', query: 'bridge', aliases: {}, description: '' }];

/** Reads this machine's own servers, one request after the other without a pause. */
export const loopback = (change: Partial<WebOptions> = {}) =>
  createWeb({
    userAgent: 'Whosaid test',
    allowPrivate: ['127.0.0.0/8'],
    hostPause: 0,
    timeout: 5_000,
    maxBytes: 1_000_000,
    now: Date.now,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
    ...change,
  });

/** On a loaded machine the start of a worker alone takes seconds. */
export const workers = (size = 2) => createLabour({ size, timeout: 20_000, idle: 30_000, memory: 512 });

type Parts = Parameters<typeof createBot>[0];
export type Post = { kind: string; message: { plain: string } };

/** `told` is called for all that is posted to the terminal. Whatever else is given replaces what tests mostly want. */
export function botOver(
  store: Store,
  parts: Pick<Parts, 'web' | 'labour'> &
    Partial<Parts> & { env?: Record<string, string>; told?: (post: Post) => void },
) {
  const { env = {}, told = () => {}, ...given } = parts;
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.why);
  return createBot({
    config: config.value,
    store,
    topics: BRIDGES,
    outlets: [],
    commands: [],
    senders: new Map([
      [
        'console',
        {
          signIn: 'platform',
          pace: null,
          publish: null,
          find: async () => 'absent',
          tell: async () => true,
          async deliver(what, key) {
            told(what);
            return { is: 'sent', ref: key };
          },
        },
      ],
    ]),
    reach: hereOnly,
    ids: store.ids,
    now: store.clock.now,
    random: () => 0.5,
    log: createLog('silent', false, process.stderr),
    pace: 0,
    ...given,
  });
}

/** A feed of `createWorld`, as it is configured. */
export const feedOf = (base: string, id: string) => ({
  id,
  url: `${base}/${id}/feed.xml`,
  kind: 'web' as const,
  title: null,
  outletId: null,
});

/** One round: polled, read, delivered. */
export async function roundOf(bot: ReturnType<typeof createBot>): Promise<void> {
  await bot.ticks.poll(() => {});
  while ((await bot.ticks.work(() => {})) > 0);
  await bot.ticks.deliver();
}
