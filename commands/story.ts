/** Everything about one story: its articles with their versions, who said what in it, what it follows and what follows it. */
import { z } from 'zod';
import type { StoryArticle, StoryCard, StoryFile } from '../src/cards.ts';
import type { Button, Node, Reply, Rich, ShownStatement } from '../src/chat.ts';
import type { Command } from '../src/command.ts';
import {
  asText,
  linked,
  momentShown,
  outletShown,
  plain,
  showDate,
  speakerShown,
  strong,
} from '../src/shown.ts';
import { words } from '../src/words.ts';
import { asOption, type Format, fileOf } from './exporting.ts';
import { pageField, shareField, storyField } from './fields.ts';
import { oneStory, privately, sentence } from './reply.ts';

const PAGE = 12;
/** Of the articles so many stand on the first page; a button shows all. */
const FIRST = 6;
const ARTICLES = 15;
const OTHERS = 3;

const told = words.storyFile;

const options = z.object({
  story: storyField,
  show: z
    .enum(['articles', 'statements'], told.badShow)
    .optional()
    .describe('only this: articles or statements'),
  as: asOption,
  share: shareField,
  page: pageField,
});
type Input = z.output<typeof options>;

export const story: Command = {
  name: 'story',
  summary: 'Everything about one story: its articles and versions, and all that was said in it',
  options,
  examples: ['/story Putin treaty', '/story https://example.org/an-article', '/story Putin treaty as:md'],
  who: 'anyone',
  may: () => true,
  form: (input) =>
    (input.story ?? '') !== ''
      ? null
      : { command: 'story', title: words.story.form, fields: ['story'], input },
  open: (input) => input.share === 'yes',
  async complete(field) {
    const values =
      field === 'show' ? ['articles', 'statements'] : field === 'as' ? ['text', 'md', 'csv', 'json'] : [];
    return values.map((value) => ({ label: value, value }));
  },
  async run(raw, caller, desk) {
    const input = options.parse(raw);
    const only = await oneStory(input.story, desk, 'story', words.story.ask, { rest: given(input) });
    if ('visibility' in only) return only;
    const file = await desk.storyFile(only.story.id);
    if (file === null) return sentence(words.story.unknown(input.story ?? ''));
    const reply =
      input.as === undefined
        ? paged(file, input, only.others, caller.zone)
        : exported(file, input.as, caller.zone);
    return { ...reply, visibility: input.share === 'yes' ? 'public' : 'private' };
  },
};

const given = ({ show, as, share }: Input): Record<string, string> => ({
  ...(show === undefined ? {} : { show }),
  ...(as === undefined ? {} : { as }),
  ...(share === 'yes' ? { share } : {}),
});

function exported(file: StoryFile, as: Format, zone: string | undefined): Reply {
  const node = fileOf({ title: file.title, name: file.title }, as, bySpeaker(file.told), {
    heading: told.articles(file.articles.length),
    lines: file.articles.map((a) => ({ text: asText(articleLine(a, zone)), link: a.url })),
    json: file.articles,
  });
  const name = node.kind === 'file' ? node.name : '';
  return privately([{ kind: 'text', text: [plain(words.export.made(name, file.told.length))] }, node]);
}

