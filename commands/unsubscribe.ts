/** A channel no longer wants to be told of something. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { words } from '../src/words.ts';
import { oneSubscription, sentence, subscriptionChoices } from './reply.ts';

const options = z.object({
  subscription: z
    .string()
    .optional()
    .meta({ is: 'subscription' })
    .describe('the topic, speaker or query to leave'),
});

export const unsubscribe: Command = {
  name: 'unsubscribe',
  summary: 'Stop the alerts of one subscription in this channel',
  options,
  examples: ['/unsubscribe north-korea-russia'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  complete: (_field, typed, desk, caller) => subscriptionChoices(typed, desk, caller),
  async run(raw, caller, desk) {
    const found = await oneSubscription(options.parse(raw).subscription, desk, caller);
    if (typeof found === 'string') return sentence(found);
    await desk.unsubscribe(caller.place, found.id);
    return sentence(words.unsubscribe.done(found.label));
  },
};
