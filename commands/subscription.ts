/** How one subscription is delivered, changed. */
import { z } from 'zod';
import type { SubscriptionSettings } from '../src/cards.ts';
import type { Caller } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { words } from '../src/words.ts';
import { yesOrNo } from './fields.ts';
import { hourFields, hours } from './hours.ts';
import { manner, mannerFields, withoutEffect } from './manner.ts';
import { oneSubscription, sentence, subscriptionChoices } from './reply.ts';

const options = z.object({
  subscription: z.string().optional().meta({ is: 'subscription' }).describe('the topic, speaker or query'),
  ...mannerFields,
  ...hourFields,
  paused: yesOrNo('yes: no alerts until it is resumed'),
});

/** What of the change will not happen in this channel; only where the platform decides it by channel is it asked. */
async function undone(given: SubscriptionSettings, caller: Caller, desk: Desk): Promise<string[]> {
  if (caller.place.platform !== 'discord' || (given.crosspost !== true && given.ping == null)) return [];
  const to = await desk.target(null, caller, given);
  return to.ok ? (to.value.cannot ?? []) : [];
}

export const subscription: Command = {
  name: 'subscription',
  summary: 'Change how one subscription is delivered',
  options,
  examples: [
    '/subscription north-korea-russia outlets:2',
    '/subscription north-korea-russia quiet:22:00-07:00',
  ],
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
    const { subscription: typed, paused, ...wanted } = options.parse(raw);
    const one = await oneSubscription(typed, desk, caller);
    if (typeof one === 'string') return sentence(one);
    const given = {
      ...manner(wanted),
      // Hours without a zone are of the zone that the subscription has already.
      ...hours(wanted, one.zone ?? caller.zone),
      ...(paused === undefined ? {} : { paused: paused === 'yes' }),
    };
    if (Object.keys(given).length === 0) return sentence(words.change.nothing);
    await desk.change(caller.place, one.id, given);
    if (paused !== undefined && Object.keys(given).length === 1)
      return sentence(paused === 'yes' ? words.pause.done(one.label) : words.pause.resumed(one.label));
    const idle = withoutEffect(wanted, caller.place);
    const said = [words.change.done(one.label), ...(idle === null ? [] : [idle])];
    return sentence([...said, ...(await undone(given, caller, desk))].join(' '));
  },
};
