/** What was quiet speaks again: updates of a muted story, or a paused subscription. */
import { z } from 'zod';
import type { SubscriptionCard } from '../src/cards.ts';
import type { Button, Caller, Reply, Rich } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { plain, showDate } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { storyField } from './fields.ts';
import {
  oneStory,
  oneSubscription,
  privately,
  sentence,
  subscriptionChoices,
  subscriptionNamed,
} from './reply.ts';

/** Buttons fit on one message; the rest can be typed. */
const BUTTONS = 10;

const options = z.object({
  story: storyField,
  subscription: z
    .string()
    .optional()
    .meta({ is: 'subscription' })
    .describe('or the paused topic, speaker or query'),
});

export const resume: Command = {
  name: 'resume',
  summary: 'Updates of a muted story, or alerts of a paused subscription, in this channel again',
  options,
  examples: ['/resume', '/resume north-korea-russia', '/resume Putin treaty'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  complete: async (field, typed, desk, caller) =>
    field === 'subscription' ? subscriptionChoices(typed, desk, caller) : [],
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    const typed = input.story?.trim() ?? '';
    if (input.subscription !== undefined) {
      if (typed !== '') return sentence(words.pause.both);
      const one = await oneSubscription(input.subscription, desk, caller);
      return typeof one === 'string' ? sentence(one) : again(one, desk, caller);
    }
    if (typed === '') return quiet(desk, caller);
    // A bare word may be either; nobody should have to know that a topic is no story.
    const named = subscriptionNamed(typed, await desk.subscriptions(caller.place), desk);
    if (named?.paused === true) return again(named, desk, caller);
    const muted = new Set((await desk.muted(caller.place)).map(({ id }) => id));
    const found = await oneStory(typed, desk, 'resume', words.story.ask, { among: muted });
    const story = 'visibility' in found || !muted.has(found.story.id) ? null : found.story;
    if (named !== undefined && story === null) return again(named, desk, caller);
    if ('visibility' in found) return found;
    const { id, title } = found.story;
    const done = await desk.unmute(caller.place, id);
    return sentence(done ? words.mute.resumed(title) : words.mute.notMuted(title));
  },
};

async function again(one: SubscriptionCard, desk: Desk, caller: Caller): Promise<Reply> {
  if (!one.paused) return sentence(words.pause.notPaused(one.label));
  await desk.change(caller.place, one.id, { paused: false });
  return sentence(words.pause.resumed(one.label));
}

/** All that is paused or muted here, each with its button. */
async function quiet(desk: Desk, caller: Caller): Promise<Reply> {
  const paused = (await desk.subscriptions(caller.place)).filter((s) => s.paused);
  const muted = await desk.muted(caller.place);
  if (paused.length + muted.length === 0) return sentence(words.pause.nothing);
  const items: Rich[] = [
    ...paused.map((s) => [plain(words.pause.subscription(s.label))]),
    ...muted.map(({ title, until }) => [
      plain(
        words.pause.story(
          title,
          until === null ? null : showDate(new Date(until).toISOString().slice(0, 10)),
        ),
      ),
    ]),
  ];
  const buttons: Button[] = [
    ...paused.map((s) => ({
      label: words.pause.again(s.label),
      action: { command: 'resume', input: { subscription: s.id } },
    })),
    ...muted.map(({ id, title }) => ({
      label: words.pause.again(title),
      action: { command: 'resume', input: { story: id } },
    })),
  ];
  return privately([
    { kind: 'heading', text: words.pause.which },
    { kind: 'list', items },
    { kind: 'buttons', buttons: buttons.slice(0, BUTTONS) },
  ]);
}
