/** Publishing: a post in an announcement channel is passed on to those who follow it. Whatever fails here, the post stands. */
import { Routes } from 'discord.js';
import type { Outcome, Sender, Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import type { Absence } from '../absence.ts';
import type { Channels } from './channels.ts';
import { CODES, codeOf, failureOf, sayable } from './errors.ts';
import { readRef } from './find.ts';
import type { Rest } from './rest.ts';

const ANNOUNCEMENT = 5;
const PAUSED = 600_000; // milliseconds until a channel that is closed is asked again

export function createPublish(parts: {
  rest: Rest;
  channels: Channels;
  around: Pick<Surroundings, 'log' | 'now'>;
  absence: Absence;
}): NonNullable<Sender['publish']> {
  const { rest, channels, around, absence } = parts;

  /** A channel may publish ten messages an hour: waiting for that, or for what broke, concerns this message alone. */
  function outcome(error: unknown, channel: string): Outcome {
    const now = around.now();
    const failure = failureOf(error, now);
    if (failure.is === 'unreached')
      return { is: 'later', at: absence.missed(now), scope: 'installation', why: failure.why };
    absence.over();
    if (failure.is === 'later' && failure.scope === 'channel') return { ...failure, scope: 'message' };
    if (failure.is === 'later' || failure.is === 'ambiguous') return failure;
    if (failure.is === 'refused' && failure.scope === 'installation') return failure;
    // It may be opened again within the day for which this is tried.
    if (failure.is === 'refused' && failure.scope === 'channel')
      return { is: 'later', at: now + PAUSED, scope: 'message', why: failure.why };
    around.log.warn({ channel, ...sayable(error) }, words.discord.unpublished(failure.why));
    return { is: 'refused', scope: 'message', why: failure.why, remedy: '' };
  }

  /** It may have become one since it was asked for, and whoever asked for publishing would wait for it in vain. */
  const isAnnouncement = async (channel: string): Promise<boolean> =>
    channels.known(channel) === 'announcement' || (await channels.current(channel)).type === ANNOUNCEMENT;

  return async (to, ref) => {
    const at = readRef(ref);
    try {
      if (await isAnnouncement(to.channel))
        await rest.ask('POST', Routes.channelMessageCrosspost(at.channel, at.message));
    } catch (error) {
      if (codeOf(error) !== CODES.published) return outcome(error, to.channel);
    }
    absence.over();
    return { is: 'sent', ref };
  };
}
