/** All of it at a glance: what channels are subscribed to, how the feeds are, the newest stories, what can be asked. */
import { z } from 'zod';
import type { SubscriptionCard } from '../src/cards.ts';
import type { Button, Caller, Node, Rich } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { linked, plain, strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { pageField } from './fields.ts';
import { privately } from './reply.ts';

const MOST = 15; // two blocks each, of a hundred
const STORIES = 5;
const SHOWN = ['whosaid', 'latest', 'story', 'subscribe']; // help has them all
const FAILING = 5;

const options = z.object({ page: pageField });

export const home: Command = {
  name: 'home',
  summary: 'At a glance: subscriptions, how the feeds are, the newest stories, what you can ask',
  options,
  examples: ['/home'],
  who: 'anyone',
  may: () => true,
  async run(raw, caller, desk) {
    return privately([
      ...(await subscriptions(caller, desk, options.parse(raw).page ?? 1)),
      ...(await feeds(desk)),
      ...(await stories(desk)),
      { kind: 'heading', text: words.home.can },
      {
        kind: 'list',
        items: desk
          .commands()
          .filter((c) => SHOWN.includes(c.name))
          .map(line),
      },
      {
        kind: 'buttons',
        buttons: [
          { label: words.home.ask, action: { command: 'whosaid', input: {} }, style: 'primary' },
          { label: words.home.start, action: { command: 'subscribe', input: {} } },
          { label: words.help.header, action: { command: 'help', input: {} } },
        ],
      },
    ]);
  },
};

const line = (c: Command): Rich => [strong(`/${c.name}`), plain(` — ${c.summary}`)];

/** Those of `all` that they may know of, `most` at most, and how many of those looked at they may not: a platform is asked about each channel. */
async function visible(
  all: SubscriptionCard[],
  caller: Caller,
  most: number,
): Promise<{ shown: SubscriptionCard[]; hidden: number }> {
  const seen = new Map<string, boolean>();
  const shown: SubscriptionCard[] = [];
  let hidden = 0;
  for (const s of all) {
    const { channel: c } = s;
    const sees = seen.get(c) ?? (c === caller.place.channel || ((await caller.sees?.(c)) ?? false));
    seen.set(c, sees);
    if (sees) shown.push(s);
    else hidden++;
    if (shown.length === most) break;
  }
  return { shown, hidden };
}

/** Of the tenant; what is set up in channels that somebody cannot see is not told to them. */
async function subscriptions(caller: Caller, desk: Desk, wanted: number): Promise<Node[]> {
  const all = await desk.subscriptions({ ...caller.place, channel: '' });
  const { shown, hidden } = await visible(all, caller, wanted * MOST + 1);
  // The last one of a page may just have been removed.
  const page = Math.max(1, Math.min(wanted, Math.ceil(shown.length / MOST)));
  const nodes: Node[] = [{ kind: 'heading', text: words.home.subscriptions }];
  if (all.length === 0) nodes.push({ kind: 'text', text: [plain(words.home.none)] });
  for (const s of shown.slice((page - 1) * MOST, page * MOST)) nodes.push(...subscription(s, caller));
  const to = (label: string, at: number): Button => ({
    label,
    action: { command: 'home', input: { page: String(at) } },
  });
  const turns = [
    ...(shown.length > page * MOST ? [to(words.home.more, page + 1)] : []),
    ...(page > 1 ? [to(words.whosaid.previous, page - 1)] : []),
  ];
  if (turns.length > 0) nodes.push({ kind: 'buttons', buttons: turns });
  if (hidden > 0) nodes.push({ kind: 'note', text: [plain(words.home.hidden(hidden))] });
  return nodes;
}

function subscription(s: SubscriptionCard, caller: Caller): Node[] {
  const line: Node = {
    kind: 'text',
    text: [
      strong(s.label),
      plain(' → '),
      { kind: 'mention', place: { ...caller.place, channel: s.channel }, text: s.channel },
      plain(s.paused ? ` · ${words.home.paused}` : ''),
    ],
  };
  // In their own direct messages everybody manages.
  if (!caller.manager && !(caller.direct && s.channel === caller.place.channel)) return [line];
  const input = { subscription: s.id };
  const button = (label: string, command: string): Button => ({ label, action: { command, input } });
  return [
    line,
    {
      kind: 'buttons',
      buttons: [
        button(words.home.edit, 'subscription'),
        s.paused ? button(words.pause.resume, 'resume') : button(words.pause.button, 'pause'),
        { ...button(words.home.remove, 'unsubscribe'), style: 'danger' },
      ],
    },
  ];
}

async function feeds(desk: Desk): Promise<Node[]> {
  const { listed, failing } = await desk.health();
  const heading: Node = { kind: 'heading', text: words.home.feeds };
  if (listed === 0) return [heading, { kind: 'text', text: [plain(words.home.noFeeds)] }];
  if (failing.length === 0) return [heading, { kind: 'text', text: [plain(words.home.healthy(listed))] }];
  return [
    heading,
    { kind: 'text', text: [plain(words.home.failing(failing.length, listed))] },
    { kind: 'list', items: failing.slice(0, FAILING).map((f) => [plain(f.name)]) },
  ];
}

async function stories(desk: Desk): Promise<Node[]> {
  const heading: Node = { kind: 'heading', text: words.home.latest };
  const newest = await desk.latest(null, STORIES);
  if (newest.length === 0) return [heading, { kind: 'text', text: [plain(words.home.latestNone)] }];
  return [
    heading,
    { kind: 'list', items: newest.map((s) => [linked(s.title, s.url), plain(' — '), ...s.outlets]) },
  ];
}
