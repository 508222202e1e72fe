/**
 * An article's life, top to bottom: item → page → article and statements → story → commit 2 with its deliveries.
 * A feed's life is in polling.ts. An item has its own retries; one bad page holds nobody up.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { urlKey } from './article/address.ts';
import { isRedirecting } from './feeds/search.ts';
import { filedArticle, knownOf, type Rules } from './filing/article.ts';
import { type Rephrasing, storyStep } from './filing/step.ts';
import type { Ids } from './ids.ts';
import type { ReadArticle, Result } from './news.ts';
import { type PollParts, pollFeeds } from './polling.ts';
import { createFolder } from './sources/folder.ts';
import type { Fetched } from './sources/web.ts';
import { reached } from './steps.ts';
import type { ClaimedItem } from './store/items.ts';
import { LEASE } from './store/leases.ts';
import { fingerprint } from './stories/fingerprint.ts';
import { words } from './words.ts';
import { isDeadly, type RawArticle } from './workers/pool.ts';

const BATCH = 8; // read side by side, filed one after another in order of publication
const ATTEMPTS = 8;
const FIRST_RETRY = 30_000;
const MOST_PAGES = 10;
/** A live page changes by the minute; each reading that finds something new is a version, so not too often. */
const LIVE_AGAIN = 10 * 60_000;
const UNCHANGED_AGAIN = 30 * 60_000;
const LIVE_FOR = 36 * 3_600_000;
const STEPS = 20; // filings that may come between before an item is put back

/** `pace`: milliseconds to wait after each article, one at a time; 0: a batch at a time, without waiting. */
export type PipelineParts = PollParts & {
  rules: Rules;
  rephrasing: Rephrasing | null;
  ids: Ids;
  pace: number;
  burst: number;
};

type ReadAs = NonNullable<ClaimedItem['read_as']>;

type Prepared =
  | { is: 'read'; read: ReadArticle; as: ReadAs }
  | { is: 'retry'; why: string; after: number | null }
  | { is: 'failed'; why: string };

export function createPipeline(parts: PipelineParts) {
  const { store } = parts;
  return {
    async poll(found: () => void): Promise<void> {
      if ((await store.items.reopen()) > 0) found();
      await pollFeeds(parts, found);
    },

    /** Reads a batch of pending items. Returns how many it took; nothing an article holds makes it throw. */
    async work(filed: () => void): Promise<number> {
      const items = await store.items.claim(parts.pace > 0 ? 1 : BATCH, LEASE);
      if (items.length > 0) reached('item-claimed');
      const free = store.leases.hold(
        'items',
        items.map((item) => item.id),
      );
      try {
        await readAll(parts, items, filed);
      } finally {
        free();
      }
      if (parts.pace > 0 && items.length > 0)
        await pause(parts.pace, undefined, { signal: parts.stopping }).catch(() => {});
      return items.length;
    },
  };
}

/** Reads items side by side and files them one after another; each ends filed, given up, or put back for later. */
async function readAll(parts: PipelineParts, items: ClaimedItem[], filed: () => void): Promise<void> {
  const { store, log } = parts;
  const reading = items.map((item) => prepare(parts, item));
  for (const [i, item] of items.entries()) {
    const prepared = await reading[i];
    reached('read');
    // What is unread when the bot stops is read at the next start.
    if (prepared === undefined || parts.stopping.aborted) continue;
    if (prepared.is === 'read') {
      if (await fileOrPutBack(parts, item, prepared.read, prepared.as)) filed();
    } else if (prepared.is === 'retry' && item.attempts + 1 < ATTEMPTS) {
      const wait = Math.max(
        prepared.after ?? 0,
        FIRST_RETRY * 2 ** item.attempts * (0.5 + parts.random() / 2),
      );
      await store.items.retry(item, prepared.why, parts.now() + wait);
    } else {
      log.warn(
        { item: item.id, url: item.url },
        words.feeds.unread(item.title ?? item.url ?? item.guid, prepared.why),
      );
      await store.items.settle(item, 'failed', prepared.why, null);
    }
  }
}

