/**
 * Feeds by the kinds that the public suites of feed readers document: versions, name spaces, content types, base addresses,
 * entities, declarations, and feeds where none should be. Each must give its first item.
 */
import { expect, test } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';
import type { FeedItem } from '../../src/news.ts';

const BASE = 'http://example.org/dir/feed.xml';

export const rssI = (item: string, attributes = 'version="2.0"') =>
  `<?xml version="1.0"?><rss ${attributes}><channel><title>F</title>${item}</channel></rss>`;

/** `expected`: the first item's fields, or how many items there are. */
export type Kind = [name: string, text: string, expected: Partial<FeedItem> | number];

export function eachIsRead(kinds: Kind[]): void {
  test.each(kinds)('%s', (_name, text, expected) => {
    const parsed = parseFeed(text, BASE);
    if (!parsed.ok) throw new Error(parsed.why);
    if (typeof expected === 'number') expect(parsed.value.items).toHaveLength(expected);
    else expect(parsed.value.items[0]).toMatchObject(expected);
  });
}
