/** Whether somebody may see a channel: what is set up or held in a hidden one is not told to them, whatever else they may manage. */
import { PermissionFlagsBits, Routes } from 'discord.js';
import type { Channel } from './channels.ts';
import { type Ground, permissionsOf } from './permissions.ts';
import { powersOf } from './reach.ts';
import type { Rest } from './rest.ts';

/** `person` with their roles, as an interaction tells them. */
export type Sight = (
  guild: string,
  channel: string,
  person: { id: string; roles: string[] },
) => Promise<boolean>;

/** `cached`: what the gateway has told of a channel, as one answer may ask about every channel of a server. What cannot be asked is not seen. */
export function createSight(rest: Rest, cached: (channel: string) => Ground | null): Sight {
  return async (guild, channel, person) => {
    try {
      const ground = cached(channel);
      const powers =
        ground === null
          ? await powersOf(rest, await rest.ask<Channel>('GET', Routes.channel(channel)), guild, person.id)
          : permissionsOf(ground, person);
      return (powers & PermissionFlagsBits.ViewChannel) !== 0n;
    } catch {
      return false;
    }
  };
}
