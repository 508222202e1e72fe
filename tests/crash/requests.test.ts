import { describe, expect, it } from 'vitest';
import { gauntlet } from './gauntlet.ts';
import type { Crash } from './matrix.ts';

/** Killed when the platform has come so far with a request; the whole matrix is in `npm run test:long`. */
describe('killed in the middle of a request, the bot tells everything once', () => {
  // Slack knows no idempotency key: there it is the stored ones that are hard.
  it.each([
    ['discord', 'received'],
    ['slack', 'stored'],
  ] as const)(
    'on %s',
    async (on, reply) => {
      const deaths: Crash[] = [
        { platform: 'stored', of: 'post' },
        { platform: reply, of: 'reply' },
      ];
      expect((await gauntlet(on, 'sqlite', deaths)).wrong).toEqual([]);
    },
    200_000,
  );
});
