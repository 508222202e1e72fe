/** Channels that wait until several independent outlets report a story. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HERE, HOUR, type Newsroom, NOON, OPERATOR, openNewsroom, THERE } from './newsroom.ts';

const FIRST = {
  url: 'https://post.example/fire',
  outlet: 'Fjord Post',
  owner: 'Fjord Media',
  title: 'Ferry Aurora burns off Korsvik with forty aboard',
  text: 'The ferry Aurora burnt off Korsvik on Friday with forty passengers and a circus aboard, the harbour office of Korsvik wrote.\n\n“We heard the lions before we saw the smoke,” said Ada Holm, who steers the pilot boat.\n\nThree people were taken to the hospital of Lenvik with smoke in their lungs.',
};
const COPY = { ...FIRST, url: 'https://star.example/fire', outlet: 'The Star', owner: 'Star Group' };
const SECOND = {
  url: 'https://echo.example/aurora',
  outlet: 'Island Echo',
  owner: 'Echo Trust',
  title: 'Forty passengers saved from burning ferry Aurora off Korsvik',
  text: 'Lifeboats brought forty passengers and a circus ashore on Friday after the ferry Aurora caught fire off Korsvik, where the harbour office rang every bell it has.\n\n“The bear went first,” said Otto Fisk, a baker who carried blankets to the quay of Korsvik.\n\nThe hospital of Lenvik took in three of them.',
};
const SISTER = {
  ...SECOND,
  url: 'https://mail.example/aurora',
  outlet: 'Harbour Mail',
  owner: 'Fjord Media',
};

/** From which the directory knows her before the fire. */
const CHOIR = {
  url: 'https://wave.example/choir',
  outlet: 'Wave Radio',
  title: 'Lighthouse choir of Lenvik looks for a bass',
  text: 'The lighthouse choir of Lenvik has sung without a bass since its last one moved inland for love.\n\n“We sound like gulls,” said Ada Holm, who sings alto.',
};

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
  await room.subscribe(HERE, 'topic', 'ferries');
});
const wait = (settings: Record<string, string>) =>
  room.say('subscribe', { ...settings, outlets: '2' }, { ...OPERATOR, place: THERE });
const there = async () =>
  (await room.deliver())
    .filter((t) => t.channel === 'there')
    .map((t) => `${t.kind}: ${t.plain.split('\n')[0]}`);

const BAKER = {
  url: 'https://bread.example/quay',
  outlet: 'Bread Weekly',
  title: 'Quay bakery of Lenvik gives its ovens to the ferry’s cold passengers',
  text: 'The quay bakery of Lenvik opened at four in the afternoon to warm whoever had come off a ferry without shoes.\n\n“Nobody asked for a receipt,” said Otto Fisk, the baker.',
};

describe('two stories that an operator puts into one', () => {
  const merge = () => room.say('stories', { do: 'merge', story: BAKER.url, into: FIRST.url });

  it.each([
    ['a topic', { topic: 'ferries' }],
    ['words that one of them has', { query: '"the lions"' }],
  ])('are told at once, once, to who waits for a second outlet on %s', async (_what, wish) => {
    await wait(wish);
    const [fire, baker] = [await room.file(FIRST), await room.file(BAKER)];
    expect(baker.storyId).not.toBe(fire.storyId);
    expect(await there()).toEqual([]);
    expect(await merge()).toMatch(/^Done/);
    expect(await there()).toEqual([expect.stringMatching(/^post: Ferry Aurora burns off Korsvik/)]);
    await room.file(SECOND);
    expect((await there()).filter((t) => t.startsWith('post'))).toEqual([]);
  });

  it('are not told to who subscribed when all of it had come', async () => {
    await room.file(FIRST);
    await room.file(BAKER);
    await room.deliver();
    room.later(HOUR);
    await wait({ topic: 'ferries' });
    const elsewhere = { ...OPERATOR, place: { ...THERE, channel: 'elsewhere' } };
    await room.say('subscribe', { topic: 'ferries' }, elsewhere);
    await merge();
    expect((await room.deliver()).filter((t) => t.kind === 'post')).toEqual([]);
  });

  it.each([
    ['three outlets', { topic: 'ferries', outlets: '3' }, 0],
    ['last month’s news', { topic: 'ferries' }, 30 * 24],
  ])('are not told for two outlets to who waits for %s', async (_what, settings, hours) => {
    await room.say('subscribe', { outlets: '2', ...settings }, { ...OPERATOR, place: THERE });
    await room.file(FIRST);
    await room.file(BAKER);
    await room.deliver();
    room.later(hours * HOUR);
    await merge();
    expect(await there()).toEqual([]);
  });

  it('are told however old they are, but not where the operator hears of nothing so old', async () => {
    for (const [maxAge, hours, posts] of [
      [0, 20 * 24, 1],
      [2 * HOUR, 1, 1],
      [2 * HOUR, 3, 0],
    ] as const) {
      room = await openNewsroom(maxAge);
      await wait({ topic: 'ferries' });
      const at = NOON - hours * HOUR;
      await room.file({ ...FIRST, at });
      await room.file({ ...BAKER, at });
      await room.deliver();
      room.later(5 * HOUR);
      await merge();
      expect(await there()).toHaveLength(posts);
    }
  });
});

