/** Lists of feeds in and out, as every reader writes them. */
import { generateOpml, type Opml, parseOpml } from 'feedsmith';
import type { Result } from '../news.ts';
import { resolve } from './item.ts';
import { mend } from './mend.ts';
import { oneLine } from './plain.ts';

/** `url` is the feed's address, `siteUrl` its site's; `folder` is "Asia/Korea" for a folder in a folder. */
export type OpmlFeed = { title: string | null; url: string; siteUrl: string | null; folder: string | null };

const LONGEST = 8 * 1024 * 1024;
const MOST_FEEDS = 5000;
/** feedsmith neither writes nor reads a list without feeds. */
const EMPTY = '<opml version="2.0"><head><title>?</title></head><body/></opml>';

/** The feeds in the document's order, each address once; outlines without a web address are only folders. */
export function readOpml(text: string): Result<OpmlFeed[]> {
  if (text.length > LONGEST) return { ok: false, why: 'The OPML file is larger than 8 MB.' };
  const root = /<opml(?=[\s>])/i.exec(text.slice(0, 65_536));
  if (root === null) return { ok: false, why: 'This is not an OPML file: it has no <opml> element.' };
  const mended = mend(text.slice(root.index));
  if (!mended.ok) return mended;
  const body = outlines(mended.value.text);
  if (body === null) return { ok: false, why: 'The OPML file is damaged and cannot be read.' };
  const feeds = new Map<string, OpmlFeed>();
  // Depth first, in the document's order, with a stack of our own.
  const waiting = body.map((outline) => ({ outline, folder: null as string | null })).reverse();
  for (let next = waiting.pop(); next !== undefined && feeds.size < MOST_FEEDS; next = waiting.pop()) {
    const { outline, folder } = next;
    const name = oneLine(outline.title ?? outline.text);
    const url = resolve(outline.xmlUrl ?? '', null);
    if (url !== null && !feeds.has(url))
      feeds.set(url, { title: name, url, siteUrl: resolve(outline.htmlUrl ?? '', null), folder });
    const inner = url === null && name !== null ? (folder === null ? name : `${folder}/${name}`) : folder;
    for (const child of (outline.outlines ?? []).toReversed())
      waiting.push({ outline: child, folder: inner });
  }
  return { ok: true, value: [...feeds.values()] };
}

/** An OPML 2.0 document; feeds without a folder come first. `readOpml` reads back the same feeds. */
export function writeOpml(title: string, feeds: OpmlFeed[]): string {
  if (feeds.length === 0) return EMPTY.replace('?', () => escaped(title));
  const loose = feeds.filter(({ folder }) => folder === null).map(outlineOf);
  const names = [...new Set(feeds.map(({ folder }) => folder).filter((folder) => folder !== null))];
  const folders = names.map((name) => ({
    text: name,
    outlines: feeds.filter(({ folder }) => folder === name).map(outlineOf),
  }));
  return generateOpml({ head: { title }, body: { outlines: [...loose, ...folders] } });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function outlineOf({ title, url, siteUrl }: OpmlFeed): Opml.Outline<string> {
  const name = title ?? url;
  return {
    type: 'rss',
    text: name,
    title: name,
    xmlUrl: url,
    ...(siteUrl === null ? {} : { htmlUrl: siteUrl }),
  };
}

function outlines(text: string): Opml.Outline<string>[] | null {
  if (!/<outline[\s/>]/i.test(text)) return [];
  try {
    return parseOpml(text).body?.outlines ?? [];
  } catch {
    return null;
  }
}
