/** What the channels are that we post to, asked once and kept for a while. */
import { DiscordAPIError, Routes } from 'discord.js';
import { type ChannelKind, kindOf } from './permissions.ts';
import type { Rest } from './rest.ts';

/** Of Discord's channel object, what posting needs. */
export type Channel = {
  id: string;
  type: number;
  name?: string;
  guild_id?: string;
  parent_id?: string | null;
  last_message_id?: string | null;
  flags?: number;
  available_tags?: { id: string; name: string; moderated?: boolean }[];
  permission_overwrites?: { id: string; allow: string; deny: string }[];
};

export type Channels = {
  /** Throws the library's errors. */
  get(id: string): Promise<Channel>;
  kind(id: string): Promise<ChannelKind>;
  /** As it is now: asked for unless the gateway would have told of a change. Throws the library's errors, all of them. */
  current(id: string): Promise<Channel>;
  /** What it is, if that is known without asking. */
  known(id: string): ChannelKind | null;
  /** The gateway has told what it is, and will tell when it changes: it need not be asked for. */
  learn(channel: Channel): void;
  /** It has changed or gone: asked for anew. */
  forget(id: string): void;
};

const KEPT = 600_000;
const MOST = 50_000; // some 200 bytes each

export function createChannels(rest: Rest, now: () => number): Channels {
  const known = new Map<string, { channel: Channel; until: number }>();
  const kindFor = ({ type }: Channel): ChannelKind =>
    // A direct message's channel takes text like any other.
    kindOf(type) ?? 'voice';
  const ask = (id: string) => rest.ask<Channel>('GET', Routes.channel(id));
  function keep(channel: Channel, until: number): Channel {
    if (known.size >= MOST) known.clear();
    known.set(channel.id, { channel, until });
    return channel;
  }
  async function get(id: string): Promise<Channel> {
    const have = known.get(id);
    if (have !== undefined && have.until > now()) return have.channel;
    const channel = await ask(id).catch((error) => {
      // What does not even know of channels says nothing about this one.
      if (error instanceof DiscordAPIError && error.status === 404 && Number(error.code) === 0)
        return { id, type: 0 };
      throw error;
    });
    return keep(channel, now() + KEPT);
  }
  return {
    get,
    kind: async (id) => kindFor(await get(id)),
    known(id) {
      const have = known.get(id);
      return have !== undefined && have.until > now() ? kindFor(have.channel) : null;
    },
    async current(id) {
      const have = known.get(id);
      if (have?.until === Number.POSITIVE_INFINITY) return have.channel;
      return keep(await ask(id), now() + KEPT);
    },
    learn({ id, type, name, guild_id, parent_id, flags, available_tags }) {
      const channel = {
        id,
        type,
        ...(name === undefined ? {} : { name }),
        ...(guild_id === undefined ? {} : { guild_id }),
        ...(parent_id === undefined ? {} : { parent_id }),
        ...(flags === undefined ? {} : { flags }),
        ...(available_tags === undefined ? {} : { available_tags }),
      };
      keep(channel, Number.POSITIVE_INFINITY);
    },
    forget: (id) => void known.delete(id),
  };
}

const REQUIRES_TAG = 1 << 4;

const tagKey = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

const LONGEST_TAG = 20; // characters that Discord takes in a tag's name

/** What a tag could be called so that the story's posts get it: the last label that fits, as names come after ids. */
export const tagName = (labels: string[]): string | null =>
  labels.findLast((label) => label.length <= LONGEST_TAG && !label.includes('~')) ?? null;

/** The forum's own tags that anybody may set and that are called like the story's topics; where a post must have one, the first that there is. */
export function tagsFor(forum: Channel, labels: string[], most: number): string[] {
  const wanted = new Set(labels.map(tagKey));
  const tags = (forum.available_tags ?? []).filter((tag) => tag.moderated !== true);
  const fitting = tags.filter((t) => wanted.has(tagKey(t.name))).map((t) => t.id);
  const must = ((forum.flags ?? 0) & REQUIRES_TAG) !== 0;
  return (fitting.length === 0 && must ? tags.slice(0, 1).map((t) => t.id) : fitting).slice(0, most);
}
