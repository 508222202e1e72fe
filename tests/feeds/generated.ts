/** Reads feeds made from a seed and tells what of them was not read as it should be. */
import { decodeText } from '../../src/feeds/decode.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { FROM, generate, mulberry } from './generator.ts';

/** What was missed, and of which feeds. All dates are of 5 March 2024, in some zone. */
export function missedOf(feeds: number, seed: number): Map<string, string[]> {
  const random = mulberry(seed);
  const missed = new Map<string, string[]>();
  const miss = (what: string, how: string) => missed.set(what, [...(missed.get(what) ?? []), how]);
  for (let i = 0; i < feeds; i += 1) {
    const { how, body, contentType, wanted } = generate(random);
    const read = parseFeed(decodeText(body, contentType), FROM);
    if (!read.ok) {
      miss('not read', `${how} — ${read.why}`);
      continue;
    }
    const { items } = read.value;
    if (items.length !== wanted.length) miss('items', `${how} — ${items.length} of ${wanted.length}`);
    for (const [n, want] of wanted.entries()) {
      const item = items[n];
      if (item === undefined) break;
      if (item.title !== want.title) miss('title', `${how} — ${item.title}`);
      if (item.url !== want.url) miss('link', `${how} — ${item.url}`);
      if (!/^2024-03-0[56]/.test(item.publishedAt ?? '')) miss('date', `${how} — ${item.publishedAt}`);
    }
  }
  return missed;
}
