/** Whether alerts may go to a channel: the bot must be able to post there, the caller to see and manage it. */
import { type Client, DiscordAPIError, Routes } from 'discord.js';
import type { SubscriptionSettings, Target } from '../../src/cards.ts';
import type { Caller } from '../../src/chat.ts';
import type { Result } from '../../src/news.ts';
import { words } from '../../src/words.ts';
import type { Channel, Channels } from './channels.ts';
import { failureOf } from './errors.ts';
import type { Powers } from './interaction.ts';
import { type Ground, kindOf, mayManage, missing, permissionsOf, unwanted } from './permissions.ts';
import type { Rest } from './rest.ts';
import { type Role, unpinged, unpublished } from './wishes.ts';

type Guild = { id: string; owner_id: string; roles: Role[] };

export type ReachParts = {
  rest: Rest;
  channels: Channels;
  /** The bot's own user id; asked for where the gateway has not told it. */
  self(): Promise<string>;
  powers(caller: Caller, channel: string): Powers;
  /** What the bot may do there by what the gateway has told; null where it has not. */
  cached(channel: string): bigint | null;
};

/** By the library's cache of servers, roles and channels. */
export function cachedPowers(client: Client | null, id: string): bigint | null {
  const channel = client?.channels.cache.get(id);
  if (channel === undefined || channel.isDMBased()) return null;
  const me = channel.guild.members.me;
  return me === null ? null : (channel.permissionsFor(me)?.bitfield ?? null);
}

/** What decides who may do what in a channel, by the same; a thread has its parent's overwrites. */
export function cachedGround(client: Client | null, id: string): Ground | null {
  const channel = client?.channels.cache.get(id);
  if (channel === undefined || channel.isDMBased()) return null;
  const from = channel.isThread() ? channel.parent : channel;
  if (from === null) return null;
  const { guild } = channel;
  return {
    guild: guild.id,
    owner: guild.ownerId,
    roles: guild.roles.cache.map((r) => ({ id: r.id, permissions: r.permissions.bitfield })),
    overwrites: from.permissionOverwrites.cache.map((o) => ({
      id: o.id,
      allow: o.allow.bitfield,
      deny: o.deny.bitfield,
    })),
  };
}

/** What somebody may do in a channel, asked of Discord. Throws the library's errors. */
export async function powersOf(
  rest: Rest,
  channel: Channel,
  guildId: string,
  person: string,
): Promise<bigint> {
  const guild = await rest.ask<Guild>('GET', Routes.guild(guildId));
  const member = await rest.ask<{ roles: string[] }>('GET', Routes.guildMember(guildId, person));
  // A thread has its parent's overwrites.
  const thread = kindOf(channel.type) === 'thread' && channel.parent_id != null;
  const from = thread ? await rest.ask<Channel>('GET', Routes.channel(channel.parent_id ?? '')) : channel;
  const ground: Ground = {
    guild: guildId,
    owner: guild.owner_id,
    roles: guild.roles.map((r) => ({ id: r.id, permissions: BigInt(r.permissions) })),
    overwrites: (from.permission_overwrites ?? []).map((o) => ({
      id: o.id,
      allow: BigInt(o.allow),
      deny: BigInt(o.deny),
    })),
  };
  return permissionsOf(ground, { id: person, roles: member.roles });
}

/** A channel as the interaction tells of it. */
const known = (id: string, { type, name }: { type: number; name: string | null }): Channel =>
  name === null ? { id, type } : { id, type, name };

const DIRECT_MESSAGE = 1;

export function createReach(parts: ReachParts) {
  const { rest, channels } = parts;

  /** Nothing is claimed of roles that cannot be asked for: the subscription stands without. */
  const rolesOf = (guild: string): Promise<Role[] | null> =>
    rest.ask<Guild>('GET', Routes.guild(guild)).then(
      ({ roles }) => roles,
      () => null,
    );

  async function inGuild(
    id: string,
    caller: Caller,
    here: boolean,
    wished: SubscriptionSettings,
  ): Promise<Result<Target>> {
    const given = parts.powers(caller, id);
    const channel: Channel = given.channel === null ? await channels.get(id) : known(id, given.channel);
    const kind = kindOf(channel.type);
    if (kind === null) return { ok: false, why: words.discord.noChannel(id) };
    const guild = caller.place.tenant;
    if (channel.guild_id !== undefined && channel.guild_id !== guild)
      return { ok: false, why: words.discord.otherServer };
    const name = here ? words.subscribe.here : `#${channel.name ?? id}`;
    const whole = () => channels.get(id);
    const person = given.person ?? (await powersOf(rest, await whole(), guild, caller.id));
    // Whoever may use the command here may use it for here: Discord has shown it to them.
    if (!here && !mayManage(person)) return { ok: false, why: words.discord.notYours(name) };
    const bot =
      given.bot ?? parts.cached(id) ?? (await powersOf(rest, await whole(), guild, await parts.self()));
    const lacking = missing(kind, bot);
    if (lacking.length > 0) return { ok: false, why: words.discord.missing(name, lacking) };
    const lesser = unwanted(kind, bot);
    const roles = wished.ping == null ? null : await rolesOf(guild);
    const cannot = [
      ...unpublished(wished, channel.type, name),
      ...(roles === null ? [] : unpinged(wished, roles, bot)),
    ];
    return {
      ok: true,
      value: {
        place: { platform: 'discord', tenant: guild, channel: id },
        name,
        ...(lesser.length === 0 ? {} : { note: words.discord.noThreads(lesser) }),
        cannot,
      },
    };
  }

  return async (
    wanted: string | null,
    caller: Caller,
    wished: SubscriptionSettings = {},
  ): Promise<Result<Target>> => {
    const id = wanted === null ? caller.place.channel : wanted.replace(/^<#(\d+)>$/, '$1');
    if (!/^\d{15,20}$/.test(id)) return { ok: false, why: words.discord.noChannel(wanted ?? id) };
    if (caller.direct) {
      if (id !== caller.place.channel) return { ok: false, why: words.discord.otherServer };
      const cannot = [
        ...unpublished(wished, DIRECT_MESSAGE, words.subscribe.here),
        ...(wished.ping == null ? [] : [words.discord.noRolesHere]),
      ];
      return { ok: true, value: { place: caller.place, name: words.subscribe.here, cannot } };
    }
    const here = id === caller.place.channel;
    try {
      channels.forget(id);
      return await inGuild(id, caller, here, wished);
    } catch (error) {
      if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404))
        return {
          ok: false,
          why: words.discord.missing(here ? words.subscribe.here : `<#${id}>`, ['View Channel']),
        };
      const failure = failureOf(error, 0);
      return { ok: false, why: `${failure.why} ${words.discord.later}` };
    }
  };
}
