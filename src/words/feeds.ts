/** What the bot says about feeds. */
import type { FeedCard, FeedLedger } from '../cards.ts';
import { count, names } from '../shown.ts';

const MINUTE = 60_000;

/** "just now", "5 min ago", "3 h ago", "12 days ago". */
export function ago(ms: number): string {
  if (ms < MINUTE) return 'just now';
  if (ms < 60 * MINUTE) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < 48 * 60 * MINUTE) return `${Math.floor(ms / (60 * MINUTE))} h ago`;
  return `${Math.floor(ms / (24 * 60 * MINUTE))} days ago`;
}

/** "20 Nov, 14:05 UTC". */
const instant = (at: number): string => {
  const [, day, month, , time] = new Date(at).toUTCString().split(' ');
  return `${Number(day)} ${month}, ${time?.slice(0, 5)} UTC`;
};

const LISTS = 'Write its feeds as in src/defaults/feeds.yaml, or export them from a feed reader as OPML.';

const all = (reasons: { count: number }[]): number => reasons.reduce((n, r) => n + r.count, 0);

const STATES: Record<FeedCard['state'], string> = {
  works: 'works',
  new: 'not read yet',
  failing: 'fails',
  gone: 'is gone',
  silent: 'is silent',
  unread: 'answers, but nothing it listed could be read',
  paused: 'paused',
};