/** The item as an article with its statements; the feed's own words stand in where the page cannot be had. */
async function prepare(parts: PipelineParts, item: ClaimedItem): Promise<Prepared> {
  try {
    if (item.feed_kind === 'folder') return await readFile(parts, item);
    const page = await readPage(parts, item);
    if (page.is === 'read' && page.read.article.excerpt !== true) return page;
    const known = knownOf(item);
    // A site in trouble may be well in a minute; then its page says more than its feed.
    if (page.is === 'retry' && item.attempts < (known.html === null ? ATTEMPTS - 1 : 1)) return page;
    // A headline of something that was taken down is nothing to alert.
    const own = page.is === 'gone' && known.html === null ? null : await readOwn(parts, item);
    if (page.is === 'gone')
      return own === null ? { is: 'failed', why: page.why } : { is: 'read', read: own, as: 'feed' };
    if (page.is === 'closed')
      return own === null ? shut(page.why, item.attempts) : { is: 'read', read: own, as: 'feed' };
    if (own === null) return page;
    const longer = page.is !== 'read' || own.article.text.length > page.read.article.text.length;
    return longer ? { is: 'read', read: own, as: 'feed' } : page;
  } catch (error) {
    parts.log.error(
      { item: item.id, err: error },
      `Reading ${item.url ?? item.guid} broke: ${error instanceof Error ? error.message : error}`,
    );
    return { is: 'retry', why: 'reading it broke', after: null };
  }
}

/** A page that hangs or blows up its reader costs two workers at most: the second time it is no accident. */
const shut = (why: string, attempts: number): Prepared =>
  isDeadly(why) && attempts > 0 ? { is: 'failed', why } : { is: 'retry', why, after: null };

/** `closed`: a login, a consent page, a check for robots: there is something, and not for us. */
type PageRead = Prepared | { is: 'gone'; why: string } | { is: 'closed'; why: string };

async function readPage(parts: PipelineParts, item: ClaimedItem): Promise<PageRead> {
  if (item.url === null) return { is: 'failed', why: 'The feed gives no link for it.' };
  const fetched = await parts.web.get(item.url, { accept: 'page', validators: null });
  if (fetched.is === 'later') return { is: 'retry', why: fetched.why, after: fetched.after };
  if (fetched.is === 'unchanged')
    return { is: 'retry', why: 'The site answered “not modified” without being asked.', after: null };
  if (fetched.is === 'gone') return { is: 'gone', why: fetched.why };
  if (fetched.is === 'refused') return { is: 'failed', why: fetched.why };
  const read = await readBody(parts, item, {
    body: fetched.body,
    contentType: fetched.contentType,
    kind: 'html',
    url: fetched.url,
  });
  if (!read.ok) return { is: 'closed', why: read.why };
  return { is: 'read', read: await withItsPages(parts, item, fetched, read.value), as: 'page' };
}

/** An article that its site has cut into pages, whole; as far as it can be read. */
async function withItsPages(
  parts: PipelineParts,
  item: ClaimedItem,
  first: Fetched & { is: 'page' },
  read: ReadArticle,
): Promise<ReadArticle> {
  const more: NonNullable<RawArticle['more']> = [];
  let whole = read;
  const seen = new Set([first.url]);
  for (let next = read.article.nextPage; next !== undefined && more.length < MOST_PAGES - 1; ) {
    const page = await parts.web.get(next, { accept: 'page', validators: null });
    // The last page leads back to the first on some sites.
    if (page.is !== 'page' || seen.has(page.url)) break;
    seen.add(page.url);
    more.push({ body: page.body, contentType: page.contentType, url: page.url });
    const { body, contentType, url } = first;
    const longer = await readBody(parts, item, { body, contentType, kind: 'html', url, more: [...more] });
    if (!longer.ok) break;
    whole = longer.value;
    next = whole.article.nextPage;
  }
  return whole;
}

/** The article as the feed itself carries it: whole, or else its headline and summary, marked as an excerpt. Null: neither. */
async function readOwn(parts: PipelineParts, item: ClaimedItem): Promise<ReadArticle | null> {
  const { html, summary } = knownOf(item);
  const bytes = (text: string) => new TextEncoder().encode(text);
  if (html !== null) {
    const source = { body: bytes(html), contentType: 'text/html; charset=utf-8', url: item.url };
    const read = await readBody(parts, item, { ...source, kind: 'html' });
    if (read.ok) return read.value;
  }
  if (item.title === null) return null;
  // Search feeds repeat the headline and the outlet as a summary.
  const said = summary === null || summary.startsWith(item.title) ? '' : summary;
  const read = await readBody(parts, item, {
    body: bytes(`${item.title}\n\n${said}`),
    contentType: 'text/plain; charset=utf-8',
    kind: 'txt',
    url: item.url,
    excerpt: true,
  });
  return read.ok ? read.value : null;
}

