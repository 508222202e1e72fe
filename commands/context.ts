/** The paragraph around each quotation, with its words marked, and the link to the article. */
import { z } from 'zod';
import type { ShownContext } from '../src/cards.ts';
import type { Node } from '../src/chat.ts';
import type { Command } from '../src/command.ts';
import { linked, plain, strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { pageField, storyField } from './fields.ts';
import { oneStory, paging, privately, sentence } from './reply.ts';

const PAGE = 3; // three long paragraphs fit one message on every platform
const LONGEST = 1_100;

const options = z.object({
  story: storyField,
  statement: z.string().optional().describe('one statement alone, by its id (whosaid ids:yes shows it)'),
  page: pageField,
});

export const context: Command = {
  name: 'context',
  summary: 'The paragraph around each quotation of a story, with its words marked, and the link',
  options,
  examples: ['/context Putin treaty', '/context statement:ID'],
  who: 'anyone',
  may: () => true,
  form: (input) =>
    (input.story ?? input.statement ?? '') !== ''
      ? null
      : { command: 'context', title: words.story.form, fields: ['story'], input },
  async run(raw, _caller, desk) {
    const input = options.parse(raw);
    const page = input.page ?? 1;
    const one = input.statement?.trim() ?? '';
    const found = one === '' ? await oneStory(input.story, desk, 'context', words.context.ask) : null;
    if (found !== null && 'visibility' in found) return found;
    const story = found?.story ?? null;
    const of = story === null ? { statementId: one } : { storyId: story.id };
    const { total, contexts } = await desk.contexts(of, page, PAGE);
    const pages = Math.ceil(total / PAGE);
    if (total === 0) return sentence(words.context.none);
    if (page > pages) return sentence(words.whosaid.noPage(pages));
    const title = story?.title ?? contexts[0]?.statements[0]?.story.title ?? '';
    return privately([
      { kind: 'heading', text: words.context.header(title) },
      ...contexts.flatMap(paragraph),
      ...paging(
        { command: 'context', input: story === null ? { statement: one } : { story: story.id } },
        page,
        pages,
      ),
    ]);
  },
};

function paragraph(c: ShownContext): Node[] {
  const who = c.statements.flatMap((s) => s.speaker?.name ?? []);
  return [
    {
      kind: 'text',
      text: shortened(c.parts).map((p) => (p.marked ? strong(p.text) : plain(p.text))),
    },
    {
      kind: 'note',
      text: [plain(`${words.context.said([...new Set(who)])} — `), linked(c.outlet, c.url)],
    },
  ];
}

/** Of a paragraph that is a page long, what stands near the marked words. */
function shortened(parts: ShownContext['parts']): ShownContext['parts'] {
  const length = parts.reduce((n, p) => n + p.text.length, 0);
  if (length <= LONGEST) return parts;
  const near = Math.floor(LONGEST / 4);
  return parts.map((p, i) => {
    if (p.marked) return p.text.length > LONGEST ? { ...p, text: `${p.text.slice(0, LONGEST)}…` } : p;
    const head = i > 0 ? p.text.slice(0, near) : '';
    const tail = i < parts.length - 1 ? p.text.slice(-near) : '';
    return p.text.length <= 2 * near ? p : { ...p, text: `${head}…${tail}` };
  });
}
