/** What an address that a person gives holds. Nothing is kept. */
import type { Probed } from './cards.ts';
import type { Result } from './news.ts';
import type { Web } from './sources/web.ts';
import { words } from './words.ts';
import type { Labour } from './workers/pool.ts';

const SHOWN = 3;

/** An address as a person types it ("example.org/feed"), in full; or the sentence that says what is wrong with it. */
export function fullAddress(typed: string): Result<string> {
  const text = typed.trim().replace(/^<(.*)>$/, '$1');
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol) || !/[.:]|^localhost$/.test(url.hostname))
    return { ok: false, why: words.feed.change.notAddress(typed) };
  if (url.username !== '' || url.password !== '') return { ok: false, why: words.feed.change.secret };
  url.hash = '';
  return { ok: true, value: url.href };
}

/** Reads the address once; a page that links one feed is followed to it. `why` is a sentence for the channel. */
export function createProbe({ web, labour }: { web: Web; labour: Labour }) {
  return async function probe(typed: string, follow = true): Promise<Result<Probed>> {
    const address = fullAddress(typed);
    if (!address.ok) return address;
    const fetched = await web.get(address.value, { accept: 'feed', validators: null });
    if (fetched.is === 'unchanged')
      return { ok: false, why: 'The site answered “not modified” without being asked.' };
    if (fetched.is !== 'page') return { ok: false, why: fetched.why };
    const { url, body, contentType } = fetched;
    const found = await labour.lookInto({ url, body, contentType });
    if (!found.ok) return found;
    if (found.value.is === 'list') {
      const feeds = found.value.feeds.map(({ url: each, title }) => ({ url: each, title }));
      return { ok: true, value: { is: 'list', feeds } };
    }
    if (found.value.is === 'page') {
      const { feeds } = found.value;
      const [only] = feeds;
      if (feeds.length === 1 && only !== undefined && follow) return probe(only.url, false);
      return { ok: true, value: { is: 'page', feeds } };
    }
    const { feed } = found.value;
    const newest = [...feed.items]
      .sort((a, b) => (Date.parse(b.publishedAt ?? '') || 0) - (Date.parse(a.publishedAt ?? '') || 0))
      .slice(0, SHOWN)
      .map((item) => ({ title: item.title ?? item.url ?? item.id, at: item.publishedAt }));
    const probed = { title: feed.title, items: feed.items.length, newest };
    // What a permanent redirect says is where the feed lives.
    return { ok: true, value: { is: 'feed', url: fetched.movedTo ?? address.value, ...probed } };
  };
}
