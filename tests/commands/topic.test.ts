import { beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { readLine } from '../../src/line.ts';
import { createTopicBook } from '../../src/topics.ts';
import { HERE, HOUR, type Newsroom, OPERATOR, openNewsroom, TOPICS } from '../filing/newsroom.ts';

const STRIKE = {
  url: 'https://post.example/strike',
  outlet: 'Fjord Post',
  title: 'Ferry crews walk out at Korsvik',
  text: 'Ferry crews at Korsvik walked out at dawn on Friday over a roster that their union calls unsafe.\n\n“Nobody sails on four hours of sleep,” said Signe Aas, who leads the crews’ union.',
};
const SOUP = {
  url: 'https://mail.example/soup',
  outlet: 'Harbour Mail',
  title: 'Soup is back on the Lenvik boat',
  text: 'The boat between Lenvik and Holm serves soup again after a winter without a cook, and the bakery at the quay lost a third of its trade on the first day of it.',
};
const ELSEWHERE = { ...OPERATOR, place: { ...HERE, tenant: 'other' } };

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
const say = (input: Record<string, string>, caller = OPERATOR) => room.say('topic', input, caller);

describe('/topic', () => {
  it('adds a tenant’s own topic: the past is on it and not alerted, the future is', async () => {
    await room.file(STRIKE);
    expect(await say({ do: 'add', topic: 'Strikes at sea', query: 'walk* AND crews' })).toBe(
      'Done: Strikes at sea is a topic here. 1 story read so far is on it. /subscribe strikes-at-sea alerts this channel of new ones.',
    );
    expect(await room.say('subscribe', { topic: 'strikes-at-sea' })).toMatch(/^Done: .* on Strikes at sea/);
    expect(await room.say('latest', { topic: 'Strikes at sea' })).toContain(
      'Ferry crews walk out at Korsvik',
    );
    expect(await room.say('whosaid', { topic: 'strikes-at-sea' })).toContain('Signe Aas');
    expect(await room.deliver()).toEqual([]);
    await room.file({
      ...SOUP,
      url: 'https://echo.example/tram',
      title: 'Tram crews walk out in Holm',
      text: 'Tram crews in Holm walked out at noon on Friday after the council cut a line through the old town, leaving two schools without a stop.',
    });
    expect((await room.deliver()).map((t) => [t.kind, t.plain.split(' (')[0]])).toEqual([
      ['post', 'Tram crews walk out in Holm'],
    ]);
    expect(await room.say('subscriptions')).toContain('Strikes at sea · topic strikes-at-sea');
    expect(await room.say('unsubscribe', { subscription: 'strikes-at-sea' })).toMatch(/^Done/);
  });

  it('belongs to its tenant', async () => {
    await say({ do: 'add', topic: 'Soup', query: 'soup' });
    expect(await room.say('topics')).toContain('soup — Soup · 0 stories · of this workspace');
    expect(await room.say('topics', {}, ELSEWHERE)).not.toContain('soup');
    expect(await room.say('subscribe', { topic: 'soup' }, ELSEWHERE)).toMatch(/^There is no topic “soup”/);
    expect(await say({ do: 'add', topic: 'Soup', query: 'broth' }, ELSEWHERE)).toMatch(/^Done/);
    await room.file(SOUP);
    expect(await room.say('latest', { topic: 'soup' })).toContain('Soup is back');
    expect(await room.say('latest', { topic: 'soup' }, ELSEWHERE)).toMatch(/^No story on Soup yet/);
  });

  it('changes a shipped topic for its tenant alone; what was subscribed goes on with the change', async () => {
    await room.subscribe(HERE, 'topic', 'ferries');
    expect(await say({ do: 'edit', topic: 'ferries', query: 'ferry OR boat' })).toMatch(
      /^Done: Ferries is changed/,
    );
    await room.file(SOUP);
    expect((await room.deliver()).map((t) => t.kind)).toEqual(['post']);
    expect(await room.say('topics', { topic: 'ferries' })).toContain('Looks for: ferry OR boat');
    expect(await room.say('topics', { topic: 'ferries' }, ELSEWHERE)).toContain('Looks for: ferry\n');
    expect(await room.say('latest', { topic: 'ferries' }, ELSEWHERE)).toMatch(/^No story/);
    expect(await say({ do: 'edit', topic: 'ferries' })).toMatch(/^What changes\?/);
    expect(await say({ do: 'edit', topic: 'ferries', name: 'Boats' })).toMatch(/^Done: Boats is changed/);
    expect(await room.say('topics')).toContain(
      'ferries — Ferries · 1 story · of this workspace · subscribed here',
    );
  });

  it('wins over the file at the next start, a removal too, until it is brought back', async () => {
    await room.subscribe(HERE, 'topic', 'ferries');
    expect(await say({ do: 'remove', topic: 'Ferries' })).toBe(
      'Done: Ferries is removed here. 1 subscription to it ended; subscribe anew where it is wanted. To undo: /topic add topic:ferries',
    );
    await say({ do: 'edit', topic: 'bridges', query: 'bridge OR viaduct' });
    await room.store.topics.ship(TOPICS);
    const next = createTopicBook(room.store, TOPICS);
    await next.refresh();
    expect(next.cards(HERE).map((t) => [t.short, t.query, t.own])).toEqual([
      ['bridges', 'bridge OR viaduct', true],
    ]);
    expect(next.cards(ELSEWHERE.place).map((t) => t.short)).toEqual(['ferries', 'bridges']);
    expect(await room.say('subscribe', { topic: 'ferries' })).toMatch(/^There is no topic “ferries”/);
    expect(await say({ do: 'add', topic: 'ferries' })).toMatch(/^Done: Ferries is a topic here/);
    expect(await room.say('topics')).toContain('ferries — Ferries · 0 stories');
    expect((await room.store.topics.changed()).map((r) => [r.id, r.state])).toEqual([['bridges', 'own']]);
  });

  it('removes an own topic from the stories that were on it', async () => {
    await room.file(SOUP);
    await say({ do: 'add', topic: 'Soup', query: 'soup' });
    expect((await room.store.stories.latest(null, 5)).length).toBe(1);
    const removed = await say({ do: 'remove', topic: 'soup' });
    expect(removed).toBe('Done: Soup is removed here. To undo: /topic add topic:"Soup" query:"soup"');
    expect(await room.store.stories.latest(null, 5)).toEqual([]);
    expect(await room.store.topics.changed()).toEqual([]);
    const undo = readLine(removed.slice(removed.indexOf('/topic')), commands);
    if (!undo.ok) throw new Error(undo.why);
    expect(await say(undo.value.input)).toMatch(/^Done: Soup is a topic here. 1 story read so far is on it/);
  });

  it('is tested on the newest stories, with the words that matched, and nothing is saved', async () => {
    await room.file({
      ...SOUP,
      url: 'https://mail.example/old',
      title: 'Old ferry',
      text: 'An old ferry was sold for scrap in the spring of that year.',
    });
    room.later(10 * 24 * HOUR);
    await room.file(STRIKE);
    await room.file(SOUP);
    expect(await say({ do: 'test', query: 'ferry OR soup' })).toBe(
      'ferry OR soup would match 2 of 2 stories read in the last 7 days; nothing is saved\n• Soup is back on the Lenvik boat — “soup” is in the title.\n• Ferry crews walk out at Korsvik — “ferry” is in the title.',
    );
    expect(await say({ do: 'test', query: 'ferry', days: '30' })).toMatch(
      /^ferry would match 2 of 3 stories read in the last 30 days/,
    );
    expect(await say({ do: 'test', topic: 'bridges' })).toMatch(/^bridge would match 0 of 2 stories/);
    expect(await room.store.topics.changed()).toEqual([]);
  });

  it('says in one sentence where a query is wrong and what is missing', async () => {
    expect(await say({ do: 'add', topic: 'X', query: 'ferry AND (strike' })).toMatch(
      /^Nothing is saved: the bracket at “\(strike” is not closed/,
    );
    expect(await say({ do: 'test', query: 'ferry AND' })).toMatch(/^A word is missing behind “AND”/);
    expect(await say({ do: 'add' })).toMatch(/^Which topic\?/);
    expect(await say({ do: 'add', topic: 'Boats' })).toMatch(/^What to look for\?/);
    expect(await say({ do: 'add', topic: '…', query: 'boat' })).toMatch(/needs a letter or a digit/);
    expect(await say({ do: 'add', topic: 'Ferries', query: 'boat' })).toBe(
      'There is a topic ferries already. /topic edit topic:ferries changes it.',
    );
    expect(await say({ do: 'edit', topic: 'trams', query: 'x' })).toMatch(
      /^There is no topic “trams”\. The topics are ferries and bridges/,
    );
    expect(await say({ do: 'test', query: 'x', days: '99' })).toMatch(/^days: takes a number from 1 to 30/);
    expect(await say({ do: 'remove', topic: 'ferries' }, { ...OPERATOR, manager: false })).toMatch(
      /^Only a manager/,
    );
  });
});

describe('completion of topics', () => {
  const offered = () =>
    room.desk
      .typing(HERE)
      .topics()
      .map((t) => t.short);

  it('never waits for the store, and asks it once a second at the most', async () => {
    await room.desk.warm();
    const { stamp } = room.store.topics;
    let asked = 0;
    room.store.topics.stamp = () => {
      asked++;
      return new Promise(() => {});
    };
    for (let key = 0; key < 20; key++) expect(offered()).toEqual(['ferries', 'bridges']);
    await new Promise((done) => setImmediate(done));
    expect(asked).toBe(1);
    room.store.topics.stamp = stamp;
  });

  it('has a change of its own process at once, and another’s a moment later', async () => {
    offered();
    await say({ do: 'add', topic: 'Soup', query: 'soup' });
    expect(offered()).toContain('soup');
    await createTopicBook(room.store, TOPICS).change(
      HERE,
      { do: 'add', name: 'Trams', query: 'tram', description: null },
      'me',
    );
    room.later(1_000);
    offered();
    await expect.poll(offered).toContain('trams');
  });

  it('keeps what was read last where reading before and after a change overlap', async () => {
    const book = createTopicBook(room.store, TOPICS);
    const { changed } = room.store.topics;
    await createTopicBook(room.store, TOPICS).change(
      HERE,
      { do: 'add', name: 'Trams', query: 'tram', description: null },
      'me',
    );
    // The first reading is slow and knows nothing of what is changed meanwhile.
    let release = () => {};
    const slow = new Promise<void>((done) => {
      release = done;
    });
    const old = await changed();
    room.store.topics.changed = async () => {
      room.store.topics.changed = changed;
      await slow;
      return old;
    };
    book.renew();
    const done = book.change(HERE, { do: 'add', name: 'Soup', query: 'soup', description: null }, 'me');
    setTimeout(release, 20);
    await done;
    expect(book.cards(HERE).map((t) => t.short)).toContain('soup');
  });
});

describe('/topics', () => {
  it('shows the query and the spellings that its words stand for', async () => {
    const book = createTopicBook(room.store, [
      {
        id: 'north',
        name: 'North',
        query: 'north-korea\n  AND russia',
        aliases: { 'north-korea': ['DPRK', 'N. Korea'], dprk: ['x'] },
        description: '',
      },
    ]);
    expect(book.cards(HERE)).toMatchObject([
      { query: 'north-korea AND russia', aliases: { 'north-korea': ['DPRK', 'N. Korea'] } },
    ]);
  });
});
