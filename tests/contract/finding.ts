/** The store's contract on stories and speakers as people name them. */
import { expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { filing } from './bench.ts';

/** `fresh` gives the present test's bench. */
export function findingContract(fresh: () => Bench): void {
  const filer = (b: Bench) => {
    let counter = 0;
    return async (
      title: string,
      change: Parameters<typeof filing>[2] & { role?: string; again?: string } = {},
    ) => {
      const { again, role, ...rest } = change;
      const base = filing('none', counter, { key: `p.example/${again ?? counter}`, ...rest });
      const print = { sketch: [], terms: [] } as never;
      const existing =
        again === undefined
          ? null
          : (await b.store.filing.lookAround(`p.example/${again}`, print, 0)).existing;
      const filed = await b.store.filing.commit(
        {
          ...base,
          existing,
          article: { ...base.article, title, at: 1_000 + counter },
          statements: base.statements.map((s) => ({
            ...s,
            speaker: s.speaker === null ? null : { ...s.speaker, role: role ?? s.speaker.role },
          })),
        },
        async () => {},
      );
      counter += 1;
      if (filed === null) throw new Error('not filed');
      return filed.storyId;
    };
  };

  it('finds a story by words of any title that an article of it ever had, each a whole word or its beginning', async () => {
    const b = fresh();
    const file = filer(b);
    const story = await file('Ferry crews walk out at Korsvik');
    await file('Ferry crews are back at Korsvik', { again: '0' });
    const other = await file('The weather is fine', { words: 'Bring a hat' });
    const called = async (typed: string) => (await b.store.storySearch.named(typed, null)).called;
    expect(await called('crews walk')).toEqual([story]);
    expect(await called('CREWS are back')).toEqual([story]);
    expect(await called('the Kors')).toEqual([story]);
    expect(await called('weather')).toEqual([other]);
    // "eat" is a part of a word, and no title has both words.
    expect(await called('eat')).toEqual([]);
    expect(await called('ferry weather')).toEqual([]);
    expect(await b.store.storySearch.named('the', null)).toEqual({ called: [], heard: [], vague: true });
  });

  it('finds a story by what was said in it, beside those called so', async () => {
    const b = fresh();
    const file = filer(b);
    const said = await file('A walk along the quay', { words: 'No crew sleeps on a ferry' });
    const called = await file('Ferry crew strikes', { words: 'Enough is enough' });
    const found = (typed: string) => b.store.storySearch.named(typed, null);
    expect(await found('ferry crew')).toEqual({ called: [called], heard: [said], vague: false });
    expect(await found('sleeps')).toEqual({ called: [], heard: [said], vague: false });
  });

  it('finds who holds an office by the words of a role, whole and in any order', async () => {
    const b = fresh();
    const file = filer(b);
    await file('One', { speaker: 'Kurt Aas', role: 'U.S. Deputy Secretary of State' });
    await file('Two', { speaker: 'Nora Vik', role: 'deputy harbour master', words: 'Two boats' });
    await file('Three', { speaker: 'Nora Vik', role: 'mayor of Lenvik', words: 'Three boats' });
    const inRole = async (typed: string) => (await b.store.speakers.inRole(typed)).map((s) => s.name);
    expect(await inRole('the deputy secretary')).toEqual(['Kurt Aas']);
    expect(await inRole('US deputy secretary of state')).toEqual(['Kurt Aas']);
    expect(await inRole('Mayor')).toEqual(['Nora Vik']);
    expect((await inRole('deputy')).sort()).toEqual(['Kurt Aas', 'Nora Vik']);
    expect(await inRole('depu')).toEqual([]);
    expect(await inRole('of the')).toEqual([]);
  });

  it('counts the owners of texts of their own, a wire once, and no copy', async () => {
    const b = fresh();
    let counter = 0;
    let storyId: string | undefined;
    const add = async (
      role: 'original' | 'copy' | 'independent' | 'version',
      outlet: string,
      change = {},
    ) => {
      const base = filing('none', counter, {
        key: `p.example/${counter}`,
        ...(storyId === undefined ? {} : { storyId }),
      });
      const filed = await b.store.filing.commit(
        {
          ...base,
          placement: { ...base.placement, role, copyOf: role === 'copy' && !('wire' in change) ? 'a' : null },
          article: { ...base.article, outlet, ...change },
        },
        async () => {},
      );
      counter += 1;
      storyId = filed?.storyId;
      return b.store.explaining.independentOutlets(storyId ?? '');
    };
    expect(await add('copy', 'The Star', { wire: 'Coastwire' })).toBe(1);
    expect(await add('copy', 'Island Echo', { wire: 'Coastwire' })).toBe(1);
    expect(await add('copy', 'Harbour Mail')).toBe(1);
    expect(await add('independent', 'Fjord Post', { owner: 'Fjord Media' })).toBe(2);
    expect(await add('independent', 'Fjord Evening', { owner: 'Fjord Media' })).toBe(2);
    expect(await add('version', 'Wave Radio')).toBe(2);
    expect(await add('original', 'Coastwire', { owner: 'Coast Group' })).toBe(2);
    expect(await add('independent', 'Wave Radio')).toBe(3);
  });

  it('lists what is muted in a channel, while it is', async () => {
    const b = fresh();
    const file = filer(b);
    const [one, two] = [await file('One'), await file('Two', { words: 'Two' })];
    const here = { platform: 'console' as const, tenant: 't', channel: 'c' };
    await b.store.mutes.mute(here, one, b.now + 1_000, 'me');
    await b.store.mutes.mute(here, two, null, 'me');
    expect((await b.store.mutes.list(here)).map((m) => m.title).sort()).toEqual(['One', 'Two']);
    b.now += 2_000;
    expect((await b.store.mutes.list(here)).map((m) => m.title)).toEqual(['Two']);
    expect(await b.store.mutes.list({ ...here, channel: 'd' })).toEqual([]);
  });
}
