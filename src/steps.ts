/**
 * The named boundaries between an article's and a delivery's steps. The tests of crashes end the process at one of them, as
 * a power cut would: WHOSAID_CRASH_AT=name or name:3 for its third time. Unset, as it always is but there, nothing happens.
 */

export const STEPS = [
  'fetched',
  'listed',
  'item-claimed',
  'read',
  'looked',
  'filing',
  'filed',
  'claimed',
  'answered',
  'settled',
] as const;
export type Step = (typeof STEPS)[number];

const [wanted = '', times = '1'] = (process.env.WHOSAID_CRASH_AT ?? '').split(':');
let left = Number(times);

/** Says that the process has come to this boundary. */
export function reached(step: Step): void {
  if (step === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
}
