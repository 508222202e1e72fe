/** How a subscription's alerts come, beside their hours: of `/subscribe` and of `/subscription`. */
import { z } from 'zod';
import type { SubscriptionSettings } from '../src/cards.ts';
import type { Place } from '../src/chat.ts';
import { words } from '../src/words.ts';
import { wholeNumber, yesOrNo } from './fields.ts';

/** The most independent outlets a channel can wait for: hardly a story has more. */
const MOST_OUTLETS = 9;

export const mannerFields = {
  silent: yesOrNo('yes: alerts without a notification (Discord)'),
  ping: z
    .string()
    .regex(/^(\d{15,20}|S[A-Z0-9]{2,15}|none)$/, words.subscribe.badPing)
    .optional()
    .meta({ is: 'role' })
    .describe('a role that each alert pings'),
  crosspost: yesOrNo('yes: publish to the followers of an announcement channel (Discord)'),
  outlets: wholeNumber(words.subscribe.badOutlets, 1, MOST_OUTLETS).describe(
    'how many independent outlets must report a story before it is told; 1: at once',
  ),
};
type Given = z.output<z.ZodObject<typeof mannerFields>>;

/** What was given, as the desk takes it. */
export const manner = ({ silent, ping, crosspost, outlets }: Given): SubscriptionSettings => ({
  ...(silent === undefined ? {} : { silent: silent === 'yes' }),
  ...(ping === undefined ? {} : { ping: ping === 'none' ? null : ping }),
  ...(crosspost === undefined ? {} : { crosspost: crosspost === 'yes' }),
  ...(outlets === undefined ? {} : { outlets }),
});

const NO_EFFECT: Record<Place['platform'], readonly (keyof Given)[]> = {
  discord: [],
  slack: ['silent', 'crosspost'],
  console: ['silent', 'ping', 'crosspost'],
};

/** The sentence about options that were switched on and do nothing on this platform, or null. */
export function withoutEffect(given: Given, { platform }: Place): string | null {
  const idle = NO_EFFECT[platform].filter(
    (option) => ![undefined, 'no', 'none'].includes(given[option] as string),
  );
  return idle.length === 0 ? null : words.subscribe.noEffect(idle, platform);
}
