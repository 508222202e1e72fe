import { beforeAll, describe, expect, it } from 'vitest';
import { readSince } from '../../commands/since.ts';
import { buttons, CALLER, quotes, talkingTown } from './desk.ts';

let town: Awaited<ReturnType<typeof talkingTown>>;
beforeAll(async () => {
  town = await talkingTown();
});

describe('/whosaid', () => {
  it('answers by full name, with role and counts, newest first', async () => {
    const reply = await town.ask('whosaid', { speaker: 'Anna Berg' });
    expect(reply.plain).toMatch(/^Anna Berg · port engineer · 12 statements in 12 stories, 1 outlet/);
    expect(quotes(reply)).toHaveLength(8);
    expect(reply.plain).toContain('1. said (paraphrased): The bridge will open in May');
    expect(reply.visibility).toBe('private');
  });

  it('pages, and the buttons carry the way', async () => {
    const first = await town.ask('whosaid', { speaker: 'Anna Berg' });
    const next = buttons(first).find((b) => b.label === 'Next');
    expect(next?.action).toEqual({ command: 'whosaid', input: { speaker: 'Anna Berg', page: '2' } });
    const second = await town.ask('whosaid', next?.action.input);
    expect(quotes(second).map((q) => q.number)).toEqual([9, 10, 11, 12]);
    expect(second.plain).toContain('Page 2 of 2');
    const shown = [...quotes(first), ...quotes(second)].map((q) => q.statement.id);
    expect(new Set(shown).size).toBe(12);
  });

  it('asks back when a surname is shared, the most heard first', async () => {
    const reply = await town.ask('whosaid', { speaker: 'berg', about: 'asked' });
    expect(reply.plain).toMatch(/^Which berg\?/);
    expect(buttons(reply).map((b) => b.action.input)).toEqual([
      { speaker: 'Anna Berg', about: 'asked' },
      { speaker: 'Ann-Marie Berg', about: 'asked' },
    ]);
    const chosen = await town.ask('whosaid', buttons(reply)[1]?.action.input);
    expect(quotes(chosen)).toHaveLength(1);
  });

  it('offers the nearest names for a misspelling, and nobody for nonsense', async () => {
    const near = await town.ask('whosaid', { speaker: 'Otto Fisc' });
    expect(near.plain).toContain('The nearest names: Otto Fisk');
    const none = await town.ask('whosaid', { speaker: 'Xyzzyq' });
    expect(none.plain).toBe('Nobody called “Xyzzyq” has said anything that I have read.');
  });

  it('finds the speaker from the words, by topic and since when', async () => {
    expect((await town.ask('whosaid', { about: 'faster bridge' })).plain).toContain('Otto Fisk');
    expect((await town.ask('whosaid', { about: 'ferry bridge"; drop table' })).plain).toMatch(
      /Nothing that I have read/,
    );
    expect(quotes(await town.ask('whosaid', { topic: 'bridges', since: '5d' }))).toHaveLength(3);
    expect(quotes(await town.ask('whosaid', { speaker: 'Anna Berg', since: '2026-11-17' }))).toHaveLength(1);
    expect((await town.ask('whosaid', { topic: 'ferries' })).plain).toMatch(/Nothing that I have read/);
  });

  it('says what to type when input does not fit', async () => {
    expect((await town.ask('whosaid')).plain).toMatch(/^Whom or what about\? Type \/whosaid/);
    expect((await town.ask('whosaid', { since: 'lately', speaker: 'Berg' })).plain).toMatch(
      /^since: takes a length of time/,
    );
    expect((await town.ask('whosaid', { speaker: 'Berg', page: '0' })).plain).toMatch(
      /^page: takes a number from 1\. Type for example: /,
    );
    expect((await town.ask('whosaid', { speaker: 'Berg', topic: 'trams' })).plain).toBe(
      'There is no topic “trams”. The topics are bridges and ferries.',
    );
    expect((await town.ask('whosaid', { speaker: 'Berg', quotes: 'maybe' })).plain).toContain(
      'quotes: takes yes or no. Type for example',
    );
  });

  it('completes speakers with their role, and topics', async () => {
    const command = town.desk.commands().find((c) => c.name === 'whosaid');
    expect(await command?.complete?.('speaker', 'ot', town.desk, CALLER)).toEqual([
      { label: 'Otto Fisk · port engineer', value: 'Otto Fisk' },
    ]);
    expect(await command?.complete?.('topic', 'fer', town.desk, CALLER)).toEqual([
      { label: 'Ferries', value: 'ferries' },
    ]);
  });
});

describe('since', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  it.each([
    ['7d', now - 7 * 86_400_000],
    ['24h', now - 86_400_000],
    ['2W', now - 14 * 86_400_000],
    ['2026-11-01', Date.parse('2026-11-01')],
    ['2026-11', Date.parse('2026-11-01')],
  ])('%s', (typed, at) => expect(readSince(typed, now)).toBe(at));
  it.each(['', 'yesterday', '7', '2026-02-30', '2026-13-01', '99999d', '-3d'])('%s is nothing', (typed) =>
    expect(readSince(typed, now)).toBeNull(),
  );
});
