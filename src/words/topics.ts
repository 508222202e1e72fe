/** What the bot says of topics, listed and changed. */
import { count, names } from '../shown.ts';
import { clipped } from '../typed.ts';

export const topicWords = {
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
};

export const topicsWords = {
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
};
