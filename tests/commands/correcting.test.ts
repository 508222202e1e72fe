import { beforeEach, describe, expect, it } from 'vitest';
import { planPost, planReply } from '../../src/store/planning.ts';
import { filing, NOTHING, postOf } from '../contract/bench.ts';
import { CALLER, quotes, talkingTown } from './desk.ts';

let town: Awaited<ReturnType<typeof talkingTown>>;
beforeEach(async () => {
  town = await talkingTown();
});
const say = async (command: string, input = {}, caller = CALLER) =>
  (await town.ask(command, input, caller)).plain;
const idOf = async (about: string) => quotes(await town.ask('whosaid', { about }))[0]?.statement.id ?? '';
const counter = async () =>
  (await town.store.filing.lookAround('none', { sketch: [], terms: [] }, 0)).counter;

/** Another article, later, in which somebody says something. */
async function hear(speaker: string, words: string, key: string) {
  return town.store.filing.commit(filing('none', await counter(), { key, speaker, words }), async () => {});
}

describe('/speaker', () => {
  it('merges two speakers for the past and the future', async () => {
    expect(await say('speaker', { do: 'merge', speaker: 'Ann-Marie Berg', into: 'Anna Berg' })).toBe(
      'Done: Ann-Marie Berg is Anna Berg from now on; 1 statement moved.',
    );
    expect(await say('whosaid', { speaker: 'Berg' })).toMatch(/^Anna Berg · .*13 statements/);
    await hear('Ann-Marie Berg', 'I was asked in the end', 'later.example/1');
    expect(await say('whosaid', { speaker: 'Ann-Marie Berg' })).toMatch(/^Anna Berg · .*14 statements/);
    expect(await say('speaker', { do: 'merge', speaker: 'Ann-Marie Berg', into: 'Anna Berg' })).toMatch(
      /one speaker already/,
    );
  });

  it('renames, and the old name still finds', async () => {
    expect(await say('speaker', { do: 'rename', speaker: 'Otto Fisk', name: 'Otto Fisk-Holm' })).toMatch(
      /^Done: Otto Fisk is called Otto Fisk-Holm/,
    );
    expect(await say('whosaid', { speaker: 'Otto Fisk' })).toMatch(/^Otto Fisk-Holm · /);
    await hear('Otto Fisk', 'The ferry is late', 'later.example/2');
    expect(await say('whosaid', { speaker: 'Fisk-Holm' })).toMatch(/^Otto Fisk-Holm · .*2 statements/);
  });

  it('splits the named statements off', async () => {
    const [one, two] = [await idOf('number 3'), await idOf('number 4')];
    expect(
      await say('speaker', {
        do: 'split',
        speaker: 'Anna Berg',
        statements: `${one} ${two}`,
        name: 'Anna Berg (Oslo)',
      }),
    ).toBe('Done: 2 statements of Anna Berg are Anna Berg (Oslo)’s now.');
    expect(await say('whosaid', { speaker: 'Anna Berg (Oslo)' })).toMatch(/2 statements/);
    expect(
      await say('speaker', { do: 'split', speaker: 'Anna Berg', statements: 'nothing', name: 'X Y' }),
    ).toMatch(/^There is no statement nothing/);
  });

  it('says what is missing, and is for operators alone', async () => {
    expect(await say('speaker', { do: 'dance' })).toMatch(
      /^do: takes merge, split or rename\. Type for example/,
    );
    expect(await say('speaker', { do: 'merge', speaker: 'Anna Berg' })).toMatch(/^Into whom\?/);
    expect(await say('speaker', { do: 'rename', speaker: 'Berg', name: 'X' })).toMatch(
      /^Several speakers are called “Berg”: Anna Berg and Ann-Marie Berg/,
    );
    expect(
      await say('speaker', { do: 'rename', speaker: 'Otto Fisk', name: 'X' }, { ...CALLER, operator: false }),
    ).toMatch(/^Only an operator/);
  });
});

describe('/statement', () => {
  it('gives a statement to who really said it, and no later article takes it back', async () => {
    const id = await idOf('faster than any bridge');
    expect(await say('statement', { do: 'reassign', statement: id, speaker: 'Ann-Marie Berg' })).toBe(
      'Done: it is Ann-Marie Berg’s, and stays so. What was posted is edited.',
    );
    const again = filing('none', await counter(), {
      key: 'later.example/3',
      speaker: 'Otto Fisk',
      words: 'The ferry is faster than any bridge',
      known: id,
    });
    await town.store.filing.commit(again, async () => {});
    const [quote] = quotes(await town.ask('whosaid', { about: 'faster than any bridge' }));
    expect(quote?.statement).toMatchObject({ speaker: { name: 'Ann-Marie Berg' }, sightings: [{}, {}] });
    await say('statement', { do: 'reassign', statement: id, speaker: 'Somebody New' });
    expect(await say('whosaid', { speaker: 'Somebody New' })).toMatch(/1 statement/);
  });

  it('withdraws and restores', async () => {
    const id = await idOf('faster than any bridge');
    expect(await say('statement', { do: 'withdraw', statement: id })).toMatch(/^Done: it is withdrawn/);
    expect(await say('whosaid', { about: 'faster than any bridge' })).toMatch(/^Nothing that I have read/);
    expect(await say('statement', { do: 'withdraw', statement: id })).toBe('It is withdrawn already.');
    expect(await say('statement', { do: 'restore', statement: id })).toMatch(/^Done: it stands again/);
    expect(await say('whosaid', { about: 'faster than any bridge' })).toContain('Otto Fisk');
    expect(await say('statement', { do: 'withdraw', statement: 'nothing' })).toMatch(
      /^There is no statement nothing/,
    );
    expect(await say('statement', { do: 'withdraw', statement: id }, { ...CALLER, operator: false })).toMatch(
      /^Only an operator/,
    );
  });

  it('edits what was posted, the reply in its thread too', async () => {
    const { store } = town;
    const filed = await store.filing.commit(
      filing('none', await counter(), {
        key: 'p.example/1',
        speaker: 'Wrong Person',
        words: 'The tunnel is dry',
      }),
      async (tx, f) => {
        const told = { ...NOTHING, statements: f.statements.map((s) => s.id) };
        await planPost(
          tx,
          store.ids,
          store.clock,
          CALLER.place,
          f.storyId,
          { nodes: [], plain: 'alert' },
          told,
        );
        const post = await postOf(tx, CALLER.place, f.storyId);
        const reply = { ...told, article: f.articleId, voices: told.statements };
        if (post !== undefined)
          await planReply(tx, store.ids, store.clock, post, { nodes: [], plain: 'reply' }, reply);
      },
    );
    for (let i = 0; i < 2; i++) {
      for (const d of await store.deliveries.claim(['console'], 5, 1_000))
        await store.deliveries.settle(d.id, { state: 'sent', ref: `ref-${d.kind}` });
    }
    await say('statement', {
      do: 'reassign',
      statement: filed?.statements[0]?.id ?? '',
      speaker: 'Right Person',
    });
    const edits = [];
    for (let i = 0; i < 2; i++) {
      for (const d of await store.deliveries.claim(['console'], 5, 1_000)) {
        edits.push([
          d.kind,
          d.parent_ref,
          d.message.includes('Right Person'),
          d.message.includes('Wrong Person'),
        ]);
        await store.deliveries.settle(d.id, { state: 'sent', ref: d.id });
      }
    }
    expect(edits).toEqual([
      ['edit', 'ref-post', true, false],
      ['edit', 'ref-reply', true, false],
    ]);
  });
});
