/** When a feed that is usually busy has fallen silent. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The span whose arrivals tell what is usual: two weekends stand in it. */
export const USUAL = 14 * DAY;
/** Fewer arrivals in that span are no busy feed. */
const BUSY = 20;

/**
 * Since when a busy feed has been silent, or null. `arrivals` are the instants (milliseconds, ascending) at which items were
 * first seen in the last two weeks before `now`. Silent: for a day at least, and for longer than three times the longest pause
 * that it has made before; a feed watched for less than eight days has shown no weekend yet, and gets three days.
 */
export function silentSince(arrivals: number[], watchedSince: number, now: number): number | null {
  const last = arrivals.at(-1);
  if (last === undefined || arrivals.length < BUSY) return null;
  let longest = 0;
  for (const [i, at] of arrivals.entries()) longest = Math.max(longest, at - (arrivals[i - 1] ?? at));
  const least = last - watchedSince < 8 * DAY ? 3 * DAY : DAY;
  return now - last > Math.max(least, 3 * longest) ? last : null;
}
