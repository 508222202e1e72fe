/** What happens when a platform closes a channel or signs us out: it is held, tried again ever more rarely, and told once. */
import type { Log } from './log.ts';
import type { Sender } from './platform.ts';
import { REMOVED_AGAIN } from './removal.ts';
import { message, plain } from './shown.ts';
import type { Held } from './store/holds.ts';
import type { Store } from './store/store.ts';
import { words } from './words.ts';

// Discord bans an address for 10,000 refused requests in ten minutes: all closed channels together are tried once a second.
const FIRST_TRY = 10_000;
const LONGEST = 300_000;
const APART = 1_000;
const LATELY = 600_000;
const MOST_TOLD = 5;
const LONGEST_SIGNED_OUT = 60_000; // one request a minute finds out that a token works again

/** `again`: the refused delivery was sent to find out whether what had been closed works again. */
export type Closing = {
  close(
    held: Held,
    refusal: { scope: 'channel' | 'installation'; why: string; remedy: string },
    sender: Sender | null,
    again: boolean,
  ): Promise<void>;
};

export function createClosing(parts: {
  store: Pick<Store, 'holds' | 'subscriptions'>;
  now(): number;
  random(): number;
  log: Log;
}): Closing {
  const { store, now, random, log } = parts;
  return {
    async close(held, { scope, why, remedy }, sender, again) {
      // Of a tenant that removed us every channel is closed: each would be told of by itself, and tried.
      const wide = scope === 'channel' ? await store.holds.of(held) : null;
      if (wide?.kind === 'removed' && wide.channel === '') {
        // Let in between the refusal and now, it is tried again at once.
        await store.holds.keptOut(held, now() + REMOVED_AGAIN);
        return;
      }
      const longest = scope === 'installation' ? LONGEST_SIGNED_OUT : LONGEST;
      const apart = APART * (await store.holds.closed(held.platform));
      const next = (tries: number) =>
        now() +
        Math.max(apart, Math.min(longest, FIRST_TRY * 2 ** Math.min(tries - 1, 12))) * (0.75 + random() / 4);
      const kind = scope === 'installation' ? 'signed-out' : 'closed';
      const hold = await store.holds.close(held, kind, why, remedy, next, again);
      if (hold.told === 1) return;
      if (scope === 'installation') {
        log.error({ ...held }, words.closed.signedOut(held.platform, why, remedy));
        return store.holds.told(held);
      }
      if (hold.tries === 1) log.warn({ ...held }, words.closed.channel(held.channel, why, remedy));
      // A role that lost its permissions closes every channel at once: nobody reads fifty messages about it.
      const lately = await store.holds.toldOf(held, now() - LATELY);
      if (lately >= MOST_TOLD) return store.holds.told(held);
      const people = await store.subscriptions.makers(held);
      const notice = message([
        { kind: 'text', text: [plain(words.closed.forManager), { kind: 'mention', place: held, text: '' }] },
        { kind: 'text', text: [plain(`${why} ${remedy}`)] },
        { kind: 'note', text: [plain(lately === MOST_TOLD - 1 ? words.closed.keptMore : words.closed.kept)] },
      ]);
      // Whoever cannot be reached now is tried again with the channel; that nobody was told must not break its delivery.
      const told = await sender?.tell(held, people, notice).catch(() => false);
      if (told === true) await store.holds.told(held);
    },
  };
}
