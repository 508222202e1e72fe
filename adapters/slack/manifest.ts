/** The app manifest, made from the command list: what an app on api.slack.com is set up with in one step. Pure. */
import type { Command } from '../../src/command.ts';
import { words } from '../../src/words.ts';
import { DIRECT, UMBRELLA } from './lines.ts';
import { REDIRECT } from './paths.ts';
import { MESSAGE_SHORTCUT, SHORTCUT } from './shortcuts.ts';

/** What each permission is used for; nothing else is asked for. */
export const SCOPES = [
  'commands', // slash commands and shortcuts
  'chat:write', // alerts, answers, updates
  'channels:read', // whether alerts may go to a public channel, and that the bot was invited
  'channels:join', // joined on subscribing
  'channels:history', // whether an alert arrived when a connection broke
  'groups:read', // the same for private channels
  'groups:history',
  'im:read', // and for direct messages with the bot
  'im:history',
  'files:write', // charts and exports
  'users:read', // who is an admin and so may change settings
];

export const EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'tokens_revoked',
  'member_joined_channel',
  'channel_unarchive',
  'group_unarchive',
];

export const ENDPOINT = '/slack/events';

/** `url`: where this bot is reached, for HTTP and for several workspaces; null: Socket Mode, one workspace. */
export function manifest(commands: Command[], prefix: string, url: string | null): Record<string, unknown> {
  const address = url?.replace(/\/+$/, '') ?? null;
  const endpoint = address === null ? {} : { url: `${address}${ENDPOINT}` };
  const request = address === null ? {} : { request_url: `${address}${ENDPOINT}` };
  const hint = (name: string) =>
    commands.find((c) => c.name === name)?.examples[0]?.replace(/^\/\S+\s*/, '') ?? '';
  const slash = (name: string, description: string, usage_hint: string) => ({
    command: `/${prefix}${name}`,
    ...endpoint,
    description: description.slice(0, 2_000),
    usage_hint: usage_hint.slice(0, 1_000),
    should_escape: true,
  });
  const behind = commands.filter((c) => !DIRECT.includes(c.name)).map((c) => c.name);
  return {
    display_information: {
      name: 'Whosaid',
      description: words.slack.pages.intro.slice(0, 140),
      background_color: '#1f2937',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Whosaid', always_online: true },
      shortcuts: [
        {
          name: words.whosaid.form,
          type: 'global',
          callback_id: SHORTCUT,
          description: words.slack.shortcut,
        },
        {
          name: words.whosaid.form,
          type: 'message',
          callback_id: MESSAGE_SHORTCUT,
          description: words.slack.shortcut,
        },
      ],
      slash_commands: [
        ...DIRECT.flatMap((name) => {
          const command = commands.find((c) => c.name === name);
          return command === undefined ? [] : [slash(name, command.summary, hint(name))];
        }),
        slash(UMBRELLA, words.slack.umbrella(`/${prefix}${UMBRELLA}`), `help | ${behind.join(' | ')}`),
      ],
    },
    oauth_config: {
      ...(address === null ? {} : { redirect_urls: [`${address}${REDIRECT}`] }),
      scopes: { bot: SCOPES },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: EVENTS },
      interactivity: {
        is_enabled: true,
        ...request,
        ...(address === null ? {} : { message_menu_options_url: `${address}${ENDPOINT}` }),
      },
      org_deploy_enabled: true,
      socket_mode_enabled: address === null,
      token_rotation_enabled: false,
    },
  };
}
