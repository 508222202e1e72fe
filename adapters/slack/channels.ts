/** Channels as somebody names them: whether alerts may go there, joined where that is possible. */
import type { Place } from '../../src/chat.ts';
import type { Result } from '../../src/news.ts';
import type { Adapter } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Client, Clients } from './clients.ts';
import { codeOf, whyOf } from './errors.ts';

export type Channel = {
  id?: string;
  name?: string;
  is_channel?: boolean;
  is_private?: boolean;
  is_im?: boolean;
  is_mpim?: boolean;
  is_member?: boolean;
  is_archived?: boolean;
  /** Whose direct messages with the bot they are. */
  user?: string;
};

const said = words.slack.reach;
const MOST_PAGES = 10; // 2,000 channels are looked through for a name; an id needs no search

/** Which of the history permissions is needed to look up a post there. */
const historyScope = (c: Channel): string =>
  c.is_im === true ? 'im:history' : c.is_private === true ? 'groups:history' : 'channels:history';

type Info = { channel?: Channel; response_metadata?: { scopes?: string[] } };

/** The channel of a name ("news", "#news"), in small steps. */
async function named(client: Client, name: string): Promise<string | null> {
  const wanted = name.replace(/^#/, '').toLowerCase();
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const listed = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 200,
      ...(cursor === '' ? {} : { cursor }),
    });
    const found = listed.channels?.find((c) => c.name === wanted);
    if (found?.id !== undefined) return found.id;
    cursor = listed.response_metadata?.next_cursor ?? '';
    if (cursor === '') return null;
  }
  return null;
}

const isId = (typed: string): boolean => /^[CGD][A-Z0-9]+$/.test(typed);

export function createReach(clients: Clients): Adapter['reach'] {
  return async (typed, caller) => {
    const here = typed === null || typed === caller.place.channel;
    if (typed === null && caller.place.channel === '') return { ok: false, why: said.nowhere };
    // What anybody may do in a direct message they may do there alone.
    if (!here && !caller.manager) return { ok: false, why: said.onlyHere };
    try {
      const client = await clients.of(caller.place.tenant);
      const id = typed === null ? caller.place.channel : isId(typed) ? typed : await named(client, typed);
      if (id === null) return { ok: false, why: said.unknown(typed ?? '') };
      return await open(client, { ...caller.place, channel: id }, here ? null : caller.id, typed ?? id);
    } catch (error) {
      if (codeOf(error) === null) return { ok: false, why: said.away };
      return { ok: false, why: whyOf(error) };
    }
  };
}

/** Who is not in a private conversation is not told of it, and sets nothing up there. */
async function isTheirs(client: Client, id: string, channel: Channel, asker: string): Promise<boolean> {
  if (channel.is_im === true) return channel.user === asker;
  if (channel.is_private !== true && channel.is_mpim !== true) return true;
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const members = await client.conversations.members({
      channel: id,
      limit: 1_000,
      ...(cursor === '' ? {} : { cursor }),
    });
    if (members.members?.includes(asker) === true) return true;
    cursor = members.response_metadata?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  return false;
}

/** `asker`: who names it from elsewhere; null: they are there. */
async function open(
  client: Client,
  place: Place,
  asker: string | null,
  typed: string,
): Promise<Result<{ place: Place; name: string; note?: string }>> {
  const here = asker === null;
  let info: Info = {};
  try {
    info = (await client.conversations.info({ channel: place.channel })) as Info;
  } catch (error) {
    const code = codeOf(error);
    // Without the permission to look, the first post finds out.
    if (code !== 'missing_scope' && code !== 'unknown_method' && code !== 'channel_not_found') throw error;
    if (code === 'channel_not_found') {
      if (place.channel.startsWith('D')) return { ok: false, why: said.conversation };
      return { ok: false, why: here ? said.private : said.unknown(typed) };
    }
  }
  const channel: Channel = info.channel ?? (place.channel.startsWith('D') ? { is_im: true } : {});
  if (asker !== null && !(await isTheirs(client, place.channel, channel, asker)))
    return { ok: false, why: said.unknown(typed) };
  const name = here || channel.name === undefined ? said.here : `#${channel.name}`;
  if (channel.is_archived === true) return { ok: false, why: said.archived(name) };
  if (channel.is_im !== true && channel.is_member !== true) {
    const outside = channel.is_member === false;
    if (outside && (channel.is_private === true || channel.is_mpim === true))
      return { ok: false, why: said.private };
    try {
      await client.conversations.join({ channel: place.channel });
    } catch (error) {
      if (outside) return { ok: false, why: said.notJoined(name, codeOf(error) ?? 'no answer') };
    }
  }
  const scopes = info.response_metadata?.scopes;
  const scope = historyScope(channel);
  const weaker = scopes !== undefined && scopes.length > 0 && !scopes.includes(scope);
  return { ok: true, value: { place, name, ...(weaker ? { note: said.weaker(scope) } : {}) } };
}
