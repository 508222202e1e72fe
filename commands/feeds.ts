/** The feeds and how they do: what each brought and what became of it, and what to do about one that fails. */
import { z } from 'zod';
import type { FeedCard } from '../src/cards.ts';
import type { Choice, Node, Rich, Run } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { linked, plain, strong, withoutQuery } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

const SIZE = 15;

const options = z.object({
  feed: z.string().max(300, 'is longer than 300 characters').optional().describe('show this one whole'),
  page: z.coerce
    .number({ error: words.feed.list.badPage })
    .int(words.feed.list.badPage)
    .min(1, words.feed.list.badPage)
    .optional()
    .describe('which page of the list'),
  as: z.enum(['opml'], 'takes opml').optional().describe('opml: all of them as a file for any feed reader'),
});

/** Feeds whose id, name or address contains what was typed; an exact id stands alone. */
export function feedsLike(typed: string, all: FeedCard[]): FeedCard[] {
  const wanted = typed.trim().toLowerCase();
  const exact = all.filter((f) => f.id.toLowerCase() === wanted || f.url.toLowerCase() === wanted);
  // Of an address that holds a key only what is shown is searched: nobody finds the key out letter by letter.
  if (exact.length > 0) return exact;
  return all.filter((f) => `${f.id}\n${f.name}\n${f.shown}`.toLowerCase().includes(wanted));
}

/** The one feed that is meant, or the sentence that says which there are. */
export async function oneFeed(typed: string, desk: Desk): Promise<FeedCard | string> {
  const all = await desk.feeds.list();
  const [first, ...more] = feedsLike(typed, all);
  if (first === undefined) {
    const start = typed.trim().toLowerCase().slice(0, 3);
    const near = all
      .filter((f) => start.length === 3 && `${f.id}\n${f.name}`.toLowerCase().includes(start))
      .map((f) => f.name);
    return words.feed.list.unknown(typed, near);
  }
  if (more.length === 0) return first;
  return words.feed.list.several(
    typed,
    [first, ...more].map((f) => `${f.name} (${f.id})`),
  );
}

export async function feedChoices(typed: string, desk: Desk): Promise<Choice[]> {
  return feedsLike(typed, await desk.feeds.list())
    .slice(0, 25)
    .map((f) => ({ label: `${f.name} · ${f.id}`.slice(0, 100), value: f.id }));
}

const RANK: Record<FeedCard['state'], number> = {
  gone: 0,
  failing: 1,
  unread: 2,
  silent: 3,
  new: 4,
  works: 5,
  paused: 6,
};

export const feeds: Command = {
  name: 'feeds',
  summary: 'The feeds that are read: how each does, what it brought, and what to mend',
  options,
  examples: ['/feeds', '/feeds tass', '/feeds as:opml'],
  who: 'anyone',
  may: () => true,
  complete: async (field, typed, desk) => (field === 'feed' ? feedChoices(typed, desk) : []),
  async run(raw, caller, desk) {
    const { feed: typed, page = 1, as } = options.parse(raw);
    if (as === 'opml') {
      const data = new TextEncoder().encode(await desk.feeds.opml(caller.operator));
      const listed = (await desk.feeds.list()).filter((f) => /^https?:/.test(f.url));
      return privately([
        { kind: 'text', text: [plain(words.feed.list.opml(listed.length))] },
        { kind: 'file', name: 'feeds.opml', type: 'text/x-opml', data },
      ]);
    }
    if (typed !== undefined && typed.trim() !== '') {
      const one = await oneFeed(typed, desk);
      return typeof one === 'string' ? sentence(one) : privately(await whole(one, desk, caller.operator));
    }
    const all = await desk.feeds.list();
    if (all.length === 0) return sentence(words.feed.list.none);
    all.sort((a, b) => RANK[a.state] - RANK[b.state] || a.name.localeCompare(b.name));
    const pages = Math.ceil(all.length / SIZE);
    if (page > pages) return sentence(words.feed.list.noPage(pages));
    const of = (state: FeedCard['state']) => all.filter((f) => f.state === state).length;
    const nodes: Node[] = [
      { kind: 'heading', text: words.feed.list.header(all.length, of('works'), of('paused')) },
      { kind: 'list', items: all.slice((page - 1) * SIZE, page * SIZE).map((f) => line(f, desk.now())) },
    ];
    if (pages > 1) {
      nodes.push({ kind: 'note', text: [plain(words.feed.list.page(page, pages))] });
      const to = (label: string, at: number) => ({
        label,
        action: { command: 'feeds', input: { page: String(at) } },
      });
      const buttons = [
        ...(page > 1 ? [to(words.feed.list.back, page - 1)] : []),
        ...(page < pages ? [to(words.feed.list.next, page + 1)] : []),
      ];
      nodes.push({ kind: 'buttons', buttons });
    }
    return privately(nodes);
  },
};

function line(feed: FeedCard, now: number): Rich {
  const text: Rich = [strong(feed.name), plain(` (${feed.id}) · ${stateOf(feed, now)} · ${ledgerOf(feed)}`)];
  if (feed.why !== null) text.push(plain(` · ${feed.why} ${words.feed.fix(feed.trouble, feed.id)}`));
  return text;
}

function stateOf(feed: FeedCard, now: number): string {
  const { list } = words.feed;
  const state = list.state(feed.state);
  const since = feed.brokenSince === null ? '' : ` ${list.since(feed.brokenSince)}`;
  const read = feed.lastOkAt === null ? list.never : list.lastOk(now - feed.lastOkAt);
  return feed.state === 'new' ? state : `${state}${since} · ${read}`;
}

const ledgerOf = (feed: FeedCard): string => words.feed.list.week + words.feed.list.ledger(feed.ledger);

const addressOf = ({ shown, url }: FeedCard, open: boolean): Run =>
  /^https?:/.test(url) ? linked(shown, open ? url : withoutQuery(url)) : plain(shown);

/** `open`: with what its address asks for, which may hold a key. */
async function whole(feed: FeedCard, desk: Desk, open: boolean): Promise<Node[]> {
  const { list } = words.feed;
  const now = desk.now();
  const nodes: Node[] = [
    { kind: 'heading', text: `${feed.name} (${feed.id})` },
    { kind: 'text', text: [addressOf(feed, open)] },
    {
      kind: 'text',
      text: [
        plain(
          [stateOf(feed, now), feed.lastNewAt === null ? null : list.lastNew(now - feed.lastNewAt)]
            .filter((part) => part !== null)
            .join(' · '),
        ),
      ],
    },
  ];
  if (feed.why !== null)
    nodes.push({ kind: 'text', text: [plain(`${feed.why} ${words.feed.fix(feed.trouble, feed.id)}`)] });
  nodes.push({ kind: 'text', text: [plain(ledgerOf(feed))] });
  const reasons = [...feed.ledger.failed, ...feed.ledger.trying, ...feed.ledger.passed];
  if (reasons.length > 0)
    nodes.push({ kind: 'list', items: reasons.map((r) => [plain(list.reason(r.why, r.count))]) });
  const addresses = await desk.feeds.addresses(feed.id);
  if (addresses.length > 0)
    nodes.push({
      kind: 'note',
      text: [plain(addresses.map((a) => list.moved(a.url, a.at, a.by)).join('; '))],
    });
  return nodes;
}
