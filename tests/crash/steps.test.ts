import { expect, it } from 'vitest';
import { STEPS } from '../../src/steps.ts';
import { gauntlet } from './gauntlet.ts';

it('killed at every step of its own, the bot tells everything once', async () => {
  const deaths = STEPS.map((at) => ({ at, time: 1 }));
  expect((await gauntlet('discord', 'sqlite', deaths)).wrong).toEqual([]);
}, 400_000);
