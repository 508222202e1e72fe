/** What a tired person gets wrong: each is told in a sentence, at once, and hides nothing else that is wrong. */
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platforms } from '../../adapters/index.ts';
import { wantedPlatforms } from '../../src/cli/platforms.ts';
import { loadFeeds } from '../../src/cli/setup.ts';
import { webOptions } from '../../src/cli/web.ts';
import { readConfig } from '../../src/config.ts';
import { createWeb } from '../../src/sources/web.ts';
import { run, scratch } from './bot.ts';

/** Those that start many bots one after another are part of `npm run test:long`. */
const LONG = process.env.WHOSAID_LONG === '1';

const RSS =
  '<rss version="2.0"><channel><title>Fjord Post</title><item><title>The ferry</title><link>/page</link></item></channel></rss>';
const PARAGRAPHS = [
  'The ferry to the outer islands left the harbour at seven in the morning, an hour later than planned, the port office said on Monday.',
  'Some two hundred passengers had waited since dawn in the old customs house, where volunteers handed out tea, bread and blankets against the wind.',
  '“We will not sail into weather like this again,” the harbour master, Moon Se-ri, told reporters after the ship had tied up on the far side.',
  'The next crossing is planned for Thursday. Whoever holds a ticket for the cancelled one can use it then, or have the fare returned at the counter.',
];
const PAGE = `<!doctype html><html lang="en"><title>The ferry</title><article><h1>The ferry</h1>${PARAGRAPHS.map((p) => `<p>${p}</p>`).join('')}</article></html>`;
const server = createServer((request, response) => {
  const { url = '' } = request;
  if (url === '/locked')
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(RSS.replace('<link>/page', '<link>/closed'));
  else if (url.startsWith('/feed'))
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(RSS);
  else if (url === '/page') response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  else response.writeHead(url === '/robots.txt' ? 404 : url === '/closed' ? 503 : 403).end();
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const settings = (folder: string, more: Record<string, string> = {}) => ({
  WHOSAID_DATA: folder,
  FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
  FETCH_HOST_PAUSE: '0',
  ...more,
});
const written = (name: string, text: string): string => {
  const file = join(scratch('wrong'), name);
  writeFileSync(file, text);
  return file;
};
const list = (...paths: string[]) =>
  `feeds:\n${paths.map((p) => `  - id: ${p.slice(1)}\n    url: ${base}${p}\n`).join('')}`;
const opml = (...paths: string[]) =>
  `<opml version="2.0"><body>${paths.map((p) => `<outline text="${p}" xmlUrl="${base}${p}"/>`).join('')}</body></opml>`;

describe('a folder that cannot be written', () => {
  it('is told at once by check and by start, also where the system only says “not there”', async () => {
    for (const folder of ['/proc/x/y', written('a-file', 'text')]) {
      const env = settings(folder);
      const feeds = written('feeds.yaml', list('/feed'));
      const checked = await run(['check', '--feeds', feeds], env);
      expect(checked).toMatchObject({
        code: 1,
        out: expect.stringMatching(/^wrong Whosaid cannot write in /m),
      });
      expect(checked.out).not.toContain('can be written');
      const started = await run(['start', '--once', '--feeds', feeds], env);
      expect(started).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^Whosaid cannot write in .*\n$/),
      });
    }
  }, 60_000);

  it('leaves nothing behind where it can', async () => {
    const folder = scratch('empty');
    await run(['check', '--feeds', written('feeds.yaml', list('/feed'))], settings(join(folder, 'later')));
    expect(readdirSync(folder)).toEqual([]);
  }, 20_000);
});

