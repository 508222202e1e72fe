/** "7d", "24h", "2w" or a date, as the instant from which on is meant. Pure. */

const HOUR = 3_600_000;
const UNITS: Record<string, number> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

/** Milliseconds UTC, or null when it is neither a length of time nor a date that exists. */
export function readSince(typed: string, now: number): number | null {
  const length = /^(\d{1,4})\s*([hdw])$/i.exec(typed.trim());
  const unit = UNITS[length?.[2]?.toLowerCase() ?? ''];
  if (length !== null && unit !== undefined) return now - Number(length[1]) * unit;
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(typed.trim())) return null;
  const at = Date.parse(typed.trim());
  const exists = !Number.isNaN(at) && new Date(at).toISOString().startsWith(typed.trim());
  return exists ? at : null;
}

/** The instant until which is meant, from now on; a date is its first moment UTC. */
export function readUntil(typed: string, now: number): number | 'unreadable' {
  const length = /^(\d{1,4})\s*([hdw])$/i.exec(typed.trim());
  const unit = UNITS[length?.[2]?.toLowerCase() ?? ''];
  if (length !== null && unit !== undefined) return now + Number(length[1]) * unit;
  const at = readSince(typed, now);
  return at === null || at <= now ? 'unreadable' : at;
}
