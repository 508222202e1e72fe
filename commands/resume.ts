/** What was quiet speaks again: updates of a muted story, or a paused subscription. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { words } from '../src/words.ts';
import { storyField } from './fields.ts';
import { oneStory, oneSubscription, sentence, subscriptionChoices } from './reply.ts';

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
  examples: ['/resume Putin visit', '/resume subscription:arms-transfers'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  form: (input) =>
    (input.story ?? input.subscription ?? '') !== ''
      ? null
      : { command: 'resume', title: words.mute.resume, fields: ['story'], input },
  complete: async (field, typed, desk, caller) =>
    field === 'subscription' ? subscriptionChoices(typed, desk, caller) : [],
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    if (input.story !== undefined && input.subscription !== undefined) return sentence(words.pause.both);
    if (input.subscription !== undefined) {
      const one = await oneSubscription(input.subscription, desk, caller);
      if (typeof one === 'string') return sentence(one);
      if (!one.paused) return sentence(words.pause.notPaused(one.label));
      await desk.change(caller.place, one.id, { paused: false });
      return sentence(words.pause.resumed(one.label));
    }
    const story = await oneStory(input.story, desk, 'resume', words.story.ask);
    if ('visibility' in story) return story;
    const done = await desk.unmute(caller.place, story.id);
    return sentence(done ? words.mute.resumed(story.title) : words.mute.notMuted(story.title));
  },
};
