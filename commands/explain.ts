/** Why an article was or was not told: from its link to what each rule made of it. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

const options = z.object({
  link: z.string().max(4_000, 'is longer than 4,000 characters').optional().describe('the article’s address'),
});

export const explain: Command = {
  name: 'explain',
  summary: 'Why an article was or was not told: read, topics, story, what was new, where it went',
  options,
  examples: ['/explain https://example.org/an-article'],
  who: 'anyone',
  may: () => true,
  async run(raw, caller, desk) {
    const typed = options.parse(raw).link?.trim() ?? '';
    if (typed === '') return sentence(words.explain.ask);
    const found = await desk.explain(typed, caller);
    if (found === null) return sentence(words.explain.noLink(typed));
    const { title, link, sections, story } = found;
    return privately([
      { kind: 'heading', text: title, ...(link === null ? {} : { link }) },
      ...sections.flatMap(({ heading, lines }) => [
        { kind: 'text' as const, text: [strong(heading)] },
        { kind: 'list' as const, items: lines },
      ]),
      ...(story === null
        ? []
        : [
            {
              kind: 'buttons' as const,
              buttons: [
                {
                  label: words.storyFile.open(story.title),
                  action: { command: 'story', input: { story: story.id } },
                },
              ],
            },
          ]),
    ]);
  },
};
