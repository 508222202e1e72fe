/** A channel no longer wants to be told of something. */
import { z } from 'zod';
import type { Command, Desk } from '../src/chat.ts';
import { words } from '../src/words.ts';
import { sentence } from './reply.ts';

const options = z.object({
  subscription: z
    .string()
    .optional()
    .meta({ is: 'subscription' })
    .describe('the topic, speaker or query to leave'),
});

const shortOf = (topic: string, desk: Desk): string =>
  desk.topics().find((t) => t.id === topic)?.short ?? topic;

export const unsubscribe: Command = {
  name: 'unsubscribe',
  summary: 'Stop the alerts of one subscription in this channel',
  options,
  examples: ['/unsubscribe arms-transfers'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  async complete(_field, typed, desk, caller) {
    const have = await desk.subscriptionsKnown(caller.place);
    return have
      .filter((s) => `${s.label} ${s.value}`.toLowerCase().includes(typed.toLowerCase()))
      .map((s) => ({ label: s.label, value: s.kind === 'topic' ? shortOf(s.value, desk) : s.label }));
  },
  async run(raw, caller, desk) {
    const typed = options.parse(raw).subscription?.trim();
    const have = await desk.subscriptions(caller.place);
    if (have.length === 0) return sentence(words.unsubscribe.none);
    const labels = have.map((s) => (s.kind === 'topic' ? shortOf(s.value, desk) : s.label));
    if (typed === undefined || typed === '') return sentence(words.unsubscribe.ask(labels));
    const wanted = typed.toLowerCase().replace(/[“”"]/g, '');
    const found = have.find((s) =>
      [s.id, s.value, shortOf(s.value, desk), s.label.replace(/[“”"]/g, '')].some(
        (v) => v.toLowerCase() === wanted,
      ),
    );
    if (found === undefined) return sentence(words.unsubscribe.unknown(typed, labels));
    await desk.unsubscribe(caller.place, found.id);
    return sentence(words.unsubscribe.done(found.label));
  },
};
