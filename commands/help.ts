/** What can be asked, by task; one command with its options. */
import { z } from 'zod';
import type { Node, Rich } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { plain, strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

/** Stands in examples for the address of an article. */
const ANY_LINK = 'https://example.org/an-article';

const options = z.object({
  command: z.string().optional().meta({ is: 'command' }).describe('show this one with its options'),
});

export const help: Command = {
  name: 'help',
  summary: 'What you can ask, with examples',
  options,
  examples: ['/help', '/help whosaid'],
  who: 'anyone',
  may: () => true,
  complete: async (_field, typed, desk) =>
    desk
      .commands()
      .filter((c) => c.name.startsWith(typed.replace(/^\//, '')))
      .map((c) => ({ label: `/${c.name}`, value: c.name })),
  async run(raw, _caller, desk) {
    const examples = await ofHere(desk);
    const typed = options.parse(raw).command?.toLowerCase().replace(/^\//, '');
    const all = desk.commands();
    if (typed === undefined) {
      const line = (c: Command): Rich => [strong(`/${c.name}`), plain(` — ${c.summary}`)];
      return privately([
        { kind: 'heading', text: words.help.header },
        { kind: 'list', items: all.map(line) },
        {
          kind: 'note',
          text: [
            plain(
              `${words.help.examples} ${all
                .flatMap((c) => examples(c).slice(0, 1))
                .slice(0, 4)
                .join('   ')}`,
            ),
          ],
        },
        { kind: 'note', text: [plain(words.help.more)] },
      ]);
    }
    const command = all.find((c) => c.name === typed);
    if (command === undefined) {
      const near = all.find((c) => c.name.startsWith(typed.slice(0, 3)) || typed.includes(c.name));
      return sentence(words.unknownCommand(typed, near?.name ?? null));
    }
    const fields = Object.entries(command.options.shape).map(([name, schema]): Rich => {
      const described = (schema as z.ZodType).description ?? '';
      return [strong(`${name}:`), plain(` ${described}`)];
    });
    const nodes: Node[] = [
      { kind: 'heading', text: words.help.of(command.name) },
      { kind: 'text', text: [plain(command.summary)] },
    ];
    if (fields.length > 0) nodes.push({ kind: 'list', items: fields });
    nodes.push({ kind: 'note', text: [plain(`${words.help.examples} ${examples(command).join('   ')}`)] });
    return privately(nodes);
  },
};

/** Examples with a link that is known here instead of one that is nowhere: what help prints can be typed as it stands. */
async function ofHere(desk: Desk): Promise<(command: Command) => string[]> {
  const [newest] = await desk.latest(null, 1);
  const link = newest?.url ?? ANY_LINK;
  return (command) => command.examples.map((example) => example.replace(ANY_LINK, link));
}
