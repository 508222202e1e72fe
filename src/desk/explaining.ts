/** Why an article was told or not, from its link on: the Desk's explanation. */
import { urlKey } from '../article/address.ts';
import type { Explanation, Section } from '../cards.ts';
import type { Caller, Rich } from '../chat.ts';
import type { Topic } from '../news.ts';
import { addressShown, asText, feedName, harmless, momentShown, plain, showDate } from '../shown.ts';
import type { ItemView } from '../store/explaining.ts';
import { readKept, readStrings } from '../store/rows.ts';
import type { ArticleRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { compileTopic, matchTopic, type View } from '../stories/topics.ts';
import { decidingWords, saidTogether } from '../stories/topicwhy.ts';
import { words } from '../words.ts';
import { channels } from './channels.ts';
import { pastedLink } from './link.ts';
import { newsShown, placedShown } from './placed.ts';

export type ExplainingParts = {
  store: Store;
  topics: Topic[];
  /** Whether a story is muted in a channel of this place's tenant. */
  isMuted(place: Caller['place'], storyId: string): Promise<boolean>;
};

const told = words.explain;
const BLOCKS = 6;
const NAMED = 5;
const line = (text: string): Rich => [plain(text)];

/** Null when what was typed is no link. */
export async function explain(
  parts: ExplainingParts,
  typed: string,
  caller: Caller,
): Promise<Explanation | null> {
  const link = pastedLink(typed);
  const key = link === null ? null : urlKey(link);
  if (link === null || key === null) return null;
  const { article, items } = await parts.store.explaining.link(key, link);
  if (article === null && items.length === 0) return unknown(parts, link, caller);
  const read: Section = {
    heading: told.headings.read,
    lines: each(items.flatMap((item) => itemLines(item, article !== null, parts.store.clock.now(), caller))),
  };
  const first = items[0];
  if (article === null)
    return {
      known: true,
      title: first?.title ?? addressShown(link),
      link: first?.url ?? link,
      sections: [read],
      story: null,
    };
  return filed(parts, article, read, caller);
}

async function unknown({ store }: ExplainingParts, link: string, caller: Caller): Promise<Explanation> {
  const host = new URL(link).hostname.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)/, '');
  const feeds = await store.explaining.feedsOf(host);
  const state = (f: (typeof feeds)[number]) =>
    f.failures > 0
      ? told.feedFailing(f.last_error ?? '')
      : f.last_ok_at === null
        ? told.feedUnread
        : told.feedOk(momentShown(f.last_ok_at, caller.zone));
  const lines = feeds.map((f) => line(told.feedOf(feedName(f.title, f.url), state(f))));
  return {
    known: false,
    title: addressShown(link),
    link,
    sections: [
      {
        heading: told.headings.read,
        lines: [
          line(told.unknown),
          ...(lines.length > 0
            ? [...lines, line(told.seeFeeds)]
            : [line(told.noFeed(host)), line(told.test(host))]),
        ],
      },
    ],
    story: null,
  };
}

/** Two items of one feed may say the same of one article: it is said once. */
const each = (lines: Rich[]): Rich[] => [...new Map(lines.map((l) => [asText(l), l])).values()];

/** Who listed it and what became of the reading. */
function itemLines(item: ItemView, filedSomewhere: boolean, now: number, caller: Caller): Rich[] {
  const when = (at: number) => momentShown(at, caller.zone);
  const lines = [line(told.listed(feedName(item.feed_title, item.feed_url), when(item.seen_at)))];
  const read = item.read_at === null ? null : when(item.read_at);
  const why = item.why ?? '';
  if (item.state === 'pending') {
    if (item.attempts > 0)
      lines.push(line(told.retry(item.attempts, why, when(Math.max(item.next_at, now)))));
    else lines.push(line(item.next_at > now ? told.waitsUntil(when(item.next_at)) : told.waits));
  } else if (item.state === 'failed') lines.push(line(told.failed(item.attempts + 1, why)));
  else if (item.article_id === null && !filedSomewhere)
    lines.push(line(told.readAs(item.read_as, read)), line(told.passedOver(why)));
  else lines.push(line(told.readAs(item.read_as, read)));
  return lines;
}

