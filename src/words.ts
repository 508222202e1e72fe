/**
 * Every sentence that the bot says, by what it says. Adapters render what these return, so that tone and wording are
 * changed in one place. How a statement or a date reads is in shown.ts; why a fetch, a file or a setting failed is said
 * where it is found out, as a reason that these sentences carry.
 */
import { clipped, count, names, showDate } from './shown.ts';
import { cliWords } from './words/cli.ts';
import { aboutWords, explainWords } from './words/explaining.ts';
import { feedWords } from './words/feeds.ts';
import { slackWords } from './words/slack.ts';
import { exportWords, storyFileWords, timelineWords } from './words/timeline.ts';

/** Names with commas alone: "North Korea and Russia" may be one of them. */
const listed = (who: string[]): string =>
  who.length > 6 ? `${who.slice(0, 6).join(', ')} and ${who.length - 6} more` : who.join(', ');

type Counted = { total: number; more: boolean; stories: number | null; outlets: number | null };

/** How large an answer is; of one that was not counted to its end, that it is larger, and where it was. */
const counted = ({ total, more, stories, outlets }: Counted, where = false): string => {
  const statements = `${more ? 'more than ' : ''}${count(total, 'statement')}`;
  return !where || stories === null || outlets === null
    ? statements
    : `${statements} in ${count(stories, 'story', 'stories')}, ${count(outlets, 'outlet')}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const words = {
  rollUp: {
    heading: (why: 'away' | 'digest' | 'quiet' | 'burst', stories: number): string => {
      const n = count(stories, 'story', 'stories');
      if (why === 'away') return `While I was away: ${n}`;
      if (why === 'quiet') return `In the quiet hours: ${n}`;
      return why === 'burst' ? `Many at once: ${n} more` : `Since last time: ${n}`;
    },
    more: '/story and words of a title shows who said what in it. What is new comes in this thread.',
    about: (title: string) => `On: ${title}`,
  },
  keeping: {
    noStore: (folder: string) =>
      `There is no store in ${folder}. Point WHOSAID_DATA to the folder of the store that is meant.`,
    exists: (file: string) => `${file} is there already. Give a file that is not, or move it away.`,
    noFile: (file: string) => `${file} does not exist.`,
    notMade: (file: string, why: string) =>
      `${file} could not be made (${why}). Nothing was left there; the store is as it was.`,
    notAStore: (file: string, why: string) => `${file} is no backup of a Whosaid store (${why}).`,
    backedUp: (file: string, rows: number | null) =>
      `The store is in ${file}${rows === null ? '' : ` (${count(rows, 'row')})`}. \`restore ${file}\` brings it back.`,
    notEmpty: (tables: string[]) =>
      `The database holds something already (${listed(tables)}). Give an empty one: nothing is ever overwritten there.`,
    restored: (rows: number | null, replaced: string | null) =>
      `Restored${rows === null ? '' : ` ${count(rows, 'row')}`}.${replaced === null ? '' : ` What was there is in ${replaced}.`} What waited to be posted is looked for before it is posted.`,
    moved: (rows: number) =>
      `All ${count(rows, 'row')} are in the database and the same as here. Set DATABASE_URL to it and start the bot; the old store was left as it is.`,
    differs: (what: string) =>
      `The copy is not the same (${what}). Nothing was kept in the database; the store is as it was.`,
    noAddress: 'Say where to: move-store postgres://user:password@host/name, or set DATABASE_URL.',
  },
  roles: {
    unknown: (role: string, roles: readonly string[]) =>
      `There is no role “${role}”. The roles are ${roles.join(', ')}.`,
    alone: (role: string) =>
      `--role ${role} needs PostgreSQL, as the embedded store is one process’s own. Set DATABASE_URL, or start without --role.`,
    terminal: (role: string) =>
      `--role ${role} needs a platform, and no platform’s token is set. Set DISCORD_TOKEN or Slack’s, or start without --role.`,
  },
  sample: 'SAMPLE',
  whoSaidWhat: 'Who said what',
  also: ' · also in ',
  carriedBy: (wire: string) => ` · text by ${wire}`,
  more: (n: number) => ` and ${n} more`,
  originals: (outlets: number, owners: number, originals: number) =>
    `${count(outlets, 'outlet')}${owners < outlets ? ` of ${count(owners, 'owner')}` : ''}, ${count(originals, 'original')}`,
  allStatements: (n: number) => `All ${n} statements`,
  newIn: (outlet: string, who: string[]) =>
    who.length > 0 ? `New in ${outlet}: ${listed(who)}` : `New in ${outlet}`,
  updatedBy: (outlet: string, who: string[]) =>
    who.length > 0 ? `New in ${outlet}’s later version: ${listed(who)}` : `New in ${outlet}’s later version`,
  changedNumber: (now: string, thing: string, before: string) => `${now} ${thing} (before: ${before})`,
  changedPlace: (now: string, thing: string, before: string) => `${thing} in ${now} (before: ${before})`,
  movedTo: 'This is part of another story now:',
  follows: (title: string) => `Follows: ${title}`,

  emptyLine: 'Type /help for what I can do.',
  unknownCommand: (typed: string, nearest: string | null) =>
    `I do not know “${clipped(typed)}”.${nearest === null ? '' : ` Did you mean /${nearest}?`} Type /help for what I can do.`,
  unknownOption: (option: string, command: string, known: string[]) =>
    `/${command} has no option “${clipped(option)}”. It takes ${
      known.length === 0
        ? 'none'
        : names(
            known.map((k) => `${k}:`),
            12,
          )
    }.`,
  badOption: (option: string, why: string) => `${option}: ${why}`,
  usage: (example: string) => `Type for example: ${example}`,
  broke: (id: string) => `Something broke (id ${id}). It is logged; please try again.`,
  unexpected: (why: string) => `Something unexpected happened (${why}); the bot goes on. Please report it.`,
  roundFailed: (why: string) =>
    /full/i.test(why)
      ? 'The disk is full: nothing can be kept, so nothing is read until there is space again.'
      : `The store cannot be used (${why}); it is tried again until it can.`,

  rephrased: (by: string) =>
    `Summary put in other words by ${by}; every quotation and name in it was checked against the article.`,
  model: {
    refused: (title: string, why: string) => `The model’s summary of “${title}” is not used: ${why}.`,
    failed: (title: string, why: string) => `The summary of “${title}” stays verbatim: ${why}`,
    paused: (minutes: number) =>
      `The model failed three times in a row and is left alone for ${count(minutes, 'minute')}; summaries stay verbatim.`,
  },
  context: {
    button: 'Context',
    ask: 'Which story? Type /context and words of its title, or press Context under an alert.',
    none: 'No paragraph is kept for that: the story has no statement that still stands.',
    header: (title: string) => `In context: ${title}`,
    said: (who: string[]) => (who.length === 0 ? 'Unattributed' : names(who, 4)),
  },
  mute: {
    button: 'Mute this story',
    ask: 'Which story? Type /mute and words of its title, or press Mute this story under its alert.',
    done: (title: string, until: string | null) =>
      `Done: no more updates of “${title}” in this channel${until === null ? '' : ` until ${until}`}.`,
    resume: 'Updates again',
    resumed: (title: string) => `Done: updates of “${title}” come to this channel again.`,
    notMuted: (title: string) => `“${title}” is not muted in this channel.`,
    badUntil: 'until: takes a length of time such as 8h, 7d or 2w, or a date to come such as 2031-06-01.',
  },
  closed: {
    signedOut: (platform: string, why: string, remedy: string) =>
      `${platform}: ${why} ${remedy} Everything that is to be posted waits, and is tried again by itself.`,
    channel: (channel: string, why: string, remedy: string) =>
      `Channel ${channel} is paused: ${why} ${remedy} Its subscriptions are kept.`,
    forManager: 'I can no longer post in ',
    kept: 'Its subscriptions are kept; what comes meanwhile waits, and is posted once this is mended.',
    removed: (platform: string, tenant: string, why: string, remedy: string) =>
      `${platform} ${tenant}: ${why} ${remedy}`,
    keptMore:
      'Its subscriptions are kept. Other channels seem to be affected as well: /subscriptions there says whether they are paused.',
    here: (why: string) => `Paused: ${why}`,
  },

  discord: {
    help: 'What can I ask?',
    choose: 'Choose',
    tooFast: 'Discord asks to wait.',
    badToken: 'Discord does not accept DISCORD_TOKEN.',
    mendToken:
      'Copy the token anew from discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN and start again.',
    failed: (status: number) => `Discord answered ${status}, and it is not known whether it was posted.`,
    broken: (why: string) =>
      `The connection to Discord broke (${why}); it is not known whether it was posted.`,
    away: (why: string) => `Discord cannot be reached (${why}).`,
    gone: 'The message was deleted.',
    locked: 'The thread is closed.',
    deleted: 'The channel is no longer there.',
    mendDeleted: 'Subscribe another one with /subscribe channel:.',
    unseen: 'I cannot see the channel.',
    mendUnseen: 'Give me View Channel there.',
    forbidden: 'I may not post there.',
    mendForbidden: 'Give me View Channel, Send Messages and Read Message History there.',
    removed: 'I was removed from the server.',
    mendRemoved: 'Invite me again; its subscriptions are kept.',
    malformed: (why: string) => `Discord refused the message (${why}).`,
    missing: (channel: string, permissions: string[]) =>
      `I cannot post in ${channel}: I need ${names(permissions)} there. Give ${permissions.length === 1 ? 'it' : 'them'} to me in the channel’s permissions, then try again.`,
    noThreads: (permissions: string[]) =>
      `Updates will come as replies: for threads I also need ${names(permissions)} here.`,
    notYours: (channel: string) =>
      `You can send alerts to ${channel} only if you can see it and manage it (Manage Channels).`,
    noChannel: (typed: string) =>
      `I find no channel “${clipped(typed)}” here that can hold messages. Choose it from the list.`,
    otherServer: 'That channel is on another server.',
    notMember:
      'I am not a member of this server. Invite me first; /subscribe works in a direct message as well.',
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
      place: (channel: string) => `Discord: I can post in ${channel}`,
    },
  },

  slack: slackWords,

  held: {
    undecided: (title: string) =>
      `It cannot be told whether “${title}” arrived; a manager is asked (/held). Nothing else waits for it.`,
    notice: 'I cannot tell whether this arrived in ',
    post: 'Post it again',
    drop: 'It is there',
    header: 'Nobody can tell whether these arrived',
    none: 'Nothing is held: everything that was sent has arrived.',
    which: 'Which one? Type /held and press a button beside it.',
    gone: 'That one is not held any more.',
    posted: 'Done: it is posted again.',
    dropped: 'Done: it is taken for posted. Updates of that story do not come to this channel.',
    manager: 'Only a manager can decide what becomes of a post that was held.',
  },
  pause: {
    button: 'Pause',
    resume: 'Resume',
    done: (label: string) => `Done: no alerts on ${label} until it is resumed.`,
    resumed: (label: string) => `Done: alerts on ${label} come again.`,
    nothing: 'Nothing is paused or muted in this channel.',
    which: 'Paused or muted in this channel:',
    subscription: (label: string) => `${label}: no alerts`,
    story: (title: string, until: string | null) =>
      `“${title}”: no updates${until === null ? '' : ` until ${until}`}`,
    again: (what: string) => `Resume ${clipped(what, 60)}`,
    notPaused: (label: string) => `${label} is not paused.`,
    both: 'One at a time: a story or a subscription.',
  },
  settings: {
    header: 'Settings of all channels here',
    managers: (who: string) => `Who may change what channels get: ${who}`,
    who: {
      admins: 'admins',
      everyone: 'everyone',
      and: (people: number) => `admins and ${count(people, 'person', 'people')}`,
    },
    broadcast: (what: string) => `Updates of a story: ${what}`,
    updates: {
      no: 'in its thread',
      voices: 'in its thread, and in the channel where somebody new speaks',
      all: 'in its thread and in the channel',
    },
    buttons: {
      no: 'Updates in the thread',
      voices: 'New voices in the channel too',
      all: 'All updates in the channel too',
      admins: 'Admins manage',
      everyone: 'Everyone manages',
    },
    done: 'Done.',
    badManagers: 'managers: takes admins, everyone, or people, such as managers:"@anna @ben".',
    manager: 'Only a manager can change the settings.',
  },
  home: {
    subscriptions: 'Subscriptions',
    none: 'No channel is subscribed to anything yet. First step: in a channel, type /subscribe and choose a topic, a person or your own words.',
    hidden: (n: number) => `and ${n} in channels that you cannot see`,
    more: (n: number) => `and ${n} more: /subscriptions in a channel shows its own.`,
    start: 'Subscribe a channel',
    edit: 'Edit',
    remove: 'Unsubscribe',
    feeds: 'Feeds',
    healthy: (listed: number) =>
      listed === 1 ? 'The feed that is watched can be read.' : `All ${count(listed, 'feed')} can be read.`,
    noFeeds: 'No feed is watched yet: the operator of this bot sets WHOSAID_FEEDS.',
    failing: (failing: number, listed: number) =>
      `${failing} of ${count(listed, 'feed')} cannot be read at present:`,
    latest: 'Newest stories',
    can: 'What you can ask',
    ask: 'Who said what',
    paused: 'paused',
    latestNone: 'No story yet. Feeds are read every few minutes.',
  },
  change: {
    form: 'Change a subscription',
    done: (label: string) => `Done: alerts on ${label} come that way from now on.`,
    nothing: 'What is to change? Type for example /subscription north-korea-russia outlets:2.',
  },

  operators: 'Only an operator of this bot can correct what all its channels share.',
  speaker: {
    whom: 'Whom? Type for example /speaker merge speaker:"Jon Smith" into:"John Smith".',
    into: 'Into whom? Type into: and the speaker that stays.',
    newName: 'Under which name? Type name: and the name as it should read.',
    which: 'Which statements move? Type statements: and their ids; /whosaid … ids:yes shows them.',
    several: (typed: string, list: string[]) =>
      `Several speakers are called “${clipped(typed)}”: ${names(list, 8)}. Type the full name.`,
    done: (what: 'merge' | 'split' | 'rename', whom: string, name: string, statements: number) =>
      ({
        merge: `Done: ${whom} is ${name} from now on; ${count(statements, 'statement')} moved.`,
        split: `Done: ${count(statements, 'statement')} of ${whom} ${statements === 1 ? 'is' : 'are'} ${name}’s now.`,
        rename: `Done: ${whom} is called ${name} from now on.`,
      })[what],
  },
  statement: {
    which: 'Which statement? Type statement: and its id; /whosaid … ids:yes shows it.',
    who: 'Whose is it? Type speaker: and the name.',
    done: (what: 'reassign' | 'withdraw' | 'restore', speaker: string) =>
      ({
        reassign: `Done: it is ${speaker}’s, and stays so. What was posted is edited.`,
        withdraw: 'Done: it is withdrawn and no longer shown. What was posted is edited.',
        restore: 'Done: it stands again. What was posted is edited.',
      })[what],
  },
  stories: {
    which: 'Which story? Type for example /stories merge story:"words of its title, or a link" into:"…".',
    into: 'Into which one? Type into: and words of its title, or a link to one of its articles.',
    articles: 'Which articles? Type for example /stories split articles:"https://…", one or more links.',
    unknownArticle: (link: string) =>
      `I have read no article at ${clipped(link, 200)}. /story and a title shows a story’s links.`,
    several: (typed: string, titles: string[]) =>
      `“${clipped(typed)}” can mean ${names(
        titles.map((t) => `“${t}”`),
        5,
      )}. Type more words, or a link to one of its articles.`,
    merged: (articles: number, from: string, into: string) =>
      `Done: ${count(articles, 'article')} of “${from}” moved into “${into}”; what was posted is edited, and later news goes there.`,
    split: (articles: number, from: string) =>
      `Done: ${count(articles, 'article')} moved out of “${from}” into a story of ${articles === 1 ? 'its' : 'their'} own; what was posted is edited.`,
  },
  whosaid: {
    header: (name: string, role: string | null, narrowed: string[], found: Counted) =>
      [name, role, ...narrowed, counted(found, true)].filter((p) => p !== null).join(' · '),
    aboutHeader: (about: string, found: Counted) => `Who said “${clipped(about)}” · ${counted(found)}`,
    topicHeader: (topic: string, found: Counted) => `${topic} · ${counted(found)}`,
    form: 'Who said what',
    which: (typed: string) => `Which ${clipped(typed.replace(/^(the|an?)\s+/i, ''))}?`,
    choice: (name: string, role: string | null, statements: number) =>
      `${name}${role === null ? '' : ` · ${role}`} · ${count(statements, 'statement')}`,
    unknown: (typed: string, nearest: string[]) =>
      nearest.length === 0
        ? `Nobody called “${clipped(typed)}” has said anything that I have read.`
        : `Nobody called “${clipped(typed)}” has said anything that I have read. The nearest names: ${names(nearest, 5)}.`,
    noLetters: (typed: string) =>
      `“${clipped(typed)}” holds no letter and no digit to look for. Type a name, such as /whosaid Campbell, or words that were said, such as /whosaid about:"hard currency".`,
    /** What the question was narrowed by is what could be left out of it. */
    nothing: (narrowed: { words: boolean; since: boolean; topic: boolean; quotes: boolean }) => {
      const ways = [
        narrowed.words ? 'fewer words' : null,
        narrowed.since ? 'a longer time in since:' : null,
        narrowed.topic ? 'leaving out topic:' : null,
        narrowed.quotes ? 'leaving out quotes:' : null,
      ].filter((way) => way !== null);
      return `Nothing that I have read fits that.${ways.length === 0 ? '' : ` Try ${ways.join(', or ')}.`}`;
    },
    ask: 'Whom or what about? Type /whosaid Campbell, or /whosaid about:"hard currency", or /whosaid topic:sanctions since:7d.',
    next: 'Next',
    previous: 'Back',
    onlyQuotes: 'Only quotes',
    page: (page: number, pages: number | null) =>
      pages === null ? `Page ${page}` : `Page ${page} of ${pages}`,
    sinceShown: (since: string) => (/^\d{4}/.test(since) ? `since ${showDate(since)}` : `last ${since}`),
    noPage: (pages: number) => `There ${pages === 1 ? 'is one page' : `are ${pages} pages`}.`,
    more: (n: number) => `and ${n} more: type more of the name.`,
    badSince: 'since: takes a length of time such as 7d, 24h or 2w, or a date such as 2024-06-01.',
    badPage: 'page: takes a number from 1.',
  },
  subscribe: {
    here: 'this channel',
    form: 'Subscribe',
    noChannels: 'There is only one channel here: leave channel: out.',
    done: (label: string, where: string, outlets: number) =>
      `Done: ${where} gets an alert for each new story on ${label}${
        outlets > 1 ? ` once ${outlets} independent outlets report it` : ''
      }.`,
    already: (label: string, where: string) => `${capital(where)} is already subscribed to ${label}.`,
    changed: (label: string, where: string) =>
      `Done: the alerts on ${label} come to ${where} that way from now on.`,
    badAt: 'takes a time of day such as 07:30',
    badZone: 'takes a time zone such as Europe/Berlin',
    badQuiet: 'takes two times such as 22:00-07:00, or none',
    badPing: 'takes one role; everyone at once cannot be pinged',
    badOutlets: 'outlets: takes a number from 1 to 9.',
    noEffect: (options: readonly string[], platform: 'slack' | 'discord' | 'console') =>
      `${names(options.map((o) => `${o}:`))} ${options.length === 1 ? 'does' : 'do'} nothing ${
        { slack: 'on Slack', discord: 'on Discord', console: 'in the terminal' }[platform]
      }: ${options.length === 1 ? 'it is' : 'they are'} kept, and every alert comes as usual.`,
    latest: 'The newest stories on it so far:',
    ask: 'To what? Type /subscribe north-korea-russia for a topic, /subscribe speaker:Campbell for a person, or /subscribe query:"missile AND Kyiv".',
    one: 'One at a time: a topic, a speaker or a query.',
    unknownTopic: (typed: string, known: string[]) =>
      `There is no topic “${clipped(typed)}”. The topics are ${names(known, 20)}.`,
    badQuery: (why: string) =>
      `That query cannot be read: ${why} Type for example /subscribe query:"missile AND (Kyiv OR Kharkiv)".`,
    unknownSpeaker: (typed: string, nearest: string[]) =>
      `Nobody called “${clipped(typed)}” has said anything that I have read.${nearest.length === 0 ? '' : ` The nearest names: ${names(nearest, 5)}.`} To hear of them all the same, type /subscribe query:"${clipped(typed)}".`,
    which: (typed: string, list: string[]) =>
      list.length === 1
        ? `Several people are called “${clipped(typed)}”. Type more of the name.`
        : `Which ${clipped(typed)}? Type for example /subscribe speaker:"${list[0]}". There are ${names(list, 8)}.`,
    manager: 'Only a manager of this channel can change what it is subscribed to.',
  },
  unsubscribe: {
    done: (label: string) => `Done: this channel no longer gets alerts on ${label}.`,
    none: 'This channel is subscribed to nothing. /topics shows what there is.',
    unknown: (typed: string, have: string[]) =>
      `This channel is not subscribed to “${clipped(typed)}”. It is subscribed to ${names(have, 20)}.`,
    ask: (have: string[]) => `From what? This channel is subscribed to ${names(have, 20)}.`,
  },
  subscriptions: {
    header: 'This channel is subscribed to',
    none: 'This channel is subscribed to nothing yet. Type /subscribe and a topic; /topics shows them.',
    kind: { topic: 'topic', speaker: 'speaker', query: 'query' },
    silent: 'without notifications',
    ping: 'pings a role',
    crosspost: 'published to followers',
    outlets: (n: number) => `from ${n} independent outlets on`,
    rhythm: (delivery: string, at: string | null, zone: string | null) =>
      delivery === 'hourly' ? 'hourly' : `${delivery} at ${at ?? '09:00'} ${zone ?? 'UTC'}`,
    quiet: (hours: string, zone: string | null) => `quiet ${hours} ${zone ?? 'UTC'}`,
    paused: 'paused',
  },
  latest: {
    header: (topic: string | null) =>
      topic === null ? 'The newest stories' : `The newest stories on ${topic}`,
    none: 'No story yet. Feeds are read every few minutes.',
    noneOn: (topic: string) => `No story on ${topic} yet. /latest shows the newest on any topic.`,
    badCount: 'count: takes a number from 1 to 20.',
  },
  story: {
    form: 'Which story?',
    ask: 'Which story? Type words of its title (/story Putin treaty), or a link to one of its articles.',
    unknown: (typed: string) =>
      /^https?:/i.test(typed)
        ? `I have read no article at ${clipped(typed, 200)}. /explain and the link tells why.`
        : `I know no story “${clipped(typed)}”: no title has all these words. /latest lists the newest ones.`,
    unheard: (typed: string) =>
      `I know no story “${clipped(typed)}”: no title has all these words, and nobody said them. /latest lists the newest ones.`,
    vague: (typed: string) =>
      `“${clipped(typed)}” stands everywhere. Type words that tell one story from another, such as names in its title.`,
    which: 'Which one?',
    whichHeard: 'No title has these words; they were said in several stories. Which one?',
    others: (n: number) =>
      `These words were also said in ${n === 1 ? 'another story' : `${n} other stories`}:`,
  },
  topic: {
    name: 'Which topic? Type its name, for example /topic add topic:"Ferry strikes" query:"ferry AND strike".',
    noName:
      'A topic’s name needs a letter or a digit, for example /topic add topic:"Ferry strikes" query:"ferry AND strike".',
    noQuery: 'What to look for? Type query: and words, for example query:"ferry AND (strike OR walkout)".',
    nothing: 'What changes? Type query:, name: or description: with the new one.',
    exists: (id: string) => `There is a topic ${id} already. /topic edit topic:${id} changes it.`,
    gone: 'This topic is gone meanwhile. /topics lists those there are.',
    badQuery: (why: string) => `Nothing is saved: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
    badDays: 'days: takes a number from 1 to 30.',
    manager: 'Only a manager of this channel can change topics.',
    added: (name: string, id: string, stories: number) =>
      `Done: ${name} is a topic here. ${count(stories, 'story', 'stories')} read so far ${stories === 1 ? 'is' : 'are'} on it. /subscribe ${id} alerts this channel of new ones.`,
    edited: (name: string, stories: number) =>
      `Done: ${name} is changed. ${count(stories, 'story', 'stories')} read so far ${stories === 1 ? 'is' : 'are'} on it; none of them is alerted again.`,
    /** A shipped topic is brought back by its id, one of their own by its query. */
    removed: (name: string, ended: number, undo: { id: string } | { query: string }) =>
      `Done: ${name} is removed here.${
        ended === 0 ? '' : ` ${count(ended, 'subscription')} to it ended; subscribe anew where it is wanted.`
      } To undo: /topic add ${
        'id' in undo ? `topic:${undo.id}` : `topic:"${name}" query:"${undo.query.replaceAll('"', '\\"')}"`
      }`,
    trial: (query: string, matched: number, looked: number, days: number) =>
      `${clipped(query, 200)} would match ${matched} of ${count(looked, 'story', 'stories')} read in the last ${count(days, 'day')}; nothing is saved`,
    noneLooked: (days: number) =>
      `No story was read in the last ${count(days, 'day')}, so there is nothing to try it on. days:30 looks further back.`,
    moreMatched: (n: number) => `and ${n} more`,
  },
  timeline: timelineWords,
  storyFile: storyFileWords,
  export: exportWords,
  explain: explainWords,
  about: aboutWords,
  topics: {
    header: 'Topics',
    query: 'Looks for: ',
    aliases: 'These words stand for all their spellings:',
    spellings: (word: string, list: string[]) => `${word}: ${names(list, 12)}`,
    changed: (where: string, id: string, what: 'own' | 'changed' | 'removed', by: string, on: string) =>
      ({
        own: `topic ${id} was added in chat (${where}, by ${by}, ${on})`,
        changed: `topic ${id} was changed in chat (${where}, by ${by}, ${on}); there the file’s does not apply`,
        removed: `topic ${id} was removed in chat (${where}, by ${by}, ${on}); /topic add topic:${id} brings it back`,
      })[what],
    none: 'No topic is configured. Write some in the topics file (WHOSAID_TOPICS).',
    line: (stories: number, here: boolean, own = false) =>
      `${count(stories, 'story', 'stories')}${own ? ' · of this workspace' : ''}${here ? ' · subscribed here' : ''}`,
  },
  help: {
    header: 'What you can ask me',
    examples: 'For example:',
    of: (name: string) => `/${name}`,
    more: '/help and a command, such as /help whosaid, shows its options.',
  },
  terminal: {
    sampleIntro:
      'This is a sample wire: outlets and most people in it are invented.\nFor real news type: npm start -- --feeds https://example.org/feed.xml (README.md says more).',
    askSample: (folder: string) =>
      `There is no store in ${folder} yet: this is answered from the sample, in which outlets and most people are invented.`,
    liveIntro: (feeds: number, topics: string[]) =>
      `Watching ${count(feeds, 'feed')} for ${names(topics)}. Type /help for what you can ask, Ctrl+D to stop.`,
    sampleEnd: 'That was the whole sample. Ask who said what: /whosaid Campbell, or /help. Ctrl+D ends.',
    inputClosed: 'The input is closed: watching on until stopped (SIGTERM or Ctrl+C).',
    stopping: 'Stopping: what is in flight is finished first.',
    moreButtons: 'Type',
    /** Before a file's text: nobody should look for it on a disk. */
    file: (name: string) => `${name}, not saved anywhere; this is its text:`,
    noJournal: (file: string, why: string) =>
      `${file}, in which I note what has been shown, cannot be used (${why}). Make it writable, or move it away.`,
    watching: (feeds: number, topics: string[], platforms: string[]) =>
      `Watching ${count(feeds, 'feed')} for ${names(topics)}, on ${names(platforms)}.`,
  },
  cli: cliWords,
  feed: feedWords,
  feeds: {
    unreachable: (n: number, polled: number, why: string) =>
      `${n} of ${count(polled, 'feed')} cannot be reached. Is the network up? The first: ${why} All are tried again by themselves; npm run check lists them.`,
    failing: (name: string, why: string) => `Feed ${name}: ${why}`,
    backlog: (name: string, items: number) =>
      `Feed ${name} is new here: the ${count(items, 'item')} it already lists ${items === 1 ? 'is' : 'are'} kept and answered from, but not alerted.`,
    back: (name: string) => `Feed ${name} works again.`,
    empty: (folder: string) => `${folder} holds no .html and no .txt file.`,
    left: (n: number) => `${count(n, 'article')} could not be read yet; run the bot again later to retry.`,
    unfiled: (title: string, why: string) => `“${title}” could not be filed and is tried again: ${why}`,
    unread: (title: string, why: string) => `Could not read “${title}”: ${why}`,
  },
};
