/** Days as numbers (days since 1970-01-01), so that dates of every precision can be compared and put on an axis. Pure. */

const DAY = 86_400_000;

/** The first and the last day that a date can mean. */
export type DaySpan = { from: number; to: number };

/** The day of an instant, UTC. */
export const dayAt = (ms: number): number => Math.floor(ms / DAY);

/** "2024-06-14" of a day. */
export const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** 0 for Monday to 6 for Sunday. */
export const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;

/**
 * The days of an EDTF date as the statements carry them ("2024-06-12", "2024-06", "2024", "2024-06-12/2024-06-14"), or of
 * an ISO instant, whose printed day counts. Null when it is none.
 */
export function daysOf(date: string | null): DaySpan | null {
  const [first, last] = (date ?? '').split('/');
  const from = spanOf(first ?? '');
  if (last === undefined || from === null) return from;
  const to = spanOf(last);
  return to === null || to.to < from.from ? null : { from: from.from, to: to.to };
}

function spanOf(date: string): DaySpan | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?$/.exec(date);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const from = Date.UTC(year, month - 1, day);
  if (new Date(from).getUTCMonth() !== month - 1 || new Date(from).getUTCDate() !== day) return null;
  const after =
    parts[3] !== undefined
      ? from + DAY
      : parts[2] !== undefined
        ? Date.UTC(year, month, 1)
        : Date.UTC(year + 1, 0, 1);
  return { from: from / DAY, to: after / DAY - 1 };
}
