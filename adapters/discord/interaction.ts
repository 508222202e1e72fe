/** Discord's interactions as they come over the gateway, and what they ask of us. Pure. */

import { readAction } from '../../src/buttons.ts';
import type { Action, Caller } from '../../src/chat.ts';
import { isManager } from './permissions.ts';
import { readCustomId } from './render.ts';

type Person = { id: string; locale?: string };
export type SentOption = { name: string; type: number; value?: string | number | boolean; focused?: boolean };
type ChannelPart = {
  id: string;
  type?: number;
  name?: string;
  parent_id?: string | null;
  owner_id?: string;
  permissions?: string;
  app_permissions?: string;
};

/** Of Discord's interaction object, what we read. */
export type Interaction = {
  id: string;
  application_id: string;
  token: string;
  type: number;
  guild_id?: string;
  channel_id?: string;
  channel?: ChannelPart;
  context?: number;
  member?: { user: Person; permissions: string; roles?: string[] };
  user?: Person;
  locale?: string;
  app_permissions?: string;
  authorizing_integration_owners?: Record<string, string>;
  message?: {
    id: string;
    flags?: number;
    interaction_metadata?: { user?: { id: string } };
  };
  data?: {
    name?: string;
    options?: SentOption[];
    custom_id?: string;
    values?: string[];
    components?: unknown[];
    resolved?: { channels?: Record<string, ChannelPart> };
  };
};

export const KIND = { command: 2, button: 3, typing: 4, form: 5 };

const personOf = (i: Interaction): Person => i.member?.user ?? i.user ?? { id: '' };

const THREADS = [10, 11, 12];

/**
 * Who asks, and where. In a thread that the bot started for a story the channel is meant; any other thread is a place of its
 * own. A direct message is a tenant of its own: the person. `starter`: who started the thread, where the interaction does not say.
 */
export function callerOf(
  i: Interaction,
  operators: string[],
  bot: string,
  starter: string | null = null,
): Caller {
  const person = personOf(i);
  const { channel } = i;
  const owner = channel?.owner_id ?? starter;
  const ours = owner !== null && (owner === bot || owner === i.application_id);
  const story = THREADS.includes(channel?.type ?? -1) && ours && channel?.parent_id != null;
  const direct = i.guild_id === undefined && (i.context === undefined || i.context === 1);
  const channelId = i.channel_id ?? channel?.id ?? '';
  return {
    id: person.id,
    place: {
      platform: 'discord',
      tenant: i.guild_id ?? `@${person.id}`,
      channel: story ? (channel?.parent_id ?? channelId) : channelId,
    },
    manager: i.member !== undefined && isManager(BigInt(i.member.permissions || '0')),
    operator: operators.includes(person.id),
    locale: i.locale ?? 'en',
    direct,
    alone: direct,
  };
}

/** What the asker and the bot may do in a channel that came with the interaction, and what it is, as far as Discord says. */
export type Powers = {
  person: bigint | null;
  bot: bigint | null;
  channel: { type: number; name: string | null } | null;
};
export const POWERLESS: Powers = { person: null, bot: null, channel: null };

export function powersIn(i: Interaction, channel: string): Powers {
  const big = (bits: string | undefined) => (bits === undefined ? null : BigInt(bits));
  const part = i.data?.resolved?.channels?.[channel];
  const what = (of: ChannelPart | undefined) =>
    of?.type === undefined ? null : { type: of.type, name: of.name ?? null };
  if (part !== undefined)
    return { person: big(part.permissions), bot: big(part.app_permissions), channel: what(part) };
  if (channel !== i.channel_id) return POWERLESS;
  return { person: big(i.member?.permissions), bot: big(i.app_permissions), channel: what(i.channel) };
}

const CHANNEL = 7;

/** The input of a command as its options were typed; what was left out is left out. */
export function inputOf(i: Interaction): Record<string, string> {
  const input: Record<string, string> = {};
  for (const { name, value, type } of i.data?.options ?? []) {
    if (value === undefined || String(value).trim() === '') continue;
    // The role that everyone has is called like the server, and so is the first channel of an old one.
    input[name] = type !== CHANNEL && String(value) === i.guild_id ? 'everyone' : String(value);
  }
  return input;
}

const FORM = 'form!';

/** A form's custom id: the command, and what was already given. */
export const formId = (written: string): string => `${FORM}${written}`;

/** What a button or menu does, or the id under which it is kept; null for one that is not ours. */
export function actionOf(i: Interaction): Action | { kept: string } | null {
  const chosen = i.data?.values?.[0] ?? i.data?.custom_id ?? '';
  const written = readCustomId(chosen);
  return written === null ? null : readAction(written.action);
}

/** The command of a filled-in form, or the id under which it is kept, with the fields beside it. */
export function formOf(
  i: Interaction,
): { action: Action | { kept: string }; fields: Record<string, string> } | null {
  const id = i.data?.custom_id ?? '';
  const action = id.startsWith(FORM) ? readAction(id.slice(FORM.length)) : null;
  if (action === null) return null;
  const fields: Record<string, string> = {};
  const read = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { custom_id: field, value, component, components } = part as Record<string, unknown>;
    if (typeof field === 'string' && typeof value === 'string' && value.trim() !== '')
      fields[field] = value.trim();
    if (component !== undefined) read(component);
    if (Array.isArray(components)) components.forEach(read);
  };
  i.data?.components?.forEach(read);
  return { action, fields };
}
