/** Who may know what a channel is subscribed to: asked of Slack once in some minutes, since the Home tab asks for every channel. */
import type { Caller } from '../../src/chat.ts';
import type { Channel } from './channels.ts';
import type { Clients } from './clients.ts';
import { failureOf } from './errors.ts';

export type Sight = {
  /**
   * Admins see every channel but others' direct messages, a guest none but their own, all others what is public: that the workspace
   * lets them manage makes no private channel theirs.
   */
  seeing(tenant: string, person: string, what: 'all' | 'public' | 'own'): NonNullable<Caller['sees']>;
  /** Something happened to the channel: it is asked about anew. */
  forget(tenant: string, channel: string): void;
};

type Known = { of: string | null; open: boolean; until: number };

const FRESH = 300_000; // a channel that was made private is hidden after five minutes at most
const MOST = 5_000;

/** `now`: milliseconds UTC. */
export function createSight(clients: Clients, now: () => number): Sight {
  const known = new Map<string, Known>();
  const notBefore = new Map<string, number>(); // by tenant, where Slack said to wait

  function remember(key: string, found: Known): Known {
    if (known.size >= MOST) known.clear();
    known.set(key, found);
    return found;
  }

  /** Null: it cannot be known now. */
  async function look(tenant: string, channel: string): Promise<Known | null> {
    const key = `${tenant}/${channel}`;
    const have = known.get(key);
    if (have !== undefined && have.until > now()) return have;
    // Until then it would refuse every further question as well.
    if ((notBefore.get(tenant) ?? 0) > now()) return null;
    try {
      const client = await clients.of(tenant);
      const { channel: c } = (await client.conversations.info({ channel })) as { channel?: Channel };
      return remember(key, {
        of: c?.is_im === true ? (c.user ?? '') : null,
        open: c?.is_private !== true,
        until: now() + FRESH,
      });
    } catch (error) {
      const failure = failureOf(error, now());
      if (failure.is === 'later') notBefore.set(tenant, failure.at);
      // Deleted, or private without the bot: nobody's until something happens to it.
      if (failure.is === 'refused' && failure.scope === 'channel')
        return remember(key, { of: '', open: false, until: now() + FRESH });
      return null;
    }
  }

  return {
    seeing: (tenant, person, what) => async (channel) => {
      // Whose direct messages they are only Slack knows.
      if (what !== 'public' && !channel.startsWith('D')) return what === 'all';
      const found = await look(tenant, channel);
      if (found === null) return false;
      return found.of === null ? what === 'public' && found.open : found.of === person;
    },
    forget(tenant, channel) {
      known.delete(`${tenant}/${channel}`);
    },
  };
}
