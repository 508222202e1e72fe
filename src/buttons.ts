/**
 * What a button does as a short text and back, so that it works after a restart: a platform's id for it (Discord's custom_id
 * takes 100 characters) holds the command with its input, or where that is too long the id under which it is kept. Pure.
 */
import { createHash } from 'node:crypto';
import type { Action } from './chat.ts';

/** The id under which a long action is kept: the same action, the same id. */
export const actionId = (action: Action): string =>
  createHash('sha256').update(longForm(action)).digest('hex').slice(0, 20);

const longForm = ({ command, input }: Action): string => `${command}?${new URLSearchParams(input)}`;

/** What fits `room` characters: "story?story=abc&page=2", or "~" and the id of an action that must be kept. */
export function writeAction(action: Action, room: number): string {
  const whole = longForm(action);
  return whole.length <= room ? whole : `~${actionId(action)}`;
}

/** Those of these actions that have no room and so must be kept before their buttons are shown. */
export const tooLong = (actions: Action[], room: number): Action[] =>
  actions.filter((a) => longForm(a).length > room);

/** The action, or the id under which it was kept; null for a text that this did not write. */
export function readAction(text: string): Action | { kept: string } | null {
  if (/^~[0-9a-f]{20}$/.test(text)) return { kept: text.slice(1) };
  const [command = '', query = ''] = text.split('?', 2);
  if (!/^[a-z0-9_-]{1,32}$/.test(command) || !text.includes('?')) return null;
  return { command, input: Object.fromEntries(new URLSearchParams(query)) };
}
