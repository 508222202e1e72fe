/** A tenant's topics, changed in chat: added, edited, removed, and tried on the past before anything is saved. */
import { z } from 'zod';
import type { TopicCard, TopicChange } from '../src/cards.ts';
import type { Node } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { linked, plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { wholeNumber } from './fields.ts';
import { privately, sentence } from './reply.ts';
import { topicChoices, topicNamed } from './topics.ts';

const DAYS = 7;

const options = z.object({
  do: z
    .enum(['add', 'edit', 'remove', 'test'], 'takes add, edit, remove or test')
    .describe('add, edit, remove or test'),
  topic: z
    .string()
    .max(80, 'is longer than 80 characters')
    .optional()
    .describe('its name; for test a query is enough'),
  query: z
    .string()
    .max(2000, 'is longer than 2000 characters')
    .optional()
    .describe('the words to look for: ferry AND (strike OR walkout)'),
  name: z.string().max(80, 'is longer than 80 characters').optional().describe('edit: another name'),
  description: z.string().max(300, 'is longer than 300 characters').optional().describe('one line about it'),
  days: wholeNumber(words.topic.badDays, 1, 30).describe('test: how far back, at most 30'),
});
type Input = z.output<typeof options>;

export const topic: Command = {
  name: 'topic',
  summary: 'Add, change or remove a topic here, or test a query on the newest stories first',
  options,
  examples: [
    '/topic test query:"ferry AND (strike OR walkout)"',
    '/topic add topic:"Ferry strikes" query:"ferry AND (strike OR walkout)"',
    '/topic remove topic:ferry-strikes',
  ],
  who: 'manager',
  // A direct message on Slack belongs to the workspace: to try a query there changes nothing for others, all else does.
  may: (input, caller) =>
    caller.manager || caller.alone === true || (caller.direct && input.do === 'test') || words.topic.manager,
  complete: async (field, typed, desk) => (field === 'topic' ? topicChoices(typed, desk) : []),
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    if (input.do === 'test') return test(input, desk);
    const change = wanted(input, desk);
    if (typeof change === 'string') return sentence(change);
    const before = desk.topics();
    const done = await desk.changeTopic(caller.place, change, caller.id);
    return sentence(told(change, done, before));
  },
};

/** The change, or the sentence that says what is missing. */
function wanted(input: Input, desk: Desk): TopicChange | string {
  const typed = given(input.topic);
  if (typed === null) return words.topic.name;
  const [query, name, description] = [given(input.query), given(input.name), given(input.description)];
  const problem = query === null ? null : desk.queryProblem(query);
  if (problem !== null) return words.topic.badQuery(problem);
  if (input.do === 'add') return { do: 'add', name: name ?? typed, query, description };
  const found = topicNamed(typed, desk);
  if (typeof found === 'string') return found;
  if (input.do === 'remove') return { do: 'remove', topic: found.id };
  if (query === null && name === null && description === null) return words.topic.nothing;
  return { do: 'edit', topic: found.id, name, query, description };
}

const given = (typed: string | undefined): string | null =>
  typed === undefined || typed.trim() === '' ? null : typed.trim();

function told(
  change: TopicChange,
  done: Awaited<ReturnType<Desk['changeTopic']>>,
  before: TopicCard[],
): string {
  if (!done.ok) return done.why;
  const { topic: card, stories, ended } = done.value;
  if (change.do === 'remove') {
    const removed = before.find((t) => t.id === change.topic);
    if (removed === undefined) return words.topic.gone;
    const { name, query, short, own } = removed;
    return words.topic.removed(name, ended, own ? { query } : { id: short });
  }
  if (card === null) return words.topic.gone;
  return change.do === 'add'
    ? words.topic.added(card.name, card.short, stories)
    : words.topic.edited(card.name, stories);
}

/** What a query, or a topic as it is, would match. */
async function test(input: Input, desk: Desk) {
  const days = input.days ?? DAYS;
  let query = given(input.query);
  if (query === null) {
    const typed = given(input.topic);
    if (typed === null) return sentence(words.topic.noQuery);
    const found = topicNamed(typed, desk);
    if (typeof found === 'string') return sentence(found);
    query = found.query;
  }
  const tried = await desk.tryTopic(query, days);
  if (!tried.ok) return sentence(tried.why);
  const { looked, matched, stories } = tried.value;
  if (looked === 0) return sentence(words.topic.noneLooked(days));
  const nodes: Node[] = [{ kind: 'text', text: [plain(words.topic.trial(query, matched, looked, days))] }];
  if (stories.length > 0)
    nodes.push({
      kind: 'list',
      items: stories.map((s) => [linked(s.title, s.url), plain(` — ${s.why.join(' ')}`)]),
    });
  if (matched > stories.length)
    nodes.push({ kind: 'note', text: [plain(words.topic.moreMatched(matched - stories.length))] });
  return privately(nodes);
}
