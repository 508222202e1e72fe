import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../adapters/slack/turns.ts';

const MINUTE = 60_000;

function minutes() {
  let now = 1_000_000;
  const turns = createTurns(() => now);
  return {
    turns,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('turns at a history', () => {
  it('begin with one a second, the oldest first, until Slack refused nothing for a minute', () => {
    const { turns, now, pass } = minutes();
    const from = now();
    expect(turns.take('T1', 'c', 3)).toBeNull();
    expect(turns.take('T1', 'a', 1)).toBe(from + 1_000);
    expect(turns.take('T1', 'b', 2)).toBe(from + 2_000);
    expect(turns.take('T2', 'b', 2)).toBeNull();
    pass(1_000);
    expect(turns.take('T1', 'b', 2)).toBe(from + 2_000);
    expect(turns.take('T1', 'a', 1)).toBeNull();
    pass(MINUTE);
    for (const key of ['d', 'e', 'f']) expect(turns.take('T1', key, 1)).toBeNull();
    // So it stays while there is something to look for; much later Slack may have changed its mind.
    pass(9 * MINUTE);
    for (const key of ['g', 'h']) expect(turns.take('T1', key, 1)).toBeNull();
    pass(11 * MINUTE);
    expect(turns.take('T1', 'i', 1)).toBeNull();
    expect(turns.take('T1', 'j', 1)).toBe(now() + 1_000);
  });

  it('that began go on as slowly as Slack says once it refused one', () => {
    const { turns, now, pass } = minutes();
    expect(turns.take('T1', 'a', 1)).toBeNull();
    turns.slow('T1', now() + MINUTE);
    pass(MINUTE);
    expect(turns.take('T1', 'a', 1)).toBeNull();
    expect(turns.take('T1', 'b', 1)).toBe(now() + MINUTE);
  });

  it('go by age, one a minute, whoever asks first, and other workspaces have their own', () => {
    const { turns, now, pass } = minutes();
    const from = now();
    turns.slow('T1', from + MINUTE);
    expect(turns.take('T1', 'c', 3)).toBe(from + MINUTE);
    expect(turns.take('T1', 'a', 1)).toBe(from + MINUTE);
    expect(turns.take('T1', 'b', 2)).toBe(from + 2 * MINUTE);
    expect(turns.take('T2', 'c', 3)).toBeNull();
    const order: string[] = [];
    for (let minute = 0; minute < 4; minute++) {
      pass(MINUTE);
      for (const [key, since] of [
        ['c', 3],
        ['b', 2],
        ['a', 1],
      ] as const)
        if (!order.includes(key) && turns.take('T1', key, since) === null) order.push(key);
    }
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('of one that does not come pass to the next', () => {
    const { turns, now, pass } = minutes();
    turns.slow('T1', now() + MINUTE);
    turns.take('T1', 'gone', 1);
    turns.take('T1', 'next', 2);
    pass(MINUTE);
    expect(turns.take('T1', 'next', 2)).toBe(now() + MINUTE);
    pass(MINUTE);
    expect(turns.take('T1', 'next', 2)).toBeNull();
  });

  it('are forgotten when nobody was made to wait for a while', () => {
    const { turns, now, pass } = minutes();
    turns.slow('T1', now() + MINUTE);
    pass(12 * MINUTE);
    expect(turns.take('T1', 'a', 1)).toBeNull();
    expect(turns.take('T1', 'b', 1)).toBe(now() + 1_000);
  });
});
