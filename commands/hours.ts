/** When a subscription's alerts come: at once or as lists, and in which hours not. Of `/subscribe` and of `/subscription`. */
import { z } from 'zod';
import type { SubscriptionSettings } from '../src/cards.ts';
import { isZone, RHYTHMS } from '../src/rhythms.ts';
import { words } from '../src/words.ts';

export const hourFields = {
  delivery: z
    .enum(RHYTHMS, 'takes now, hourly, daily, weekdays or weekly')
    .optional()
    .describe('now, or all at one hour as a list: hourly, daily, weekdays, weekly'),
  at: z
    .string()
    .refine((t) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(t), words.subscribe.badAt)
    .optional()
    .describe('when a list comes, such as 07:30; without it 09:00'),
  zone: z
    .string()
    .refine((zone) => isZone(zone), words.subscribe.badZone)
    .optional()
    .describe('the time zone of these hours, such as Europe/Berlin'),
  quiet: z
    .string()
    .refine(
      (t) => /^(([01]?\d|2[0-3]):[0-5]\d[-–]([01]?\d|2[0-3]):[0-5]\d|none)$/.test(t),
      words.subscribe.badQuiet,
    )
    .optional()
    .describe('hours in which nothing is told, such as 22:00-07:00; then together'),
};
type Given = z.output<z.ZodObject<typeof hourFields>>;

/** What was given, as the desk takes it; `own`: the zone of hours that were given without one, where it is known. */
export const hours = (
  { delivery, at, zone, quiet }: Given,
  own: string | undefined,
): SubscriptionSettings => ({
  ...(delivery === undefined ? {} : { delivery }),
  ...(at === undefined ? {} : { at }),
  ...(quiet === undefined ? {} : { quiet: quiet === 'none' ? null : quiet }),
  ...(zone !== undefined
    ? { zone }
    : own !== undefined && (delivery ?? at ?? quiet) !== undefined
      ? { zone: own }
      : {}),
});
