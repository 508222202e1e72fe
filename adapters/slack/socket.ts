/**
 * The Socket Mode connection, kept up by us. The library's own reconnecting ends with an unhandled rejection where a token was
 * revoked or one request failed, and never comes back; with it off, each connection is one attempt whose end we see.
 */
import type { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { codeOf, failureOf, whyOf } from './errors.ts';

export type Socket = { open(): void; close(): Promise<void> };

/** Milliseconds. `hello`: within which a connection must be up; `first`, `longest`: between attempts. */
export type Patience = { hello: number; first: number; longest: number };
export const PATIENCE: Patience = { hello: 20_000, first: 500, longest: 60_000 };

const COMPLAIN_EVERY = 600_000;
const SHORT = 5_000; // a connection that ends sooner counts as one that failed: Slack may close each at once (Socket Mode is off)

export function createSocket(parts: {
  receiver: Pick<SocketModeReceiver, 'client'>;
  log: Log;
  random(): number;
  now(): number;
  patience: Patience;
}): Socket {
  const { client } = parts.receiver;
  const { log, patience } = parts;
  let stopped = false;
  let wake: () => void = () => {};
  let quietUntil = 0;

  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });

  /** One connection from its beginning to its end; throws what kept it from coming up. */
  async function once(): Promise<void> {
    let ended: () => void = () => {};
    const end = new Promise<void>((done) => {
      ended = done;
    });
    client.once('disconnected', ended);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, failed) => {
      timer = setTimeout(() => failed(new Error('no greeting in time')), patience.hello);
    });
    try {
      const up = client.start();
      up.catch(() => {}); // the race below may have ended before it
      await Promise.race([up, late]);
      clearTimeout(timer);
      log.info({}, words.slack.connected);
      quietUntil = 0;
      await end;
    } catch (error) {
      void client.disconnect().catch(() => {});
      throw error ?? new Error('it was closed at once');
    } finally {
      clearTimeout(timer);
      client.off('disconnected', ended);
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      const from = parts.now();
      let asked = 0;
      try {
        await once();
        failures = parts.now() - from < SHORT ? failures + 1 : 0;
      } catch (error) {
        failures++;
        complain(error);
        const failure = failureOf(error, parts.now());
        if (failure.is === 'later') asked = failure.at - parts.now();
      }
      if (stopped) break;
      // After a connection that was up the next is opened at once: Slack renews it every few hours.
      const wait =
        failures === 0 ? 50 : Math.min(patience.longest, patience.first * 1.6 ** Math.min(failures - 1, 30));
      await pause(Math.max(asked, wait * (0.75 + parts.random() / 2)));
    }
  }

  function complain(error: unknown): void {
    const failure = failureOf(error, 0);
    if (parts.now() < quietUntil) return;
    quietUntil = parts.now() + COMPLAIN_EVERY;
    if (failure.is === 'refused') log.error({}, words.slack.badAppToken(codeOf(error) ?? ''));
    else log.warn({}, words.slack.noConnection(whyOf(error)));
  }

  return {
    open() {
      void run();
    },
    async close() {
      stopped = true;
      wake();
      const closing = client.disconnect().catch(() => {});
      await Promise.race([closing, new Promise((done) => setTimeout(done, 1_000).unref())]);
    },
  };
}
