/** The newest stories, each with its outlets. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { count, linked, plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';
import { topicChoices, topicNamed } from './topics.ts';

const options = z.object({
  topic: z.string().optional().meta({ is: 'topic' }).describe('only stories on this topic'),
  count: z.coerce
    .number(words.latest.badCount)
    .int(words.latest.badCount)
    .min(1, words.latest.badCount)
    .max(20, words.latest.badCount)
    .optional()
    .describe('how many, at most 20'),
});

export const latest: Command = {
  name: 'latest',
  summary: 'The newest stories, newest first',
  options,
  examples: ['/latest', '/latest sanctions count:10'],
  who: 'anyone',
  may: () => true,
  complete: async (field, typed, desk) => (field === 'topic' ? topicChoices(typed, desk) : []),
  async run(raw, _caller, desk) {
    const input = options.parse(raw);
    const topic = input.topic === undefined ? null : topicNamed(input.topic, desk);
    if (typeof topic === 'string') return sentence(topic);
    const stories = await desk.latest(topic?.id ?? null, input.count ?? 5);
    if (stories.length === 0)
      return sentence(topic === null ? words.latest.none : words.latest.noneOn(topic.name));
    return privately([
      { kind: 'heading', text: words.latest.header(topic?.name ?? null) },
      {
        kind: 'list',
        items: stories.map((s) => [
          linked(s.title, s.url),
          plain(' — '),
          ...s.outlets,
          plain(` · ${count(s.statements, 'statement')}`),
        ]),
      },
    ]);
  },
};
