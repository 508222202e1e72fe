import { expect, it } from 'vitest';
import { gauntlet } from './gauntlet.ts';
import type { Crash } from './matrix.ts';

it('killed where two commits meet on PostgreSQL, the bot tells everything once', async () => {
  const deaths: Crash[] = [
    { at: 'filing', time: 1 },
    { platform: 'stored', of: 'post' },
  ];
  expect((await gauntlet('discord', 'postgres', deaths)).wrong).toEqual([]);
}, 200_000);
