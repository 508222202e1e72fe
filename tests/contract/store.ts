/** What every store must do, whatever its engine. Run over each implementation on the real engine. */
import { afterEach, beforeEach, describe } from 'vitest';
import { allowancesContract } from './allowances.ts';
import { askingContract } from './asking.ts';
import { type Bench, createBench, type Engine } from './bench.ts';
import { deliveriesContract } from './deliveries.ts';
import { feedCareContract } from './feedcare.ts';
import { feedsContract } from './feeds.ts';
import { filingContract } from './filing.ts';
import { findingContract } from './finding.ts';
import { holdsContract } from './holds.ts';
import { nearbyContract } from './nearby.ts';

export function storeContract(name: string, engine: Engine): void {
  describe(`store on ${name}`, () => {
    let bench: Bench | null = null;
    beforeEach(async () => {
      bench = await createBench(engine);
    });
    afterEach(() => bench?.store.close());
    const fresh = (): Bench => {
      if (bench === null) throw new Error('no bench yet');
      return bench;
    };
    feedsContract(fresh);
    feedCareContract(fresh);
    filingContract(fresh);
    deliveriesContract(fresh);
    nearbyContract(fresh);
    askingContract(fresh);
    holdsContract(fresh);
    findingContract(fresh);
    allowancesContract(fresh);
  });
}
