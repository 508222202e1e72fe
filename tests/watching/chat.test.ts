/** Feeds changed in chat, while the bot runs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, Reply } from '../../src/chat.ts';
import { createTown, OPERATOR, otherArticle, rss, type Town } from './town.ts';

let town: Town;
beforeEach(async () => {
  town = await createTown();
  const body = otherArticle('Rail bridge rises in Ostvik');
  town.answers.set('/a/two', { type: 'text/html', body });
});
afterEach(() => town.close());
const feedAt = (path: string, slugs: string[]) =>
  town.answers.set(path, {
    body: rss(
      town.base,
      slugs.map((slug) => ({ slug })),
    ),
  });
const configure = (...paths: string[]) =>
  town.store.feeds.configure(
    paths.map((path) => ({
      id: path.slice(1),
      url: `${town.base}${path}`,
      kind: 'web',
      title: null,
      outletId: null,
    })),
  );

describe('/feed', () => {
  it('adds the feed that a page links, reads it at the next poll, and alerts what comes after', async () => {
    await configure('/old');
    feedAt('/old', []);
    await town.round();
    feedAt('/new', ['one']);
    town.answers.set('/', {
      type: 'text/html',
      body: '<html><head><link rel="alternate" type="application/rss+xml" href="/new"><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments"></head></html>',
    });
    expect(await town.say('feed', { do: 'add', feed: `${town.base}/` })).toMatch(
      /^Done: Fjord Post is watched from now on, as \w{12}\. The 1 item it lists now is kept and answered from, but not alerted\.\n• Bridge news one/,
    );
    await town.round();
    expect(town.posted).toEqual([]);
    feedAt('/new', ['one', 'two']);
    town.later(200_000);
    await town.round();
    expect(town.posted).toHaveLength(1);
    expect(town.posted[0]).toContain('Rail bridge rises');
    expect(await town.say('feed', { do: 'add', feed: `${town.base}/new` })).toMatch(
      /^That feed is watched already/,
    );
  });

  it('asks which of several, and says why an address is no feed', async () => {
    town.answers.set('/many', {
      type: 'text/html',
      body: '<html><body><a href="/feed/world">World</a> <a href="/feed/home" title="Home">Home</a></body></html>',
    });
    const reply = await town.reply('feed', { do: 'add', feed: `${town.base}/many` });
    expect(reply.plain).toMatch(/^That page links several feeds\. Which one\?/);
    const [buttons] = reply.nodes.flatMap((n) => (n.kind === 'buttons' ? [n.buttons] : []));
    expect(buttons?.map((b) => b.action.input.feed)).toEqual([
      `${town.base}/feed/world`,
      `${town.base}/feed/home`,
    ]);
    expect(await town.say('feed', { do: 'add', feed: `${town.base}/nothing` })).toMatch(
      /^Nothing was changed: 127\.0\.0\.1 says that there is nothing at this address \(HTTP 404\)\.$/,
    );
    town.answers.set('/page', { type: 'text/html', body: '<html><body><p>Hello</p></body></html>' });
    expect(await town.say('feed', { do: 'add', feed: `${town.base}/page` })).toMatch(/links no feed/);
    expect(await town.say('feed', { do: 'add', feed: 'ftp://example.org/x' })).toMatch(/no web address/);
    expect(await town.say('feed', { do: 'add', feed: 'https://a:b@example.org/x' })).toMatch(
      /kept in the clear/,
    );
    expect(await town.say('feed', { do: 'add' })).toMatch(/^Which address\?/);
    expect(await town.say('feeds')).toMatch(/^No feed is watched yet/);
  });

  it('is the operator’s alone, and says so', async () => {
    const manager = { ...OPERATOR, operator: false };
    expect(await town.say('feed', { do: 'add', feed: town.base }, manager)).toMatch(/^Only an operator/);
    expect(await town.say('feeds', {}, manager)).toMatch(/^No feed/);
  });

  it('removes for good: the feeds file does not bring it back, adding it does', async () => {
    await configure('/old', '/other');
    feedAt('/old', ['one']);
    feedAt('/other', ['two']);
    await town.round();
    expect(await town.say('feed', { do: 'remove', feed: 'old' })).toMatch(
      /^Done: Fjord Post is no longer watched/,
    );
    await configure('/old', '/other');
    town.later(200_000);
    const before = town.hits.get('/old');
    await town.round();
    expect(town.hits.get('/old')).toBe(before);
    expect((await town.store.feedCare.differences()).map((d) => [d.is, d.feed.id])).toEqual([
      ['removed', 'old'],
    ]);
    expect(await town.say('feed', { do: 'add', feed: `${town.base}/old` })).toMatch(/^Done/);
    await town.round();
    expect(town.hits.get('/old')).toBeGreaterThan((before ?? 0) + 1);
    expect(town.posted).toHaveLength(2);
  });

  it('keeps a feed added in chat when the file is read again, and takes it over when the file gets it', async () => {
    feedAt('/new', ['one']);
    await town.say('feed', { do: 'add', feed: `${town.base}/new`, title: 'The new one' });
    await configure('/other');
    expect((await town.store.feeds.listed()).map((f) => f.title ?? f.id).sort()).toEqual([
      'The new one',
      'other',
    ]);
    await configure('/other', '/new');
    expect(await town.store.feeds.listed()).toHaveLength(2);
    expect(await town.store.feedCare.differences()).toEqual([]);
  });

  it('pauses and resumes without losing what came meanwhile', async () => {
    await configure('/old');
    feedAt('/old', ['one']);
    await town.round();
    expect(await town.say('feed', { do: 'pause', feed: 'old' })).toMatch(
      /is not read until \/feed resume old\.$/,
    );
    expect(await town.say('feed', { do: 'pause', feed: 'old' })).toBe('It is paused already.');
    feedAt('/old', ['one', 'two']);
    town.later(200_000);
    await town.round();
    expect(town.posted).toHaveLength(1);
    expect(await town.say('feeds')).toContain('paused');
    await town.say('feed', { do: 'resume', feed: 'old' });
    await town.round();
    expect(town.posted.map((p) => p.slice(0, 25))).toEqual([
      'post: Bridge news one (ht',
      'post: Rail bridge rises i',
    ]);
  });

  it('moves a feed with its history: nothing old is new, though the new address names everything anew', async () => {
    await configure('/old');
    const yesterday = new Date(Date.now() - 86_400_000).toUTCString();
    town.answers.set('/old', { body: rss(town.base, [{ slug: 'one', at: yesterday }]) });
    await town.round();
    expect(town.posted).toHaveLength(1);
    town.answers.set('/old', { status: 410 });
    town.answers.set('/new', {
      body: rss(town.base, [
        {
          slug: 'one',
          guid: 'other-one',
          link: `${town.base}/a/one-moved`,
          at: yesterday,
          title: 'Bridge, an older tale',
        },
        { slug: 'fresh', at: new Date(Date.now() + 250_000).toUTCString() },
      ]),
    });
    expect(await town.say('feed', { do: 'move', feed: 'old' })).toMatch(/^Where to\?/);
    expect(await town.say('feed', { do: 'move', feed: 'old', url: `${town.base}/nowhere` })).toMatch(
      /^Nothing was changed/,
    );
    expect(await town.say('feed', { do: 'move', feed: 'old', url: `${town.base}/new` })).toMatch(
      /^Done: Fjord Post is read at .*\/new from now on\. Its history stays/,
    );
    town.later(300_000);
    await town.round();
    expect((await town.items()).map((i) => [i.guid, i.backlog])).toEqual([
      ['one', 0],
      ['other-one', 1],
      ['fresh', 0],
    ]);
    await configure('/old');
    expect((await town.store.feeds.listed()).map((f) => [f.id, f.url])).toEqual([
      ['old', `${town.base}/new`],
    ]);
    expect(await town.say('feeds', { feed: 'old' })).toMatch(
      /at 127\.0\.0\.1:\d+\/old .*; moved to 127\.0\.0\.1:\d+\/new/,
    );
  });

  it('follows a permanent redirect and notes it', async () => {
    await configure('/old');
    feedAt('/there', ['one']);
    town.answers.set('/old', { status: 301, headers: { location: '/there' } });
    await town.round();
    town.later(200_000);
    await town.round();
    expect(town.hits.get('/old')).toBe(1);
    expect((await town.store.feedCare.differences()).map((d) => d.is)).toEqual(['redirected']);
    expect(await town.say('feeds', { feed: 'old' })).toMatch(/redirected to 127\.0\.0\.1:\d+\/there/);
  });

  it('imports a list and gives one out', async () => {
    feedAt('/one', ['a']);
    await configure('/one');
    town.answers.set('/list', {
      body: `<opml version="2.0"><head><title>x</title></head><body><outline text="One" xmlUrl="${town.base}/one"/><outline text="Two" xmlUrl="${town.base}/two"/><outline text="Three" xmlUrl="${town.base}/three"/></body></opml>`,
    });
    expect(await town.say('feed', { do: 'add', feed: `${town.base}/list` })).toMatch(/list of 3 feeds/);
    expect(await town.say('feed', { do: 'import', feed: `${town.base}/list` })).toBe(
      'Done: 2 feeds are watched from now on; 1 was watched already.',
    );
    expect(await town.say('feed', { do: 'import' })).toMatch(/^Which list\? Type for example \/feed import /);
    expect(await town.say('feed', { do: 'add' })).toMatch(/^Which address\? Type for example \/feed add /);
    expect(await town.say('feed', { do: 'test' })).toMatch(/^Which feed\? Type \/feed test /);
    town.answers.set('/none', { body: '<opml version="2.0"><body></body></opml>' });
    for (const verb of ['import', 'add'])
      expect(await town.say('feed', { do: verb, feed: `${town.base}/none` })).toBe(
        'Nothing was changed: that list (OPML) has no feed in it.',
      );
    const reply = await town.reply('feeds', { as: 'opml' });
    const [file] = reply.nodes.flatMap((n) => (n.kind === 'file' ? [new TextDecoder().decode(n.data)] : []));
    expect(file?.match(/xmlUrl="[^"]+"/g)).toHaveLength(3);
  });

  it('shows the key in an address, and where a folder lies, to operators alone', async () => {
    await town.store.feeds.configure([
      { id: 'keyed', url: `${town.base}/keyed?token=s3cret`, kind: 'web', title: null, outletId: null },
      { id: 'folder', url: '/srv/secret/news', kind: 'folder', title: null, outletId: null },
    ]);
    const files = (reply: Reply) =>
      reply.nodes.flatMap((n) => (n.kind === 'file' ? [new TextDecoder().decode(n.data)] : []));
    const manager = { ...OPERATOR, operator: false };
    const all = async (caller: Caller) => {
      const replies = [];
      for (const input of [{}, { feed: 'keyed' }, { feed: 'folder' }, { as: 'opml' }])
        replies.push(await town.reply('feeds', input as Record<string, string>, caller));
      return JSON.stringify(replies) + replies.flatMap(files).join();
    };
    const told = await all(manager);
    expect(told).toContain('/keyed');
    expect(told).not.toMatch(/s3cret|srv/);
    expect(await town.say('feeds', { feed: 'token=s3' }, manager)).toMatch(/^I watch no feed/);
    expect(await all(OPERATOR)).toContain('token=s3cret');
  });

  it('tests an address or a feed without keeping anything', async () => {
    await configure('/old');
    feedAt('/old', ['one', 'two']);
    expect(await town.say('feed', { do: 'test', feed: 'old' })).toMatch(
      /^It works: Fjord Post lists 2 items\. The newest:\n• Bridge news/,
    );
    feedAt('/empty', []);
    expect(await town.say('feed', { do: 'test', feed: `${town.base}/empty` })).toMatch(
      /lists nothing at the moment/,
    );
    town.answers.set('/old', { status: 503 });
    expect(await town.say('feed', { do: 'test', feed: 'old' })).toMatch(/^It does not work now: .*HTTP 503/);
    expect(await town.say('feed', { do: 'test', feed: 'nosuch' })).toMatch(/^I watch no feed “nosuch”/);
    expect(await town.items()).toEqual([]);
  });
});
