/** When everything of a platform that could not be reached is tried again: later each time, up to a minute. */

const FIRST = 1_000;
const LONGEST = 60_000;

export type Absence = {
  /** It could not be reached. Until when to wait, milliseconds UTC: many that fail at once are one failure. */
  missed(now: number): number;
  /** It answered. */
  over(): void;
};

/** `random` gives 0 to 1. */
export function createAbsence(random: () => number): Absence {
  let times = 0;
  let until = 0;
  return {
    missed(now) {
      if (now < until) return until;
      const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(times++, 10));
      until = now + wait * (0.5 + random() / 2);
      return until;
    },
    over() {
      times = 0;
      until = 0;
    },
  };
}
