import { describe, expect, it } from 'vitest';
import { STEPS } from '../../src/steps.ts';
import { gauntlet } from './gauntlet.ts';
import type { Crash } from './matrix.ts';

const AT_STEPS: Crash[] = STEPS.map((at) => ({ at, time: 1 }));
const ON_PLATFORM: Crash[] = [
  { platform: 'stored', of: 'post' },
  { platform: 'received', of: 'reply' },
  { platform: 'stored', of: 'reply' },
  { platform: 'answered', of: 'post' },
];

describe('killed again and again, the bot tells everything once', () => {
  it('at every step, with the embedded store', async () => {
    expect((await gauntlet('discord', 'sqlite', [...AT_STEPS, ...ON_PLATFORM])).wrong).toEqual([]);
  }, 400_000);

  it('where two commits meet, with PostgreSQL', async () => {
    const deaths: Crash[] = [
      { at: 'listed', time: 1 },
      { at: 'filing', time: 1 },
      { platform: 'stored', of: 'post' },
      { at: 'answered', time: 1 },
    ];
    expect((await gauntlet('discord', 'postgres', deaths)).wrong).toEqual([]);
  }, 200_000);

  it('where Slack, which knows no idempotency key, may have posted', async () => {
    const deaths: Crash[] = [
      { platform: 'stored', of: 'post' },
      { platform: 'stored', of: 'reply' },
    ];
    expect((await gauntlet('slack', 'sqlite', deaths)).wrong).toEqual([]);
  }, 200_000);
});
