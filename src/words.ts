/**
 * Every sentence that the bot says, by what it says. Adapters render what these return, so that tone and wording are
 * changed in one place. How a statement or a date reads is in shown.ts; why a fetch, a file or a setting failed is said
 * where it is found out, as a reason that these sentences carry.
 */
import { count, names, showDate } from './shown.ts';
import { feedWords } from './words/feeds.ts';

/** Names with commas alone: "North Korea and Russia" may be one of them. */
const listed = (who: string[]): string =>
  who.length > 6 ? `${who.slice(0, 6).join(', ')} and ${who.length - 6} more` : who.join(', ');

export const words = {
  sample: 'SAMPLE',
  whoSaidWhat: 'Who said what',
  also: ' · also in ',
  carriedBy: (wire: string) => ` · text by ${wire}`,
  originals: (outlets: number, originals: number) =>
    `${count(outlets, 'outlet')}, ${count(originals, 'original')}`,
  allStatements: (n: number) => `All ${n} statements`,
  newIn: (outlet: string, who: string[]) =>
    who.length > 0 ? `New in ${outlet}: ${listed(who)}` : `New in ${outlet}`,
  updatedBy: (outlet: string, who: string[]) =>
    who.length > 0 ? `New in ${outlet}’s later version: ${listed(who)}` : `New in ${outlet}’s later version`,
  follows: (title: string) => `Follows: ${title}`,

  emptyLine: 'Type /help for what I can do.',
  unknownCommand: (typed: string, nearest: string | null) =>
    `I do not know “${typed}”.${nearest === null ? '' : ` Did you mean /${nearest}?`} Type /help for what I can do.`,
  unknownOption: (option: string, command: string, known: string[]) =>
    `/${command} has no option “${option}”. It takes ${
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

  operators: 'Only an operator of this bot can correct what all its channels share.',
  speaker: {
    whom: 'Whom? Type for example /speaker merge speaker:"Jon Smith" into:"John Smith".',
    into: 'Into whom? Type into: and the speaker that stays.',
    newName: 'Under which name? Type name: and the name as it should read.',
    which: 'Which statements move? Type statements: and their ids; /whosaid … ids:yes shows them.',
    several: (typed: string, list: string[]) =>
      `Several speakers are called “${typed}”: ${names(list, 8)}. Type the full name.`,
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
  whosaid: {
    header: (
      name: string,
      role: string | null,
      narrowed: string[],
      statements: number,
      stories: number,
      outlets: number,
    ) =>
      [
        name,
        role,
        ...narrowed,
        `${count(statements, 'statement')} in ${count(stories, 'story', 'stories')}, ${count(outlets, 'outlet')}`,
      ]
        .filter((p) => p !== null)
        .join(' · '),
    aboutHeader: (about: string, statements: number) =>
      `Who said “${about}” · ${count(statements, 'statement')}`,
    topicHeader: (topic: string, statements: number) => `${topic} · ${count(statements, 'statement')}`,
    which: (typed: string) => `Which ${typed}?`,
    choice: (name: string, role: string | null, statements: number) =>
      `${name}${role === null ? '' : ` · ${role}`} · ${count(statements, 'statement')}`,
    unknown: (typed: string, nearest: string[]) =>
      nearest.length === 0
        ? `Nobody called “${typed}” has said anything that I have read.`
        : `Nobody called “${typed}” has said anything that I have read. The nearest names: ${names(nearest, 5)}.`,
    nothing: 'Nothing that I have read fits that. Try fewer words, or a longer time (since:30d).',
    ask: 'Whom or what about? Type /whosaid Campbell, or /whosaid about:"hard currency", or /whosaid topic:sanctions since:7d.',
    next: 'Next',
    previous: 'Back',
    onlyQuotes: 'Only quotes',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    sinceShown: (since: string) => (/^\d{4}/.test(since) ? `since ${showDate(since)}` : `last ${since}`),
    noPage: (pages: number) => `There ${pages === 1 ? 'is one page' : `are ${pages} pages`}.`,
    more: (n: number) => `and ${n} more: type more of the name.`,
    badSince: 'since: takes a length of time such as 7d, 24h or 2w, or a date such as 2024-06-01.',
    badPage: 'page: takes a number from 1.',
  },
  subscribe: {
    done: (label: string) => `Done: this channel gets an alert for each new story on ${label}.`,
    already: (label: string) => `This channel is already subscribed to ${label}.`,
    latest: 'The newest stories on it so far:',
    ask: 'To what? Type /subscribe north-korea-russia for a topic, /subscribe speaker:Campbell for a person, or /subscribe query:"missile AND Kyiv".',
    one: 'One at a time: a topic, a speaker or a query.',
    unknownTopic: (typed: string, known: string[]) =>
      `There is no topic “${typed}”. The topics are ${names(known, 20)}.`,
    badQuery: (why: string) =>
      `That query cannot be read: ${why} Type for example /subscribe query:"missile AND (Kyiv OR Kharkiv)".`,
    unknownSpeaker: (typed: string, nearest: string[]) =>
      `Nobody called “${typed}” has said anything that I have read.${nearest.length === 0 ? '' : ` The nearest names: ${names(nearest, 5)}.`} To hear of them all the same, type /subscribe query:"${typed}".`,
    which: (typed: string, list: string[]) =>
      list.length === 1
        ? `Several people are called “${typed}”. Type more of the name.`
        : `Which ${typed}? Type for example /subscribe speaker:"${list[0]}". There are ${names(list, 8)}.`,
    manager: 'Only a manager of this channel can change what it is subscribed to.',
  },
  unsubscribe: {
    done: (label: string) => `Done: this channel no longer gets alerts on ${label}.`,
    none: 'This channel is subscribed to nothing. /topics shows what there is.',
    unknown: (typed: string, have: string[]) =>
      `This channel is not subscribed to “${typed}”. It is subscribed to ${names(have, 20)}.`,
    ask: (have: string[]) => `From what? This channel is subscribed to ${names(have, 20)}.`,
  },
  subscriptions: {
    header: 'This channel is subscribed to',
    none: 'This channel is subscribed to nothing yet. Type /subscribe and a topic; /topics shows them.',
    kind: { topic: 'topic', speaker: 'speaker', query: 'query' },
  },
  latest: {
    header: (topic: string | null) =>
      topic === null ? 'The newest stories' : `The newest stories on ${topic}`,
    none: 'No story yet. Feeds are read every few minutes.',
    noneOn: (topic: string) => `No story on ${topic} yet. /latest shows the newest on any topic.`,
    badCount: 'count: takes a number from 1 to 20.',
  },
  story: {
    ask: 'Which story? Type words of its title (/story Stimson), or a link to one of its articles.',
    unknown: (typed: string) => `I know no story “${typed}”. /latest lists the newest ones.`,
    which: 'Which one?',
  },
  topics: {
    header: 'Topics',
    none: 'No topic is configured. Write some in the topics file (WHOSAID_TOPICS).',
    line: (stories: number, here: boolean) =>
      `${count(stories, 'story', 'stories')}${here ? ' · subscribed here' : ''}`,
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
    liveIntro: (feeds: number, topics: string[]) =>
      `Watching ${count(feeds, 'feed')} for ${names(topics)}. Type /help for what you can ask, Ctrl+D to stop.`,
    sampleEnd: 'That was the whole sample. Ask who said what: /whosaid Campbell, or /help. Ctrl+D ends.',
    inputClosed: 'The input is closed: watching on until stopped (SIGTERM or Ctrl+C).',
    stopping: 'Stopping: what is in flight is finished first.',
    moreButtons: 'Type',
    noJournal: (file: string, why: string) =>
      `${file}, in which I note what has been shown, cannot be used (${why}). Make it writable, or move it away.`,
    notYet: (name: string) =>
      `${name} is set, but this version answers in the terminal only; Discord and Slack are coming.`,
  },
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
