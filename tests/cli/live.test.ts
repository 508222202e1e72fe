import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../until.ts';
import { createWorld, type World } from '../world.ts';
import { lines, run, scratch, service } from './bot.ts';
import { ADDED, CALL } from './boxes.ts';

/** Those that start many bots one after another are part of `npm run test:long`. */
const LONG = process.env.WHOSAID_LONG === '1';

let world: World;
beforeAll(async () => {
  world = await createWorld({ coastwire: 'Coastwire', daily: 'The Daily Gull', garden: 'Garden Weekly' });
});
afterAll(() => world.close());

const settings = (data: string) => ({
  WHOSAID_DATA: data,
  FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
  FETCH_HOST_PAUSE: '0',
  WHOSAID_MAX_AGE: '0',
  WHOSAID_POLL: '* * * * * *',
});

const list = () =>
  `<opml version="2.0"><body>${['coastwire', 'daily', 'garden'].map((o) => `<outline type="rss" text="${o}" xmlUrl="${world.base}/${o}/feed.xml"/>`).join('')}</body></opml>`;

describe('a live bot in the terminal', () => {
  it('tells each story once, copies and news under it, over kills and restarts', async () => {
    world.answer('/feeds.opml', { status: 200, type: 'text/x-opml', body: list() });
    const data = scratch('live');
    const bot = service(['start', '--feeds', `${world.base}/feeds.opml`], settings(data));
    bot.start();
    await until('the feeds are polled', () => (world.hits.get('/garden/feed.xml') ?? 0) > 0);
    const title = 'North Korea ships containers to Russia for a third month';
    world.publish('coastwire', { slug: 'rajin', title, paragraphs: CALL });
    const noted = (what: string) => readFileSync(join(data, 'terminal.journal'), 'utf8').includes(what);
    await until('the alert', () => lines(bot.out(), title) === 1 && noted(title));
    await bot.kill();
    world.publish('daily', {
      slug: 'boxes',
      title: 'Boxes at Rajin again',
      paragraphs: [...CALL.slice(0, 3), ADDED, '— Coastwire'],
    });
    world.publish('garden', {
      slug: 'roses',
      title: 'Roses by the sea',
      paragraphs: [
        'Salt wind is hard on roses. “Plant them behind a wall,” said Ida Moss, a gardener in Bergen, who has tried it for thirty years and lost only two.',
      ],
    });
    bot.start();
    await until(
      'the reply',
      () => bot.out().includes('New in The Daily Gull: Hedda Lund') && noted('New in The Daily Gull'),
    );
    await bot.kill();
    bot.start();
    const polls = world.hits.get('/daily/feed.xml') ?? 0;
    await until('three more polls', () => (world.hits.get('/daily/feed.xml') ?? 0) > polls + 3);
    expect(await bot.stop()).toBe(0);
    expect(lines(bot.out(), title)).toBe(1);
    expect(bot.out().match(/New in The Daily Gull/g)).toHaveLength(1);
    expect(bot.out().match(/also in The Daily Gull · 2 outlets, 1 original/g)).toHaveLength(1);
    expect(bot.out()).not.toContain('Roses');
    expect(bot.out()).toMatch(
      /Moon Se-ri.* said: “We counted forty boxes before lunch,” … “Then the fog came in.”/,
    );
    expect(bot.out()).toMatch(/Russia denied: receiving weapons/);

    const asked = await run(['ask', '/whosaid Lund'], settings(data));
    expect(asked.out).toContain('Hedda Lund');
    expect(asked.out).toContain('“Boxes do not walk,”');
    const json = await run(['ask', '/whosaid about:"forty boxes"', '--json'], settings(data));
    expect(
      JSON.parse(json.out).nodes[1].statement.sightings.map((s: { outlet: string }) => s.outlet),
    ).toEqual(['Coastwire', 'The Daily Gull']);
  }, 60_000);

  it('says in one sentence what is wrong, and keeps what it had', async () => {
    const data = scratch('wrong');
    world.answer('/broken/feed.xml', {
      status: 200,
      type: 'text/html',
      body: '<!doctype html><title>Just a moment...</title>',
    });
    const page = await run(['start', '--once', '--feeds', `${world.base}/broken/feed.xml`], settings(data));
    expect(page.code).toBe(0);
    expect(page.err).toMatch(/Feed .*broken\/feed\.xml: .*not a feed/);
    const nowhere = await run(['start', '--once', '--feeds', 'no/such/place'], settings(data));
    expect(nowhere).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^--feeds: no\/such\/place does not exist\..*\n$/),
    });
    const topics = await run(['start', '--once', '--feeds', data], {
      ...settings(data),
      WHOSAID_TOPICS: 'nothing.yaml',
    });
    expect(topics).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^WHOSAID_TOPICS: nothing\.yaml does not exist\./),
    });
    const nothing = await run(['ask', '/whosaid Kim'], settings(scratch('empty')));
    expect(nothing).toMatchObject({ code: 1, err: expect.stringContaining('There is no store in') });
    const closed = await run(['start', '--once', '--feeds', data], {
      ...settings(data),
      WHOSAID_DATA: '/dev/null/data',
    });
    expect(closed).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Whosaid cannot write in .*WHOSAID_DATA/),
    });
  }, 60_000);

  it.runIf(LONG)(
    'reads what it has kept again, and says how much',
    async () => {
      const data = scratch('again');
      const folder = scratch('articles');
      writeFileSync(join(folder, 'a.txt'), `Pier busy again\n\n${CALL.join('\n\n')}`);
      await run(['start', '--once', '--feeds', folder], settings(data));
      const store = new DatabaseSync(join(data, 'whosaid.sqlite'));
      store.exec(
        "update articles set extractor = 'older'; update speakers set name = 'Wrong Person' where name = 'Moon Se-ri'",
      );
      store.close();
      const again = await run(['reattribute'], settings(data));
      expect(again).toMatchObject({ code: 0, err: '1 article read again.\n' });
      expect((await run(['reattribute'], settings(data))).err).toBe(
        'Nothing to do: the one article that is kept was read by the present extractor.\n',
      );
      expect((await run(['ask', '/whosaid about:"forty boxes"'], settings(data))).out).toContain(
        '“We counted forty boxes before lunch,”',
      );
    },
    30_000,
  );

  it('refuses a second bot on the same data', async () => {
    const data = scratch('second');
    const bot = service(['start', '--feeds', `${world.base}/garden/feed.xml`], settings(data));
    bot.start();
    await until('the first is ready', () => bot.err().includes('Watching'));
    const second = await run(['start', '--feeds', `${world.base}/garden/feed.xml`], settings(data));
    expect(second).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Another Whosaid is already running on /),
    });
    expect(await bot.stop()).toBe(0);
  }, 30_000);
});
