/** A channel asks to be told: of a topic, of a speaker, or of its own query. */
import { z } from 'zod';
import type { Wish } from '../src/cards.ts';
import type { Node } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { linked, plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { hourFields, hours } from './hours.ts';
import { manner, mannerFields, withoutEffect } from './manner.ts';
import { privately, sentence, speakerChoices, speakersMeant } from './reply.ts';
import { topicChoices, topicNamed } from './topics.ts';

const options = z.object({
  topic: z.string().optional().meta({ is: 'topic' }).describe('a topic; /topics lists them'),
  speaker: z
    .string()
    .optional()
    .meta({ is: 'speaker' })
    .describe('a person or organisation: every story in which they say something new'),
  query: z
    .string()
    .max(500, 'is longer than 500 characters')
    .optional()
    .describe('your own words: missile AND (Kyiv OR Kharkiv)'),
  channel: z.string().optional().meta({ is: 'channel' }).describe('where the alerts go; without it, here'),
  ...mannerFields,
  ...hourFields,
});
type Input = z.output<typeof options>;

export const subscribe: Command = {
  name: 'subscribe',
  summary: 'Get an alert in this channel for each new story on a topic, a speaker or a query',
  options,
  examples: [
    '/subscribe arms-transfers',
    '/subscribe speaker:"Kurt Campbell"',
    '/subscribe query:"missile AND Kyiv"',
  ],
  who: 'manager',
  form: (input) =>
    ['topic', 'speaker', 'query'].some((field) => (input[field] ?? '').trim() !== '')
      ? null
      : {
          command: 'subscribe',
          title: words.subscribe.form,
          fields: ['topic', 'speaker', 'query'],
          input,
        },
  may: (_input, caller) => caller.manager || caller.direct || words.subscribe.manager,
  async complete(field, typed, desk) {
    if (field === 'topic') return topicChoices(typed, desk);
    if (field !== 'speaker') return [];
    return speakerChoices(typed, desk);
  },
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    const wish = await wished(input, desk);
    if (typeof wish === 'string') return sentence(wish);
    const wanted = { ...manner(input), ...hours(input, caller.zone) };
    const to = await desk.target(input.channel ?? null, caller, wanted);
    if (!to.ok) return sentence(to.why);
    const { place, name, note, cannot = [] } = to.value;
    const done = await desk.subscribe(place, wish, wanted, caller.id);
    const said =
      done === 'added'
        ? words.subscribe.done(wish.label, name, input.outlets ?? 1)
        : words.subscribe[done](wish.label, name);
    const nodes: Node[] = [{ kind: 'text', text: [plain(said)] }];
    const idle = withoutEffect(input, place);
    if (idle !== null) nodes.push({ kind: 'note', text: [plain(idle)] });
    for (const will of cannot) nodes.push({ kind: 'note', text: [plain(will)] });
    if (done !== 'added') return privately(nodes);
    if (note !== undefined) nodes.push({ kind: 'note', text: [plain(note)] });
    const stories = wish.kind === 'topic' ? await desk.latest(wish.value, 3) : [];
    if (stories.length > 0) {
      nodes.push({ kind: 'text', text: [plain(words.subscribe.latest)] });
      nodes.push({
        kind: 'list',
        items: stories.map((s) => [linked(s.title, s.url), plain(' — '), ...s.outlets]),
      });
    }
    return privately(nodes);
  },
};

/** The wish, or the sentence that says what is missing or wrong. */
async function wished(input: Input, desk: Desk): Promise<Wish | string> {
  const given = [input.topic, input.speaker, input.query].filter((v) => v !== undefined && v.trim() !== '');
  if (given.length === 0) return words.subscribe.ask;
  if (given.length > 1) return words.subscribe.one;
  if (input.topic !== undefined) {
    const topic = topicNamed(input.topic, desk);
    if (typeof topic === 'string') return topic;
    return { kind: 'topic', value: topic.id, label: topic.name };
  }
  if (input.speaker !== undefined) {
    const { hits, near } = await speakersMeant(input.speaker, desk);
    const [first] = hits;
    if (first === undefined) {
      return words.subscribe.unknownSpeaker(
        input.speaker,
        near.map((h) => h.name),
      );
    }
    if (hits.length > 1) return words.subscribe.which(input.speaker, [...new Set(hits.map((h) => h.name))]);
    return { kind: 'speaker', value: first.id, label: first.name };
  }
  const query = input.query ?? '';
  const problem = desk.queryProblem(query);
  return problem === null
    ? { kind: 'query', value: query, label: `“${query}”` }
    : words.subscribe.badQuery(problem);
}
