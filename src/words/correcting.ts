/** What the bot says to those who correct speakers, statements and stories. */
import { count, names } from '../shown.ts';
import { clipped } from '../typed.ts';

export const speakerWords = {
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
};

export const statementWords = {
  which: 'Which statement? Type statement: and its id; /whosaid … ids:yes shows it.',
  who: 'Whose is it? Type speaker: and the name.',
  done: (what: 'reassign' | 'withdraw' | 'restore', speaker: string) =>
    ({
      reassign: `Done: it is ${speaker}’s, and stays so. What was posted is edited.`,
      withdraw: 'Done: it is withdrawn and no longer shown. What was posted is edited.',
      restore: 'Done: it stands again. What was posted is edited.',
    })[what],
};

export const storiesWords = {
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
};