async function filed(
  parts: ExplainingParts,
  article: ArticleRow,
  read: Section,
  caller: Caller,
): Promise<Explanation> {
  const { store } = parts;
  const story = await store.explaining.story(article.story_id);
  const voices = await store.explaining.voices(article.id);
  const versions = (await store.explaining.versions(article.id)).map((v) => ({
    ...v,
    kept: v.reason === null ? null : readKept(v.reason),
  }));
  const kept = versions[0]?.kept ?? null;
  const view: View = {
    title: article.title,
    text: article.text,
    outlet: article.outlet,
    country: article.country,
    speakers: voices.names,
  };
  const aliases = parts.topics[0]?.aliases ?? {};
  const placed = kept?.placed == null ? readStrings(article.why) : placedShown(kept.placed);
  const title = story?.title ?? article.title;
  const when = (at: number) => momentShown(at, caller.zone);
  const sections: Section[] = [
    read,
    { heading: told.headings.text, lines: textLines(article, voices.statements) },
    { heading: told.headings.topics, lines: topicLines(parts.topics, article, view) },
    {
      heading: told.headings.story,
      lines: [
        line(told.isIn(title)),
        ...(kept !== null && kept.story !== article.story_id ? [line(told.moved)] : []),
        ...placed.map(line),
      ],
    },
    {
      heading: told.headings.news,
      lines: versions.map((v, i) => {
        const what =
          v.kept === null ? told.notKept : newsShown(v.kept, i === 0 && v.kept.placed?.is === 'new');
        return line(i === 0 ? what : told.laterVersion(v.version, when(v.seen_at), what));
      }),
    },
    await channels(
      {
        store,
        matches: (query) => fits({ id: 'query', name: query, query, aliases, description: '' }, view),
        isMuted: (channel) => parts.isMuted({ ...caller.place, channel }, article.story_id),
      },
      {
        article,
        isHead: story?.head_id === article.id,
        storyTopics: story === null ? [] : readStrings(story.topics),
        voices: voices.ids,
        kept,
        outlets: await store.explaining.independentOutlets(article.story_id),
        material: versions.some((v) => v.kept?.news.material ?? true),
      },
      caller,
    ),
  ];
  return {
    known: true,
    title: article.title,
    link: article.url,
    sections,
    story: story === null ? null : { id: story.id, title: story.title },
  };
}

function fits(topic: Topic, view: View): boolean {
  const compiled = compileTopic(topic);
  return compiled.ok && matchTopic(compiled.value, view).matched;
}

/** How much text there is, in which language, from when, and what was taken out of it. */
function textLines(article: ArticleRow, statements: number): Rich[] {
  const blocks = readStrings(article.boilerplate);
  const length = article.text.match(/\S+/g)?.length ?? 0;
  return [
    line(article.text === '' ? told.pruned : told.extracted(length, article.language, statements)),
    line(article.published === null ? told.undated : told.published(showDate(article.published))),
    ...(article.notice === null ? [] : [line(told.notice(article.notice, article.notice_text))]),
    ...(blocks.length === 0
      ? [line(told.cleanedNothing)]
      : [line(told.cleaned(blocks.length)), ...blocks.slice(0, BLOCKS).map(blockLine)]),
    ...(blocks.length > BLOCKS ? [line(told.blocksMore(blocks.length - BLOCKS))] : []),
  ];
}

const blockLine = (block: string): Rich => line(told.block(harmless(block).replace(/\s+/g, ' ').trim()));

/** Each topic as it is configured now, held against the text that is kept: the words that decided. */
function topicLines(topics: Topic[], article: ArticleRow, view: View): Rich[] {
  const onStory = readStrings(article.topics);
  return topics.map((topic) => {
    if (article.text === '')
      return line(
        onStory.includes(topic.id) ? told.topicOnce(topic.name) : told.topicNo(topic.name, [told.pruned]),
      );
    const compiled = compileTopic(topic);
    if (!compiled.ok) return line(told.topicNo(topic.name, [compiled.why]));
    const { matched, looked, inPassing } = matchTopic(compiled.value, view);
    const why = [
      ...saidTogether(decidingWords(compiled.value, looked), NAMED),
      ...(inPassing ? [told.inPassing] : []),
    ];
    const on = onStory.includes(topic.id);
    // A topic newer than the article is held against it here for the first time.
    if (matched)
      return line((on || article.role !== 'copy' ? told.topicYes : told.topicOfCopy)(topic.name, why));
    return line((on ? told.topicByStory : told.topicNo)(topic.name, why));
  });
}
