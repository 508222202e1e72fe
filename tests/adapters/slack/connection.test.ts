import { afterEach, describe, expect, it } from 'vitest';
import { message, plain } from '../../../src/shown.ts';
import { until } from '../../until.ts';
import { type Bench, CHANNEL, createBench, oneWorkspace } from './bench.ts';
import type { Fake } from './fake.ts';

let slack: Fake;
let b: Bench;
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
process.on('unhandledRejection', note);

async function up(env = {}) {
  slack = await oneWorkspace();
  b = await createBench(slack, { SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one', ...env });
}
afterEach(async () => {
  await b.stop();
  await slack.close();
  await new Promise((done) => setTimeout(done, 30));
  expect(unhandled).toEqual([]);
});

const answers = async () => {
  slack.responses.length = 0;
  const { ms } = await slack.slash('/news', 'help');
  await until('an answer', () => slack.responses.length > 0);
  return ms;
};
const again = (count: number) =>
  until('a new connection', () => slack.state.sockets > count && slack.connected());

it('serves every workspace of an organisation with its one token', async () => {
  await up({ SLACK_BOT_TOKEN: 'xoxb-org' });
  slack.token('xoxb-org', null, undefined, 'E1');
  slack.workspace('T2', 'Second');
  slack.channel('T2', { id: 'C2', name: 'quay' });
  await b.listen();
  await until('the word', () =>
    b.told.some((t) => /^info Signed in to Slack as whosaid in E1, for every workspace/.test(t)),
  );
  for (const [team, channel, name] of [
    ['T1', 'C1', 'news'],
    ['T2', 'C2', 'quay'],
  ] as const) {
    slack.responses.length = 0;
    await slack.slash('/subscribe', `bridges channel:#${name}`, { team, channel: 'C9' });
    await until('an answer', () => slack.responses.length > 0);
    expect(slack.responses[0]?.body.text).toMatch(new RegExp(`^Done: #${name} gets`));
    expect(await b.desk.subscriptions({ platform: 'slack', tenant: team, channel })).toHaveLength(1);
  }
});

it('goes on in every workspace of an organisation when its one token works again', async () => {
  await up({ SLACK_BOT_TOKEN: 'xoxb-org' });
  slack.token('xoxb-org', null, undefined, 'E1');
  slack.channel('T2', { id: 'C2' });
  await b.listen();
  await until('signed in', () => b.told.some((t) => /^info Signed in to Slack/.test(t)));
  slack.kill('xoxb-org');
  const places = [CHANNEL, { ...CHANNEL, tenant: 'T2', channel: 'C2' }];
  for (const to of places) await b.plan(to, message([{ kind: 'text', text: [plain(to.channel)] }]));
  await b.outbox.drain();
  for (const to of places) expect(await b.desk.closed(to)).toMatch(/does not accept the bot’s token/);
  slack.revive('xoxb-org');
  await b.deliver('what waited', () => slack.messages.length === 2, 4_000);
});

describe('Socket Mode', () => {
  it('is renewed when Slack asks for it, and comes back when it drops', async () => {
    await up();
    await b.listen();
    for (const breaks of [slack.refresh, slack.drop]) {
      const { sockets } = slack.state;
      breaks();
      await again(sockets);
      expect(await answers()).toBeLessThan(1_500);
    }
  });

  it('comes back after errors, an outage and refused connections', async () => {
    await up();
    await b.listen();
    const { sockets } = slack.state;
    slack.fault('apps.connections.open', '500', '500', '429', 'reset', { error: 'internal_error' });
    slack.drop();
    await again(sockets);
    slack.down();
    await new Promise((done) => setTimeout(done, 600));
    slack.up();
    await again(sockets + 1);
    expect(await answers()).toBeLessThan(1_500);
    expect(b.told.join('\n')).toMatch(/warn Not connected by Socket Mode/);
  });

  it('comes up when Slack is away at the start, or never greets', async () => {
    await up();
    slack.down();
    await b.adapter.listen(b.answer);
    await new Promise((done) => setTimeout(done, 200));
    slack.up();
    slack.fault('apps.connections.open', 'no answer');
    await until('a connection', () => slack.connected());
    expect(await answers()).toBeLessThan(1_500);
  });

  it('hands over again what came while it was broken, and that is done once', async () => {
    await up();
    await b.listen();
    const { sockets } = slack.state;
    slack.drop();
    const sent = slack.event({ type: 'app_home_opened', user: 'UADMIN', tab: 'home' });
    await again(sockets);
    await sent;
    await until('the Home tab', () => slack.homes.has('UADMIN'));
    expect(slack.calls.filter((c) => c.method === 'views.publish')).toHaveLength(1);
  });
});

describe('a revoked token', () => {
  it('at the start is told, and works again by itself when mended', async () => {
    await up();
    slack.kill('xoxb-one', 'invalid_auth');
    slack.kill('xapp-one', 'invalid_auth');
    await b.adapter.listen(b.answer);
    await until('both sentences', () =>
      ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'].every((t) =>
        b.told.some((s) => s.includes(`does not accept ${t}`)),
      ),
    );
    slack.revive('xoxb-one');
    slack.revive('xapp-one');
    await until('signed in', () => b.told.some((t) => /Signed in to Slack as whosaid in Desk/.test(t)));
    // A refused app token is tried every ten minutes; the next start tries at once.
  });

  it('later does not end the process: commands are still answered, alerts wait', async () => {
    await up();
    await b.listen();
    slack.kill('xoxb-one');
    slack.kill('xapp-one');
    expect(await answers()).toBeLessThan(1_500);
    slack.drop();
    await until('the sentence', () => b.told.some((t) => t.includes('does not accept SLACK_APP_TOKEN')));
  });

  it('or the app removed keeps what was subscribed, and goes on when it is back', async () => {
    await up();
    await b.listen();
    await b.store.subscriptions.add(
      CHANNEL,
      { kind: 'topic', value: 'bridges', label: 'Bridges' },
      {},
      'UADMIN',
    );
    slack.kill('xoxb-one', 'account_inactive');
    await slack.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOT'] } });
    await slack.event({ type: 'app_uninstalled' });
    await until('the word', () => b.told.includes('removed T1'));
    expect(await b.desk.closed(CHANNEL)).toMatch(/removed from the workspace/);
    slack.revive('xoxb-one');
    const held = () => b.db.selectFrom('holds').selectAll().where('until', '>', Date.now()).execute();
    await until('open again', async () => (await held()).length === 0);
    expect(await b.desk.subscriptions(CHANNEL)).toHaveLength(1);
  });
});

it('something that breaks on the way is told to who asked', async () => {
  await up();
  await b.listen();
  await b.db.destroy();
  await slack.slash('/news', 'settings');
  await until('a sentence', () => slack.responses.length > 0);
  expect(slack.responses[0]?.body.text).toMatch(/broke/);
});

it('the bot invited, or the channel unarchived, opens what was closed', async () => {
  await up();
  await b.listen();
  const close = () =>
    b.store.holds.close(
      CHANNEL,
      'closed',
      'I am not in the channel.',
      '',
      () => Date.now() + 3_600_000,
      false,
    );
  const open = async () => ((await b.store.holds.of(CHANNEL))?.until ?? 0) === 0;
  await close();
  await slack.event({ type: 'member_joined_channel', user: 'USOMEBODY', channel: 'C1' });
  await new Promise((done) => setTimeout(done, 50));
  expect(await open()).toBe(false);
  await slack.event({ type: 'member_joined_channel', user: 'UBOT', channel: 'C1' });
  await until('open', open);
  await close();
  await slack.event({ type: 'group_unarchive', user: 'USOMEBODY', channel: 'C1' });
  await until('open', open);
});