describe('a list of feeds that lists none', () => {
  const broken: [string, string, RegExp][] = [
    ['empty.yaml', '', /empty\.yaml is empty\. /],
    ['empty.opml', ' \n', /empty\.opml is empty\. /],
    ['none.yaml', 'feeds: []\n', /none\.yaml lists no feed\. /],
    ['none.opml', '<opml version="2.0"><body></body></opml>', /none\.opml lists no feed\. /],
    ['cut.opml', opml('/feed', '/feed2').slice(0, -40), /cut\.opml is cut off: it lists \d feeds? /],
    ['attribute.opml', '<opml version="2.0"><body><outline xmlUrl=', /attribute\.opml is cut off: /],
    ['feed.xml', RSS, /feed\.xml is a feed, not a list/],
    ['bad.yaml', 'feeds:\n  - id: [', /bad\.yaml line \d: this is not valid YAML/],
  ];
  it('is one sentence', async () => {
    const config = readConfig({});
    if (!config.ok) throw new Error(config.why);
    const web = createWeb(webOptions(config.value));
    for (const [name, text, sentence] of broken) {
      const loaded = await loadFeeds(written(name, text), config.value, [], web);
      expect(loaded, name).toMatchObject({ ok: false, broken: true, why: expect.stringMatching(sentence) });
      expect(loaded.ok || loaded.why).not.toContain('\n');
    }
    await web.stop();
  });

  it('is called well neither by check nor by start, and no store is made for it', async () => {
    const file = written('none.opml', '<opml version="2.0"><body></body></opml>');
    const folder = scratch('none');
    const checked = await run(['check', '--feeds', file], settings(folder));
    expect(checked).toMatchObject({
      code: 1,
      out: expect.stringMatching(/wrong none\.opml lists no feed\. .*\n1 thing to fix\.\n$/),
    });
    const started = await run(['start', '--once', '--feeds', file], settings(folder));
    expect(started).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^none\.opml lists no feed\. .*\n$/),
    });
    expect(readdirSync(folder)).toEqual([]);
  }, 30_000);

  it.runIf(LONG)(
    'takes nothing off what was watched',
    async () => {
      const folder = scratch('kept');
      const file = written('feeds.opml', opml('/feed', '/feed2'));
      const env = settings(folder, { WHOSAID_FEEDS: file });
      expect((await run(['start', '--once'], env)).code).toBe(0);
      writeFileSync(file, '<opml version="2.0"><body></body></opml>');
      const again = await run(['start', '--once'], env);
      expect(again.code).toBe(0);
      expect(again.err).toMatch(
        /feeds\.opml lists no feed\. .* Until that is mended 2 feeds are watched as before\./,
      );
      const checked = await run(['check'], env);
      expect(checked.code).toBe(1);
      expect(checked.out).toMatch(/wrong feeds\.opml lists no feed\./);
      expect(checked.out).toMatch(/^ok {4}feed .*\/feed\): 1 item$/m);
      expect(checked.out).toMatch(/^ok {4}feed .*\/feed2\): 1 item$/m);
      writeFileSync(file, opml('/feed', '/feed2'));
      expect((await run(['check'], env)).code).toBe(0);
    },
    60_000,
  );
});

