/** Whether the one workspace's token works: told at the start, and when it works again. */
import type { Surroundings } from '../../src/chat.ts';
import { words } from '../../src/words.ts';
import type { Clients } from './clients.ts';
import { codeOf, failureOf, whyOf } from './errors.ts';

export type SignIn = { watch(): void; stop(): void };

export function createSignIn(parts: {
  clients: Clients;
  around: Pick<Surroundings, 'log' | 'opened' | 'random'>;
  patience: { first: number; longest: number };
}): SignIn {
  const { clients, around, patience } = parts;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  async function look(tries: number): Promise<void> {
    if (stopped) return;
    try {
      const client = await clients.of('');
      const who = await client.auth.test({});
      around.log.info({}, words.slack.signedIn(who.user ?? '', who.team ?? ''));
      // What was held while it was signed out is tried at once.
      if (who.team_id !== undefined) await around.opened(who.team_id, null);
    } catch (error) {
      const wait = Math.min(patience.longest, patience.first * 2 ** Math.min(tries, 12));
      const again = words.slack.tryAgain(Math.ceil(wait / 1_000));
      if (failureOf(error, 0).is === 'refused')
        around.log.error({}, `${words.slack.badToken(codeOf(error) ?? '')} ${again}`);
      else around.log.warn({}, `${whyOf(error)} ${again}`);
      if (!stopped) timer = setTimeout(() => void look(tries + 1), wait * (0.75 + around.random() / 2));
    }
  }

  return {
    watch() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      void look(0);
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