async function readFile(parts: PipelineParts, item: ClaimedItem): Promise<Prepared> {
  const file = await createFolder(item.feed_url).read(item.guid);
  if (!file.ok) return { is: 'failed', why: file.why };
  const kind = item.guid.toLowerCase().endsWith('.txt') ? 'txt' : 'html';
  const source = { body: file.value, contentType: null, url: item.url };
  const read = await readBody(parts, item, { ...source, kind });
  return read.ok ? { is: 'read', read: read.value, as: 'file' } : { is: 'failed', why: read.why };
}

function readBody(
  parts: PipelineParts,
  item: ClaimedItem,
  source: Omit<RawArticle, 'known' | 'extractor'>,
): Promise<Result<ReadArticle>> {
  const { html: _, summary: __, ...known } = knownOf(item);
  return parts.labour.readArticle({ ...source, known, extractor: parts.extractor });
}

/** A filing that throws is a bug of ours or a store that is away: the item is tried again later, the others go on. */
async function fileOrPutBack(
  parts: PipelineParts,
  item: ClaimedItem,
  read: ReadArticle,
  as: ReadAs,
): Promise<boolean> {
  try {
    return await file(parts, item, read, as);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    parts.log.error({ item: item.id, err: error }, words.feeds.unfiled(read.article.title, why));
    const last = item.attempts + 1 >= ATTEMPTS;
    if (last) await parts.store.items.settle(item, 'failed', why, null);
    else await parts.store.items.retry(item, why, parts.now() + FIRST_RETRY * 2 ** item.attempts);
    return false;
  }
}

/** The story step and commit 2, again when another filing came between. True: there may be something to deliver. */
async function file(
  parts: PipelineParts,
  item: ClaimedItem,
  read: ReadArticle,
  as: ReadAs,
): Promise<boolean> {
  const { store, rules } = parts;
  const { url } = read.article;
  // A search feed's address is another one tomorrow; its outlet and headline are not.
  const lasting = url === null || isRedirecting(url) ? null : urlKey(url);
  const elsewhere = url !== null && lasting === null ? `search:${item.guid}` : null;
  const key = lasting ?? elsewhere ?? `file:${item.feed_id}/${item.guid}`;
  const article = filedArticle(rules, item, read, key, parts.now());
  const print = fingerprint({ title: article.title, text: article.text });
  await rules.refresh();
  for (let step = 0; step < STEPS; step++) {
    const around = await store.filing.lookAround(key, print, article.at);
    reached('looked');
    if (around.existing?.digest === article.digest) {
      await store.items.settle(item, 'done', 'Read before, and unchanged since.', around.existing.id, as);
      await again(parts, item, read, article.at, UNCHANGED_AGAIN);
      return false;
    }
    if (around.existing?.excerpt === 0 && article.excerpt === 1) {
      const why = 'Only an excerpt can be read now; what was read before stays.';
      await store.items.settle(item, 'done', why, around.existing.id, as);
      return false;
    }
    if (article.language !== null && !rules.languages.includes(article.language)) {
      await store.items.settle(item, 'done', `It is in another language (${article.language}).`, null, as);
      return false;
    }
    const filed = await storyStep(parts, { ...item, read_as: as }, read, article, print, around);
    if (filed !== null) {
      reached('filed');
      await again(parts, item, read, article.at, LIVE_AGAIN);
      parts.log.debug({ article: filed.articleId, story: filed.storyId, version: filed.version }, 'filed');
      return true;
    }
  }
  await store.items.retry(item, 'many articles were filed at once', parts.now());
  return false;
}

/**
 * A page that says that it is being added to is read again, though its feed says nothing new of it; and once more one of which
 * only an excerpt could be read: a site may have been busy, or open its article later.
 */
async function again(
  parts: PipelineParts,
  item: ClaimedItem,
  read: ReadArticle,
  at: number,
  wait: number,
): Promise<void> {
  const asked = read.article.live === true || (read.article.excerpt === true && wait === LIVE_AGAIN);
  if (!asked || parts.now() - at > LIVE_FOR) return;
  await parts.store.items.readAgain(item.id, parts.now() + wait);
}
