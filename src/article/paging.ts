/** The next page of an article that its site has cut into several. */

/** A page's number at the end of its address, in the ways that sites write it. */
const NUMBERS: RegExp[] = [
  /[?&](?:page|p|pg|pagenum|seite|pagina)=(\d{1,2})(?=&|$)/i,
  /\/(?:page|p|seite|pagina)[/-]?(\d{1,2})\/?$/i,
  /\/(\d{1,2})\/?$/,
  /[-_,](?:p|page|seite)?-?(\d{1,2})(?=\.\w{2,5}$)/i,
];
/** No article is cut into more; lists of a site's articles are. */
const LAST = 20;

type Numbered = { rest: string; page: number };

/**
 * The first of `links` (as printed) that is the page after `address` of the same article: on the same host, and with no
 * difference in the address but the page's number, which is one higher. Many sites write the *next article* into such a link.
 */
export function nextPageOf(address: string, links: string[]): string | null {
  const here = URL.parse(address);
  if (here === null) return null;
  for (const link of links.slice(0, 5)) {
    const next = URL.parse(link, here.href);
    if (next === null || next.host !== here.host || !/^https?:$/.test(next.protocol)) continue;
    next.hash = '';
    if (follows(pathOf(here), pathOf(next))) return next.href;
  }
  return null;
}

const pathOf = (url: URL): string => `${url.pathname}${url.search}`;

function follows(here: string, next: string): boolean {
  return numbered(next).some(
    (after) =>
      after.page <= LAST &&
      ((after.page === 2 && bare(here) === bare(after.rest)) ||
        numbered(here).some((now) => now.page === after.page - 1 && bare(now.rest) === bare(after.rest))),
  );
}

function numbered(path: string): Numbered[] {
  return NUMBERS.flatMap((pattern) => {
    const found = pattern.exec(path);
    const page = Number(found?.[1]);
    if (found === null || page < 1) return [];
    const rest = path.slice(0, found.index) + path.slice(found.index + found[0].length);
    // "/2024/06/15" is a day, not the fifteenth page of June.
    return /\/\d{4}\/\d{1,2}$/.test(rest) ? [] : [{ rest, page }];
  });
}

const bare = (path: string): string => path.replace(/\/$/, '').replace(/[?&]$/, '');
