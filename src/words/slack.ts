/** What the bot says on Slack alone: what went wrong there and how it is mended, and the labels of its windows. */
import { names } from '../shown.ts';
import { clipped } from '../typed.ts';

const INVITE = 'Type /invite @Whosaid there';

export const slackWords = {
  // Why a delivery did not arrive, and the remedy.
  tooFast: 'Slack asks to wait.',
  turns: 'Posts that may have arrived are looked for one after the other.',
  maybeLater: 'Slack did not answer in time, and may still post it.',
  away: (why: string) => `Slack cannot be reached (${why}).`,
  failed: (status: number) => `Slack answered ${status}, and it is not known whether it was posted.`,
  refusedHttp: (status: number) => `Slack answered ${status}.`,
  broken: (why: string) => `The connection to Slack broke (${why}); it is not known whether it was posted.`,
  said: (code: string) => `Slack said “${code}”, and it is not known whether it was posted.`,
  malformed: (code: string) => `Slack refused the message (${code}).`,
  malformedTwice: 'Slack refused the message twice.',
  gone: 'The message or its thread was deleted.',
  locked: 'The message cannot be changed any more.',
  closed: {
    channel_not_found: [
      'I am not in that channel, or it is no longer there.',
      `${INVITE}, or subscribe another channel.`,
    ],
    not_in_channel: ['I am not in the channel.', `${INVITE}.`],
    is_archived: ['The channel is archived.', 'Unarchive it, or subscribe another channel.'],
    restricted_action: [
      'The workspace’s settings do not let me post there.',
      'Let a workspace admin allow apps to post in the channel.',
    ],
    messages_tab_disabled: [
      'My direct messages are switched off.',
      'Let the app’s owner switch on its Messages tab.',
    ],
    other: (code: string): [string, string] => [
      `Slack does not let me post there (${code}).`,
      'Let a workspace admin look into it; I try again by myself.',
    ],
  } as {
    [code: string]: [string, string] | ((code: string) => [string, string]);
    other: (code: string) => [string, string];
  },
  signedOut: (code: string): [string, string] => [
    `Slack does not accept the bot’s token (${code}).`,
    'Install the app again and put its Bot User OAuth Token into SLACK_BOT_TOKEN, or with several workspaces open /slack/install.',
  ],
  notInstalled: (tenant: string): [string, string] => [
    `I am not installed in the workspace ${tenant}.`,
    'Open /slack/install of this bot and choose the workspace.',
  ],
  missingScope: (needed: string): [string, string] => [
    `The app lacks the permission ${needed}.`,
    'Add it under OAuth & Permissions, Bot Token Scopes (or take the manifest anew), and install the app again.',
  ],
  uninstalled: 'The app was removed from the workspace.',
  reinstall: 'Its subscriptions are kept: install it again and it goes on.',
  sealed: [
    'The secret that sealed this workspace’s token has changed.',
    'Put the old WHOSAID_SECRET back, or into WHOSAID_OLD_SECRETS, or open /slack/install of this bot again.',
  ] as [string, string],

  // Where alerts may go.
  reach: {
    here: 'this channel',
    onlyHere:
      'In a direct message you can set up alerts for yourself. For a channel ask a workspace admin, or whoever may manage Whosaid there.',
    nowhere: 'Which channel? Choose one, or type channel:#news.',
    unknown: (typed: string) =>
      `I find no channel “${clipped(typed)}” that I can see. If it is private, type /invite @Whosaid there, then try again.`,
    private: `I am not in this private channel. ${INVITE}, then try again.`,
    conversation:
      'I cannot post in this conversation. Use a channel, or write to me directly: choose Whosaid under Apps.',
    archived: (name: string) => `${name} is archived. Unarchive it, or choose another channel.`,
    notJoined: (name: string, why: string) => `I could not join ${name} (${why}). ${INVITE}, then try again.`,
    away: 'Slack does not answer at the moment, so I cannot see that channel. Try again in a minute.',
    weaker: (scope: string) =>
      `Without the permission ${scope} I cannot look up whether an alert arrived when a connection breaks: a manager is asked then.`,
  },

  // Windows.
  shortcut: 'By speaker, words, topic and date',
  umbrella: (slash: string) =>
    `Everything else: the newest stories, topics, subscriptions, settings; ${slash} help lists it`,
  go: 'Go',
  close: 'Close',
  looking: 'Looking…',
  choose: 'Choose',
  ping: 'a user group that each alert pings; none: nobody',
  pingHow: 'Type @ and choose a user group',
  badPing: 'Type @ and choose one user group; everyone at once and single people cannot be pinged.',
  shareButton: 'Share in channel',
  shared: 'Shared in the channel.',
  sharedBy: (name: string) => `Shared by ${name}`,
  notShared: 'It could not be shared. Ask again with the command, then press Share in channel.',
  sure: { title: 'Are you sure?', text: 'This takes effect at once.', yes: 'Yes', no: 'No' },
  fillOne: 'Fill in one of these.',
  unsure: 'Slack did not tell me whether you are an admin here. Please try again in a moment.',
  oldButton: 'That button is too old. Please ask again.',
  fileHere: (name: string) => `${name}:`,
  lost: 'Something broke on the way to Slack. It is logged; please try again.',
  filesSent: 'The file is in your direct messages with me.',
  rest: 'The rest does not fit here.',

  // The operator's log.
  signedIn: (name: string, team: string) => `Signed in to Slack as ${name} in ${team}.`,
  signedInWide: (name: string, organisation: string) =>
    `Signed in to Slack as ${name} in ${organisation}, for every workspace of the organisation: an admin adds the app to those that are to have it.`,
  badToken: (code: string) =>
    `Slack does not accept SLACK_BOT_TOKEN (${code}). Copy the Bot User OAuth Token (xoxb-…) anew from OAuth & Permissions of your app.`,
  badAppToken: (code: string) =>
    `Slack does not accept SLACK_APP_TOKEN (${code}). Make an app-level token (xapp-…) with connections:write under Basic Information of your app.`,
  again: 'I try again by myself.',
  connected: 'Connected to Slack by Socket Mode.',
  noConnection: (why: string) => `Not connected by Socket Mode: ${why} I try again by myself.`,
  listening: (port: number) => `Slack’s requests are taken at port ${port}: /slack/events.`,
  installHere: (port: number) => `Workspaces install the app at port ${port}: /slack/install.`,
  noPort: (port: number, why: string) =>
    `Port ${port} cannot be listened at (${why}). Set PORT to another one.`,
  unanswered: (why: string) => `Something from Slack could not be answered: ${why}`,

  pages: {
    title: 'Whosaid for Slack',
    install: 'Add to Slack',
    intro: 'Alerts on what is new in the news, once a story, and who said what.',
    done: (team: string) => `Whosaid is installed in ${team}. In Slack, open a channel and type /subscribe.`,
    failed: 'That did not work: the link was too old, opened in another browser, or declined. Start again.',
    open: 'Open Whosaid in Slack',
    again: 'Start again',
  },

  check: {
    token: (name: string, team: string) => `Slack: SLACK_BOT_TOKEN belongs to ${name} in ${team}`,
    tokenWide: (name: string, organisation: string) =>
      `Slack: SLACK_BOT_TOKEN belongs to ${name} in the organisation ${organisation}: an admin adds the app to each workspace that is to have it`,
    away: (why: string) => `Slack cannot be asked: ${why}`,
    appToken: 'Slack: SLACK_APP_TOKEN opens a connection (Socket Mode)',
    http: (port: number) => `Slack: requests are taken at port ${port} and checked with SLACK_SIGNING_SECRET`,
    scopes: 'Slack: all permissions are there',
    weaker: {
      'channels:history':
        'whether an alert arrived when a connection breaks cannot be looked up in public channels; a manager is asked instead (/held)',
      'groups:history':
        'whether an alert arrived when a connection breaks cannot be looked up in private channels; a manager is asked instead (/held)',
      'im:history':
        'whether an alert arrived when a connection breaks cannot be looked up in direct messages; a manager is asked instead (/held)',
      'channels:join': 'I cannot join public channels by myself: invite me with /invite @Whosaid',
      'channels:read': 'public channels cannot be looked at before alerts go there',
      'groups:read': 'private channels cannot be looked at before alerts go there',
      'im:read': 'direct messages cannot be looked at before alerts go there',
      'users:read':
        'I cannot see who is an admin: only WHOSAID_OPERATORS and whoever /settings managers: names can change settings',
      'chat:write': 'nothing can be posted',
      'files:write': 'charts and exports cannot be sent as files',
      commands: 'no command works',
    } as Record<string, string>,
    scope: (scope: string, weaker: string) =>
      `Slack: without the permission ${scope} ${weaker}. Take the manifest anew (npm run whosaid -- manifest slack) and install the app again.`,
    place: (name: string) => `Slack: I can post in ${name}`,
    noPlace: (channel: string, why: string, remedy: string) => `Slack: channel ${channel}: ${why} ${remedy}`,
    workspaces: (list: string[]) =>
      list.length === 0
        ? 'Slack: no workspace has installed the app yet: open /slack/install'
        : `Slack: installed in ${names(list, 10)}`,
    workspace: (name: string, why: string) => `Slack: ${name}: ${why}`,
  },
};
