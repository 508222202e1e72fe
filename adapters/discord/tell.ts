/** Telling a manager that a channel is closed: in person, else where the server's moderators read. */
import { Routes } from 'discord.js';
import type { Message, Place } from '../../src/chat.ts';
import type { Sender } from '../../src/platform.ts';
import { renderMessage } from './render.ts';
import type { Rest } from './rest.ts';

type Guild = {
  owner_id?: string;
  safety_alerts_channel_id?: string | null;
  public_updates_channel_id?: string | null;
  system_channel_id?: string | null;
};

const MOST_PEOPLE = 3;

export function createTell({ rest }: { rest: Rest }): Sender['tell'] {
  const post = async (channel: string, message: Message): Promise<boolean> => {
    try {
      await rest.ask('POST', Routes.channelMessages(channel), { body: renderMessage(message, '') });
      return true;
    } catch {
      return false;
    }
  };
  const inPerson = async (person: string, message: Message): Promise<boolean> => {
    try {
      const body = { recipient_id: person };
      const { id } = await rest.ask<{ id: string }>('POST', Routes.userChannels(), { body });
      return await post(id, message);
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