function paged(file: StoryFile, input: Input, also: StoryCard[], zone: string | undefined): Reply {
  const page = input.page ?? 1;
  const articles = input.show === 'articles';
  const size = articles ? ARTICLES : PAGE;
  const pages = Math.max(1, Math.ceil((articles ? file.articles.length : file.told.length) / size));
  if (page > pages) return sentence(words.whosaid.noPage(pages));
  const nodes: Node[] = [
    { kind: 'heading', text: file.title, ...(file.url === null ? {} : { link: file.url }) },
    { kind: 'text', text: file.outlets },
  ];
  if (page === 1 && input.show === undefined) nodes.push(...opening(file, zone));
  const from = (page - 1) * size;
  if (articles) {
    nodes.push({ kind: 'text', text: [strong(told.articles(file.articles.length))] });
    nodes.push({
      kind: 'list',
      items: file.articles.slice(from, from + size).map((a) => articleLine(a, zone)),
    });
  } else if (file.told.length > 0) {
    nodes.push({ kind: 'text', text: [strong(told.statements(file.told.length))] });
    const ordered = bySpeaker(file.told).slice(from, from + size);
    for (const [i, statement] of ordered.entries()) {
      const before = ordered[i - 1];
      if (before === undefined || (before.speaker?.id ?? '') !== (statement.speaker?.id ?? ''))
        nodes.push({ kind: 'text', text: [strong(speakerShown(statement))] });
      nodes.push({ kind: 'quote', statement, sources: true, bare: true, number: from + i + 1 });
    }
  }
  if (pages > 1) nodes.push({ kind: 'note', text: [plain(words.whosaid.page(page, pages))] });
  const buttons = buttonsOf(file, input, page, pages);
  if (buttons.length > 0) nodes.push({ kind: 'buttons', buttons });
  if (page === 1 && input.show === undefined) nodes.push(...alsoIn(also));
  return privately(nodes);
}

/** What stands above the statements of the first page: summary, neighbours in time, and the first articles. */
function opening(file: StoryFile, zone: string | undefined): Node[] {
  const nodes: Node[] = [];
  if (file.summary.length > 0) nodes.push({ kind: 'text', text: [plain(file.summary.join(' '))] });
  if (file.follows !== null) nodes.push({ kind: 'note', text: [plain(words.follows(file.follows.title))] });
  for (const later of file.followers)
    nodes.push({ kind: 'note', text: [plain(told.followedBy(later.title))] });
  nodes.push({ kind: 'text', text: [strong(told.articles(file.articles.length))] });
  nodes.push({ kind: 'list', items: file.articles.slice(0, FIRST).map((a) => articleLine(a, zone)) });
  return nodes;
}

/** "14 Jun 2024 · The Star · copy of Reuters’ text · changed …: Headline". */
function articleLine(article: StoryArticle, zone: string | undefined): Rich {
  const { notice } = article;
  const notes = [
    showDate(article.publishedAt),
    outletShown({ outlet: article.outlet, stateMedia: article.stateMedia, mark: null }),
    told.role(article.role, article.of),
    article.versions.length === 0 ? null : told.changed(article.versions.map((at) => momentShown(at, zone))),
    notice === null ? null : told.notice(notice.kind, notice.text),
  ].filter((n) => n !== null);
  return [plain(`${notes.join(' · ')}: `), linked(article.title, article.url)];
}

/** A speaker's statements together, the speakers in the order in which they are first heard. */
function bySpeaker(statements: ShownStatement[]): ShownStatement[] {
  return [...Map.groupBy(statements, (s) => s.speaker?.id ?? '')]
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .flatMap(([, said]) => said);
}

/** What was typed may have meant another: those are a press away. */
function alsoIn(stories: StoryCard[]): Node[] {
  if (stories.length === 0) return [];
  const buttons = stories
    .slice(0, OTHERS)
    .map((s) => ({ label: told.open(s.title), action: { command: 'story', input: { story: s.id } } }));
  return [
    { kind: 'note', text: [plain(words.story.others(stories.length))] },
    { kind: 'buttons', buttons },
  ];
}

function buttonsOf(file: StoryFile, input: Input, page: number, pages: number): Button[] {
  const go = (change: Record<string, string>) => ({
    command: 'story',
    input: { ...given(input), story: file.id, ...change },
  });
  const buttons: Button[] = [];
  if (page < pages) buttons.push({ label: words.whosaid.next, action: go({ page: String(page + 1) }) });
  if (page > 1) buttons.push({ label: words.whosaid.previous, action: go({ page: String(page - 1) }) });
  if (input.show === undefined && file.articles.length > FIRST)
    buttons.push({ label: told.all(file.articles.length), action: go({ show: 'articles', page: '1' }) });
  if (page > 1 || input.show !== undefined) return buttons;
  const others = [...(file.follows === null ? [] : [file.follows]), ...file.followers].slice(0, 3);
  for (const other of others)
    buttons.push({ label: told.open(other.title), action: { command: 'story', input: { story: other.id } } });
  return buttons;
}
