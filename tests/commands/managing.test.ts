import { beforeEach, describe, expect, it } from 'vitest';
import { planPost } from '../../src/store/planning.ts';
import { interested } from '../../src/store/subscriptions.ts';
import { filing, NOTHING } from '../contract/bench.ts';
import { buttons, CALLER, talkingTown } from './desk.ts';

let town: Awaited<ReturnType<typeof talkingTown>>;
beforeEach(async () => {
  town = await talkingTown();
});
const say = async (command: string, input = {}, caller = CALLER) =>
  (await town.ask(command, input, caller)).plain;
const ON_BRIDGES = {
  topics: ['bridges'],
  speakers: [],
  matches: () => false,
  whole: async () => ({ outlets: 1, speakers: [], matches: () => false }),
};
const nobody = { ...CALLER, manager: false };

describe('a subscription', () => {
  it('is paused and resumed, and changed in how it is delivered', async () => {
    await say('subscribe', { topic: 'bridges' });
    const wanting = () =>
      town.store.filing.commit(filing('none', 14, { key: 'later.example/1' }), async (tx) => {
        expect(await interested(tx, ON_BRIDGES)).toEqual([]);
      });
    expect(await say('pause', { subscription: 'Bridges' })).toMatch(
      /^Done: no alerts on Bridges until it is resumed/,
    );
    await wanting();
    expect(await say('subscriptions')).toMatch(/Bridges · topic bridges · paused/);
    expect(await say('resume', { subscription: 'bridges' })).toBe('Done: alerts on Bridges come again.');
    expect(await say('resume', { subscription: 'bridges' })).toBe('Bridges is not paused.');
    expect(await say('subscription', { subscription: 'bridges', silent: 'yes' })).toMatch(
      /^Done: alerts on Bridges come that way/,
    );
    expect(await say('subscriptions')).toMatch(/without notifications/);
    expect(await say('subscription', { subscription: 'bridges' })).toMatch(/^What is to change/);
    expect(await say('pause', { subscription: 'trams' })).toMatch(/not subscribed to “trams”/);
    expect(await say('pause', { subscription: 'bridges' }, nobody)).toMatch(/^Only a manager/);
  });
});

describe('the hours of a subscription', () => {
  const inOslo = { ...CALLER, zone: 'Europe/Oslo' };
  const change = (input: Record<string, string>, caller = inOslo) =>
    say('subscription', { subscription: 'bridges', ...input }, caller);

  it('are changed later too, in the zone of who says so, or the one they have', async () => {
    await say('subscribe', { topic: 'bridges' });
    expect(await change({ delivery: 'daily', at: '07:30', quiet: '22:00-06:00' })).toMatch(/^Done/);
    expect(await say('subscriptions')).toMatch(
      /daily at 07:30 Europe\/Oslo · quiet 22:00-06:00 Europe\/Oslo/,
    );
    await change({ at: '08:00' }, { ...CALLER, zone: 'Asia/Seoul' });
    expect(await say('subscriptions')).toMatch(/daily at 08:00 Europe\/Oslo/);
    await change({ zone: 'Asia/Seoul', quiet: 'none' });
    expect(await say('subscriptions')).toMatch(/daily at 08:00 Asia\/Seoul$/);
    await change({ delivery: 'now' });
    expect(await say('subscriptions')).not.toMatch(/08:00|quiet/);
  });

  it('that are none are refused with what to type', async () => {
    await say('subscribe', { topic: 'bridges' });
    expect(await change({ at: 'noon' })).not.toMatch(/^Done/);
    expect(await say('subscriptions')).not.toMatch(/noon/);
  });
});

