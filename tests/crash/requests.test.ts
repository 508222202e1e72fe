import { describe, expect, it } from 'vitest';
import { gauntlet } from './gauntlet.ts';
import type { Crash } from './matrix.ts';

/** Killed when the platform has come so far with a request; the whole matrix is in `npm run test:long`. */
describe('killed in the middle of a request, the bot tells everything once', () => {
  it('on Discord', async () => {
    const deaths: Crash[] = [
      { platform: 'stored', of: 'post' },
      { platform: 'received', of: 'reply' },
    ];
    expect((await gauntlet('discord', 'sqlite', deaths)).wrong).toEqual([]);
  }, 200_000);

  it('on Slack, which knows no idempotency key', async () => {
    const deaths: Crash[] = [
      { platform: 'stored', of: 'post' },
      { platform: 'stored', of: 'reply' },
    ];
    expect((await gauntlet('slack', 'sqlite', deaths)).wrong).toEqual([]);
  }, 200_000);
});
