/**
 * An article's life, top to bottom: item → page → article and statements → story → commit 2 with its deliveries.
 * A feed's life is in polling.ts. An item has its own retries; one bad page holds nobody up.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { urlKey } from './article/address.ts';
import { filedArticle, knownOf, type Rules } from './filing/article.ts';
import { type Rephrasing, storyStep } from './filing/step.ts';
import type { Ids } from './ids.ts';
import type { ReadArticle, Result } from './news.ts';
import { type PollParts, pollFeeds } from './polling.ts';
import { createFolder } from './sources/folder.ts';
import { reached } from './steps.ts';
import type { ClaimedItem } from './store/items.ts';
import { LEASE } from './store/leases.ts';
import { fingerprint } from './stories/fingerprint.ts';
import { words } from './words.ts';

const BATCH = 8; // read side by side, filed one after another in order of publication
const ATTEMPTS = 8;
const FIRST_RETRY = 30_000;
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
    poll: (found: () => void) => pollFeeds(parts, found),

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

/** The item as an article with its statements; the feed's own full text stands in where the page cannot be had. */
async function prepare(parts: PipelineParts, item: ClaimedItem): Promise<Prepared> {
  try {
    const page = item.feed_kind === 'folder' ? await readFile(parts, item) : await readPage(parts, item);
    if (page.is === 'read') return page;
    const html = knownOf(item).html;
    if (html === null || (page.is === 'retry' && item.attempts < 1)) return page;
    const read = await readBody(
      parts,
      item,
      new TextEncoder().encode(html),
      'text/html; charset=utf-8',
      'html',
      item.url,
    );
    return read.ok ? { is: 'read', read: read.value, as: 'feed' } : page;
  } catch (error) {
    parts.log.error(
      { item: item.id, err: error },
      `Reading ${item.url ?? item.guid} broke: ${error instanceof Error ? error.message : error}`,
    );
    return { is: 'retry', why: 'reading it broke', after: null };
  }
}

async function readPage(parts: PipelineParts, item: ClaimedItem): Promise<Prepared> {
  if (item.url === null) return { is: 'failed', why: 'The feed gives no link for it.' };
  const fetched = await parts.web.get(item.url, { accept: 'page', validators: null });
  if (fetched.is === 'later') return { is: 'retry', why: fetched.why, after: fetched.after };
  if (fetched.is === 'unchanged')
    return { is: 'retry', why: 'The site answered “not modified” without being asked.', after: null };
  if (fetched.is !== 'page') return { is: 'failed', why: fetched.why };
  const read = await readBody(parts, item, fetched.body, fetched.contentType, 'html', fetched.url);
  return read.ok ? { is: 'read', read: read.value, as: 'page' } : { is: 'retry', why: read.why, after: null };
}

async function readFile(parts: PipelineParts, item: ClaimedItem): Promise<Prepared> {
  const file = await createFolder(item.feed_url).read(item.guid);
  if (!file.ok) return { is: 'failed', why: file.why };
  const kind = item.guid.toLowerCase().endsWith('.txt') ? 'txt' : 'html';
  const read = await readBody(parts, item, file.value, null, kind, item.url);
  return read.ok ? { is: 'read', read: read.value, as: 'file' } : { is: 'failed', why: read.why };
}

function readBody(
  parts: PipelineParts,
  item: ClaimedItem,
  body: Uint8Array,
  contentType: string | null,
  kind: 'html' | 'txt',
  url: string | null,
): Promise<Result<ReadArticle>> {
  const { html: _, ...known } = knownOf(item);
  return parts.labour.readArticle({ body, contentType, kind, url, known, extractor: parts.extractor });
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
  const key =
    (read.article.url === null ? null : urlKey(read.article.url)) ?? `file:${item.feed_id}/${item.guid}`;
  const article = filedArticle(rules, item, read, key, parts.now());
  const print = fingerprint({ title: article.title, text: article.text });
  await rules.refresh();
  for (let step = 0; step < STEPS; step++) {
    const around = await store.filing.lookAround(key, print, article.at);
    reached('looked');
    if (around.existing?.digest === article.digest) {
      await store.items.settle(item, 'done', 'Read before, and unchanged since.', around.existing.id, as);
      return false;
    }
    if (article.language !== null && !rules.languages.includes(article.language)) {
      await store.items.settle(item, 'done', `It is in another language (${article.language}).`, null, as);
      return false;
    }
    const filed = await storyStep(parts, { ...item, read_as: as }, read, article, print, around);
    if (filed !== null) {
      reached('filed');
      parts.log.debug({ article: filed.articleId, story: filed.storyId, version: filed.version }, 'filed');
      return true;
    }
  }
  await store.items.retry(item, 'many articles were filed at once', parts.now());
  return false;
}
