import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { oneWorkspace } from '../adapters/slack/bench.ts';
import { texts } from '../adapters/slack/blockkit.ts';
import type { Fake } from '../adapters/slack/fake.ts';
import { until } from '../until.ts';
import { createWorld, type World } from '../world.ts';
import { run, scratch, service } from './bot.ts';
import { ADDED, CALL } from './boxes.ts';

const TITLE = 'North Korea ships <!channel> containers to Russia';

let world: World;
let slack: Fake;
beforeAll(async () => {
  world = await createWorld({ coastwire: 'Coastwire', daily: 'The Daily Gull' });
  slack = await oneWorkspace({ gap: 900 });
});
afterAll(async () => {
  await world.close();
  await slack.close();
});

it('a bot on Slack alerts, updates, answers, and over a kill in the middle of a post loses and repeats nothing', async () => {
  const list = `<opml version="2.0"><body>${['coastwire', 'daily'].map((o) => `<outline type="rss" text="${o}" xmlUrl="${world.base}/${o}/feed.xml"/>`).join('')}</body></opml>`;
  world.answer('/feeds.opml', { status: 200, type: 'text/x-opml', body: list });
  const data = scratch('slack');
  const env = {
    WHOSAID_DATA: data,
    FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
    FETCH_HOST_PAUSE: '0',
    WHOSAID_MAX_AGE: '0',
    WHOSAID_POLL: '* * * * * *',
    SLACK_BOT_TOKEN: 'xoxb-one',
    SLACK_APP_TOKEN: 'xapp-one',
    SLACK_API_URL: slack.api,
  };
  const bot = service(['start', '--feeds', `${world.base}/feeds.opml`], env);
  bot.start();
  await until('the connection', () => slack.connected());
  await slack.slash('/subscribe', 'query:"North Korea"');
  await until('the subscription', () =>
    slack.responses.some((r) => /^Done: this channel/.test(String(r.body.text))),
  );

  // Stored by Slack and never answered: the bot is killed while it waits.
  slack.fault('chat.postMessage', 'hang');
  world.publish('coastwire', { slug: 'rajin', title: TITLE, paragraphs: CALL });
  await until('the alert in flight', () => slack.messages.length === 1);
  await bot.kill();
  bot.start();
  await until('the connection', () => slack.state.sockets === 2);
  world.publish('daily', {
    slug: 'boxes',
    title: 'Boxes at Rajin again',
    paragraphs: [...CALL.slice(0, 3), ADDED, '— Coastwire'],
  });
  await until('the update and the edit', () => slack.messages.length === 2 && slack.messages[0]?.edits === 1);
  const [alert, update] = slack.messages;
  expect(alert?.text).toMatch(/^North Korea ships &lt;!channel&gt; containers to Russia/);
  expect(texts(alert?.blocks).join('\n')).toMatch(
    /also in <http[^|]*\|The Daily Gull> · 2 outlets, 1 original/,
  );
  expect(update).toMatchObject({
    thread_ts: alert?.ts,
    text: expect.stringMatching(/^New in The Daily Gull: Hedda Lund/),
  });

  const { ms } = await slack.slash('/whosaid', 'Lund');
  expect(ms).toBeLessThan(1_500);
  await until('the answer', () => /^Hedda Lund/.test(String(slack.responses.at(-1)?.body.text)));
  expect(slack.responses.at(-1)?.body.text).toContain('“Boxes do not walk,”');
  expect(await bot.stop()).toBe(0);
  expect(slack.messages).toHaveLength(2);
  expect(slack.violations).toEqual([]);
  expect(bot.err()).not.toMatch(/"level":50|nexpected|xoxb|xapp/);
  const store = new DatabaseSync(join(data, 'whosaid.sqlite'));
  expect(store.prepare("select count(*) as n from deliveries where state != 'sent'").get()).toMatchObject({
    n: 0,
  });
  store.close();
}, 60_000);

it('a wrong token and no network are said in one sentence, and the bot goes on', async () => {
  const folder = scratch('articles');
  const env = {
    WHOSAID_DATA: scratch('slack'),
    SLACK_BOT_TOKEN: 'xoxb-wrong',
    SLACK_APP_TOKEN: 'xapp-wrong',
    SLACK_API_URL: slack.api,
  };
  const missing = await run(['start', '--feeds', folder], { ...env, SLACK_APP_TOKEN: '' });
  expect([missing.code, missing.err]).toEqual([
    1,
    expect.stringMatching(/^SLACK_APP_TOKEN is missing: [^\n]+\n$/),
  ]);
  const wrong = service(['start', '--feeds', folder], env);
  wrong.start();
  await until('both sentences', () =>
    ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'].every((t) => wrong.err().includes(`does not accept ${t}`)),
  );
  expect(wrong.err().trim().split('\n').length).toBeLessThanOrEqual(4);
  expect(await wrong.stop()).toBe(0);
}, 60_000);
