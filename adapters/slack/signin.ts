/** Whether the one workspace's token works: told at the start, and looked for again once it was refused. */
import type { Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { SingleClient } from './clients.ts';
import { codeOf, failureOf, whyOf } from './errors.ts';

export type SignIn = {
  /** Looks at once, and goes on until the token works. */
  watch(): void;
  /** The token was just refused: looked for in a while, unless that is under way. */
  refused(): void;
  stop(): void;
};

/** Milliseconds between looks: the first, and the longest. */
export type Patience = { first: number; longest: number };

const COMPLAIN_EVERY = 600_000;

export function createSignIn(parts: {
  clients: SingleClient;
  around: Pick<Surroundings, 'log' | 'opened' | 'signedIn' | 'random' | 'now'>;
  patience: Patience;
}): SignIn {
  const { clients, around, patience } = parts;
  let timer: NodeJS.Timeout | null = null;
  let looking = false;
  let stopped = false;
  let quietUntil = 0;

  const later = (tries: number) => {
    if (stopped) return;
    if (timer !== null) clearTimeout(timer);
    const wait = Math.min(patience.longest, patience.first * 2 ** Math.min(tries, 12));
    timer = setTimeout(() => void look(tries + 1), wait * (0.75 + around.random() / 2));
  };

  async function look(tries: number): Promise<void> {
    timer = null;
    looking = true;
    try {
      const client = await clients.of('');
      const who = await client.auth.test({});
      quietUntil = 0;
      const wide = who.is_enterprise_install === true;
      if (wide) clients.widen();
      const signedIn = wide ? words.slack.signedInWide : words.slack.signedIn;
      around.log.info({}, signedIn(who.user ?? '', who.team ?? ''));
      // What was held while it was signed out is tried at once.
      if (who.team_id !== undefined) await around.opened(who.team_id, null);
      if (wide) await around.signedIn();
    } catch (error) {
      complain(error);
      later(tries);
    } finally {
      looking = false;
    }
  }

  function complain(error: unknown): void {
    if (around.now() < quietUntil) return;
    quietUntil = around.now() + COMPLAIN_EVERY;
    if (failureOf(error, 0).is === 'refused')
      around.log.error({}, `${words.slack.badToken(codeOf(error) ?? '')} ${words.slack.again}`);
    else around.log.warn({}, `${whyOf(error)} ${words.slack.again}`);
  }

  return {
    watch() {
      if (timer !== null) clearTimeout(timer);
      void look(0);
    },
    refused() {
      if (timer === null && !looking) later(0);
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
