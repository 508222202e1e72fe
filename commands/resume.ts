/** Updates of a muted story again. */
import { z } from 'zod';
import type { Command } from '../src/chat.ts';
import { words } from '../src/words.ts';
import { oneStory, sentence } from './reply.ts';

const options = z.object({
  story: z.string().optional().describe('words of its title, or a link to one of its articles'),
});

export const resume: Command = {
  name: 'resume',
  summary: 'Updates of a muted story in this channel again',
  options,
  examples: ['/resume Putin visit'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  form: (input) =>
    (input.story ?? '') !== ''
      ? null
      : { command: 'resume', title: words.mute.resume, fields: ['story'], input },
  async run(raw, caller, desk) {
    const story = await oneStory(options.parse(raw).story, desk, 'resume', words.story.ask);
    if ('visibility' in story) return story;
    const done = await desk.unmute(caller.place, story.id);
    return sentence(done ? words.mute.resumed(story.title) : words.mute.notMuted(story.title));
  },
};
