/**
 * What is told about one story, platform-neutral: the alert, the edit of its outlets line, and the reply with what is
 * new. Pure: views in, messages out.
 */
import type { Button, Message, Node, Rich, ShownStatement } from '../chat.ts';
import { count, linked, message, outletShown, plain, showDate, strong } from '../shown.ts';
import type { StoryArticle, StoryView } from '../store/stories.ts';
import { words } from '../words.ts';

/** A channel reads five statements at a glance; the rest are one button away. */
const SHOWN = 5;
const SHOWN_OF_NEWS = 6;

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

/** Texts that are nobody's copy: a wire whose original is in no feed of ours counts once for all its copies. */
function originals(articles: StoryArticle[]): number {
  const texts = new Set<string>();
  for (const a of articles) {
    if (a.role === 'copy') {
      if (a.copy_of === null) texts.add(`wire:${a.wire ?? a.id}`);
    } else if (a.role !== 'version') texts.add(a.id);
  }
  return Math.max(1, texts.size);
}

/** "Reuters · 14 Jun 2024 · also in The Star · 2 outlets, 1 original". */
export function outletsLine(story: StoryView): Rich {
  const { head } = story;
  const runs: Rich = [strong(outletOf(head))];
  if (head.role === 'copy' && story.wire !== null) runs.push(plain(words.carriedBy(story.wire)));
  if (head.published !== null) runs.push(plain(` · ${showDate(head.published)}`));
  const others = new Map<string, StoryArticle>();
  for (const a of story.articles)
    if (a.outlet !== head.outlet && !others.has(a.outlet)) others.set(a.outlet, a);
  if (others.size === 0) return runs;
  runs.push(plain(words.also));
  for (const [i, a] of [...others.values()].entries()) {
    if (i > 0) runs.push(plain(', '));
    runs.push(linked(outletOf(a), a.url));
  }
  runs.push(plain(` · ${words.originals(others.size + 1, originals(story.articles))}`));
  return runs;
}

/** The alert for a story, as it is posted and, when the outlets line has grown, as it is edited. */
export function composeAlert(story: StoryView, statements: ShownStatement[]): Message {
  const nodes: Node[] = [
    { kind: 'heading', text: cut(story.title), ...(story.head.url === null ? {} : { link: story.head.url }) },
    { kind: 'text', text: outletsLine(story) },
  ];
  if (story.summary.length > 0) nodes.push({ kind: 'text', text: [plain(story.summary.join(' '))] });
  const shown = telling(statements);
  if (shown.length > 0) nodes.push({ kind: 'text', text: [strong(words.whoSaidWhat)] });
  for (const statement of shown) nodes.push({ kind: 'quote', statement });
  if (story.follows !== null) nodes.push({ kind: 'note', text: [plain(words.follows(story.follows.title))] });
  if (statements.length > shown.length) {
    const action = { command: 'story', input: { story: story.id } };
    nodes.push({ kind: 'buttons', buttons: [{ label: words.allStatements(statements.length), action }] });
  }
  return message(nodes);
}

/** New voices as a headline names them: people first, then bodies, then who has no name. */
function voices(fresh: ShownStatement[], speakers: string[]): string[] {
  const order = ['person', 'organisation', 'unnamed'];
  const rank = (name: string) =>
    order.indexOf(fresh.find((s) => s.speaker?.name === name)?.speaker?.kind ?? 'unnamed');
  return speakers
    .map((name, at) => ({ name, at, rank: rank(name) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map((v) => shortened(v.name));
}

/** A description of sixty characters tells a reader who it is; the whole stands with the statement. */
const shortened = (name: string): string =>
  name.length <= 60 ? name : `${name.slice(0, name.lastIndexOf(' ', 58)).replace(/,$/, '')} …`;

/** The reply in the story's thread: just what this article adds. */
export function composeUpdate(
  story: StoryView,
  article: StoryArticle,
  isVersion: boolean,
  fresh: ShownStatement[],
  speakers: string[],
): Message {
  const who = voices(fresh, speakers);
  const title = isVersion ? words.updatedBy(outletOf(article), who) : words.newIn(outletOf(article), who);
  const nodes: Node[] = [
    { kind: 'heading', text: title, ...(article.url === null ? {} : { link: article.url }) },
  ];
  const shown = telling(fresh, SHOWN_OF_NEWS);
  for (const statement of shown) nodes.push({ kind: 'quote', statement });
  if (fresh.length > shown.length) {
    nodes.push({ kind: 'note', text: [plain(count(fresh.length - shown.length, 'more statement'))] });
    nodes.push({ kind: 'buttons', buttons: [allStatements(story)] });
  }
  return message(nodes);
}

const allStatements = (story: StoryView): Button => ({
  label: words.allStatements(story.statementIds.length),
  action: { command: 'story', input: { story: story.id } },
});
