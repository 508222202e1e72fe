/** How one subscription is delivered, changed. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { words } from '../src/words.ts';
import { oneSubscription, sentence, subscriptionChoices } from './reply.ts';

const yes = z.enum(['yes', 'no'], 'takes yes or no').optional();

const options = z.object({
  subscription: z.string().optional().meta({ is: 'subscription' }).describe('the topic, speaker or query'),
  silent: yes.describe('yes: alerts without a notification'),
  ping: z
    .string()
    .regex(/^(\d{15,20}|S[A-Z0-9]{2,15}|none)$/, words.subscribe.badPing)
    .optional()
    .meta({ is: 'role' })
    .describe('a role that each alert pings'),
  crosspost: yes.describe('yes: publish to the followers of an announcement channel'),
  paused: yes.describe('yes: no alerts until it is resumed'),
});

export const subscription: Command = {
  name: 'subscription',
  summary: 'Change how one subscription is delivered',
  options,
  examples: ['/subscription arms-transfers silent:yes'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  form: (input) =>
    Object.keys(input).some((field) => field !== 'subscription')
      ? null
      : {
          command: 'subscription',
          title: words.change.form,
          fields: [
            ...(input.subscription === undefined ? ['subscription'] : []),
            ...['silent', 'ping', 'crosspost', 'paused'],
          ],
          input,
        },
  complete: async (field, typed, desk, caller) =>
    field === 'subscription' ? subscriptionChoices(typed, desk, caller) : [],
  async run(raw, caller, desk) {
    const { subscription: typed, silent, ping, crosspost, paused } = options.parse(raw);
    const one = await oneSubscription(typed, desk, caller);
    if (typeof one === 'string') return sentence(one);
    const given = {
      ...(silent === undefined ? {} : { silent: silent === 'yes' }),
      ...(ping === undefined ? {} : { ping: ping === 'none' ? null : ping }),
      ...(crosspost === undefined ? {} : { crosspost: crosspost === 'yes' }),
      ...(paused === undefined ? {} : { paused: paused === 'yes' }),
    };
    if (Object.keys(given).length === 0) return sentence(words.change.nothing);
    await desk.change(caller.place, one.id, given);
    if (paused !== undefined && Object.keys(given).length === 1)
      return sentence(paused === 'yes' ? words.pause.done(one.label) : words.pause.resumed(one.label));
    return sentence(words.change.done(one.label));
  },
};
