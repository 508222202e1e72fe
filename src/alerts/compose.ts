/**
 * What is told about one story, platform-neutral: the alert, the edit of its outlets line, and the reply with what is
 * new. Pure: views in, messages out.
 */
import type { Button, Message, Node, Rich, Run, ShownStatement } from '../chat.ts';
import { count, linked, message, names, outletShown, plain, showDate, strong } from '../shown.ts';
import type { StoryArticle } from '../store/carriers.ts';
import type { Change } from '../store/rows.ts';
import type { StoryView } from '../store/stories.ts';
import { words } from '../words.ts';
import { midList } from './midlist.ts';

/** A channel reads five statements at a glance; the rest are one button away. */
const SHOWN = 5;
const SHOWN_OF_NEWS = 6;
const SHOWN_OF_SEVERAL = 10;

/** The statements to show first: one a speaker in the article's order, quotations and denials before plain paraphrase. */
export function telling(statements: ShownStatement[], most = SHOWN): ShownStatement[] {
  const weight = (s: ShownStatement) =>
    (s.speaker === null ? 0 : 4) +
    (s.speaker?.kind === 'person' ? 1 : 0) +
    (s.kind === 'direct' ? 3 : s.kind === 'mixed' ? 2 : 0) +
    (s.stance === 'denied' ? 3 : 0);
  const order = new Map(statements.map((s, i) => [s.id, i]));
  const ranked = [...statements].sort(
    (a, b) => weight(b) - weight(a) || (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0),
  );
  const heard = new Set<string>();
  const firsts: ShownStatement[] = [];
  const others: ShownStatement[] = [];
  for (const s of ranked) {
    const who = s.speaker?.id ?? '';
    (who === '' || heard.has(who) ? others : firsts).push(s);
    heard.add(who);
  }
  return [...firsts, ...others]
    .slice(0, most)
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/** A headline longer than this is a page's mistake; both platforms' limits lie above. */
const LONGEST_TITLE = 250;
const cut = (title: string): string =>
  title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title;

const outletOf = (a: StoryArticle) =>
  outletShown({
    outlet: a.outlet,
    stateMedia: a.state_media === 1,
    mark: a.notice,
    excerpt: a.excerpt === 1,
  });

/** More names than this tell a reader no more. */
const SHOWN_OUTLETS = 12;

/** A moment where the outlet gave one, so that a platform can say how long ago; a bare day is a day. */
const dated = (published: string): Run => {
  const at = /T\d{2}:\d{2}/.test(published) ? Date.parse(published) : Number.NaN;
  const text = showDate(published);
  return Number.isNaN(at) ? plain(text) : { kind: 'time', at, text };
};

/** "Reuters · 14 Jun 2024 · also in The Star · 2 outlets, 1 original". */
export function outletsLine(story: StoryView): Rich {
  const { head } = story;
  const runs: Rich = [strong(outletOf(head))];
  if (head.role === 'copy' && story.wire !== null) runs.push(plain(words.carriedBy(story.wire)));
  if (head.published !== null) runs.push(plain(' · '), dated(head.published));
  const others = new Map<string, StoryArticle>();
  for (const a of story.articles)
    if (a.outlet !== head.outlet && !others.has(a.outlet)) others.set(a.outlet, a);
  if (others.size === 0) return runs;
  runs.push(plain(words.also));
  const { outlets, owners, originals } = story.counts;
  for (const [i, a] of [...others.values()].slice(0, SHOWN_OUTLETS).entries()) {
    if (i > 0) runs.push(plain(', '));
    runs.push(linked(outletOf(a), a.url));
  }
  if (others.size > SHOWN_OUTLETS) runs.push(plain(words.more(outlets - 1 - SHOWN_OUTLETS)));
  runs.push(plain(` · ${words.originals(outlets, owners, originals)}`));
  return runs;
}

/** The alert for a story, as it is posted and, when the outlets line has grown, as it is edited. */
export function composeAlert(story: StoryView, statements: ShownStatement[]): Message {
  const nodes: Node[] = [
    { kind: 'heading', text: cut(story.title), ...(story.head.url === null ? {} : { link: story.head.url }) },
    { kind: 'text', text: outletsLine(story) },
  ];
  if (story.summary.length > 0) nodes.push({ kind: 'text', text: [plain(story.summary.join(' '))] });
  if (story.rephrasedBy !== null)
    nodes.push({ kind: 'note', text: [plain(words.rephrased(story.rephrasedBy))] });
  const shown = telling(statements);
  if (shown.length > 0) nodes.push({ kind: 'text', text: [strong(words.whoSaidWhat)] });
  for (const statement of shown) nodes.push({ kind: 'quote', statement });
  if (story.follows !== null) nodes.push({ kind: 'note', text: [plain(words.follows(story.follows.title))] });
  const of = { story: story.id };
  const buttons: Button[] = [];
  if (statements.length > shown.length)
    buttons.push({
      label: words.allStatements(statements.length),
      action: { command: 'story', input: of },
    });
  if (shown.length > 0)
    buttons.push({ label: words.context.button, action: { command: 'context', input: of } });
  buttons.push({ label: words.mute.button, action: { command: 'mute', input: of } });
  nodes.push({ kind: 'buttons', buttons });
  return message(nodes);
}

/** New voices as a headline names them, `after` so many other things: people first, then bodies, then who has no name. */
function voices(fresh: ShownStatement[], speakers: string[], after: number): string[] {
  const order = ['person', 'organisation', 'unnamed'];
  const kindOf = (name: string) => fresh.find((s) => s.speaker?.name === name)?.speaker?.kind;
  const rank = (name: string) => order.indexOf(kindOf(name) ?? 'unnamed');
  return speakers
    .map((name, at) => ({ name, at, rank: rank(name) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ name }, i) => shortened(kindOf(name) === 'unnamed' && i + after > 0 ? midList(name) : name));
}

/** A description of sixty characters tells a reader who it is; the whole stands with the statement. */
const shortened = (name: string): string =>
  name.length <= 60 ? name : `${name.slice(0, name.lastIndexOf(' ', 58)).replace(/,$/, '')} …`;

/** What a number or a place is now and was before. */
export function changed(change: Exclude<Change, { is: 'act' }>): string {
  const { is, now, thing, before } = change;
  return (is === 'number' ? words.changedNumber : words.changedPlace)(now, thing, before);
}

/** The reply in the story's thread: just what this article adds, or what several do that were rolled into one. */
export function composeUpdate(
  story: StoryView,
  articles: StoryArticle[],
  isVersion: boolean,
  fresh: ShownStatement[],
  speakers: string[],
  changes: { by: StoryArticle; change: Change }[] = [],
): Message {
  const what = changes.map(({ change }) => (change.is === 'act' ? shortened(change.act) : changed(change)));
  const who = [...what, ...voices(fresh, speakers, what.length)];
  const outlets = names([...new Set(articles.map(outletOf))], 4);
  const title = isVersion ? words.updatedBy(outlets, who) : words.newIn(outlets, who);
  const [article, ...others] = articles;
  const link = others.length === 0 ? (article?.url ?? null) : null;
  const nodes: Node[] = [{ kind: 'heading', text: title, ...(link === null ? {} : { link }) }];
  // An article may say both in one sentence.
  const sentences = new Map(changes.map((c) => [`${c.by.id} ${c.change.sentence}`, c]));
  for (const { by, change } of sentences.values())
    nodes.push({
      kind: 'text',
      text: [plain(`${change.sentence} (`), linked(outletOf(by), by.url), plain(')')],
    });
  const shown = telling(fresh, others.length === 0 ? SHOWN_OF_NEWS : SHOWN_OF_SEVERAL);
  for (const statement of shown)
    nodes.push({ kind: 'quote', statement, ...(others.length === 0 ? {} : { sources: true }) });
  if (fresh.length > shown.length)
    nodes.push({ kind: 'note', text: [plain(count(fresh.length - shown.length, 'more statement'))] });
  if (story.counts.statements > 0) nodes.push({ kind: 'buttons', buttons: [allStatements(story)] });
  return message(nodes);
}

/** What was told here is told elsewhere now: the story it is part of, or the one its article was moved to. */
export function composePointer(story: StoryView): Message {
  const link = story.head.url === null ? {} : { link: story.head.url };
  return message([
    { kind: 'text', text: [plain(words.movedTo)] },
    { kind: 'heading', text: cut(story.title), ...link },
    { kind: 'text', text: outletsLine(story) },
    { kind: 'buttons', buttons: [allStatements(story)] },
  ]);
}

const allStatements = (story: StoryView): Button => ({
  label: words.allStatements(story.counts.statements),
  action: { command: 'story', input: { story: story.id } },
});
