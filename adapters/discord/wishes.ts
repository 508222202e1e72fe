/** What a subscription asks of its alerts that Discord would leave undone there, though nothing refuses it. Pure. */
import { PermissionFlagsBits as P } from 'discord.js';
import type { SubscriptionSettings } from '../../src/cards.ts';
import { words } from '../../src/words.ts';

/** Of Discord's role object, what pinging needs. */
export type Role = { id: string; permissions: string; mentionable?: boolean };

/** Publishing a message of one's own takes no permission beyond sending it: only the kind of channel decides. */
export const unpublished = (wished: SubscriptionSettings, type: number, name: string): string[] =>
  wished.crosspost === true && type !== ANNOUNCEMENT ? [words.discord.noFollowers(name)] : [];

/** A role that is not mentionable is shown and not pinged. `bot`: what the bot may do in the channel; `roles`: the server's. */
export function unpinged(wished: SubscriptionSettings, roles: Role[], bot: bigint): string[] {
  if (wished.ping == null) return [];
  const role = roles.find((r) => r.id === wished.ping);
  if (role === undefined) return [words.discord.noSuchRole];
  const may = role.mentionable === true || (bot & (P.MentionEveryone | P.Administrator)) !== 0n;
  return may ? [] : [words.discord.notMentionable];
}

const ANNOUNCEMENT = 5;
