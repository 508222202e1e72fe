/** Posts of which nobody can tell whether they arrived: a manager looks into the channel and decides. */
import { z } from 'zod';
import type { HeldCard } from '../src/cards.ts';
import type { Caller, Node, Place } from '../src/chat.ts';
import type { Command } from '../src/command.ts';
import { plain, strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

const MOST = 9; // with two buttons each they fit Discord's forty components

const options = z.object({
  do: z
    .enum(['list', 'post', 'drop'], 'takes list, post or drop')
    .optional()
    .describe('list; post: send it again; drop: it is there'),
  delivery: z.string().optional().describe('which one, by its id (the buttons know it)'),
});

export const held: Command = {
  name: 'held',
  summary: 'Posts of which nobody can tell whether they arrived: post them again, or drop them',
  options,
  examples: ['/held'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.held.manager,
  async run(raw, caller, desk) {
    const { do: what = 'list', delivery } = options.parse(raw);
    if (what === 'list') {
      const have: HeldCard[] = [];
      for (const card of await desk.held(caller.place)) if (await decides(caller, card)) have.push(card);
      if (have.length === 0) return sentence(words.held.none);
      return privately([
        { kind: 'heading', text: words.held.header },
        ...have.slice(0, MOST).flatMap((h) => shown(h, caller.place)),
      ]);
    }
    if (delivery === undefined) return sentence(words.held.which);
    const card = (await desk.held(caller.place)).find(({ id }) => id === delivery);
    if (card === undefined) return sentence(words.held.gone);
    if (!(await decides(caller, card))) return sentence(words.held.manager);
    const done = await desk.release(caller.place, card.id, what);
    if (!done) return sentence(words.held.gone);
    return sentence(what === 'post' ? words.held.posted : words.held.dropped);
  },
};

/** A manager decides in every channel they may know of, anybody in their own direct messages. */
const decides = async (caller: Caller, { channel }: HeldCard): Promise<boolean> =>
  channel === caller.place.channel || (caller.manager && ((await caller.sees?.(channel)) ?? true));

const shown = (h: HeldCard, here: Place): Node[] => [
  {
    kind: 'text',
    text: [
      { kind: 'mention', place: { ...here, channel: h.channel }, text: h.channel },
      plain(': '),
      strong(h.title),
      plain(` (${h.why})`),
    ],
  },
  {
    kind: 'buttons',
    buttons: [
      { label: words.held.post, action: { command: 'held', input: { do: 'post', delivery: h.id } } },
      { label: words.held.drop, action: { command: 'held', input: { do: 'drop', delivery: h.id } } },
    ],
  },
];
