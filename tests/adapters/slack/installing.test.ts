import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSlack } from '../../../adapters/slack/check.ts';
import { createSeal } from '../../../adapters/slack/sealed.ts';
import { environment } from '../../../adapters/slack/settings.ts';
import { message, plain } from '../../../src/shown.ts';
import { until } from '../../until.ts';
import { type Bench, CHANNEL, createBench } from './bench.ts';
import { createFakeSlack, type Fake } from './fake.ts';

let slack: Fake;
let b: Bench;
/** A port that was free a moment ago. */
const port = await new Promise<number>((found) => {
  const server = createServer().listen(0, () => {
    const { port: free } = server.address() as AddressInfo;
    server.close(() => found(free));
  });
});
const here = `http://127.0.0.1:${port}`;
const MANY = {
  SLACK_SIGNING_SECRET: 'signing-secret',
  PORT: String(port),
  SLACK_CLIENT_ID: 'client',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'state-secret',
  WHOSAID_SECRET: 'a long secret',
};
async function start(env: Record<string, string> = MANY) {
  b = await createBench(slack, env);
  await b.adapter.listen(b.answer);
  await until('the port', () =>
    fetch(here).then(
      () => true,
      () => false,
    ),
  );
}
beforeEach(async () => {
  slack = await createFakeSlack();
  slack.state.http = `${here}/slack/events`;
  for (const [team, channel] of [
    ['T1', 'C1'],
    ['T2', 'C2'],
  ] as const) {
    slack.workspace(team, `Team ${team}`);
    slack.channel(team, { id: channel });
    slack.token(`xoxb-${team}`, team);
  }
});
afterEach(async () => {
  await b.stop();
  await slack.close();
  expect(slack.violations).toEqual([]);
});

type Grant = Record<string, unknown>;
const granted = (team: string, more: Grant = {}): Grant => ({
  ok: true,
  app_id: 'A1',
  access_token: `xoxb-${team}`,
  token_type: 'bot',
  scope: 'commands,chat:write',
  bot_user_id: 'UBOT',
  authed_user: { id: 'UADMIN' },
  team: { id: team, name: `Team ${team}` },
  enterprise: null,
  is_enterprise_install: false,
  ...more,
});

