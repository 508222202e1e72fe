import { beforeEach, describe, expect, it } from 'vitest';
import { buttons, CALLER, quotes, talkingTown } from './desk.ts';

let town: Awaited<ReturnType<typeof talkingTown>>;
beforeEach(async () => {
  town = await talkingTown();
});
const say = async (command: string, input = {}, caller = CALLER) =>
  (await town.ask(command, input, caller)).plain;

describe('subscriptions', () => {
  it('are made, listed once, and ended', async () => {
    expect(await say('subscriptions')).toMatch(/subscribed to nothing yet/);
    expect(await say('subscribe', { topic: 'Bridges' })).toMatch(
      /^Done: this channel gets an alert for each new story on Bridges\.\nThe newest stories/,
    );
    expect(await say('subscribe', { topic: 'bridges' })).toBe(
      'This channel is already subscribed to Bridges.',
    );
    await say('subscribe', { speaker: 'Fisk' });
    await say('subscribe', { query: 'ferry AND (Bergen OR Oslo)' });
    expect(await say('subscriptions')).toBe(
      'This channel is subscribed to\n• Bridges · topic bridges\n• Otto Fisk · speaker\n• “ferry AND (Bergen OR Oslo)” · query',
    );
    expect(await say('unsubscribe', { subscription: 'otto fisk' })).toBe(
      'Done: this channel no longer gets alerts on Otto Fisk.',
    );
    expect(await say('unsubscribe', { subscription: 'ferry AND (Bergen OR Oslo)' })).toMatch(/^Done/);
    expect(await say('unsubscribe', { subscription: 'trams' })).toBe(
      'This channel is not subscribed to “trams”. It is subscribed to bridges.',
    );
  });

  it('belong to their channel and are changed by its manager alone', async () => {
    const other = { ...CALLER, place: { ...CALLER.place, channel: 'elsewhere' } };
    await say('subscribe', { topic: 'bridges' });
    expect(await say('subscriptions', {}, other)).toMatch(/subscribed to nothing yet/);
    expect(await say('subscribe', { topic: 'ferries' }, { ...CALLER, manager: false })).toBe(
      'Only a manager of this channel can change what it is subscribed to.',
    );
    expect(await say('unsubscribe', { subscription: 'bridges' }, { ...CALLER, manager: false })).toMatch(
      /^Only a manager/,
    );
  });

  it('answer wrong wishes with what to type', async () => {
    expect(await say('subscribe')).toMatch(/^To what\? Type \/subscribe/);
    expect(await say('subscribe', { topic: 'trams' })).toBe(
      'There is no topic “trams”. The topics are bridges and ferries.',
    );
    expect(await say('subscribe', { topic: 'bridges', speaker: 'Fisk' })).toMatch(/^One at a time/);
    expect(await say('subscribe', { speaker: 'Berg' })).toBe(
      'Which Berg? Type for example /subscribe speaker:"Anna Berg". There are Anna Berg and Ann-Marie Berg.',
    );
    expect(await say('subscribe', { query: 'ferry AND (' })).toMatch(
      /^That query cannot be read: .* Type for example/,
    );
    expect(await say('subscribe', { query: 'x'.repeat(600) })).toMatch(
      /^query: is longer than 500 characters\. Type for example/,
    );
  });
});

describe('looking around', () => {
  it('/latest lists stories newest first, of one topic', async () => {
    const all = await say('latest', { count: '3' });
    expect(
      all
        .split('\n')
        .slice(1)
        .map((l) => /Story (\d+)/.exec(l)?.[1]),
    ).toEqual(['13', '11', '12']);
    expect(await say('latest', { topic: 'ferries' })).toBe(
      'No story on Ferries yet. /latest shows the newest on any topic.',
    );
    expect(await say('latest', { count: '99' })).toMatch(/^count: takes a number from 1 to 20/);
  });

  it('/story shows one by its words or link, and asks which of several', async () => {
    const one = await town.ask('story', { story: 'faster than any bridge' });
    expect(one.plain).toContain('Story 13');
    expect(quotes(one)).toHaveLength(1);
    expect((await town.ask('story', { story: 'https://paper.example/13' })).plain).toContain('Story 13');
    expect(buttons(await town.ask('story', { story: 'harbour' })).length).toBe(10);
    expect(await say('story', { story: 'https://nowhere.example/' })).toMatch(/^I have read no article at/);
    expect(await say('story')).toMatch(/^Which story\?/);
  });

  it('/topics and /help say what there is', async () => {
    await say('subscribe', { topic: 'bridges' });
    expect(await say('topics')).toBe(
      'Topics\n• bridges — Bridges and what crosses them · 14 stories · subscribed here\n• ferries — Ferries · 0 stories',
    );
    expect(await say('topics', { topic: 'bridges' })).toContain('bridge');
    const help = await say('help');
    for (const c of town.desk.commands()) expect(help).toContain(`/${c.name} — ${c.summary}`);
    expect(await say('help', { command: '/whosaid' })).toContain('about: words that were said');
    expect(await say('help', { command: 'dance' })).toMatch(/^I do not know “dance”/);
  });

  it('shows an id and no more when something breaks', async () => {
    await town.store.close();
    expect(await say('latest')).toMatch(
      /^Something broke \(id [0-9a-z]{16}\)\. It is logged; please try again\.$/,
    );
  });
});
