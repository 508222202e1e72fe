/** Which feeds are read, by the operator's word: it holds from the next poll on and wins over the feeds file. */
import { z } from 'zod';
import type { Probed } from '../src/cards.ts';
import type { Button, Caller, Node, Reply } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { plain, showDate } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { feedChoices, oneFeed } from './feeds.ts';
import { privately, sentence } from './reply.ts';

const options = z.object({
  do: z
    .enum(
      ['add', 'remove', 'pause', 'resume', 'move', 'test', 'import'],
      'takes add, remove, pause, resume, move, test or import',
    )
    .describe('add, remove, pause, resume, move, test or import'),
  feed: z
    .string()
    .max(2_000, 'is longer than 2000 characters')
    .optional()
    .describe('its id or name; for add, test and import an address, that of the site will do'),
  url: z.string().max(2_000, 'is longer than 2000 characters').optional().describe('move: the new address'),
  title: z.string().max(120, 'is longer than 120 characters').optional().describe('add: what to call it'),
});
type Input = z.output<typeof options>;

export const feed: Command = {
  name: 'feed',
  summary: 'Add, remove, pause, resume, move, test or import feeds; without a restart',
  options,
  examples: [
    '/feed add https://example.org/news',
    '/feed test tass',
    '/feed move tass url:https://example.org/new-feed.xml',
    '/feed import https://example.org/feeds.opml',
  ],
  who: 'operator',
  may: (_input, caller) => caller.operator || words.feed.operators,
  complete: async (field, typed, desk) => (field === 'feed' ? feedChoices(typed, desk) : []),
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    if (input.do === 'add') return add(input, caller, desk);
    if (input.do === 'import') return importList(input, caller, desk);
    if (input.do === 'test') return test(input, desk);
    return change(input, input.do, caller, desk);
  },
};

/** What stands in `feed:` or `url:`, where either will do. */
const addressIn = (input: Input): string | null => (input.url ?? input.feed ?? '').trim() || null;

async function add(input: Input, caller: Caller, desk: Desk): Promise<Reply> {
  const address = addressIn(input);
  if (address === null) return sentence(words.feed.change.address.add);
  const found = await desk.feeds.probe(address);
  if (!found.ok) return sentence(words.feed.change.unread(found.why));
  if (found.value.is !== 'feed') return choose(found.value, address);
  const title = input.title?.trim() || found.value.title;
  const done = await desk.feeds.change({ kind: 'add', url: found.value.url, title }, caller.id);
  if (!done.ok) return sentence(done.why);
  return privately([
    {
      kind: 'text',
      text: [plain(words.feed.change.added(done.value.name, done.value.id, found.value.items))],
    },
    ...newest(found.value),
  ]);
}

/** A page that links several feeds, or a list of them: which, is for a person to say. */
function choose(found: Probed & { is: 'list' | 'page' }, address: string): Reply {
  const button = (label: string, input: Record<string, string>): Button => ({
    label,
    action: { command: 'feed', input },
  });
  if (found.is === 'list' && found.feeds.length === 0) return sentence(words.feed.change.emptyList);
  if (found.is === 'list')
    return privately([
      { kind: 'text', text: [plain(words.feed.change.isList(found.feeds.length))] },
      {
        kind: 'buttons',
        buttons: [button(words.feed.change.importAll(found.feeds.length), { do: 'import', feed: address })],
      },
    ]);
  const some = found.feeds.slice(0, 5);
  return privately([
    { kind: 'text', text: [plain(words.feed.change.several)] },
    { kind: 'list', items: some.map((f) => [plain(f.title === null ? f.url : `${f.title} — ${f.url}`)]) },
    {
      kind: 'buttons',
      buttons: some.map((f) => button(words.feed.change.add(f.title ?? f.url), { do: 'add', feed: f.url })),
    },
  ]);
}

async function importList(input: Input, caller: Caller, desk: Desk): Promise<Reply> {
  const address = addressIn(input);
  if (address === null) return sentence(words.feed.change.address.import);
  const found = await desk.feeds.probe(address);
  if (!found.ok) return sentence(words.feed.change.unread(found.why));
  if (found.value.is !== 'list') return sentence(words.feed.change.noList);
  if (found.value.feeds.length === 0) return sentence(words.feed.change.emptyList);
  return sentence(words.feed.change.imported(...(await desk.feeds.addAll(found.value.feeds, caller.id))));
}

async function test(input: Input, desk: Desk): Promise<Reply> {
  const typed = addressIn(input);
  if (typed === null) return sentence(words.feed.change.address.test);
  const isAddress = /^[a-z]+:\/\//i.test(typed) || /\.[a-z]{2,}\//i.test(typed);
  const known = isAddress ? null : await oneFeed(typed, desk);
  if (typeof known === 'string') return sentence(known);
  const found = await desk.feeds.probe(known?.url ?? typed);
  if (!found.ok)
    return sentence(
      words.feed.change.fails(found.why, known?.trouble ? words.feed.fix(known.trouble, known.id) : ''),
    );
  if (found.value.is !== 'feed') return choose(found.value, typed);
  const name = found.value.title ?? known?.name ?? found.value.url;
  if (found.value.items === 0) return sentence(words.feed.change.empty(name));
  return privately([
    { kind: 'text', text: [plain(words.feed.change.works(name, found.value.items))] },
    ...newest(found.value),
  ]);
}

async function change(
  input: Input,
  what: 'remove' | 'pause' | 'resume' | 'move',
  caller: Caller,
  desk: Desk,
): Promise<Reply> {
  if (input.feed === undefined || input.feed.trim() === '') return sentence(words.feed.change.which(what));
  const meant = await oneFeed(input.feed, desk);
  if (typeof meant === 'string') return sentence(meant);
  if (what !== 'move') {
    const done = await desk.feeds.change({ kind: what, feed: meant.id }, caller.id);
    if (!done.ok) return sentence(done.why);
    const { removed, paused, resumed } = words.feed.change;
    const { name, id } = done.value;
    return sentence(what === 'remove' ? removed(name) : what === 'pause' ? paused(name, id) : resumed(name));
  }
  if (input.url === undefined || input.url.trim() === '')
    return sentence(words.feed.change.newAddress(meant.id));
  const found = await desk.feeds.probe(input.url);
  if (!found.ok) return sentence(words.feed.change.unread(found.why));
  if (found.value.is !== 'feed') return choose(found.value, input.url);
  const done = await desk.feeds.change({ kind: 'move', feed: meant.id, url: found.value.url }, caller.id);
  if (!done.ok) return sentence(done.why);
  return sentence(words.feed.change.moved(done.value.name, found.value.url));
}

function newest(found: Probed & { is: 'feed' }): Node[] {
  if (found.newest.length === 0) return [];
  const items = found.newest.map(({ title, at }) => [
    plain(at === null ? title : `${title} — ${showDate(at.slice(0, 10))}`),
  ]);
  return [{ kind: 'list', items }];
}
