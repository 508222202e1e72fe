import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSlack } from '../../../adapters/slack/check.ts';
import { EVENTS, manifest, SCOPES } from '../../../adapters/slack/manifest.ts';
import { environment } from '../../../adapters/slack/settings.ts';
import { commands } from '../../../commands/index.ts';
import { readSettings } from '../../../src/config.ts';
import { run } from '../../cli/bot.ts';
import { CHANNEL, oneWorkspace } from './bench.ts';
import { ALL_SCOPES } from './fake/world.ts';
import type { Fake } from './fake.ts';

/** https://docs.slack.dev/reference/app-manifest */
function manifestProblems(made: Record<string, unknown>): string[] {
  type Slash = { command: string; description: string; usage_hint?: string; url?: string };
  type Shortcut = { name: string; callback_id: string; description: string };
  const m = made as {
    display_information: { name: string; description: string; background_color: string };
    features: { slash_commands: Slash[]; shortcuts: Shortcut[]; bot_user: { display_name: string } };
    oauth_config: { scopes: { bot: string[] }; redirect_urls?: string[] };
    settings: {
      socket_mode_enabled: boolean;
      event_subscriptions: { bot_events: string[]; request_url?: string };
    };
  };
  const bad: string[] = [];
  const at = (what: string, value: string | undefined, most: number) => {
    if (value === undefined || value.length === 0 || value.length > most)
      bad.push(`${what}: ${value?.length}`);
  };
  at('name', m.display_information.name, 35);
  at('description', m.display_information.description, 140);
  at('bot', m.features.bot_user.display_name, 80);
  if (!/^#[0-9a-f]{6}$/.test(m.display_information.background_color)) bad.push('colour');
  if (m.features.slash_commands.length > 50 || m.features.shortcuts.length > 10) bad.push('too many');
  for (const s of m.features.slash_commands) {
    if (!/^\/[a-z0-9_-]{1,31}$/.test(s.command)) bad.push(`command ${s.command}`);
    // https://docs.slack.dev/interactivity/implementing-slash-commands: reserved by Slack itself
    if (
      /^\/(topic|feed|status|search|mute|who|remind|help|invite|join|leave|me|msg|open|shrug|away|call|dm|star)$/.test(
        s.command,
      )
    )
      bad.push(`reserved ${s.command}`);
    at(s.command, s.description, 2_000);
    at(`${s.command} hint`, s.usage_hint, 1_000);
    if (!m.settings.socket_mode_enabled && s.url === undefined) bad.push(`${s.command}: no url`);
  }
  for (const s of m.features.shortcuts) {
    at('shortcut', s.name, 24);
    at('shortcut description', s.description, 150);
    at('callback', s.callback_id, 255);
  }
  if (!m.settings.socket_mode_enabled && m.settings.event_subscriptions.request_url === undefined)
    bad.push('no request_url');
  return bad;
}

describe('the manifest', () => {
  it('is complete and valid, for Socket Mode, for HTTP, with a prefix', async () => {
    for (const [prefix, url] of [
      ['', null],
      ['acme-', 'https://whosaid.example.org/'],
    ] as const) {
      const made = manifest(commands, prefix, url);
      expect(manifestProblems(made)).toEqual([]);
      const names = (
        made as { features: { slash_commands: { command: string }[] } }
      ).features.slash_commands.map((s) => s.command);
      expect(JSON.stringify(made)).toContain(`; /${prefix}news help lists it`);
      expect(names).toEqual([`/${prefix}whosaid`, `/${prefix}subscribe`, `/${prefix}news`]);
    }
    expect(JSON.stringify(manifest(commands, '', 'https://x.example/'))).toContain(
      'https://x.example/slack/oauth_redirect',
    );
  });

  it('is printed by a verb, with the environment’s prefix', async () => {
    const [done, teams] = await Promise.all([
      run(['manifest', 'slack'], { SLACK_COMMAND_PREFIX: 'acme-' }),
      run(['manifest', 'teams', '--url', 'nowhere']),
    ]);
    expect([done.code, done.err]).toEqual([0, '']);
    expect(JSON.parse(done.out)).toEqual(manifest(commands, 'acme-', null));
    expect([teams.code, teams.err]).toEqual([
      1,
      'There is no manifest for “teams”. There is one for slack.\n',
    ]);
  });

  it('asks for no permission that is not used', () => {
    expect(SCOPES.toSorted()).toEqual(ALL_SCOPES.toSorted());
    expect(EVENTS).toContain('app_home_opened');
  });
});

describe('the environment', () => {
  const why = (env: Record<string, string>) => {
    const read = readSettings(environment, env);
    return read.ok ? '' : read.why;
  };
  it('says in a sentence what is missing or swapped', () => {
    expect(why({})).toBe('');
    expect(why({ SLACK_BOT_TOKEN: 'xoxb-1' })).toMatch(/^SLACK_APP_TOKEN is missing: .*connections:write/);
    expect(why({ SLACK_APP_TOKEN: 'xapp-1' })).toMatch(/^SLACK_BOT_TOKEN is missing/);
    expect(why({ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' })).toMatch(
      /BOT_TOKEN is not the bot’s token.*\n.*APP_TOKEN is not an app-level token/,
    );
    expect(why({ SLACK_CLIENT_ID: '1', SLACK_APP_TOKEN: 'xapp-1' })).toMatch(
      /SLACK_CLIENT_SECRET is missing.*\n.*WHOSAID_SECRET is missing/,
    );
    expect(why({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', PORT: 'here' })).toMatch(
      /PORT takes a port number/,
    );
    expect(why({ SLACK_COMMAND_PREFIX: 'Acme ' })).toMatch(/SLACK_COMMAND_PREFIX takes/);
  });
});

describe('check', () => {
  let slack: Fake;
  beforeAll(async () => {
    slack = await oneWorkspace();
  });
  afterAll(() => slack.close());
  const look = async (env = {}, places = [CHANNEL]) => {
    const settings = environment.parse({
      SLACK_API_URL: slack.api,
      SLACK_BOT_TOKEN: 'xoxb-one',
      SLACK_APP_TOKEN: 'xapp-one',
      ...env,
    });
    return (await checkSlack(settings, commands, places, null)).map(
      (f) => `${f.ok ? 'ok' : 'wrong'} ${f.text}`,
    );
  };

  it('finds everything in order', async () => {
    expect(await look()).toEqual([
      'ok Slack: SLACK_APP_TOKEN opens a connection (Socket Mode)',
      'ok Slack: SLACK_BOT_TOKEN belongs to whosaid in Desk',
      'ok Slack: all permissions are there',
      'ok Slack: I can post in #news',
    ]);
  });

  it('says what is to be done with an organisation’s token', async () => {
    slack.token('xoxb-org', null, undefined, 'E1');
    expect((await look({ SLACK_BOT_TOKEN: 'xoxb-org' }))[1]).toBe(
      'ok Slack: SLACK_BOT_TOKEN belongs to whosaid in the organisation E1: an admin adds the app to each workspace that is to have it',
    );
  });

  it('names every wrong token, missing permission and closed channel, with what to do', async () => {
    slack.token(
      'xoxb-weak',
      'T1',
      ALL_SCOPES.filter((s) => s !== 'channels:history'),
    );
    slack.channel('T1', { id: 'C2', name: 'old', is_archived: true });
    const places = ['C1', 'C2', 'C404'].map((channel) => ({ ...CHANNEL, channel }));
    const found = await look({ SLACK_BOT_TOKEN: 'xoxb-weak', SLACK_APP_TOKEN: 'xapp-none' }, places);
    expect(found[0]).toMatch(/^wrong Slack does not accept SLACK_APP_TOKEN \(invalid_auth\)/);
    expect(found[2]).toMatch(
      /^wrong Slack: without the permission channels:history .*a manager is asked instead \(\/news held\)/,
    );
    const prefixed = await look({ SLACK_BOT_TOKEN: 'xoxb-weak', SLACK_COMMAND_PREFIX: 'acme-' }, []);
    expect(prefixed[2]).toMatch(/\(\/acme-news held\)/);
    expect(found[4]).toMatch(/^wrong Slack: channel C2: The channel is archived\. Unarchive it/);
    expect(found[5]).toMatch(/^wrong Slack: channel C404: .*\/invite @Whosaid/);
    expect(await look({ SLACK_BOT_TOKEN: 'xoxb-none' })).toEqual([
      expect.anything(),
      expect.stringMatching(/^wrong Slack does not accept SLACK_BOT_TOKEN \(invalid_auth\)/),
    ]);
    expect(await look({ SLACK_API_URL: 'http://127.0.0.1:49199/api/' })).toEqual([
      expect.stringMatching(/^wrong Slack cannot be asked: Slack cannot be reached \(ECONNREFUSED\)/),
      expect.stringMatching(/^wrong Slack cannot be asked/),
    ]);
  });
});