export const feedWords = {
  operators:
    'Only an operator of this bot can change which feeds it reads; they are shared by all its channels.',

  noWeb: 'The web cannot be reached from here.',

  // Told to those who can mend it.
  broken: (name: string, since: number, why: string, fix: string) =>
    `Feed ${name} has not worked since ${instant(since)}: ${why} ${fix} It is tried again by itself, and you are told when it works.`,
  gone: (name: string, why: string, fix: string) => `Feed ${name} is gone for good: ${why} ${fix}`,
  back: (name: string) => `Feed ${name} works again.`,
  speaks: (name: string) => `Feed ${name} brings news again.`,
  silent: (name: string, since: number, aDay: number, id: string) =>
    `Feed ${name} answers but has brought nothing new since ${instant(since)}; usually it brings ${Math.max(1, Math.round(aDay))} a day. Look at the site: it may have moved its feed (/feed move ${id} url:…).`,
  fix: (trouble: string | null, id: string): string =>
    ({
      gone: `Find the new address on the site and type /feed move ${id} url:…, or /feed remove ${id}.`,
      missing: `Find the new address on the site and type /feed move ${id} url:…, or /feed remove ${id}.`,
      refused: `Open it in a browser: if it shows there, the site turns machines away, and WHOSAID_CONTACT or another feed of it may help (/feed move ${id} url:…).`,
      unreadable: `What is there is no feed now. Look on the site for its new address and type /feed move ${id} url:….`,
      unread: `Open one of its articles in a browser: if it shows there, the site turns machines away, and another feed of it may help (/feed move ${id} url:…).`,
      passing: 'Mostly this passes; if it does not, see whether the site itself can be reached.',
    })[trouble ?? 'passing'] ?? '',

  // Of a file that lists feeds.
  file: {
    empty: (name: string) => `${name} is empty. ${LISTS}`,
    none: (name: string) => `${name} lists no feed. ${LISTS}`,
    isFeed: (name: string) =>
      `${name} is a feed, not a list of feeds. Give its address (https://…), or an OPML or YAML list.`,
    cutOff: (name: string, read: number) =>
      `${name} is cut off: it lists ${count(read, 'feed')} and then breaks off before </opml>. Export it again.`,
    kept: (n: number) =>
      `Until that is mended ${count(n, 'feed')} ${n === 1 ? 'is' : 'are'} watched as before.`,
  },
  list: {
    header: (all: number, works: number, paused: number) =>
      all === works
        ? `${count(all, 'feed')}, all working`
        : `${count(all, 'feed')}, ${works} working${paused === 0 ? '' : `, ${paused} paused`}`,
    none: 'No feed is watched yet. An operator adds one with /feed add and its address; the address of the site will do.',
    state: (state: FeedCard['state']) => STATES[state],
    lastOk: (ms: number) => `read ${ago(ms)}`,
    never: 'never read yet',
    lastNew: (ms: number) => `last item ${ago(ms)}`,
    week: '7 days: ',
    ledger: (l: FeedLedger): string => {
      const parts: [number, string][] = [
        [l.fresh, 'new'],
        [l.copies, l.copies === 1 ? 'copy' : 'copies'],
        [l.offTopic, 'off topic'],
        [l.again, 'known before'],
        [all(l.passed), 'in another language'],
        [l.waiting, 'waiting'],
        [all(l.trying), 'not readable yet'],
        [all(l.failed), 'failed'],
      ];
      const told = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
      const cut = l.excerpts === 0 ? '' : `; ${l.excerpts} only as an excerpt`;
      return told.length === 0 ? 'nothing listed' : `${l.seen} listed: ${told.join(', ')}${cut}`;
    },
    reason: (why: string, n: number) => `${n} × ${why}`,
    since: (at: number) => `since ${instant(at)}`,
    moved: (url: string, at: number, by: string) =>
      `${by === 'file' ? 'at' : by === 'redirect' ? 'redirected to' : 'moved to'} ${url} (${instant(at)})`,
    unknown: (typed: string, near: string[]) =>
      `I watch no feed “${typed.slice(0, 80)}”.${near.length === 0 ? ' /feeds lists them.' : ` Did you mean ${names(near, 5)}?`}`,
    several: (typed: string, list: string[]) =>
      `Several feeds fit “${typed.slice(0, 80)}”: ${names(list, 8)}. Type one of these ids, or more of the name.`,
    page: (page: number, pages: number) => `Page ${page} of ${pages}. /feeds and an id shows one whole.`,
    badPage: 'page: takes a number from 1.',
    noPage: (pages: number) => `There ${pages === 1 ? 'is one page' : `are ${pages} pages`}.`,
    next: 'Next',
    back: 'Back',
    opml: (n: number) => `${count(n, 'feed')} as OPML, which every feed reader imports.`,
  },
  change: {
    which: (verb: string) => `Which feed? Type /feed ${verb} and its id; /feeds lists them.`,
    address: {
      add: 'Which address? Type for example /feed add https://example.org/feed.xml; the address of the site will do.',
      import: 'Which list? Type for example /feed import https://example.org/feeds.opml.',
      test: 'Which feed? Type /feed test and its id or an address; /feeds lists them.',
    },
    notAddress: (typed: string) =>
      `“${typed.slice(0, 80)}” is no web address. Write it in full, such as https://example.org/feed.xml.`,
    secret:
      'An address with a user name or password in it would be kept in the clear. Leave them out, or let the feed through an address of your own network.',
    newAddress: (id: string) => `Where to? Type /feed move ${id} url: and the new address.`,
    unread: (why: string) => `Nothing was changed: ${why}`,
    added: (name: string, id: string, items: number) =>
      `Done: ${name} is watched from now on, as ${id}. The ${count(items, 'item')} it lists now ${items === 1 ? 'is' : 'are'} kept and answered from, but not alerted.`,
    removed: (name: string) =>
      `Done: ${name} is no longer watched, whatever the feeds file says. What it brought is kept. /feed add and its address brings it back.`,
    paused: (name: string, id: string) => `Done: ${name} is not read until /feed resume ${id}.`,
    resumed: (name: string) => `Done: ${name} is read again from now on.`,
    moved: (name: string, url: string) =>
      `Done: ${name} is read at ${url} from now on. Its history stays; what the new address lists already is not alerted again.`,
    several: 'That page links several feeds. Which one?',
    isList: (n: number) => `That is a list of ${count(n, 'feed')} (OPML).`,
    importAll: (n: number) => `Watch all ${n}`,
    add: (name: string) => `Add ${name}`.slice(0, 75),
    emptyList: 'Nothing was changed: that list (OPML) has no feed in it.',
    noList: 'That is no list of feeds (OPML). /feed add and the address adds a single feed.',
    imported: (added: number, had: number, left: number) =>
      `Done: ${count(added, 'feed')} ${added === 1 ? 'is' : 'are'} watched from now on${had === 0 ? '' : `; ${had} ${had === 1 ? 'was' : 'were'} watched already`}${left === 0 ? '' : `; ${left} could not be taken`}.`,
    works: (name: string, items: number) => `It works: ${name} lists ${count(items, 'item')}. The newest:`,
    empty: (name: string) => `It works: ${name} lists nothing at the moment.`,
    fails: (why: string, fix: string) => `It does not work now: ${why}${fix === '' ? '' : ` ${fix}`}`,
  },
  cli: {
    which: {
      add: 'Which feed? Type: npm run whosaid -- feeds add and its address; that of the site will do.',
      import: 'Which list? Type: npm run whosaid -- feeds import and an OPML file or its address.',
      remove: 'Which feed? Type: npm run whosaid -- feeds remove and its id, name or address.',
      pause: 'Which feed? Type: npm run whosaid -- feeds pause and its id, name or address.',
      resume: 'Which feed? Type: npm run whosaid -- feeds resume and its id, name or address.',
      move: 'Which feed? Type: npm run whosaid -- feeds move, its id and the new address.',
    },
    move: (id: string) => `Where to? Type: npm run whosaid -- feeds move ${id} and the new address.`,
    isList: (n: number, address: string) =>
      `That is a list of ${count(n, 'feed')} (OPML). To watch all: npm run whosaid -- feeds import ${address}`,
    several: (urls: string[]) => `That page links several feeds; give one of them:\n${urls.join('\n')}`,
  },
  // `check`.
  check: {
    unread: (ledger: FeedLedger) => {
      const unread = [...ledger.failed, ...ledger.trying];
      const why = unread[0] === undefined ? '' : `: ${unread[0].why}`;
      return `it answers, but nothing that it listed in the last seven days could be read (${count(all(unread), 'article')}${why})`;
    },
    excerpts: (n: number) =>
      `only excerpts of its articles can be read (${n} in the last seven days); the feed’s own words are told`,
    paused: (id: string) => `paused; /feed resume ${id} reads it again`,
    together: (why: string, who: string[], all: boolean) =>
      `${all ? `all ${who.length}` : who.length} feeds: ${why} ${all ? 'Is the network up?' : `They are: ${who.join(', ')}.`}`,
  },
  difference: (
    is: 'added' | 'removed' | 'moved' | 'redirected' | 'paused',
    name: string,
    id: string,
    url: string,
  ): string => {
    const feed = name === id ? `feed ${id}` : `feed ${name} (${id})`;
    return {
      added: `${feed}, ${url}, was added in chat; the feeds file does not have it`,
      removed: `${feed} was removed in chat and is not read, though the feeds file lists it`,
      moved: `${feed} was moved in chat to ${url}; the feeds file has another address`,
      redirected: `${feed} now lives at ${url}, where its old address redirects for good; the feeds file has the old one`,
      paused: `${feed} is paused`,
    }[is];
  },
};
