/** What somebody may do in a channel, by Discord's own rules, and what we need there, by name. Pure. */
import { PermissionFlagsBits as P } from 'discord.js';

/** What is needed to reckon: a guild's roles, who it belongs to, and a channel's overwrites. */
export type Ground = {
  guild: string;
  owner: string;
  roles: { id: string; permissions: bigint }[];
  overwrites: { id: string; allow: bigint; deny: bigint }[];
};

/** https://discord.com/developers/docs/topics/permissions#permission-overwrites */
export function permissionsOf(ground: Ground, person: { id: string; roles: string[] }): bigint {
  if (person.id === ground.owner) return ~0n;
  const has = new Set([ground.guild, ...person.roles]);
  let allowed = 0n;
  for (const role of ground.roles) if (has.has(role.id)) allowed |= role.permissions;
  if (allowed & P.Administrator) return ~0n;
  const apply = (deny: bigint, allow: bigint) => {
    allowed = (allowed & ~deny) | allow;
  };
  const everyone = ground.overwrites.find((o) => o.id === ground.guild);
  if (everyone !== undefined) apply(everyone.deny, everyone.allow);
  const own = ground.overwrites.filter((o) => o.id !== ground.guild && has.has(o.id));
  apply(
    own.reduce((n, o) => n | o.deny, 0n),
    own.reduce((n, o) => n | o.allow, 0n),
  );
  const personal = ground.overwrites.find((o) => o.id === person.id);
  if (personal !== undefined) apply(personal.deny, personal.allow);
  return allowed;
}

/** A permission as Discord's settings call it. */
const NAMES: [bigint, string][] = [
  [P.ViewChannel, 'View Channel'],
  [P.SendMessages, 'Send Messages'],
  [P.SendMessagesInThreads, 'Send Messages in Threads'],
  [P.ReadMessageHistory, 'Read Message History'],
  [P.CreatePublicThreads, 'Create Public Threads'],
];

export type ChannelKind = 'text' | 'announcement' | 'forum' | 'thread' | 'voice';

/** Discord's channel types that can hold messages; null for the others. */
export function kindOf(type: number): ChannelKind | null {
  if (type === 0) return 'text';
  if (type === 5) return 'announcement';
  if (type === 15 || type === 16) return 'forum';
  if (type === 10 || type === 11 || type === 12) return 'thread';
  if (type === 2 || type === 13) return 'voice';
  return null;
}

/** Without these nothing can be posted there, or not be found again after a broken connection. */
const NEEDED: Record<ChannelKind, bigint> = {
  text: P.ViewChannel | P.SendMessages | P.ReadMessageHistory,
  announcement: P.ViewChannel | P.SendMessages | P.ReadMessageHistory,
  voice: P.ViewChannel | P.SendMessages | P.ReadMessageHistory,
  thread: P.ViewChannel | P.SendMessagesInThreads | P.ReadMessageHistory,
  // In a forum "Send Messages" is what lets one create posts.
  forum: P.ViewChannel | P.SendMessages | P.SendMessagesInThreads | P.ReadMessageHistory,
};

/** Without these a story has no thread, and its updates come as replies. */
const WANTED: Record<ChannelKind, bigint> = {
  text: P.CreatePublicThreads | P.SendMessagesInThreads,
  announcement: P.CreatePublicThreads | P.SendMessagesInThreads,
  voice: 0n,
  thread: 0n,
  forum: 0n,
};

const named = (bits: bigint): string[] => NAMES.flatMap(([bit, name]) => (bits & bit ? [name] : []));
const without = (bits: bigint, have: bigint): bigint => (have & P.Administrator ? 0n : bits & ~have);

export const missing = (kind: ChannelKind, have: bigint): string[] => named(without(NEEDED[kind], have));
export const unwanted = (kind: ChannelKind, have: bigint): string[] => named(without(WANTED[kind], have));

/** Sees the channel and may arrange it: its own settings, or the whole server's. */
export const mayManage = (have: bigint): boolean =>
  (have & P.Administrator) !== 0n ||
  ((have & P.ViewChannel) !== 0n && (have & (P.ManageChannels | P.ManageGuild)) !== 0n);

/** May change settings of the whole server: who Discord shows such commands to. */
export const isManager = (have: bigint): boolean => (have & (P.Administrator | P.ManageGuild)) !== 0n;

/** What the invitation asks for: all of the above, links shown, files for exports. */
export const INVITED: bigint =
  Object.values(NEEDED).reduce((n, b) => n | b, 0n) | WANTED.text | P.EmbedLinks | P.AttachFiles;

export const SCOPES = ['bot', 'applications.commands'];

/** The link by which a server takes the bot in. */
export const inviteLink = (application: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${application}&scope=${SCOPES.join('+')}&permissions=${INVITED}`;
