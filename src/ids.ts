/**
 * Identifiers that sort by time and are safe everywhere they travel: a Discord nonce takes 25 characters, a Slack
 * action id and a custom id 100, so 16 characters of [0-9a-z] leave room for what surrounds them.
 */

export type Ids = { next(): string };

const TIME = 9; // base 36 milliseconds: nine characters last until the year 5188, and never change length before
const COUNT = 3; // 46,656 identifiers in one millisecond before the time part is pushed forward
const CHANCE = 4; // two processes in the same millisecond collide once in 1.7 million

const base36 = (n: number, width: number): string => n.toString(36).padStart(width, '0');

/** Identifiers in strictly ascending order within this process, whatever the clock does. `random` gives [0, 1). */
export function createIds(now: () => number, random: () => number): Ids {
  let last = 0;
  let count = 0;
  return {
    next() {
      const t = Math.max(now(), last);
      count = t === last ? count + 1 : 0;
      last = t;
      if (count >= 36 ** COUNT) {
        last = t + 1;
        count = 0;
      }
      return base36(last, TIME) + base36(count, COUNT) + base36(Math.floor(random() * 36 ** CHANCE), CHANCE);
    },
  };
}
