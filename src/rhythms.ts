/** When a subscription is told of: at once, or together at an hour of its own zone, and quiet at night. */

/**
 * When a subscription's stories are told. `at`: "07:30", for a daily, weekdays' or weekly (Monday's) list; `zone`: an IANA time
 * zone, null for UTC; `quiet`: "22:00-07:00", in which nothing is told.
 */
export type DeliveryWish = {
  delivery: Rhythm;
  at: string | null;
  zone: string | null;
  quiet: string | null;
};

/** Whether this names a time zone. */
export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

export const RHYTHMS = ['now', 'hourly', 'daily', 'weekdays', 'weekly'] as const;

export type Rhythm = (typeof RHYTHMS)[number];
