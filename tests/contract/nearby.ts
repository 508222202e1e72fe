/** The store's contract on finding copies and neighbours: the right ones among many, however common the rest of their words. */
import { expect, it } from 'vitest';
import { fingerprint } from '../../src/stories/fingerprint.ts';
import type { Bench } from './bench.ts';
import { filing } from './bench.ts';

const HOUR = 3_600_000;
const STOCK =
  'The ministry did not immediately respond to a request for comment on the matter late in the day.';
const NAMES = ['Aune', 'Brekke', 'Dale', 'Eide', 'Foss', 'Gran', 'Holm', 'Ness', 'Rud', 'Vik'];
/** One of many that share half of their words. */
const routine = (n: number) =>
  `Harbour inspectors of Korsvik and Lenvik met again over the ferry timetable, said ${NAMES[n % 10]} Berg${n}. ${STOCK} The next session deals with berth number${n} and crane${n % 97}.`;
const EVENT =
  'A sinkhole swallowed the bronze statue of the cartographer Ulrik Sandemose at Korsvik harbour overnight. Divers of the salvage firm Nordlys found the pedestal nine metres down, beside an uncharted culvert.';

export function nearbyContract(fresh: () => Bench): void {
  it('finds the source of a copy and the report of one event among hundreds that share their common words', async () => {
    const b = fresh();
    let counter = 0;
    const file = async (key: string, text: string, at: number) => {
      const one = filing('none', counter++, { key, text });
      const filed = await b.store.filing.commit(
        { ...one, statements: [], article: { ...one.article, title: 'Korsvik harbour', at } },
        async () => {},
      );
      return filed?.articleId ?? '';
    };
    const start = b.now;
    const source = await file('source.example/1', EVENT, start);
    for (let n = 0; n < 400; n++) await file(`r.example/${n}`, routine(n), start + n * 60_000);
    const at = start + 30 * HOUR;
    const near = async (text: string, when = at) => {
      const print = fingerprint({ title: 'Korsvik harbour', text });
      const { neighbours } = await b.store.filing.lookAround('new.example/1', print, when);
      return neighbours.map((n) => n.id);
    };
    expect(await near(EVENT)).toContain(source);
    const other =
      'The statue of Ulrik Sandemose has vanished: salvage divers of Nordlys blame a culvert under Korsvik harbour.';
    expect(await near(`${other} ${STOCK}`)).toContain(source);
    expect((await near(`${other} ${STOCK}`)).length).toBeLessThanOrEqual(80);
    // Later than copies are looked for, but a predecessor all the same; and then no more.
    expect(await near(other, start + 20 * 24 * HOUR)).toContain(source);
    expect(await near(other, start + 90 * 24 * HOUR)).not.toContain(source);
    // What is published before it is looked for as well.
    expect(await near(EVENT, start - HOUR)).toContain(source);
  });

  it('forgets the words of an older version', async () => {
    const b = fresh();
    await b.store.filing.commit(filing('none', 0, { key: 'a.example/1', text: EVENT }), async () => {});
    const look = (text: string) =>
      b.store.filing.lookAround('b.example/1', fingerprint({ title: 'Another thing', text }), 1_000);
    const { existing } = await b.store.filing.lookAround('a.example/1', { sketch: [], terms: [] }, 1_000);
    const changed = filing('none', 1, {
      key: 'a.example/1',
      text: 'Bakers of Lenvik bake smaller loaves since the price of rye has doubled twice.',
    });
    await b.store.filing.commit({ ...changed, existing }, async () => {});
    expect((await look(EVENT)).neighbours).toEqual([]);
    expect((await look(changed.article.text)).neighbours).toHaveLength(1);
  });
}
