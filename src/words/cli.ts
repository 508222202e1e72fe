/** What the verbs of the command line say that no chat ever hears. */
import { count } from '../shown.ts';

export const cliWords = {
  check: {
    folder: (folder: string) => `the store’s folder ${folder} can be written`,
    database: 'the database of DATABASE_URL can be used',
    works: (paused: number) =>
      paused === 0
        ? 'All of it works.'
        : `All of it works; ${count(paused, 'feed')} ${paused === 1 ? 'is' : 'are'} paused.`,
    toFix: (n: number) => `${count(n, 'thing')} to fix.`,
  },
  noStoreYet: (folder: string) =>
    `There is no store in ${folder} yet. Run the bot first (npm start -- --feeds …), or point WHOSAID_DATA to its folder.`,
  stories: {
    noJson: 'it is not JSON. Give one article a line',
    badField: (field: string) =>
      field === '' ? 'it is no article' : `“${field}” is missing or not as it must be`,
    badLine: (n: number, why: string) => `Line ${n} is passed over: ${why}.`,
  },
  reattributed: (done: number, failed: number, kept: number) => {
    if (kept === 0) return 'The store has no article with its text yet: there is nothing to read again.';
    if (done + failed === 0)
      return `Nothing to do: ${kept === 1 ? 'the one article that is kept was' : `all ${kept} articles that are kept were`} read by the present extractor.`;
    return `${count(done, 'article')} read again${failed === 0 ? '' : `, ${failed} could not be`}.`;
  },
  unreadableFile: (file: string) => `${file} cannot be read. Check the path and its permissions.`,
};
