/** A link as people paste it: in angle brackets, without its scheme, through an AMP cache. Pure. */

/** An http(s) address, or null when nothing in it is one. */
export function pastedLink(typed: string): string | null {
  const bare = typed
    .trim()
    .replace(/^<([^|>]+)(?:\|[^>]*)?>$/, '$1')
    .replace(/[)\].,;”"'»]+$/u, '')
    .replace(/^[([“"'«]+/u, '');
  const whole = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/\S+$/i.test(bare) ? `https://${bare}` : bare;
  const url = URL.parse(whole);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  return unwrapped(url);
}

/** The publisher's own address of an article in Google's AMP viewer or cache. */
function unwrapped(url: URL): string {
  const viewer = /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) ? /^\/amp\/(s\/)?(.+)$/ : null;
  const cache = url.hostname.endsWith('.cdn.ampproject.org') ? /^\/[civ]\/(s\/)?(.+)$/ : null;
  const inner = (viewer ?? cache)?.exec(url.pathname);
  if (inner?.[2] === undefined) return url.href;
  const own = URL.parse(`http${inner[1] === undefined ? '' : 's'}://${inner[2]}${url.search}`);
  return own === null ? url.href : own.href;
}
