/** When a channel wants to hear: at once, hourly, daily, on weekdays or weekly, and not in its quiet hours. Pure. */
import { type DeliveryWish, isZone } from '../rhythms.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "07:30" as minutes after midnight; null when it is no time of day. */
function minutesOf(text: string): number | null {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2]);
}

/** "22:00-07:00" as two times of day; null when it is none. */
function quietOf(text: string): { from: number; to: number } | null {
  const [from, to] = text.split(/[-–]/).map(minutesOf);
  return from == null || to == null ? null : { from, to };
}

/** The wall clock in a zone: milliseconds as if it were UTC. */
function wall(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** The instant at which a zone's wall clock shows this; where it is turned forward over it, as much later. */
function instantOf(shown: number, zone: string): number {
  const first = shown + (shown - wall(shown, zone));
  const second = first + (shown - wall(first, zone));
  return wall(second, zone) === shown ? second : Math.max(first, second);
}

/** When a quiet time that holds now ends, or null. One that ends when it begins is none: it would mute for ever. */
function quietEnd(quiet: { from: number; to: number }, zone: string, now: number): number | null {
  if (quiet.from === quiet.to) return null;
  const shown = wall(now, zone);
  const midnight = Math.floor(shown / DAY) * DAY;
  const minute = Math.floor((shown - midnight) / MINUTE);
  const { from, to } = quiet;
  const within = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!within) return null;
  const day = from > to && minute >= from ? midnight + DAY : midnight;
  return instantOf(day + to * MINUTE, zone);
}

/** The next time of a rhythm strictly after `now`; null for at once. */
function nextTime(wish: DeliveryWish, zone: string, now: number): number | null {
  if (wish.delivery === 'now') return null;
  const shown = wall(now, zone);
  if (wish.delivery === 'hourly') return instantOf((Math.floor(shown / HOUR) + 1) * HOUR, zone);
  const midnight = Math.floor(shown / DAY) * DAY;
  const minutes = minutesOf(wish.at ?? '') ?? 9 * 60;
  for (let day = 0; day <= 7; day++) {
    const time = midnight + day * DAY + minutes * MINUTE;
    const weekday = new Date(time).getUTCDay();
    const fits =
      wish.delivery === 'daily' ||
      (wish.delivery === 'weekdays' && weekday >= 1 && weekday <= 5) ||
      (wish.delivery === 'weekly' && weekday === 1);
    const at = instantOf(time, zone);
    if (fits && at > now) return at;
  }
  return now + 7 * DAY;
}

/** Until when a story waits that comes now, milliseconds UTC; null: it is told at once. */
export function waitsUntil(wish: DeliveryWish, now: number): number | null {
  const zone = wish.zone !== null && isZone(wish.zone) ? wish.zone : 'UTC';
  const next = nextTime(wish, zone, now);
  const quiet = wish.quiet === null ? null : quietOf(wish.quiet);
  if (quiet === null) return next;
  const end = quietEnd(quiet, zone, next ?? now);
  return end ?? next;
}

/** Of several wishes of one channel the one that is fulfilled first. */
export function soonest(wishes: DeliveryWish[], now: number): number | null {
  const times = wishes.map((wish) => waitsUntil(wish, now));
  return times.length === 0 || times.includes(null) ? null : Math.min(...times.filter((t) => t !== null));
}
