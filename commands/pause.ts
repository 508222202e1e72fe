/** No alerts of one subscription until it is resumed; its settings stay. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { oneSubscription, privately, sentence, subscriptionChoices } from './reply.ts';

const options = z.object({
  subscription: z
    .string()
    .optional()
    .meta({ is: 'subscription' })
    .describe('the topic, speaker or query that is to be quiet'),
});

export const pause: Command = {
  name: 'pause',
  summary: 'No alerts of one subscription until it is resumed',
  options,
  examples: ['/pause north-korea-russia'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  complete: (_field, typed, desk, caller) => subscriptionChoices(typed, desk, caller),
  async run(raw, caller, desk) {
    const one = await oneSubscription(options.parse(raw).subscription, desk, caller);
    if (typeof one === 'string') return sentence(one);
    await desk.change(caller.place, one.id, { paused: true });
    const again = { command: 'resume', input: { subscription: one.id } };
    return privately([
      { kind: 'text', text: [plain(words.pause.done(one.label))] },
      { kind: 'buttons', buttons: [{ label: words.pause.resume, action: again }] },
    ]);
  },
};