/** Follows the page's link as a browser does; returns the last answer. */
async function install(grant: Grant, tamper: { state?: string; cookie?: string } = {}): Promise<Response> {
  const page = await fetch(`${here}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const link = new URL((/href="([^"]+)"/.exec(await page.text())?.[1] ?? '').replaceAll('&amp;', '&'));
  expect(link.searchParams.get('scope')).toContain('chat:write');
  const code = `code-${Math.random()}`;
  slack.codes.set(code, grant);
  const state = tamper.state ?? link.searchParams.get('state') ?? '';
  return fetch(`${here}/slack/oauth_redirect?code=${code}&state=${encodeURIComponent(state)}`, {
    headers: { cookie: tamper.cookie ?? cookie },
  });
}
const say = (text: string) => message([{ kind: 'text', text: [plain(text)] }]);
const THERE = { ...CHANNEL, tenant: 'T2', channel: 'C2' };
const posted = () =>
  slack.calls.filter((c) => c.method === 'chat.postMessage').map((c) => [c.token, c.body.channel]);

describe('installing', () => {
  it('serves two workspaces, each with its own token, sealed at rest', async () => {
    await start();
    for (const team of ['T1', 'T2']) {
      const done = await install(granted(team));
      const page = await done.text();
      expect([done.status, page]).toEqual([200, expect.stringContaining(`installed in Team ${team}`)]);
      expect(page).toContain(`href="https://slack.com/app_redirect?app=A1&amp;team=${team}"`);
    }
    await b.plan(CHANNEL, say('one'));
    await b.plan(THERE, say('two'));
    await b.outbox.drain();
    expect(posted().sort()).toEqual([
      ['xoxb-T1', 'C1'],
      ['xoxb-T2', 'C2'],
    ]);
    const kept = await b.db.selectFrom('kept').selectAll().execute();
    expect(kept.map((k) => k.name)).toEqual(['install:T:T1', 'install:T:T2']);
    expect(JSON.stringify(kept)).not.toContain('xoxb');
    const { ms } = await slack.slash('/news', 'help', { team: 'T2', channel: 'C2' });
    expect(ms).toBeLessThan(1_500);
    await until('an answer', () => slack.responses.length > 0);
  });

  it('refuses a state of another browser, of nobody, and a code that is none', async () => {
    await start();
    expect((await install(granted('T1'), { cookie: '' })).status).toBe(400);
    expect((await install(granted('T1'), { state: 'made-up' })).status).toBe(400);
    expect((await install({ ok: false, error: 'invalid_code' })).status).toBe(400);
    const declined = await fetch(`${here}/slack/oauth_redirect?error=access_denied`);
    expect([declined.status, await declined.text()]).toEqual([400, expect.stringContaining('Start again')]);
    expect(await b.db.selectFrom('kept').selectAll().execute()).toEqual([]);
  });

  it('says where nobody has installed it, keeps what is to be posted, and posts it after', async () => {
    await start();
    await b.plan(CHANNEL, say('early'));
    await b.outbox.drain();
    expect(await b.desk.closed(CHANNEL)).toMatch(/not installed in the workspace T1\. Open \/slack\/install/);
    await install(granted('T1'));
    await b.deliver('the alert', () => slack.messages.length === 1);
  });

  it('serves every workspace of an organisation that installed it', async () => {
    await start();
    slack.token('xoxb-org', null, undefined, 'E1');
    await install(
      granted('T1', {
        access_token: 'xoxb-org',
        team: null,
        enterprise: { id: 'E1', name: 'Org' },
        is_enterprise_install: true,
      }),
    );
    // Opening the Home tab is the first that is heard of T3.
    await slack.event(
      { type: 'app_home_opened', user: 'U1', tab: 'home', channel: 'D1' },
      { more: { team_id: 'T3', enterprise_id: 'E1', is_enterprise_install: true } },
    );
    await until('the Home tab', () => slack.homes.has('U1'));
    const more = { enterprise_id: 'E1', is_enterprise_install: 'true' };
    await slack.slash('/news', 'latest', { team: 'T2', channel: 'C2', more });
    await until('an answer', () => slack.responses.length > 0);
    await b.plan(THERE, say('two'));
    await b.deliver('the alert', () => slack.messages.length === 1);
    expect(slack.calls.at(-1)).toMatchObject({ token: 'xoxb-org', body: { team_id: 'T2' } });
    slack.kill('xoxb-org');
    const gone = { enterprise_id: 'E1', team_id: undefined, is_enterprise_install: true };
    await slack.event({ type: 'app_uninstalled' }, { more: gone });
    await until('the word', () => b.told.includes('removed T2'));
  });
});

describe('a window in one of an organisation’s workspaces', () => {
  /** What Slack sends of it: no workspace, but that of the person. */
  const wide = { team: null, enterprise: { id: 'E1' }, is_enterprise_install: true };
  const more = { ...wide, user: { id: 'UADMIN', name: 'admin', team_id: 'T1' } };
  const opened = async (command: string, typed: string): Promise<Record<string, unknown>> => {
    slack.views.clear();
    const said = { enterprise_id: 'E1', is_enterprise_install: 'true' };
    await slack.slash(command, typed, { team: 'T2', channel: 'C2', more: said });
    await until('a window', () => slack.views.size > 0);
    const [id, shown] = [...slack.views][0] ?? ['', {}];
    return { id, ...shown };
  };
  beforeEach(async () => {
    await start();
    slack.token('xoxb-org', null, undefined, 'E1');
    const org = { team: null, enterprise: { id: 'E1', name: 'Org' }, is_enterprise_install: true };
    await install(granted('T1', { access_token: 'xoxb-org', ...org }));
  });

  it('belongs to it when it is filled in, when it completes, and when a button in it is pressed', async () => {
    const view = await opened('/subscribe', '');
    const state = { values: { query: { query: { type: 'plain_text_input', value: 'bridge' } } } };
    await slack.interact({ type: 'view_submission', view: { ...view, state } }, { more });
    await until('an answer', () => slack.responses.length > 0);
    expect(await b.desk.subscriptions(THERE)).toMatchObject([{ value: 'bridge' }]);
    const choosing = await opened('/news', 'pause');
    const found = await slack.interact(
      { type: 'block_suggestion', action_id: 'subscription', value: '', view: choosing },
      { more },
    );
    expect(found.body).toMatchObject({ options: [{ text: { text: '“bridge”' } }] });
    const actions = [{ type: 'button', action_id: 'do-0', value: 'subscriptions?' }];
    await slack.interact({ type: 'block_actions', view: choosing, actions }, { more });
    await until('what is subscribed', () => JSON.stringify([...slack.views.values()]).includes('“bridge”'));
    expect(slack.calls.at(-1)).toMatchObject({ method: 'views.update', body: { team_id: 'T2' } });
  });

  it('of before an update belongs to where Slack says that the app is installed', async () => {
    const { private_metadata, ...view } = await opened('/subscribe', '');
    const { tenant: _, ...before } = JSON.parse(String(private_metadata)) as Record<string, unknown>;
    const state = { values: { query: { query: { type: 'plain_text_input', value: 'bridge' } } } };
    const old = { ...view, state, private_metadata: JSON.stringify(before), app_installed_team_id: 'T2' };
    await slack.interact({ type: 'view_submission', view: old }, { more });
    await until('an answer', () => slack.responses.length > 0);
    expect(await b.desk.subscriptions(THERE)).toMatchObject([{ value: 'bridge' }]);
  });
});

describe('tokens', () => {
  it('that expire are rotated before a post, once', async () => {
    await start();
    await install(granted('T1', { refresh_token: 'refresh-1', expires_in: 60 }));
    slack.channel('T1', { id: 'C9' });
    slack.token('xoxe.xoxb-new', 'T1');
    slack.kill('xoxb-T1', 'token_expired');
    slack.codes.set('refresh-1', {
      ok: true,
      token_type: 'bot',
      access_token: 'xoxe.xoxb-new',
      refresh_token: 'refresh-2',
      expires_in: 43_200,
    });
    await b.plan(CHANNEL, say('one'));
    await b.plan({ ...CHANNEL, channel: 'C9' }, say('two'));
    await b.deliver('both', () => slack.messages.length === 2);
    expect(posted().every(([token]) => token === 'xoxe.xoxb-new')).toBe(true);
    expect(slack.calls.filter((c) => c.body.grant_type === 'refresh_token')).toHaveLength(1);
  });

  it('are read with a former secret, and with no other', () => {
    const text = 'xoxb-secret';
    const old = createSeal('old', []).close(text);
    expect(createSeal('new', ['older', 'old']).open(old)).toBe(text);
    expect(createSeal('new', []).open(old)).toBeNull();
    expect(createSeal('old', []).open(`${old.slice(0, -2)}AA`)).toBeNull();
    expect(createSeal('old', []).open('v1.x')).toBeNull();
    expect(createSeal('old', []).close(text)).not.toBe(old);
  });

  it('that were sealed under another secret hold their workspace, say why, and lose nothing', async () => {
    const { WHOSAID_SECRET: secret } = MANY;
    const reseal = async (from: string, to: string) => {
      const row = await b.db
        .selectFrom('kept')
        .selectAll()
        .where('name', '=', 'install:T:T1')
        .executeTakeFirstOrThrow();
      const value = createSeal(to, []).close(createSeal(from, []).open(row.value) ?? '');
      await b.db.updateTable('kept').set({ value }).where('name', '=', row.name).execute();
    };
    await start();
    await install(granted('T1'));
    await install(granted('T2'));
    await reseal(secret, 'another');
    await b.plan(CHANNEL, say('one'));
    await b.plan(THERE, say('two'));
    await b.outbox.drain();
    const told =
      /The secret that sealed this workspace’s token has changed\. Put the old WHOSAID_SECRET back.*\/slack\/install/;
    expect(b.told.filter((t) => t.startsWith('error') && told.test(t))).toHaveLength(1);
    expect(await b.desk.closed(CHANNEL)).toMatch(told);
    expect(await b.desk.closed(THERE)).toBeNull();
    expect(slack.messages.map((m) => m.text)).toEqual(['two']);
    await slack.slash('/news', 'pause bridges');
    await until('an answer', () => slack.responses.length > 0);
    expect(slack.responses[0]?.body.text).toMatch(told);
    await reseal('another', secret);
    await b.hurry();
    await b.deliver('what waited', () => slack.messages.length === 2);
    expect(await b.desk.closed(CHANNEL)).toBeNull();
    await reseal(secret, 'another');
    // What may have landed before is not looked for meanwhile, and says why.
    await b.plan(CHANNEL, say('doubtful'));
    await b.db.updateTable('deliveries').set({ doubtful: 1 }).where('state', '=', 'planned').execute();
    await b.outbox.drain();
    expect((await b.states()).at(-1)).toMatchObject({ state: 'planned', why: expect.stringMatching(told) });
    await reseal('another', secret);
    await b.deliver('that as well', async () => {
      await b.hurry();
      return slack.messages.length === 3;
    });
    // Installing again helps as well.
    await reseal(secret, 'another');
    await b.plan(CHANNEL, say('three'));
    await b.outbox.drain();
    expect(slack.messages).toHaveLength(3);
    await install(granted('T1'));
    await b.deliver('what waited then', () => slack.messages.length === 4);
  });

  it('that nobody can open are named at the start and by check', async () => {
    b = await createBench(slack, MANY);
    const sealed = createSeal('another', []).close('{}');
    await b.around.kept.set('install:T:T1', sealed);
    await b.adapter.listen(b.answer);
    expect(b.told.filter((t) => /^error Slack: T1: The secret that sealed/.test(t))).toHaveLength(1);
    const settings = environment.parse({ SLACK_API_URL: slack.api, ...MANY });
    const found = await checkSlack(settings, [], [CHANNEL], b.around.kept);
    expect(found.filter((f) => !f.ok).map((f) => f.text)).toEqual([
      expect.stringMatching(/^Slack: T1: The secret that sealed/),
      expect.stringMatching(/^Slack: channel C1: The secret that sealed/),
    ]);
  });

  for (const order of [
    ['app_uninstalled', 'tokens_revoked'],
    ['tokens_revoked', 'app_uninstalled'],
  ])
    it(`are forgotten when the app is removed (${order.join(', ')})`, async () => {
      await start();
      await install(granted('T1'));
      await install(granted('T2'));
      await b.store.subscriptions.add(
        CHANNEL,
        { kind: 'topic', value: 'bridges', label: 'Bridges' },
        {},
        'UADMIN',
      );
      slack.kill('xoxb-T1');
      for (const type of order)
        await slack.event({ type, ...(type === 'tokens_revoked' ? { tokens: { bot: ['UBOT'] } } : {}) });
      await until('the word', () => b.told.includes('removed T1'));
      expect((await b.db.selectFrom('kept').select('name').execute()).map((k) => k.name)).toEqual([
        'install:T:T2',
      ]);
      await b.plan(CHANNEL, say('waits'));
      await b.plan(THERE, say('two'));
      await b.outbox.drain();
      expect(slack.messages.map((m) => m.text)).toEqual(['two']);
      expect(await b.desk.subscriptions(CHANNEL)).toHaveLength(1);
      slack.revive('xoxb-T1');
      await install(granted('T1'));
      await slack.event({ type: 'app_uninstalled' }, { more: { event_time: 1_700_000_000 } });
      await b.deliver('what waited', () => slack.messages.length === 2);
    });
});

describe('a late word that the app was removed', () => {
  const names = async () => (await b.db.selectFrom('kept').select('name').execute()).map((k) => k.name);
  const tests = () => slack.calls.filter((c) => c.method === 'auth.test').length;
  const removed = async (event_time: number, more = {}) => {
    const before = tests();
    await slack.event({ type: 'app_uninstalled' }, { more: { event_time, ...more } });
    return before;
  };
  /** It is asked whether the token works, and what was kept of it stays or goes. */
  const heard = async (event_time: number, name: string, more = {}) => {
    const before = await removed(event_time, more);
    await until('a look', () => tests() > before);
    await slack.slash('/news', 'help', { user: `U${before}` });
    await until('an answer', () => slack.responses.length > 0);
    return (await names()).includes(name);
  };

  it('takes nothing from who installed it again within the second', async () => {
    await start();
    await install(granted('T1'));
    const { value } = await b.db.selectFrom('kept').select('value').executeTakeFirstOrThrow();
    const { at } = JSON.parse(createSeal(MANY.WHOSAID_SECRET, []).open(value) ?? '') as { at: number };
    expect(await heard(Math.floor(at / 1_000), 'install:T:T1')).toBe(true);
    await removed(Math.floor(at / 1_000) + 1);
    await until('the end', async () => (await names()).length === 0);
  });

  it('takes nothing where tokens are rotated, unless the token is dead', async () => {
    await start();
    for (const refresh_token of ['refresh-1', 'refresh-2'])
      await install(granted('T1', { refresh_token, expires_in: 43_200 }));
    const soon = Math.floor(Date.now() / 1_000) + 1;
    expect(await heard(soon, 'install:T:T1')).toBe(true);
    slack.kill('xoxb-T1');
    await removed(soon);
    await until('the end', async () => (await names()).length === 0);
  });

  it('takes nothing from an organisation that installed it again, and all from one that did not', async () => {
    await start();
    slack.token('xoxb-org', null, undefined, 'E1');
    const org = { team: null, enterprise: { id: 'E1', name: 'Org' }, is_enterprise_install: true };
    await install(granted('T1', { access_token: 'xoxb-org', ...org }));
    const more = { enterprise_id: 'E1', team_id: undefined, is_enterprise_install: true };
    expect(await heard(1_700_000_000, 'install:E:E1', more)).toBe(true);
    slack.kill('xoxb-org');
    await removed(1_700_000_000, more);
    await until('the end', async () => (await names()).length === 0);
  });

  it('takes a token that nobody can open', async () => {
    await start();
    await b.around.kept.set('install:T:T1', createSeal('another', []).close('{}'));
    await removed(Math.floor(Date.now() / 1_000));
    await until('the end', async () => (await names()).length === 0);
    await until('the word', () => b.told.includes('removed T1'));
  });
});

describe('requests over HTTP', () => {
  it('that are not signed by Slack are refused', async () => {
    await start();
    const unsigned = await fetch(`${here}/slack/events`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
    const forged = await fetch(`${here}/slack/events`, {
      method: 'POST',
      headers: {
        'x-slack-signature': 'v0=00',
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000)),
      },
      body: '{}',
    });
    expect(forged.status).toBe(401);
    expect((await fetch(`${here}/elsewhere`)).status).toBe(404);
  });

  it('serve one workspace as well, and wait for a port that is taken', async () => {
    const other = createServer((_, response) => response.end());
    await new Promise<void>((done) => other.listen(port, done));
    await start({ SLACK_BOT_TOKEN: 'xoxb-T1', SLACK_SIGNING_SECRET: 'signing-secret', PORT: String(port) });
    await until('the complaint', () => b.told.some((t) => /cannot be listened at \(EADDRINUSE\)/.test(t)));
    other.closeAllConnections();
    await new Promise((done) => other.close(done));
    await until('the port', () => b.told.some((t) => /requests are taken at port/.test(t)));
    const { ms } = await slack.slash('/news', 'help');
    expect(ms).toBeLessThan(1_500);
    await until('an answer', () => slack.responses.length > 0);
  });

  it('are not needed: the pages stand beside Socket Mode', async () => {
    slack.state.http = null;
    slack.token('xapp-one', null);
    await start({ ...MANY, SLACK_APP_TOKEN: 'xapp-one' });
    await until('a connection', () => slack.connected());
    expect((await install(granted('T1'))).status).toBe(200);
    expect((await fetch(`${here}/elsewhere`)).status).toBe(404);
  });
});