describe('a channel that waits for a second independent outlet', () => {
  it.each([
    ['a topic', { topic: 'ferries' }],
    ['somebody whom the first outlet alone quotes', { speaker: 'Ada Holm' }],
    ['words that the first outlet alone has', { query: '"the lions"' }],
  ])('is told of %s once another owner has a report of its own, and not before', async (_what, wish) => {
    if ('speaker' in wish) {
      await room.file(CHOIR);
      await room.deliver();
      room.later(100 * HOUR);
    }
    expect(await wait(wish)).toMatch(
      /^Done: this channel gets an alert .* once 2 independent outlets report it\.$/,
    );
    const { storyId } = await room.file(FIRST);
    expect((await room.file(COPY)).storyId).toBe(storyId);
    expect(await there()).toEqual([]);
    expect((await room.file(SECOND)).storyId).toBe(storyId);
    expect(await there()).toEqual([`post: ${FIRST.title} (${FIRST.url})`]);
    // From now on it is told what is new like everybody else.
    await room.file({ ...SECOND, text: `${SECOND.text}\n\n“The elephant swam,” said Nora Vik, a diver.` });
    expect(await there()).toEqual([
      'reply: New in Island Echo’s later version: Nora Vik (https://echo.example/aurora)',
    ]);
  });

  it('does not take a second paper of the same house for another outlet', async () => {
    await wait({ topic: 'ferries' });
    const { storyId } = await room.file(FIRST);
    expect((await room.file(SISTER)).storyId).toBe(storyId);
    expect(await there()).toEqual([]);
  });

  it('takes two papers’ copies of one wire for one outlet, and the wire’s own words beside them for none', async () => {
    await wait({ topic: 'ferries' });
    await room.file({ ...FIRST, wire: 'Reuters' });
    await room.file({ ...COPY, wire: 'Reuters' });
    expect(await there()).toEqual([]);
    await room.file(SECOND);
    expect(await there()).toHaveLength(1);
  });

  it('is shown where subscriptions are, explained, and changed', async () => {
    const at = { ...OPERATOR, place: THERE };
    await wait({ topic: 'ferries' });
    expect(await room.say('subscriptions', {}, at)).toContain(
      'topic ferries · from 2 independent outlets on',
    );
    await room.file(FIRST);
    expect(await room.say('explain', { link: FIRST.url }, at)).toContain(
      'Not told yet: the subscription to Ferries waits for a second independent outlet; so far one reports it',
    );
    expect(await room.say('subscription', { subscription: 'ferries', outlets: '1' }, at)).toMatch(/^Done/);
    expect(await room.say('subscriptions', {}, at)).not.toContain('independent');
    expect(await room.say('subscribe', { topic: 'ferries', outlets: 'many' }, at)).toContain(
      'outlets: takes a number from 1 to 9.',
    );
  });
});
