/** The store's contract on pace: what one sign-in and one channel are given at a time. */
import { expect, it } from 'vitest';
import { planPost } from '../../src/store/planning.ts';
import type { Bench } from './bench.ts';
import { filing, HERE, NOTHING, THERE, words } from './bench.ts';

/** `fresh` gives the present test's bench. */
export function allowancesContract(fresh: () => Bench): void {
  const plan = (b: Bench, counter: number, ...places: (typeof HERE)[]) =>
    b.store.filing.commit(filing('none', counter, { key: `k${counter}.example` }), async (tx, f) => {
      for (const to of places) await planPost(tx, b.ids, b.clock, to, f.storyId, words('alert'), NOTHING);
    });
  const claim = (b: Bench) => b.store.deliveries.claim(['console'], 10, 60_000);

  it('gives a channel its next message a while after the last, whenever that was planned, and no other waits', async () => {
    const b = fresh();
    await plan(b, 0, HERE);
    const [first] = await claim(b);
    await b.store.deliveries.settle(first?.id ?? '', { state: 'sent', ref: 'r' }, 1_000);
    await plan(b, 1, HERE, THERE);
    expect((await claim(b)).map((d) => d.channel)).toEqual(['two']);
    b.now += 999;
    expect(await claim(b)).toEqual([]);
    b.now += 2;
    expect((await claim(b)).map((d) => d.channel)).toEqual(['one']);
  });

  it('leaves what a sign-in has no allowance for soon to later, so that others are not held', async () => {
    const b = fresh();
    const elsewhere = { ...HERE, tenant: 'elsewhere' };
    for (let i = 0; i < 3; i++) await b.store.allowances.take(`console:${HERE.tenant}`, 1, 1);
    await plan(b, 0, HERE, elsewhere);
    expect((await claim(b)).map((d) => d.tenant)).toEqual(['elsewhere']);
    b.now += 1_500;
    expect((await claim(b)).map((d) => d.tenant)).toEqual([HERE.tenant]);
  });

  it('forgets what was booked by a clock that has been set back since', async () => {
    const b = fresh();
    await b.store.allowances.take('console', 1, 1);
    b.now -= 3_600_000;
    await plan(b, 0, HERE);
    expect(await claim(b)).toHaveLength(1);
    expect(await b.store.allowances.take('console', 1, 1)).toBe(0);
  });
}
