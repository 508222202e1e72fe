/** The topics there are, and which of them this channel has. */
import { z } from 'zod';
import type { Choice, Command, Desk, Node } from '../src/chat.ts';
import { plain, strong, words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

const options = z.object({ topic: z.string().optional().describe('show this one with its query') });

export async function topicChoices(typed: string, desk: Desk): Promise<Choice[]> {
  const wanted = typed.toLowerCase();
  return (await desk.topics())
    .filter((t) => `${t.id} ${t.name}`.toLowerCase().includes(wanted))
    .map((t) => ({ label: t.name, value: t.id }));
}

export const topics: Command = {
  name: 'topics',
  summary: 'The topics a channel can subscribe to',
  options,
  examples: ['/topics', '/topics arms-transfers'],
  who: 'anyone',
  may: () => true,
  complete: (_field, typed, desk) => topicChoices(typed, desk),
  async run(raw, caller, desk) {
    const typed = options.parse(raw).topic?.toLowerCase();
    const all = await desk.topics();
    if (all.length === 0) return sentence(words.topics.none);
    const here = new Set(
      (await desk.subscriptions(caller.place)).flatMap((s) => (s.kind === 'topic' ? [s.value] : [])),
    );
    if (typed !== undefined) {
      const topic = all.find((t) => t.id === typed || t.name.toLowerCase() === typed);
      if (topic === undefined)
        return sentence(
          words.subscribe.unknownTopic(
            typed,
            all.map((t) => t.id),
          ),
        );
      const nodes: Node[] = [
        { kind: 'heading', text: topic.name },
        { kind: 'text', text: [plain(topic.description)] },
        { kind: 'text', text: [plain(topic.query)] },
        { kind: 'note', text: [plain(words.topics.line(topic.stories, here.has(topic.id)))] },
      ];
      return privately(nodes);
    }
    return privately([
      { kind: 'heading', text: words.topics.header },
      {
        kind: 'list',
        items: all.map((t) => [
          strong(t.id),
          plain(
            ` — ${t.description === '' ? t.name : t.description} · ${words.topics.line(t.stories, here.has(t.id))}`,
          ),
        ]),
      },
    ]);
  },
};
