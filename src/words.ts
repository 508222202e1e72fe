/**
 * Every sentence that the bot says, by what it says. Adapters render what these return, so that tone and wording are
 * changed in one place. How a statement or a date reads is in shown.ts; why a fetch, a file or a setting failed is said
 * where it is found out, as a reason that these sentences carry.
 */
import { count, names, showDate } from './shown.ts';
import { clipped } from './typed.ts';
import { cliWords } from './words/cli.ts';
import { speakerWords, statementWords, storiesWords } from './words/correcting.ts';
import { discordWords } from './words/discord.ts';
import { aboutWords, explainWords } from './words/explaining.ts';
import { feedWords } from './words/feeds.ts';
import {
  changeWords,
  muteWords,
  pauseWords,
  subscribeWords,
  subscriptionsWords,
  unsubscribeWords,
} from './words/following.ts';
import { slackWords } from './words/slack.ts';
import { exportWords, storyFileWords, timelineWords } from './words/timeline.ts';
import { topicsWords, topicWords } from './words/topics.ts';

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
  mute: muteWords,
  closed: {
    signedOut: (platform: string, why: string, remedy: string) =>
      `${platform}: ${why} ${remedy} Everything that is to be posted waits, and is tried again by itself.`,
    channel: (channel: string, why: string, remedy: string) =>
      `Channel ${channel} is paused: ${why} ${remedy} Its subscriptions are kept.`,
    forManager: 'I can no longer post in ',
    kept: 'Its subscriptions are kept; what comes meanwhile waits, and is posted once this is mended.',
    removed: (platform: string, tenant: string, why: string, remedy: string) =>
      `${platform} ${tenant}: ${why} ${remedy}`,
    back: (platform: string, tenant: string, subscriptions: number) =>
      `${platform} ${tenant}: I was let in again; ${count(subscriptions, 'subscription')} ${subscriptions === 1 ? 'goes' : 'go'} on.`,
    backAgain: (subscriptions: number) =>
      subscriptions === 1
        ? 'I am back, and the subscription from before goes on: what came meanwhile is posted now. /subscriptions shows it.'
        : `I am back, and the ${subscriptions} subscriptions from before go on: what came meanwhile is posted now. /subscriptions in a channel shows its own.`,
    keptMore:
      'Its subscriptions are kept. Other channels seem to be affected as well: /subscriptions there says whether they are paused.',
    here: (why: string) => `Paused: ${why}`,
  },

  discord: discordWords,

  slack: slackWords,

  held: {
    undecided: (title: string) =>
      `It cannot be told whether “${title}” arrived; a manager is asked (/held). Nothing else waits for it.`,
    notice: 'I cannot tell whether this arrived in ',
    more: (n: number) =>
      `${n === 0 ? 'I ask about no other for an hour' : `I cannot tell it of ${n} more either, and do not ask about each`}: type /held to see all of them.`,
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
  pause: pauseWords,
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
    onDiscord:
      'On Discord there is nothing to set here: who has Manage Server manages me, and Server Settings › Integrations gives a command to others. Each subscription has its own settings: /subscription.',
  },
  home: {
    subscriptions: 'Subscriptions',
    none: 'No channel is subscribed to anything yet. First step: in a channel, type /subscribe and choose a topic, a person or your own words.',
    hidden: (n: number) => `and ${n} in channels that you cannot see`,
    more: 'More subscriptions',
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
  change: changeWords,

  operators: 'Only an operator of this bot can correct what all its channels share.',
  speaker: speakerWords,
  statement: statementWords,
  stories: storiesWords,
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
  subscribe: subscribeWords,
  unsubscribe: unsubscribeWords,
  subscriptions: subscriptionsWords,
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
  topic: topicWords,
  timeline: timelineWords,
  storyFile: storyFileWords,
  export: exportWords,
  explain: explainWords,
  about: aboutWords,
  topics: topicsWords,
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
