import { describe, expect, it } from 'vitest';
import { STEPS } from '../../src/steps.ts';
import { type Death, gauntlet } from '../crash/gauntlet.ts';
import { type Crash, crashed, nameOf } from '../crash/matrix.ts';
import { type PlatformName, REQUESTS } from '../crash/platforms.ts';
import type { Engine } from '../crash/scene.ts';

const ENGINES: Engine[] = ['sqlite', 'postgres'];
const PLATFORMS: PlatformName[] = ['discord', 'slack'];
const KILLS = 75;
/** Milliseconds at most. What may have landed on Slack is looked for five seconds after a start: shorter lives would send nothing. */
const LIFE: Record<PlatformName, number> = { discord: 4_000, slack: 9_000 };

const crashes = (platform: PlatformName): Crash[] => [
  ...STEPS.flatMap((at): Crash[] => [1, 2].map((time) => ({ at, time }))),
  ...REQUESTS[platform].flatMap((of): Crash[] =>
    (['received', 'stored', 'answered'] as const).map((platform) => ({ platform, of })),
  ),
];

describe('every crash alone', () => {
  for (const platform of PLATFORMS)
    for (const engine of ENGINES)
      for (const crash of crashes(platform))
        for (const later of [false, true])
          it(`${nameOf(crash)}, ${platform} × ${engine}, started again ${later ? '20 minutes later' : 'at once'}`, async () => {
            expect(await crashed(platform, engine, crash, later)).toEqual([]);
          });
});

describe(`${KILLS} kills at random`, () => {
  for (const platform of PLATFORMS)
    for (const engine of ENGINES)
      it(`${platform} × ${engine}`, async () => {
        const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
        let state = seed;
        const random = () => {
          state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
          return state / 2_147_483_648;
        };
        const deaths: Death[] = Array.from({ length: KILLS }, () => ({
          after: 300 + random() * LIFE[platform],
        }));
        const { wrong } = await gauntlet(platform, engine, deaths, () => random() < 0.25);
        expect({ seed, wrong }).toEqual({ seed, wrong: [] });
        process.stderr.write(
          `${KILLS} random kills, ${platform} × ${engine} (seed ${seed}): nothing lost, nothing twice\n`,
        );
      });
});