describe('check', () => {
  it('lists all that is wrong, a line each, and looks at the rest', async () => {
    const topics = written('topics.yaml', 'topics: 3\n');
    const outlets = written(
      'outlets.yaml',
      'outlets:\n  - id: A B\n    name: 3\n  - id: c\n    wire: maybe\n',
    );
    const { code, out } = await run(['check', '--feeds', written('feeds.yaml', list('/feed'))], {
      ...settings(scratch('all')),
      WHOSAID_POLL: 'never',
      WHOSAID_MAX_AGE: 'long',
      WHOSAID_TOPICS: topics,
      WHOSAID_OUTLETS: outlets,
      SLACK_BOT_TOKEN: 'xapp-secret-of-the-app',
      DISCORD_TOKEN: 'two words',
    });
    expect(code).toBe(1);
    const wrong = out.split('\n').filter((line) => line.startsWith('wrong '));
    for (const name of [
      'WHOSAID_POLL',
      'WHOSAID_MAX_AGE',
      'topics\\.yaml',
      'outlets\\.yaml line \\d',
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'DISCORD_TOKEN',
    ])
      expect(wrong.filter((line) => new RegExp(`^wrong ${name}`).test(line)).length, name).toBeGreaterThan(0);
    expect(wrong.filter((line) => line.startsWith('wrong outlets.yaml')).length).toBeGreaterThan(2);
    expect(out).toMatch(/^ok {4}feed .*: 1 item$/m);
    expect(out).toMatch(new RegExp(`\\n${wrong.length} things to fix\\.\\n$`));
    expect(out).not.toMatch(/secret-of-the-app|two words/);
  }, 30_000);

  it('tells tokens of the wrong shape by themselves, without showing them', () => {
    const wrong: Record<string, string>[] = [
      { SLACK_BOT_TOKEN: 'xapp-1-hidden', SLACK_APP_TOKEN: 'xapp-1-a' },
      { SLACK_BOT_TOKEN: 'xoxp-1-hidden', SLACK_APP_TOKEN: 'xapp-1-a' },
      { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xoxb-1-hidden' },
      { SLACK_BOT_TOKEN: 'xoxb-1 hidden', SLACK_APP_TOKEN: 'xapp-1-a' },
      { SLACK_BOT_TOKEN: '"xoxb-1-hidden"', SLACK_APP_TOKEN: 'xapp-1-a' },
      { DISCORD_TOKEN: 'hid den.to.ken' },
      { DISCORD_TOKEN: 'Bot hid den' },
      { DISCORD_TOKEN: '"hidden.to.ken"' },
      { DISCORD_TOKEN: 'Bot' },
      { DISCORD_TOKEN: '123456789012345678' },
      { DISCORD_TOKEN: 'xoxb-hidden' },
    ];
    for (const tokens of wrong) {
      const read = wantedPlatforms(platforms, tokens);
      expect(read, JSON.stringify(tokens)).toMatchObject({
        ok: false,
        why: expect.stringMatching(/^(SLACK_BOT|SLACK_APP|DISCORD)_TOKEN is not [^\n]+$/),
      });
      expect(read.ok || read.why).not.toMatch(/hid|1234/);
    }
    const rotated = { SLACK_BOT_TOKEN: 'xoxe.xoxb-1-a', SLACK_APP_TOKEN: ' xapp-1-a\n' };
    expect(wantedPlatforms(platforms, rotated).ok).toBe(true);
  });

  it('tells one cause of many feeds once', async () => {
    const feeds = written('feeds.yaml', list('/a', '/b', '/c', '/d', '/feed'));
    const some = await run(['check', '--feeds', feeds], settings(scratch('some')));
    expect(some.out).toMatch(/^wrong 4 feeds: .*HTTP 403\)\. They are: .*\/a, .*\/b, .*\/c, .*\/d\.$/m);
    expect(some.out).toMatch(/\n1 thing to fix\.\n$/);
    const nothing = written(
      'far.yaml',
      `feeds:\n${[1, 2, 3, 4].map((n) => `  - id: f${n}\n    url: https://f${n}.invalid/feed\n`).join('')}`,
    );
    const none = await run(['check', '--feeds', nothing], settings(scratch('none')));
    expect(none.out).toMatch(/^wrong all 4 feeds: .* Is the network up\?$/m);
    expect(none.out.split('\n').filter((line) => line.startsWith('wrong'))).toHaveLength(1);
  }, 60_000);

  it.runIf(LONG)(
    'calls a feed of which nothing could be read wrong, and a paused one paused',
    async () => {
      const folder = scratch('unread');
      const env = settings(folder, { WHOSAID_FEEDS: written('feeds.yaml', list('/locked', '/feed9')) });
      expect((await run(['start', '--once'], env)).code).toBe(0);
      expect((await run(['feeds', 'pause', 'feed9'], env)).code).toBe(0);
      const { code, out } = await run(['check'], env);
      expect(code).toBe(1);
      expect(out).toMatch(
        /^wrong feed .*\/locked\): it answers, but nothing that it listed in the last seven days could be read/m,
      );
      expect(out).toMatch(/^note {2}feed .*\/feed9\): paused; \/feed resume feed9 reads it again$/m);
      const shown = await run(['ask', '/feeds'], env);
      expect(shown.out).toMatch(/2 feeds, 0 working, 1 paused/);
      expect(shown.out).toMatch(/answers, but nothing it listed could be read/);
    },
    60_000,
  );

  it.runIf(LONG)(
    'looks at the feeds that the bot was started with',
    async () => {
      const folder = scratch('started');
      const file = written('feeds.yaml', list('/feed', '/feed2'));
      expect((await run(['start', '--once', '--feeds', file], settings(folder))).code).toBe(0);
      const { code, out } = await run(['check'], settings(folder));
      expect(code).toBe(0);
      expect(out.match(/^ok {4}feed /gm)).toHaveLength(2);
    },
    30_000,
  );

  it('tells a store that cannot be opened', async () => {
    const folder = scratch('damaged');
    writeFileSync(join(folder, 'whosaid.sqlite'), 'no database, but long enough to be read '.repeat(40));
    const { code, out } = await run(
      ['check', '--feeds', written('feeds.yaml', list('/feed'))],
      settings(folder),
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^wrong .*is not a Whosaid store or is damaged/m);
  }, 20_000);
});

describe('the other verbs', () => {
  it.runIf(LONG)(
    'change a shipped feed where no bot has run yet',
    async () => {
      const env = settings(scratch('fresh'));
      expect(await run(['feeds', 'remove', 'tass'], env)).toMatchObject({
        code: 0,
        err: expect.stringMatching(/^Done: TASS.* is no longer watched/),
      });
      expect((await run(['feeds', 'list'], env)).out).not.toContain('"id":"tass"');
      expect(await run(['feeds', 'remove', 'nosuch'], env)).toMatchObject({
        code: 1,
        err: 'There is no feed nosuch.\n',
      });
      expect((await run(['feeds', 'add'], env)).err).toMatch(/feeds add and its address/);
      expect((await run(['feeds', 'import'], env)).err).toMatch(/feeds import and an OPML file/);
      const none = written('none.opml', '<opml version="2.0"><body/></opml>');
      expect(await run(['feeds', 'import', none], env)).toMatchObject({
        code: 1,
        err: 'Nothing was changed: that list (OPML) has no feed in it.\n',
      });
    },
    60_000,
  );

  it('answer from the sample where nothing is set up, and say so', async () => {
    const { code, out, err } = await run(['ask', '/whosaid Campbell'], {}, '', scratch('nowhere'));
    expect(code).toBe(0);
    expect(err).toMatch(/^There is no store in \.\/data yet: this is answered from the sample/);
    expect(out).toMatch(/^\[SAMPLE\][\s\S]*“Hard currency\? Is it energy\?/);
  }, 30_000);

  it('say that there is no store to read again', async () => {
    const folder = scratch('nothing');
    expect(await run(['reattribute'], settings(folder))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no store in /),
    });
    expect(readdirSync(folder)).toEqual([]);
  }, 20_000);
});
