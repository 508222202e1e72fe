import normalizeUrl from 'normalize-url';
import { getDomain } from 'tldts';

/**
 * Who an article is: a page's canonical link names it when it stays with the owner of the page's own address; a canonical
 * link to another owner's site marks a copy (`copiedFrom`) and never renames the page. Only http and https.
 */
export function canonicalAddress(
  pageUrl: string | null,
  canonical: string | null,
): { url: string | null; copiedFrom: string | null } {
  const page = parse(pageUrl, null);
  const link = parse(canonical, page);
  if (!link) return { url: plain(page), copiedFrom: null };
  if (!page) return { url: plain(link), copiedFrom: null };
  if (owner(link) !== owner(page)) return { url: plain(page), copiedFrom: plain(link) };
  // A canonical link to the front page is a template's mistake: it would make all articles of the site one.
  if (link.pathname === '/' && link.search === '' && page.pathname !== '/')
    return { url: plain(page), copiedFrom: null };
  return { url: plain(link), copiedFrom: null };
}

/** The key under which one article is one article, however its link was written; null unless http(s). */
export function urlKey(url: string): string | null {
  const parsed = parse(url, null);
  if (!parsed) return null;
  parsed.hash = '';
  parsed.hostname = parsed.hostname.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)/, '');
  parsed.pathname = parsed.pathname
    .replace(/\/amp(?=\/|$)/g, '')
    .replace(/\.amp(?=\.html?$|$)/, '')
    .replace(/(?<=.)\/(?:print|printable|print-version|printer-friendly)\/?$/, '')
    .replace(/[._]print(?=\.html?$)/, '');
  try {
    return normalizeUrl(parsed.href, {
      stripProtocol: true,
      stripHash: true,
      stripWWW: true,
      removeQueryParameters: TRACKING,
      sortQueryParameters: true,
    });
  } catch {
    return null;
  }
}

const TRACKING = [
  /^utm_/i,
  /^at_/i,
  /^mc_/i,
  /^pk_/i,
  /^mtm_/i,
  /^ns_/i,
  /^hsa_/i,
  /^_hs/i,
  /^vero_/i,
  /^wt_?(?:mc|zmc)/i,
  /^(?:fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|igsh|ttclid|wbraid|gbraid|li_fat_id|cmpid?|cmp|ocid|ref|ref_?src|ref_?url|referrer|src|smid|smtyp|sr_share|sh|share|spm|taid|tpcc|ito|icid|intcid|ftag|ncid|partner|amp|print|printable|printerfriendly|outputType|output|mod|feature|campaign|source|medium|xtor|guccounter|guce_.*|__twitter_impression|mkt_tok|trk|s_cid|CMP|ICID|rss|oc)$/i,
];

function parse(raw: string | null, base: URL | null): URL | null {
  if (!raw || raw.length > 4000) return null;
  const url = URL.parse(raw.trim(), base?.href);
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
}

function owner(url: URL): string {
  return getDomain(url.hostname, { allowPrivateDomains: true }) ?? url.host;
}

/** The address without the parameters that only count clicks; all others may choose the article and stay. */
function plain(url: URL | null): string | null {
  if (!url) return null;
  for (const name of [...url.searchParams.keys()]) if (CLICKS.test(name)) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}

const CLICKS =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|ttclid|mc_[ce]id|__twitter_impression)$/i;
