/** No more updates of a story in this channel: for a while, or ever. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { plain, showDate } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { storyField } from './fields.ts';
import { oneStory, privately } from './reply.ts';
import { readUntil } from './since.ts';

const options = z.object({
  story: storyField,
  until: z
    .string()
    .optional()
    .meta({ is: 'date' })
    .describe('for how long: 8h, 7d, 2w, or a date such as 2031-06-01; without it, ever'),
});

export const mute: Command = {
  name: 'mute',
  summary: 'No more updates of a story in this channel',
  options,
  examples: ['/mute Putin treaty', '/mute Putin treaty until:7d'],
  who: 'manager',
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  form: (input) =>
    (input.story ?? '') !== ''
      ? null
      : { command: 'mute', title: words.mute.button, fields: ['story', 'until'], input },
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    const until = input.until === undefined ? null : readUntil(input.until, desk.now());
    if (until === 'unreadable') return privately([{ kind: 'text', text: [plain(words.mute.badUntil)] }]);
    const found = await oneStory(input.story, desk, 'mute', words.mute.ask, {
      rest: input.until === undefined ? {} : { until: input.until },
    });
    if ('visibility' in found) return found;
    const { story } = found;
    await desk.mute(caller.place, story.id, until, caller.id);
    const day = until === null ? null : showDate(new Date(until).toISOString().slice(0, 10));
    return privately([
      { kind: 'text', text: [plain(words.mute.done(story.title, day))] },
      {
        kind: 'buttons',
        buttons: [{ label: words.mute.resume, action: { command: 'resume', input: { story: story.id } } }],
      },
    ]);
  },
};
