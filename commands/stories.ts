/** Two stories become one, or articles a story of their own, by the operator's word; what was posted is edited. */
import { z } from 'zod';
import type { StoryCard } from '../src/cards.ts';
import type { Command, Desk } from '../src/command.ts';
import { words } from '../src/words.ts';
import { sentence } from './reply.ts';

const options = z.object({
  do: z.enum(['merge', 'split'], 'takes merge or split').describe('merge or split'),
  story: z.string().optional().describe('merge: the story that ends (words of its title, or a link)'),
  into: z.string().optional().describe('merge: the story that stays'),
  articles: z.string().optional().describe('split: links of the articles that become a story of their own'),
});
type Input = z.output<typeof options>;

export const stories: Command = {
  name: 'stories',
  summary: 'Merge two stories or split articles off one; it holds for the past and the future',
  options,
  examples: [
    '/stories merge story:"Border traders" into:"Putin treaty"',
    '/stories split articles:https://example.org/an-article',
  ],
  who: 'operator',
  may: (_input, caller) => caller.operator || words.operators,
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    return sentence(await (input.do === 'merge' ? merge : split)(input, caller.id, desk));
  },
};

async function merge(input: Input, by: string, desk: Desk): Promise<string> {
  const from = await oneStory(input.story, desk, words.stories.which);
  if (typeof from === 'string') return from;
  const into = await oneStory(input.into, desk, words.stories.into);
  if (typeof into === 'string') return into;
  const done = await desk.decide({ kind: 'merge-stories', story: from.id, into: into.id }, by);
  return done.ok ? words.stories.merged(done.value, from.title, into.title) : done.why;
}

async function split(input: Input, by: string, desk: Desk): Promise<string> {
  const links = input.articles?.split(/[\s,<>]+/).filter((link) => link !== '') ?? [];
  if (links.length === 0) return words.stories.articles;
  const found = await Promise.all(links.map(async (link) => ({ link, hit: await desk.articleAt(link) })));
  const unknown = found.find(({ hit }) => hit === null);
  if (unknown !== undefined) return words.stories.unknownArticle(unknown.link);
  const articles = found.flatMap(({ hit }) => hit ?? []);
  const done = await desk.decide({ kind: 'split-story', articles: articles.map((a) => a.id) }, by);
  return done.ok ? words.stories.split(done.value, articles[0]?.story.title ?? '') : done.why;
}

/** The one story that is meant, or the sentence that says what to type. */
async function oneStory(typed: string | undefined, desk: Desk, missing: string): Promise<StoryCard | string> {
  const wanted = typed?.trim() ?? '';
  if (wanted === '') return missing;
  const { called: found, vague } = await desk.storiesNamed(wanted);
  if (vague) return words.story.vague(wanted);
  const [first] = found;
  if (first === undefined) return words.story.unknown(wanted);
  const exact = found.filter((s) => s.title.toLowerCase() === wanted.toLowerCase());
  if (found.length === 1) return first;
  return exact.length === 1 && exact[0] !== undefined
    ? exact[0]
    : words.stories.several(
        wanted,
        found.map((s) => s.title),
      );
}
