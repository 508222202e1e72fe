/** What the bot says on Discord alone, and of Discord in the log. */
import { count, names } from '../shown.ts';
import { clipped } from '../typed.ts';

export const discordWords = {
  help: 'What can I ask?',
  choose: 'Choose',
  tooFast: 'Discord asks to wait.',
  mostThreads:
    'The server has as many open threads as Discord allows. Archive or delete some; I try again every ten minutes.',
  badToken: 'Discord does not accept DISCORD_TOKEN.',
  mendToken:
    'Copy the token anew from discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN and start again.',
  failed: (status: number) => `Discord answered ${status}, and it is not known whether it was posted.`,
  broken: (why: string) => `The connection to Discord broke (${why}); it is not known whether it was posted.`,
  away: (why: string) => `Discord cannot be reached (${why}).`,
  gone: 'The message was deleted.',
  locked: 'The thread is closed.',
  deleted: 'The channel is no longer there.',
  mendDeleted: 'Subscribe another one with /subscribe channel:.',
  unseen: 'I cannot see the channel.',
  mendUnseen: 'Give me View Channel there.',
  forbidden: 'I may not post there.',
  mendForbidden:
    'Give me View Channel, Send Messages, Read Message History and, in threads and forums, Send Messages in Threads there.',
  untagged: 'The forum wants a tag on each post and has none that I may set.',
  mendUntagged: (name: string | null) =>
    `Make a tag there that anybody may set${name === null ? '' : `, such as “${name}”`}, or switch off “Require people to select tags when posting”.`,
  removed: 'I was removed from the server.',
  mendRemoved: 'Invite me again; its subscriptions are kept.',
  malformed: (why: string) => `Discord refused the message (${why}).`,
  missing: (channel: string, permissions: string[]) =>
    `I cannot post in ${channel}: I need ${names(permissions)} there. Give ${permissions.length === 1 ? 'it' : 'them'} to me in the channel’s permissions, then try again.`,
  noThreads: (permissions: string[]) =>
    `Updates will come as replies: for threads I also need ${names(permissions)} here.`,
  noFollowers: (channel: string) =>
    `Nothing will be published to followers: ${channel} is no announcement channel, so make it one in its settings or choose another.`,
  notMentionable:
    'The role will be named but not pinged: switch on “Allow anyone to @mention this role” in its settings, or give me Mention Everyone.',
  noSuchRole: 'Nobody will be pinged: this server has no such role, so choose one from the list of ping:.',
  noRolesHere: 'Nobody will be pinged: a direct message has no roles, so subscribe in a server’s channel.',
  notYours: (channel: string) =>
    `You can send alerts to ${channel} only if you can see it and manage it (Manage Channels).`,
  noChannel: (typed: string) =>
    `I find no channel “${clipped(typed)}” here that can hold messages. Choose it from the list.`,
  otherServer: 'That channel is on another server.',
  closedGateway: (code: number) =>
    ({
      4004: 'Discord does not accept DISCORD_TOKEN (it closed the connection with 4004).',
      4010: 'DISCORD_SHARDS names a shard that Discord does not know (4010).',
      4011: 'The bot is in too many servers for these shards (4011): leave DISCORD_SHARDS out, or give more.',
    })[code] ?? `Discord closed the connection for good (${code}).`,
  tryAgain: 'It is tried again by itself, ever more rarely.',
  noLogin: (why: string) => `Signing in to Discord failed: ${why.endsWith('.') ? why : `${why}.`}`,
  signedIn: (name: string, shards: number) => `Signed in to Discord as ${name}, ${count(shards, 'shard')}.`,
  registered: (n: number) => `Registered ${count(n, 'command')} with Discord.`,
  notRegistered: (why: string) =>
    `The commands could not be registered with Discord (${why}); tried again by itself.`,
  oldButton: 'This button is too old for me. Please ask again.',
  decideThere: 'Type /held in the server to post it again or to drop it.',
  unfilled: 'Something broke on the way to Discord. It is logged; please try again.',
  unanswered: (why: string) => `A Discord interaction could not be answered: ${why}`,
  lost: 'The connection does not come back.',
  later: 'Please try again in a moment.',
  refusedTwice: 'Discord refused the message twice.',
  wordsAlone: 'Discord refused a message; its words alone are sent.',
  unpublished: (why: string) => `An alert could not be published to followers: ${why}`,
  late: 'An answer came too late for Discord.',
  check: {
    token: (name: string, servers: number) =>
      `Discord: DISCORD_TOKEN belongs to ${name}, in ${count(servers, 'server')}`,
    badToken:
      'Discord: DISCORD_TOKEN is not accepted. Copy it anew from discord.com/developers/applications (Bot, Reset Token).',
    away: (why: string) => `Discord cannot be asked: ${why}`,
    invite: (link: string, scopes: string[], permissions: bigint) =>
      `Discord: invite it with scopes ${names(scopes)} and permissions ${permissions}: ${link}`,
    removed: (server: string, channels: number, link: string) =>
      `Discord: I was removed from server ${server}, where ${count(channels, 'channel')} ${channels === 1 ? 'is' : 'are'} subscribed. Invite me again: ${link}`,
    place: (channel: string) => `Discord: I can post in ${channel}`,
  },
};
