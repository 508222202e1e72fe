/** The door to the web, as configured: who we say we are, what may be fetched, how politely. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { WebOptions } from '../sources/web.ts';

const PAGE_LIMIT = 8 * 1024 * 1024; // decoded bytes: the largest real page measured has 5 MB
const TIME_LIMIT = 30_000;

export function webOptions(config: Config): WebOptions {
  const contact = config.WHOSAID_CONTACT ?? 'self-hosted news bot';
  return {
    userAgent: `Whosaid/0.1 (${contact})`,
    allowPrivate: config.FETCH_ALLOW_PRIVATE,
    hostPause: config.FETCH_HOST_PAUSE,
    timeout: TIME_LIMIT,
    maxBytes: PAGE_LIMIT,
    now: () => Date.now(),
    sleep: (ms) => sleep(ms),
  };
}