describe('/held', () => {
  const hold = async () => {
    await town.store.filing.commit(filing('none', 14, { key: 'later.example/1' }), (tx, f) =>
      planPost(
        tx,
        town.store.ids,
        town.store.clock,
        CALLER.place,
        f.storyId,
        { nodes: [], plain: 'alert' },
        NOTHING,
      ),
    );
    const [claimed] = await town.store.deliveries.claim(['console'], 1, 1_000);
    await town.store.deliveries.settle(claimed?.id ?? '', { state: 'held', why: 'the connection broke' });
    return claimed?.id ?? '';
  };

  it('lists what nobody can tell the fate of, and does what a manager decides', async () => {
    expect(await say('held')).toBe('Nothing is held: everything that was sent has arrived.');
    const id = await hold();
    const listed = await town.ask('held');
    expect(listed.plain).toMatch(/Bridge \(the connection broke\)/);
    expect(buttons(listed).map((b) => b.action.input)).toEqual([
      { do: 'post', delivery: id },
      { do: 'drop', delivery: id },
    ]);
    const elsewhere = { ...CALLER, place: { ...CALLER.place, tenant: 'another' } };
    expect(await say('held', { do: 'post', delivery: id }, elsewhere)).toMatch(/not held any more/);
    expect(await say('held', { do: 'post', delivery: id }, nobody)).toMatch(/^Only a manager/);
    expect(await say('held', { do: 'post', delivery: id })).toBe('Done: it is posted again.');
    expect(await town.store.deliveries.claim(['console'], 1, 1_000)).toMatchObject([{ id, doubtful: 0 }]);
    expect(await say('held', { do: 'drop', delivery: id })).toMatch(/not held any more/);
  });

  it('shows nobody what is held in others’ direct messages, and everybody what is in their own', async () => {
    const id = await hold();
    const elsewhere = { ...CALLER, place: { ...CALLER.place, channel: 'elsewhere' } };
    const blind = { ...elsewhere, sees: async () => false };
    expect(await say('held', {}, elsewhere)).toMatch(/Bridge/);
    expect(await say('held', {}, blind)).toMatch(/^Nothing is held/);
    expect(await say('held', { do: 'drop', delivery: id }, blind)).toMatch(/^Only a manager/);
    const stranger = { ...elsewhere, manager: false, direct: true };
    expect(await say('held', {}, stranger)).toMatch(/^Nothing is held/);
    expect(await say('held', { do: 'post', delivery: id }, stranger)).toMatch(/^Only a manager/);
    const own = { ...CALLER, manager: false, direct: true };
    expect(await say('held', {}, own)).toMatch(/Bridge/);
    expect(await say('held', { do: 'post', delivery: id }, own)).toBe('Done: it is posted again.');
  });

  it('takes one for posted', async () => {
    const id = await hold();
    expect(await say('held', { do: 'drop', delivery: id })).toMatch(/^Done: it is taken for posted/);
    expect(await town.store.deliveries.claim(['console'], 1, 1_000)).toEqual([]);
    expect(await say('held', { do: 'post' })).toMatch(/^Which one/);
  });
});

describe('/settings', () => {
  it('says who manages and where updates are shown, for each tenant', async () => {
    expect(await say('settings')).toMatch(/change what channels get: admins\n.*in its thread$/m);
    expect(await say('settings', { broadcast: 'voices', managers: 'everyone' })).toMatch(
      /: everyone\n.*somebody new speaks/,
    );
    expect(await say('settings', { managers: 'U0ANNA, U0BEN' })).toMatch(/: admins and 2 people/);
    expect(await town.store.settings.of(CALLER.place)).toEqual({
      managers: ['U0ANNA', 'U0BEN'],
      broadcast: 'voices',
    });
    expect(await town.store.settings.of({ platform: 'console', tenant: 'another' })).toEqual({
      managers: 'admins',
      broadcast: 'no',
    });
    expect(await say('settings', { managers: 'my friends' })).toMatch(
      /^managers: takes admins, everyone, or people/,
    );
    expect(await say('settings', {}, nobody)).toMatch(/^Only a manager/);
  });
});

describe('/home', () => {
  it('tells the first step where nothing is subscribed', async () => {
    expect(await say('home')).toMatch(/First step: in a channel, type \/subscribe/);
  });

  it('shows other channels’ subscriptions only to whoever may see them', async () => {
    const there = { ...CALLER, place: { ...CALLER.place, channel: 'inner' } };
    await say('subscribe', { topic: 'bridges' }, there);
    expect(await say('home')).toMatch(/and 1 in channels that you cannot see/);
    expect(await say('home')).not.toMatch(/Bridges →/);
    expect(await say('home', {}, { ...CALLER, sees: async () => true })).toMatch(/Bridges → /);
    expect(buttons(await town.ask('home', {}, there)).map((b) => b.label)).toContain('Pause');
    expect(
      buttons(await town.ask('home', {}, { ...there, manager: false })).map((b) => b.label),
    ).not.toContain('Pause');
  });

  it('says how the feeds are', async () => {
    expect(await say('home')).toMatch(/No feed is watched yet/);
    const feed = { kind: 'web' as const, outletId: null };
    await town.store.feeds.configure([
      { id: 'a', url: 'https://a.example/feed', title: 'The A', ...feed },
      { id: 'b', url: 'https://b.example/feed', title: null, ...feed },
    ]);
    expect(await say('home')).toMatch(/All 2 feeds can be read/);
    const due = await town.store.feeds.claimDue(2, 1_000);
    for (const f of due) await town.store.feeds.failed(f, 'gone', 0, f.id === 'b');
    expect(await say('home')).toMatch(/1 of 2 feeds cannot be read at present:\n• b\.example/);
  });
});
