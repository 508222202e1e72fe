/** One story for ten thousand channels: planned in one transaction, claimed without looking at all of them each time. */
import { describe, expect, it } from 'vitest';
import { createIds } from '../../src/ids.ts';
import { LEASE } from '../../src/store/leases.ts';
import { planPosts } from '../../src/store/planning.ts';
import { createStore } from '../../src/store/store.ts';
import { filing, NOTHING, words } from '../contract/bench.ts';
import { ENGINES } from '../engines.ts';

const CHANNELS = 10_000;

for (const [name, open] of ENGINES) {
  describe(`a story in ${CHANNELS} channels on ${name}`, () => {
    it('is planned in one transaction, and each batch of it is claimed by its index', async () => {
      const clock = { now: Date.now };
      const ids = createIds(clock.now, Math.random);
      const store = await createStore(await open(), clock, ids, true);
      const places = Array.from({ length: CHANNELS }, (_, i) => ({
        to: { platform: 'discord' as const, tenant: `t${i % 100}`, channel: `c${i}` },
      }));
      const started = performance.now();
      await store.filing.commit(filing('none', 0), (tx, filed) =>
        planPosts(tx, ids, clock, places, filed.storyId, words('alert '.repeat(100)), NOTHING),
      );
      const planned = performance.now() - started;
      expect(await store.deliveries.open()).toBe(CHANNELS);
      const claiming = performance.now();
      const seen = new Set<string>();
      for (let i = 0; i < 10; i++)
        for (const d of await store.deliveries.claim(['discord'], 64, LEASE)) seen.add(d.id);
      const claimed = (performance.now() - claiming) / 10;
      expect(seen.size).toBe(640);
      if (process.env.FIGURES)
        process.stderr.write(
          `${name}: planned in ${planned.toFixed(0)} ms, a claim of 64 in ${claimed.toFixed(0)} ms\n`,
        );
      // Ten times what an idle machine takes; holding each row against every other took minutes.
      expect(planned).toBeLessThan(10_000);
      expect(claimed).toBeLessThan(2_000);
      await store.close();
    }, 60_000);
  });
}
