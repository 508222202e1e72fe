/** The store's contract on articles, statements and speakers: filed whole or not at all, and told apart. */
import { expect, it } from 'vitest';
import { planPost } from '../../src/store/planning.ts';
import { fingerprint } from '../../src/stories/fingerprint.ts';
import type { Bench } from './bench.ts';
import { filing, HERE, NOTHING, words } from './bench.ts';

/** `fresh` gives the present test's bench. */
export function filingContract(fresh: () => Bench): void {
  it('files an article with its statements, its story and its deliveries, or nothing of it', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const broken = b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async () => {
      throw new Error('killed here');
    });
    await expect(broken).rejects.toThrow('killed here');
    expect(await b.store.stories.latest(null, 5)).toEqual([]);
    const filed = await b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), (tx, f) =>
      planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), NOTHING),
    );
    expect(filed?.newStory).toBe(true);
    expect(await b.store.items.pending()).toBe(0);
    expect(await b.store.deliveries.open()).toBe(1);
    const found = await b.store.statements.find({ offset: 0, limit: 5 });
    expect(found).toMatchObject({ total: 1, stories: 1, outlets: 1 });
    expect(found.statements[0]?.speaker?.name).toBe('Anna Berg');
  });

  it('refuses a filing when another came between, so that two copies end in one story', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const both = await Promise.all([
      b.store.filing.commit(filing(claimed.id, 0, { digest: claimed.digest }), async () => {}),
      b.store.filing.commit(
        filing(claimed.id, 0, { digest: claimed.digest, key: 'paper.example/b' }),
        async () => {},
      ),
    ]);
    expect(both.filter((f) => f === null)).toHaveLength(1);
    const around = await b.store.filing.lookAround(
      'paper.example/c',
      fingerprint({ title: 'Bridge', text: filing('', 0).article.text }),
      1_000,
    );
    expect(around.counter).toBe(1);
    expect(around.neighbours).toHaveLength(1);
  });

  it('finds a speaker by a spelling that an article gave in brackets', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    await b.store.filing.commit(
      filing(claimed.id, 0, { digest: claimed.digest, speaker: 'Ri Dol-mu', aliases: ['리돌무'] }),
      async () => {},
    );
    await b.store.filing.commit(
      filing(claimed.id, 1, { key: 'b.example/a', speaker: 'Ri Dol-mu' }),
      async () => {},
    );
    expect((await b.store.speakers.named('리돌무')).map((s) => [s.name, s.statements])).toEqual([
      ['Ri Dol-mu', 2],
    ]);
  });

  it('makes the same words in another outlet another sighting of one statement, and merges a speaker by full name only', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const first = await b.store.filing.commit(
      filing(claimed.id, 0, { digest: claimed.digest }),
      async () => {},
    );
    const known = first?.statements[0]?.id;
    if (first === null || known === undefined) throw new Error('not filed');
    await b.store.filing.commit(
      filing(claimed.id, 1, { key: 'copy.example/a', storyId: first.storyId, known }),
      async () => {},
    );
    await b.store.filing.commit(
      filing(claimed.id, 2, { key: 'c.example/a', speaker: 'Ann-Marie Berg', words: 'I was not asked' }),
      async () => {},
    );
    await b.store.filing.commit(
      filing(claimed.id, 3, { key: 'd.example/a', speaker: 'Anna  BERG', words: 'Cranes are slow' }),
      async () => {},
    );
    const bergs = await b.store.speakers.named('Berg');
    expect(bergs.map((s) => [s.name, s.statements])).toEqual([
      ['Anna Berg', 2],
      ['Ann-Marie Berg', 1],
    ]);
    expect((await b.store.speakers.named('Anna Berg')).map((s) => s.name)).toEqual(['Anna Berg']);
    const found = await b.store.statements.find({ about: 'bridge open', offset: 0, limit: 5 });
    expect(found.statements.map((s) => s.sightings.length)).toEqual([2]);
    expect((await b.store.statements.find({ about: 'bridge closed', offset: 0, limit: 5 })).total).toBe(0);
  });

  it('replaces the sightings of a changed article and forgets nothing that was said', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const first = await b.store.filing.commit(
      filing(claimed.id, 0, { digest: claimed.digest }),
      async () => {},
    );
    const around = await b.store.filing.lookAround(
      'paper.example/a',
      fingerprint({ title: '', text: '' }),
      1_000,
    );
    const changed = {
      ...filing(claimed.id, 1, {
        words: 'It will open in June',
        text: 'Another text altogether stands here now.',
      }),
      existing: around.existing,
    };
    const second = await b.store.filing.commit(changed, async () => {});
    expect(second?.version).toBe(2);
    expect(second?.storyId).toBe(first?.storyId);
    expect((await b.store.statements.find({ offset: 0, limit: 5 })).total).toBe(2);
  });

  it('never lends a surname to another story, and gives it its full name within its own', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const file = (n: number, speaker: string, storyId?: string) =>
      b.store.filing.commit(
        filing(claimed.id, n, {
          key: `p.example/${n}`,
          speaker,
          words: `Words number ${n}`,
          ...(storyId === undefined ? {} : { storyId }),
        }),
        async () => {},
      );
    const first = await file(0, 'Anna Berg');
    await file(1, 'Berg', first?.storyId);
    await file(2, 'Berg');
    expect((await b.store.speakers.named('Anna Berg')).map((s) => s.statements)).toEqual([2]);
    expect((await b.store.speakers.named('Berg')).map((s) => [s.name, s.statements])).toEqual([
      ['Anna Berg', 2],
      ['Berg', 1],
    ]);
    const third = await file(3, 'Fisk');
    await file(4, 'Otto Fisk', third?.storyId);
    expect((await b.store.speakers.named('Fisk')).map((s) => [s.name, s.statements])).toEqual([
      ['Otto Fisk', 2],
    ]);
    const fifth = await file(5, 'Otto Fisk');
    await file(6, 'Ada Fisk', fifth?.storyId);
    await file(7, 'Fisk', fifth?.storyId);
    expect((await b.store.speakers.named('Fisk')).map((s) => [s.name, s.statements])).toEqual([
      ['Otto Fisk', 3],
      ['Ada Fisk', 1],
      ['Fisk', 1],
    ]);
  });

  it('shows the fullest quotation, wherever it stands, and marks what an article no longer says', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const full = 'We would rather be late than wet, and we will be both';
    const first = await b.store.filing.commit(filing(claimed.id, 0, { words: full }), async () => {});
    const known = first?.statements[0]?.id ?? '';
    const storyId = first?.storyId ?? '';
    await b.store.filing.commit(
      filing(claimed.id, 1, { key: 'b.example/1', storyId, known, words: 'rather be late' }),
      async () => {},
    );
    const shown = async () => (await b.store.statements.find({ storyId, offset: 0, limit: 5 })).statements;
    expect((await shown())[0]?.pieces[0]?.text).toBe(full);
    const fuller = `${full}, said twice over`;
    await b.store.filing.commit(
      filing(claimed.id, 2, { key: 'c.example/1', storyId, known, words: fuller }),
      async () => {},
    );
    expect((await shown())[0]?.pieces[0]?.text).toBe(fuller);
    const gone = await b.store.filing.lookAround('c.example/1', fingerprint({ title: '', text: '' }), 1_000);
    const shorter = filing(claimed.id, 3, {
      key: 'c.example/1',
      storyId,
      known,
      words: 'late',
      text: 'Less.',
    });
    await b.store.filing.commit({ ...shorter, existing: gone.existing }, async () => {});
    expect((await shown())[0]?.pieces[0]?.text).toBe(full);
    const around = await b.store.filing.lookAround(
      'paper.example/a',
      fingerprint({ title: '', text: '' }),
      1_000,
    );
    const changed = filing(claimed.id, 4, { storyId, words: 'Nothing of the kind', text: 'Another text.' });
    await b.store.filing.commit({ ...changed, existing: around.existing }, async () => {});
    const [late, other] = await shown();
    expect(late?.pieces[0]?.text).toBe('rather be late');
    expect(late?.sightings.map((s) => [s.outlet, s.mark])).toEqual([
      ['Paper', null],
      ['Paper', null],
    ]);
    expect(other?.pieces[0]?.text).toBe('Nothing of the kind');
    const again = await b.store.filing.lookAround(
      'paper.example/a',
      fingerprint({ title: '', text: '' }),
      1_000,
    );
    const third = filing(claimed.id, 5, { storyId, words: 'Yet something else', text: 'A third text.' });
    await b.store.filing.commit({ ...third, existing: again.existing }, async () => {});
    expect((await shown()).map((s) => [s.pieces[0]?.text, s.mark])).toEqual([
      ['rather be late', null],
      ['Nothing of the kind', 'changed'],
      ['Yet something else', null],
    ]);
  });

  it('counts the same words twice in one article once', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const one = filing(claimed.id, 0);
    const twice = {
      ...one,
      statements: [...one.statements, ...one.statements.map((s) => ({ ...s, sameAs: 0 }))],
    };
    const filed = await b.store.filing.commit(twice, async () => {});
    expect(filed?.statements).toHaveLength(1);
    expect((await b.store.statements.find({ about: 'bridge', offset: 0, limit: 5 })).total).toBe(1);
  });

  it('reads an article again: ids survive, errors go, decisions stay', async () => {
    const b = fresh();
    const claimed = await b.oneItem();
    const base = filing(claimed.id, 0);
    const [one] = base.statements;
    if (one === undefined) throw new Error('no statement');
    const say = (words: string, speaker: string) => ({
      ...one,
      speaker: { name: speaker, role: null, kind: 'person' as const },
      pieces: [{ text: words, quoted: true }],
    });
    const three = [
      say('The bridge opens in May, all being well', 'Wrong Person'),
      say('Nobody ever said this', 'Nobody Real'),
      say('A decided statement about cranes', 'Otto Fisk'),
    ];
    const filed = await b.store.filing.commit({ ...base, statements: three }, (tx, f) =>
      planPost(tx, b.ids, b.clock, HERE, f.storyId, words('alert'), {
        ...NOTHING,
        statements: f.statements.map((x) => x.id),
      }),
    );
    const [first, , third] = filed?.statements.map((x) => x.id) ?? [];
    const ada = { kind: 'reassign-new' as const, statement: third ?? '', name: 'Ada Decided' };
    expect(await b.store.decisions.decide(ada, 'me', async () => {})).toEqual({ ok: true, value: 1 });
    const [article] = await b.store.reattribution.next('better', '', 10);
    if (article === undefined) throw new Error('nothing to read again');
    const replanned: string[][] = [];
    const again = [
      say('The bridge opens in May, all being well,', 'Anna Berg'),
      say('A decided statement about cranes', 'Otto Fisk'),
      say('Something new entirely', 'Anna Berg'),
    ];
    await b.store.reattribution.replace(
      article,
      'better',
      again,
      async (_tx, stories) => void replanned.push(stories),
    );
    const { statements } = await b.store.statements.find({ offset: 0, limit: 9 });
    expect(
      statements.map((x) => [x.id === first || x.id === third, x.speaker?.name, x.pieces[0]?.text]),
    ).toEqual([
      [true, 'Anna Berg', 'The bridge opens in May, all being well,'],
      [true, 'Ada Decided', 'A decided statement about cranes'],
      [false, 'Anna Berg', 'Something new entirely'],
    ]);
    expect((await b.store.statements.find({ about: 'nobody ever', offset: 0, limit: 9 })).total).toBe(0);
    expect(replanned).toEqual([[filed?.storyId]]);
    expect(await b.store.reattribution.next('better', '', 10)).toEqual([]);
    const [later] = await b.store.reattribution.next('best', '', 10);
    if (later === undefined) throw new Error('nothing to read again');
    await b.store.reattribution.replace(later, 'best', [], async () => {});
    const left = await b.store.statements.find({ offset: 0, limit: 9 });
    expect(left.statements.map((x) => x.speaker?.name)).toEqual(['Ada Decided']);
  });
}
