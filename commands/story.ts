/** Everything about one story: its outlets and who said what in it. */
import { z } from 'zod';
import type { Command, Node } from '../src/chat.ts';
import { plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { oneStory, paging, privately } from './reply.ts';

const PAGE = 12;

const options = z.object({
  story: z.string().optional().describe('words of its title, or a link to one of its articles'),
  share: z
    .enum(['yes', 'no'], 'takes yes or no')
    .optional()
    .describe('yes: the whole channel sees the answer'),
  page: z.coerce
    .number(words.whosaid.badPage)
    .int(words.whosaid.badPage)
    .min(1, words.whosaid.badPage)
    .optional()
    .describe('which page of a long answer'),
});

export const story: Command = {
  name: 'story',
  summary: 'Everything about one story: its outlets, and all that was said in it',
  options,
  examples: ['/story Putin visit', '/story https://example.org/an-article'],
  who: 'anyone',
  may: () => true,
  form: (input) =>
    (input.story ?? '') !== ''
      ? null
      : { command: 'story', title: words.story.form, fields: ['story'], input },
  open: (input) => input.share === 'yes',
  async run(raw, _caller, desk) {
    const input = options.parse(raw);
    const only = await oneStory(input.story, desk, 'story', words.story.ask);
    if ('visibility' in only) return only;
    const shared: Record<string, string> = input.share === 'yes' ? { share: 'yes' } : {};
    const page = input.page ?? 1;
    const found = await desk.statements({ storyId: only.id, page, size: PAGE });
    const nodes: Node[] = [
      { kind: 'heading', text: only.title, ...(only.url === null ? {} : { link: only.url }) },
      { kind: 'text', text: only.outlets },
    ];
    if (page === 1 && only.summary.length > 0)
      nodes.push({ kind: 'text', text: [plain(only.summary.join(' '))] });
    for (const [i, statement] of found.statements.entries()) {
      nodes.push({ kind: 'quote', statement, sources: true, number: (page - 1) * PAGE + i + 1 });
    }
    const pages = Math.ceil(found.total / PAGE);
    nodes.push(...paging({ command: 'story', input: { story: only.id, ...shared } }, page, pages));
    return { ...privately(nodes), visibility: input.share === 'yes' ? 'public' : 'private' };
  },
};
