/** The topics there are, and which of them this channel has. */
import { z } from 'zod';
import type { TopicCard } from '../src/cards.ts';
import type { Choice, Node } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { plain, strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

const options = z.object({
  topic: z.string().optional().meta({ is: 'topic' }).describe('show this one with its query'),
});

export function topicChoices(typed: string, desk: Desk): Choice[] {
  const wanted = typed.toLowerCase();
  return desk
    .topics()
    .filter((t) => `${t.short} ${t.name}`.toLowerCase().includes(wanted))
    .map((t) => ({ label: t.name, value: t.short }));
}

/** The topic of this id or name, or the sentence that names those there are. */
export function topicNamed(typed: string, desk: Desk): TopicCard | string {
  const wanted = typed.trim().toLowerCase();
  const all = desk.topics();
  const found = all.find((t) => [t.short, t.id, t.name.toLowerCase()].includes(wanted));
  return (
    found ??
    words.subscribe.unknownTopic(
      typed,
      all.map((t) => t.short),
    )
  );
}

const textNode = (text: string): Node => ({ kind: 'text', text: [plain(text)] });

/** The spellings that the words of its query stand for. */
function spellings({ aliases }: TopicCard): Node[] {
  const list = Object.entries(aliases);
  if (list.length === 0) return [];
  const items = list.map(([word, others]) => [plain(words.topics.spellings(word, others))]);
  return [textNode(words.topics.aliases), { kind: 'list', items }];
}

export const topics: Command = {
  name: 'topics',
  summary: 'The topics a channel can subscribe to',
  options,
  examples: ['/topics', '/topics arms-transfers'],
  who: 'anyone',
  may: () => true,
  complete: async (_field, typed, desk) => topicChoices(typed, desk),
  async run(raw, caller, desk) {
    const typed = options.parse(raw).topic;
    const all = desk.topics();
    if (all.length === 0) return sentence(words.topics.none);
    const stories = await desk.storiesPerTopic();
    const have = await desk.subscriptions(caller.place);
    const line = (t: TopicCard) =>
      words.topics.line(
        stories.get(t.id) ?? 0,
        have.some((s) => s.kind === 'topic' && s.value === t.id),
        t.own,
      );
    if (typed !== undefined) {
      const topic = topicNamed(typed, desk);
      if (typeof topic === 'string') return sentence(topic);
      const nodes: Node[] = [
        { kind: 'heading', text: topic.name },
        ...(topic.description === '' ? [] : [textNode(topic.description)]),
        { kind: 'text', text: [plain(words.topics.query), strong(topic.query)] },
        ...spellings(topic),
        { kind: 'note', text: [plain(line(topic))] },
      ];
      return privately(nodes);
    }
    return privately([
      { kind: 'heading', text: words.topics.header },
      {
        kind: 'list',
        items: all.map((t) => [
          strong(t.short),
          plain(` — ${t.description === '' ? t.name : t.description} · ${line(t)}`),
        ]),
      },
    ]);
  },
};
