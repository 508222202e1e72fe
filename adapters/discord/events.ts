/** What the gateway tells: who we are, what was asked, which servers and channels have come, changed or gone. */
import type { Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Channel, Channels } from './channels.ts';
import { sayable } from './errors.ts';
import type { Packet } from './gateway.ts';
import type { Interaction } from './interaction.ts';

export type Ready = {
  user: { id: string; username: string };
  application: { id: string };
  shard: number;
  shards: number;
};

export type EventParts = {
  around: Pick<Surroundings, 'opened' | 'removed' | 'log' | 'now'>;
  channels: Channels;
  ready(ready: Ready): void;
  interaction(i: Interaction): void;
};

type Data = {
  id?: string;
  guild_id?: string;
  unavailable?: boolean;
  user?: { id: string; username: string };
  application?: { id: string };
  shard?: [number, number];
  type?: number;
  channels?: Channel[];
  threads?: Channel[];
};

const SELDOM = 5_000;
const MOST = 10_000;

export function createEvents(parts: EventParts): (packet: Packet) => void {
  const { around, channels } = parts;
  let me = '';
  /** What is noted in the store may fail with it: told, and no reason to fall. */
  const note = (work: Promise<void>) =>
    void work.catch((error: Error) => around.log.warn(sayable(error), `Discord: ${error.message}`));

  const tried = new Map<string, number>();
  const later = new Set<string>();
  /** A channel that changes every second is not tried every second; the last change of several is. */
  function changed(guild: string, channel: string | null): void {
    const key = `${guild}/${channel}`;
    const now = around.now();
    const wait = (tried.get(key) ?? Number.NEGATIVE_INFINITY) + SELDOM - now;
    if (wait > 0) {
      if (later.has(key)) return;
      later.add(key);
      setTimeout(() => {
        later.delete(key);
        changed(guild, channel);
      }, wait).unref();
      return;
    }
    if (tried.size > MOST) tried.clear();
    tried.set(key, now);
    note(around.opened(guild, channel));
  }

  return ({ t, d }) => {
    const data = (d ?? {}) as Data;
    const guild = data.guild_id ?? '';
    switch (t) {
      case 'READY': {
        if (data.user === undefined || data.application === undefined) return;
        me = data.user.id;
        const [shard, shards] = data.shard ?? [0, 1];
        parts.ready({ user: data.user, application: data.application, shard, shards });
        return note(around.opened(null, null));
      }
      case 'INTERACTION_CREATE':
        return parts.interaction(d as Interaction);
      case 'GUILD_CREATE':
        // It may have come back from an outage, or have let us in again.
        if (data.id === undefined || data.unavailable === true) return;
        for (const channel of [...(data.channels ?? []), ...(data.threads ?? [])])
          channels.learn({ ...channel, guild_id: data.id });
        return note(around.opened(data.id, null));
      case 'GUILD_DELETE':
        // An outage says so; everything else is a removal.
        if (data.id === undefined || data.unavailable === true) return;
        return note(around.removed(data.id, words.discord.removed, words.discord.mendRemoved));
      case 'CHANNEL_CREATE':
      case 'CHANNEL_UPDATE':
      case 'THREAD_UPDATE':
        if (data.id === undefined || data.type === undefined) return;
        channels.learn(d as Channel);
        return changed(guild, data.id);
      case 'CHANNEL_DELETE':
      case 'THREAD_DELETE':
        if (data.id !== undefined) channels.forget(data.id);
        return;
      case 'GUILD_ROLE_UPDATE':
      case 'GUILD_ROLE_CREATE':
        return changed(guild, null);
      case 'GUILD_MEMBER_UPDATE':
        return data.user?.id === me ? changed(guild, null) : undefined;
    }
  };
}
