/** What happens when a workspace or server removes the bot, and when it lets it in again. */
import type { Place, Platform } from './chat.ts';
import type { Log, Sender, Surroundings } from './platform.ts';
import { message, plain } from './shown.ts';
import type { Store } from './store/store.ts';
import { words } from './words.ts';

/** Coming back is told by the platform; this is for a word that was missed. */
export const REMOVED_AGAIN = 6 * 3_600_000;

/** `sender` is asked for late: it belongs to the adapter that gets these. */
export function createRemoval(parts: {
  platform: Platform;
  store: Pick<Store, 'holds' | 'subscriptions' | 'clock'>;
  log: Pick<Log, 'warn' | 'info'>;
  sender(): Sender | undefined;
}): Pick<Surroundings, 'opened' | 'signedIn' | 'removed'> {
  const { platform, store, log } = parts;

  /** Said once, to who subscribed: nobody sees otherwise that what was set up still stands. */
  async function back(whole: Place): Promise<void> {
    const kept = (await store.subscriptions.list(whole, true)).length;
    log.info({ ...whole }, words.closed.back(platform, whole.tenant, kept));
    if (kept === 0) return;
    const notice = message([{ kind: 'text', text: [plain(words.closed.backAgain(kept))] }]);
    const people = await store.subscriptions.makers(whole);
    await parts
      .sender()
      ?.tell(whole, people, notice)
      .catch(() => false);
  }

  return {
    async opened(tenant, channel) {
      await store.holds.reopen(platform, tenant, channel);
      if (tenant === null || channel !== null) return;
      if (await store.holds.letIn(platform, tenant)) await back({ platform, tenant, channel: '' });
    },

    signedIn: () => store.holds.reopenKept(platform),

    async removed(tenant, why, remedy) {
      const held = { platform, tenant, channel: '' };
      const next = () => store.clock.now() + REMOVED_AGAIN;
      const { tries } = await store.holds.close(held, 'removed', why, remedy, next, true);
      await store.holds.told(held);
      if (tries === 1) log.warn({ ...held }, words.closed.removed(platform, tenant, why, remedy));
    },
  };
}
