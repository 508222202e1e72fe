/** An article as it is kept: its outlet looked up, its dates in both forms, its digest. */
import { z } from 'zod';
import { outletByName, outletFor } from '../defaults/read.ts';
import type { Outlet, ReadArticle } from '../news.ts';
import { digestOf, type Entry, instant } from '../store/feeds.ts';
import type { Filing } from '../store/filed.ts';
import type { ClaimedItem } from '../store/items.ts';

type Said = { speaker: string | null }[];
type About = Pick<Filing['article'], 'title' | 'text' | 'outlet' | 'country'>;

/** What the operator configured, as the pipeline uses it. */
export type Rules = {
  outlets: Outlet[];
  languages: string[];
  /** Reads anew what people have changed of topics meanwhile. */
  refresh(): Promise<void>;
  /** The keys of the topics, of every tenant, that the article is about. */
  topicsOf(article: About, said: Said): string[];
  /** Whether a channel's own query fits the article. */
  matches(query: string, article: About, said: Said): boolean;
};

const entries = z.object({
  byline: z.array(z.string()),
  html: z.string().nullable(),
  summary: z.string().nullable(),
  outlet: z.string().nullable(),
}) satisfies z.ZodType<Entry>;

/** What the feed or sidecar already told of the item. A search feed's item names its own outlet. */
export function knownOf(item: ClaimedItem) {
  const entry = entries.parse(JSON.parse(item.entry));
  return {
    title: item.title,
    outlet: entry.outlet,
    publishedAt: item.published,
    byline: entry.byline,
    language: null,
    html: entry.html,
    summary: entry.summary,
  };
}

/**
 * By the address, then by the name the item or page gives, then by the feed's configuration: a search feed brings
 * strangers, and "The Star" is a different paper under another domain. Else the name as given, or what the feed is called.
 */
function outletOf(
  rules: Rules,
  item: ClaimedItem,
  read: ReadArticle,
): { outlet: Outlet | null; name: string } {
  const host = hostOf(read.article.url ?? item.url);
  const name = read.article.outlet;
  const found =
    (host === null ? null : outletFor(rules.outlets, host)) ??
    (name === null ? null : outletByName(rules.outlets, name)) ??
    rules.outlets.find((o) => o.id === item.feed_outlet) ??
    null;
  return { outlet: found, name: found?.name ?? name ?? item.feed_title ?? host ?? item.feed_url };
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}

/** Everything of the article's row but what the story step decides. */
export function filedArticle(
  rules: Rules,
  item: ClaimedItem,
  read: ReadArticle,
  key: string,
  now: number,
): Filing['article'] {
  const { article } = read;
  const { outlet, name } = outletOf(rules, item, read);
  const publishedAt = article.publishedAt === null ? null : instant(article.publishedAt);
  return {
    url_key: key,
    url: article.url ?? item.url,
    outlet_id: outlet?.id ?? null,
    outlet: name,
    owner: outlet?.owner ?? null,
    country: outlet?.country ?? null,
    state_media: outlet?.stateMedia === true ? 1 : 0,
    title: article.title,
    byline: JSON.stringify(article.byline),
    wire: article.wire,
    published: article.publishedAt,
    published_at: publishedAt,
    // A date in the future is the outlet's mistake: it must not head the list until then.
    at: Math.min(publishedAt ?? now, now),
    language: article.language,
    digest: digestOf([article.title, article.text, article.notice]),
    text: article.text,
    boilerplate: JSON.stringify(article.boilerplate),
    topics: '[]',
    notice: article.notice?.kind ?? null,
    notice_text: article.notice?.text ?? null,
    print: '{"sketch":[],"terms":[]}',
    backlog: item.backlog,
    excerpt: article.excerpt === true ? 1 : 0,
  };
}
