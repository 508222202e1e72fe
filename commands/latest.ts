/** The newest stories, each with its outlets. */
import { z } from 'zod';
import type { Command, Desk } from '../src/command.ts';
import { count, linked, plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { wholeNumber } from './fields.ts';
import { privately, sentence } from './reply.ts';
import { topicChoices, topicNamed } from './topics.ts';

const MOST = 20;

const options = z.object({
  topic: z.string().optional().meta({ is: 'topic' }).describe('only stories on this topic'),
  count: wholeNumber(words.latest.badCount, 1, MOST).describe('how many, at most 20'),
});

export const latest: Command = {
  name: 'latest',
  summary: 'The newest stories, newest first',
  options,
  examples: ['/latest', '/latest 3', '/latest arms-transfers count:10'],
  who: 'anyone',
  may: () => true,
  complete: async (field, typed, desk) => (field === 'topic' ? topicChoices(typed, desk) : []),
  async run(raw, _caller, desk) {
    const input = counted(options.parse(raw), desk);
    if (input === null) return sentence(words.latest.badCount);
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

type Input = z.output<typeof options>;

/** "/latest 3" asks for three: a bare number is how many, unless a topic is called so. Null: more than are shown. */
function counted(input: Input, desk: Desk): Input | null {
  const { topic } = input;
  if (topic === undefined || input.count !== undefined || !/^\d+$/.test(topic)) return input;
  if (typeof topicNamed(topic, desk) !== 'string') return input;
  const count = Number(topic);
  return count >= 1 && count <= MOST ? { count } : null;
}
