/** The verbs of the command line and what each does: for `--help`, and for the README's table. */

/** `usage`: how it is typed; `says`: one line for both. */
type Verb = { usage: string; says: string };

const whosaid = (rest: string): string => `npm run whosaid -- ${rest}`;

export const verbs = {
  start: {
    usage: 'npm start',
    says: 'runs the bot: the platforms whose tokens are set, with none the terminal; `--feeds` watches other feeds, `--once` polls once, delivers and ends',
  },
  extract: {
    usage: whosaid('extract FILE…'),
    says: 'articles (`.html`, `.txt`, addresses, `-`) as JSON lines: text, metadata, who said what',
  },
  parse: { usage: whosaid('parse FILE…'), says: 'feeds as JSON lines' },
  attribute: {
    usage: whosaid('attribute'),
    says: 'JSON lines `{"doc_id","text"}` in, with attributions out',
  },
  stories: {
    usage: whosaid('stories'),
    says: 'JSON lines of articles in, also those that `extract` prints; the stories they make out',
  },
  ask: {
    usage: whosaid('ask "/whosaid Campbell"'),
    says: 'one command against the store, also while the bot runs, and against the sample where there is no store yet; `--json`',
  },
  check: {
    usage: 'npm run check',
    says: 'configuration, store, platforms and every feed: what works, what to fix; `--feeds`',
  },
  feeds: {
    usage: whosaid('feeds [list|export|add|remove|pause|resume|move|import] …'),
    says: 'the feeds that are watched, as JSON lines or as OPML, and changed as `/feed` does; a running bot takes it up at its next poll',
  },
  manifest: {
    usage: whosaid('manifest slack'),
    says: 'the Slack app’s manifest, made from the commands; `--url https://…` for HTTP and several workspaces',
  },
  backup: {
    usage: whosaid('backup FILE'),
    says: 'a consistent copy of the store in one file, also while the bot runs',
  },
  restore: { usage: whosaid('restore FILE'), says: 'the store from a backup; the bot must be stopped' },
  'move-store': {
    usage: whosaid('move-store postgres://…'),
    says: 'the embedded store into an empty PostgreSQL, compared row by row; the bot must be stopped',
  },
  reattribute: {
    usage: whosaid('reattribute'),
    says: 'who said what again in every kept article, after an update of the bot; corrections stay',
  },
} satisfies Record<string, Verb>;
