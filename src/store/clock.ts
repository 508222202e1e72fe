/** The process's clock, which follows the database's where there is one: of several machines none need have the right time. */
import type { Clock } from './feeds.ts';

export type FollowingClock = Clock & { follow(now: number): void };

export function createClock(own: () => number): FollowingClock {
  let ahead = 0;
  return {
    now: () => own() + ahead,
    follow(now) {
      ahead = now - own();
    },
  };
}
