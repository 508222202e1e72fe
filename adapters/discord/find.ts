/** Whether a post landed: looked up in the channel's history or the forum's threads by the key in its buttons. */
import { DiscordAPIError, Routes } from 'discord.js';
import type { Message, Place } from '../../src/chat.ts';
import type { Key, Letter, Sender } from '../../src/platform.ts';
import type { Channels } from './channels.ts';
import { CODES, codeOf, failureOf } from './errors.ts';
import { readCustomId, titleOf } from './render.ts';
import type { Rest } from './rest.ts';

/** "channel/message": what a delivery's reference is. In a forum the channel is the post's thread. */
export function readRef(ref: string): { channel: string; message: string } {
  const [channel = '', message = ''] = ref.split('/');
  return { channel, message };
}

type Seen = { id: string; timestamp?: string; nonce?: string | number; components?: unknown[] };
type Thread = {
  id: string;
  name?: string;
  parent_id?: string | null;
  thread_metadata?: { create_timestamp?: string | null };
};

const PAGE = 100;
const MOST_PAGES = 20; // two thousand messages since a post was first tried
const MOST_THREADS = 60;
const MARGIN = 600_000; // our clock and Discord's may differ
const EPOCH = 1_420_070_400_000; // https://discord.com/developers/docs/reference#snowflakes

const timeOf = (id: string): number => Number(BigInt(id) >> 22n) + EPOCH;

/** Whether a message carries the key: as its nonce or in one of its buttons. Pure. */
export function carries(message: Seen, key: Key): boolean {
  if (message.nonce === key) return true;
  const holds = (part: unknown): boolean => {
    if (typeof part !== 'object' || part === null) return false;
    const { custom_id: id, components, options } = part as Record<string, unknown>;
    if (typeof id === 'string' && readCustomId(id)?.key === key) return true;
    return [components, options].some((list) => Array.isArray(list) && list.some(holds));
  };
  return (message.components ?? []).some(holds);
}

const hidden = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);

export function createFind(parts: { rest: Rest; channels: Channels; now(): number }): Sender['find'] {
  const { rest, channels, now } = parts;

  /** The message with the key among those since; 'none' says that the channel showed no message at all. */
  async function inHistory(
    channel: string,
    key: Key,
    since: number,
  ): Promise<string | 'absent' | 'none' | 'unknowable'> {
    let before: string | null = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const query: Record<string, string> = { limit: String(PAGE), ...(before === null ? {} : { before }) };
      const list: Seen[] = await rest.ask('GET', Routes.channelMessages(channel), { query });
      const found = list.find((m) => carries(m, key));
      if (found !== undefined) return `${channel}/${found.id}`;
      const last = list.at(-1);
      if (last === undefined) return page === 0 ? 'none' : 'absent';
      const at = last.timestamp === undefined ? timeOf(last.id) : Date.parse(last.timestamp);
      if (list.length < PAGE || at < since - MARGIN) return 'absent';
      before = last.id;
    }
    // So much was written since that the look never came to its time: that it was not seen says nothing.
    return 'unknowable';
  }

  /** Without Read Message History Discord shows an empty channel: then nobody can tell. */
  async function inChannel(
    channel: string,
    key: Key,
    since: number,
  ): Promise<string | 'absent' | 'unknowable'> {
    const found = await inHistory(channel, key, since);
    if (found !== 'none') return found;
    channels.forget(channel);
    const { last_message_id: last } = await channels.get(channel);
    return last != null && timeOf(last) >= since - MARGIN ? 'unknowable' : 'absent';
  }

  /** Whether a thread's first message, which has the thread's id, carries the key. */
  const starts = (thread: string, key: Key): Promise<boolean> =>
    rest.ask<Seen>('GET', Routes.channelMessage(thread, thread)).then(
      (first) => carries(first, key),
      (error) => {
        if (hidden(error)) return false;
        throw error;
      },
    );

  async function inForum(
    to: Place,
    message: Message,
    key: Key,
    since: number,
  ): Promise<string | 'absent' | 'unknowable'> {
    const active = await rest.ask<{ threads: Thread[] }>('GET', Routes.guildActiveThreads(to.tenant));
    const archived = await rest
      .ask<{ threads: Thread[] }>('GET', Routes.channelThreads(to.channel, 'public'), {
        query: { limit: '50' },
      })
      .catch((error) => {
        if (hidden(error)) return { threads: [] };
        throw error;
      });
    const title = titleOf(message);
    const own = [...active.threads.filter((t) => t.parent_id === to.channel), ...archived.threads].filter(
      (t) => {
        const made = t.thread_metadata?.create_timestamp;
        return made == null || Date.parse(made) >= since - MARGIN;
      },
    );
    // The one that is called like it is most likely it, but only the key tells.
    own.sort((a, b) => Number(b.name === title) - Number(a.name === title));
    let blind = false;
    for (const thread of own.slice(0, MOST_THREADS)) {
      const found = await inHistory(thread.id, key, since);
      if (found === 'unknowable') blind ||= thread.name === title;
      else if (found === 'none') {
        if (await starts(thread.id, key)) return `${thread.id}/${thread.id}`;
        blind ||= thread.name === title;
      } else if (found !== 'absent') return found;
    }
    return blind ? 'unknowable' : 'absent';
  }

  async function look(what: Letter, key: Key, since: number): Promise<string | 'absent' | 'unknowable'> {
    const { to } = what;
    if (what.kind === 'edit') return 'absent';
    if (what.kind === 'reply') {
      const at = readRef(what.parent);
      // A thread has its message's id; where there was none, it went into the channel.
      const thread = at.channel === to.channel ? at.message : at.channel;
      const found = await inHistory(thread, key, since).catch((error) => {
        if (hidden(error)) return 'absent' as const;
        throw error;
      });
      // A thread that shows nothing may hide everything.
      const seen = found === 'none' ? await inChannel(thread, key, since) : found;
      if (seen !== 'absent') return seen;
      return at.channel === to.channel ? inChannel(to.channel, key, since) : 'absent';
    }
    const kind = await channels.kind(to.channel);
    if (kind === 'forum') return inForum(to, what.message, key, since);
    return inChannel(to.channel, key, since);
  }

  return async (what, key, since) => {
    try {
      return await look(what, key, since);
    } catch (error) {
      // What may not be read may well be written to.
      if (codeOf(error) === CODES.missingPermissions) return 'unknowable';
      // A channel that is hidden from us takes no second copy either: the attempt to post says so.
      if (hidden(error)) return 'absent';
      const failure = failureOf(error, now());
      return failure.is === 'later' ? { later: failure.at, why: failure.why } : 'away';
    }
  };
}
