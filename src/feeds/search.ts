/** Search feeds list other people's articles, at addresses of their own that change from poll to poll. */

/** Redirects that carry the article's address as a parameter: a site's host and path, and the parameter. */
const WRAPPED: [host: RegExp, path: RegExp, parameter: string][] = [
  [/^(?:www\.)?bing\.com$/, /^\/news\/apiclick/, 'url'],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, 'url'],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, 'q'],
  [/^news\.google\.com$/, /^\/(?:news\/)?url$/, 'url'],
  [/^r\.search\.yahoo\.com$/, /./, 'RU'],
  [/^l\.facebook\.com$/, /^\/l\.php$/, 'u'],
];

/** The article's own address where a search feed's carries it, else the address as it is. */
export function unwrapped(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  for (const [host, path, parameter] of WRAPPED) {
    if (!host.test(url.hostname) || !path.test(url.pathname)) continue;
    const inner = URL.parse(url.searchParams.get(parameter) ?? '');
    if (inner !== null && /^https?:$/.test(inner.protocol)) return inner.href;
  }
  return address;
}

/** Whether an address only leads to the article and is another one tomorrow: it names nothing. */
export function isRedirecting(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.hostname === 'news.google.com' &&
    /^\/(?:(?:__i\/)?rss\/)?(?:rd\/)?(?:articles|read)\//.test(url.pathname)
  );
}
