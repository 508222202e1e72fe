/** Whether somebody may see a channel: what is set up or held in a hidden one is not told to them, whatever else they may manage. */
import { PermissionFlagsBits, Routes } from 'discord.js';
import type { Channel } from './channels.ts';
import { powersOf } from './reach.ts';
import type { Rest } from './rest.ts';

export type Sight = (guild: string, channel: string, person: string) => Promise<boolean>;

const FRESH = 10_000; // one answer may ask about every channel of a server
const MOST = 200;

/** `now`: milliseconds UTC. What cannot be asked is not seen. */
export function createSight(rest: Rest, now: () => number): Sight {
  const kept = new Map<string, { answer: Promise<unknown>; until: number }>();
  const asked: Pick<Rest, 'ask'> = {
    ask<T>(method: Parameters<Rest['ask']>[0], route: `/${string}`): Promise<T> {
      const have = kept.get(route);
      if (have !== undefined && have.until > now()) return have.answer as Promise<T>;
      const answer = rest.ask<T>(method, route);
      answer.catch(() => kept.delete(route));
      if (kept.size >= MOST) kept.clear();
      kept.set(route, { answer, until: now() + FRESH });
      return answer;
    },
  };
  return async (guild, channel, person) => {
    try {
      // Asked of Discord: what the gateway tells of a channel is kept without its rights.
      const there = await asked.ask<Channel>('GET', Routes.channel(channel));
      const powers = await powersOf(asked, there, guild, person);
      return (powers & PermissionFlagsBits.ViewChannel) !== 0n;
    } catch {
      return false;
    }
  };
}
