/** The ledger, and what those who can mend a feed are told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rss, type Town, townWithFeed } from './town.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let town: Town;
beforeEach(async () => {
  town = await townWithFeed();
});
afterEach(() => town.close());
const list = (...slugs: string[]) =>
  town.answers.set('/feed', {
    body: rss(
      town.base,
      slugs.map((slug) => ({ slug })),
    ),
  });

describe('the ledger', () => {
  it('says what became of each item, and why', async () => {
    town.answers.set('/a/korean', {
      type: 'text/html; charset=utf-8',
      body: `<html lang="ko"><body><article><h1>다리</h1><p>${'오래된 다리는 월요일부터 화물차가 다닐 수 없다고 마을 의회가 말했다. '.repeat(8)}</p></article></body></html>`,
    });
    town.answers.set('/a/ferry', {
      type: 'text/html',
      body: `<html lang="en"><body><article><h1>Ferry late</h1><p>${'The ferry was late again, and nobody at the harbour could say when the next boat would leave for the islands. '.repeat(4)}</p></article></body></html>`,
    });
    town.answers.set('/a/lost', { status: 410 });
    list('one', 'korean', 'ferry', 'lost');
    await town.round();
    const said = await town.say('feeds');
    expect(said).toMatch(
      /^1 feed, all working\n• Fjord Post \(post\) · works · read just now · 7 days: 4 listed: 1 new, 1 off topic, 1 in another language, 1 failed$/,
    );
    const whole = await town.say('feeds', { feed: 'post' });
    expect(whole).toMatch(/1 × .*nothing at this address \(HTTP 410\)/);
    expect(whole).toMatch(/1 × It is in another language \(ko\)\./);
  });

  it('shows a failing feed first, with the reason and the fix', async () => {
    await town.store.feeds.configure([
      { id: 'a-good-one', url: `${town.base}/good`, kind: 'web', title: null, outletId: null },
      { id: 'post', url: `${town.base}/feed`, kind: 'web', title: null, outletId: null },
    ]);
    town.answers.set('/good', { body: rss(town.base, []) });
    await town.round();
    expect(await town.say('feeds')).toMatch(
      /^2 feeds, 1 working\n• 127\.0\.0\.1:\d+\/feed \(post\) · fails since .* UTC · never read yet · 7 days: nothing listed · .*HTTP 404\)\. Find the new address on the site and type \/feed move post url:…, or \/feed remove post\.\n• Fjord Post \(a-good-one\)/,
    );
  });

  it('pages a long list', async () => {
    const url = (i: number) => `${town.base}/f${i}`;
    await town.store.feeds.configure(
      Array.from({ length: 20 }, (_, i) => ({
        id: `feed-${i}`,
        url: url(i),
        kind: 'web' as const,
        title: null,
        outletId: null,
      })),
    );
    const reply = await town.reply('feeds');
    expect(reply.plain).toMatch(/Page 1 of 2/);
    expect(reply.plain.match(/• \S+ \(feed-/g)).toHaveLength(15);
    expect((await town.say('feeds', { page: '2' })).match(/• \S+ \(feed-/g)).toHaveLength(5);
    expect(await town.say('feeds', { page: '3' })).toBe('There are 2 pages.');
    expect(await town.say('feeds', { feed: 'feed-1' })).toMatch(/^\S+ \(feed-1\)\n/);
    expect(await town.say('feeds', { feed: 'feed' })).toMatch(/^Several feeds fit/);
  });
});

describe('a feed that breaks', () => {
  it('is told once after a day, not before, and once when it is back', async () => {
    list('one');
    await town.round();
    town.answers.set('/feed', { status: 500 });
    for (const hours of [1, 10, 12]) {
      town.later(hours * HOUR);
      await town.round();
    }
    expect(town.told).toEqual([]);
    for (const hours of [20, 20, 20]) {
      town.later(hours * HOUR);
      await town.round();
    }
    expect(town.told).toHaveLength(1);
    expect(town.told[0]).toMatch(
      /^Feed Fjord Post \(127.*\/feed\) has not worked since \d+ \w+, \d\d:\d\d UTC: .*HTTP 500/,
    );
    list('one', 'two');
    town.later(2 * DAY);
    await town.round();
    town.later(HOUR);
    await town.round();
    expect(town.told).toHaveLength(2);
    expect(town.told[1]).toMatch(/works again\.$/);
  });

  it('is told at once when it is gone for good', async () => {
    list('one');
    await town.round();
    town.answers.set('/feed', { status: 410 });
    town.later(HOUR);
    await town.round();
    expect(town.told).toEqual([
      expect.stringMatching(/is gone for good: .*HTTP 410.*\/feed move post url:…, or \/feed remove post\.$/),
    ]);
    town.later(3 * DAY);
    await town.round();
    expect(town.told).toHaveLength(1);
  });

  it('is not told where it only hiccups', async () => {
    list('one');
    await town.round();
    for (let i = 0; i < 3; i++) {
      town.answers.set('/feed', { status: 503 });
      town.later(20 * HOUR);
      await town.round();
      list('one');
      town.later(20 * HOUR);
      await town.round();
    }
    expect(town.told).toEqual([]);
  });
});

describe('a busy feed that falls silent', () => {
  it('is told once, and once when it speaks again', async () => {
    const slugs: string[] = [];
    for (let i = 0; i < 24 * 3; i++) {
      slugs.push(`s${i}`);
      town.answers.set('/feed', {
        body: rss(
          town.base,
          slugs.slice(-5).map((slug) => ({ slug, title: `Ferry ${slug}` })),
        ),
      });
      town.later(3 * HOUR);
      await town.bot.ticks.poll(() => {});
    }
    for (let i = 0; i < 7; i++) {
      town.later(3 * HOUR);
      await town.bot.ticks.poll(() => {});
    }
    expect(town.told).toEqual([]);
    for (let i = 0; i < 30; i++) {
      town.later(3 * HOUR);
      await town.bot.ticks.poll(() => {});
    }
    expect(town.told).toEqual([
      expect.stringMatching(/answers but has brought nothing new since .*; usually it brings \d+ a day/),
    ]);
    expect(await town.say('feeds')).toContain('is silent');
    list('fresh');
    town.later(3 * HOUR);
    await town.bot.ticks.poll(() => {});
    expect(town.told[1]).toMatch(/brings news again\.$/);
  });
});
