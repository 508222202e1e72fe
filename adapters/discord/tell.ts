/** Telling a manager that a channel is closed: in person, else where the server's moderators read. */
import { createHash } from 'node:crypto';
import { DiscordAPIError, Routes } from 'discord.js';
import type { Message, Place } from '../../src/chat.ts';
import type { Sender } from '../../src/platform.ts';
import { plain } from '../../src/shown.ts';
import { words } from '../../src/words.ts';
import { LIMITS } from './limits.ts';
import { renderMessage } from './render.ts';
import type { Rest } from './rest.ts';

type Guild = {
  owner_id?: string;
  safety_alerts_channel_id?: string | null;
  public_updates_channel_id?: string | null;
  system_channel_id?: string | null;
};

const MOST_PEOPLE = 3;
const TRIES = 2;

/** In person nobody is a manager of anything: what the buttons would do is done in the server. */
function withoutButtons(message: Message): Message {
  const nodes = message.nodes.filter((node) => node.kind !== 'buttons');
  if (nodes.length === message.nodes.length) return message;
  return { ...message, nodes: [...nodes, { kind: 'note', text: [plain(words.discord.decideThere)] }] };
}

export function createTell({ rest }: { rest: Rest }): Sender['tell'] {
  const post = async (channel: string, message: Message): Promise<boolean> => {
    const rendered = renderMessage(message, '');
    // The same words to the same channel within minutes are one message, should the first have landed after all.
    const nonce = createHash('sha256')
      .update(channel + JSON.stringify(rendered))
      .digest('hex')
      .slice(0, LIMITS.nonce);
    const body = { ...rendered, nonce, enforce_nonce: true };
    for (let left = TRIES; left > 0; left--)
      try {
        await rest.ask('POST', Routes.channelMessages(channel), { body });
        return true;
      } catch (error) {
        if (error instanceof DiscordAPIError) return false;
      }
    return false;
  };
  const inPerson = async (person: string, message: Message): Promise<boolean> => {
    try {
      const body = { recipient_id: person };
      const { id } = await rest.ask<{ id: string }>('POST', Routes.userChannels(), { body });
      return await post(id, withoutButtons(message));
    } catch {
      return false; // they take no messages from this server's bots
    }
  };

  return async (about: Place, people: string[], message: Message) => {
    const persons = people.filter((p) => /^\d{15,20}$/.test(p)).slice(0, MOST_PEOPLE);
    for (const person of persons) if (await inPerson(person, message)) return true;
    if (!/^\d+$/.test(about.tenant)) return false;
    const guild = await rest.ask<Guild>('GET', Routes.guild(about.tenant)).catch((): Guild => ({}));
    if (guild.owner_id !== undefined && (await inPerson(guild.owner_id, message))) return true;
    for (const channel of [
      guild.safety_alerts_channel_id,
      guild.public_updates_channel_id,
      guild.system_channel_id,
    ])
      if (channel != null && channel !== about.channel && (await post(channel, message))) return true;
    return false;
  };
}
