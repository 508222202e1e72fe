/** robots.txt, for pages. Feeds are made for machines and are read without asking. */
import robotsModule from 'robots-parser';
import type { Exchanged } from './exchange.ts';
import { retryAfter } from './headers.ts';

/** The package's types describe an ES module; what it exports is the function itself. */
const robotsParser = robotsModule as unknown as (
  url: string,
  text: string,
) => { isAllowed(url: string, userAgent: string): boolean | undefined };

/** RFC 9309 §2.5: at least 500 KiB have to be read; we read no more. */
export const ROBOTS_BYTES = 500 * 1024;
/** RFC 9309 §2.4: milliseconds for which it may be remembered. */
const FRESH = 86_400_000;
/** Milliseconds until it is asked for again after it could not be had. */
const RETRY = 600_000;
/** Characters of rules with wildcards: their cost is the rule's length times the path's. */
const WILD = 20_000;

/** `mayRead` is null while robots.txt cannot be had; `until` is an instant in milliseconds. */
export type Robots = { mayRead: ((url: string) => boolean) | null; until: number };

/**
 * What the answer to a request for robots.txt at `address` allows a reader with this User-Agent header, of which the
 * name before the slash counts. By RFC 9309 §2.3.1: a missing or endlessly redirected file allows everything, a server in
 * trouble nothing.
 */
export function judgeRobots(address: URL, answer: Exchanged, userAgent: string, now: number): Robots {
  const everything = { mayRead: () => true, until: now + FRESH };
  // The page itself will be refused by the same guard.
  if (answer.is === 'private') return everything;
  if (answer.is === 'failed') return { mayRead: null, until: now + RETRY };
  if (answer.status === 429 || answer.status >= 500)
    return { mayRead: null, until: now + (retryAfter(answer.headers, now) ?? RETRY) };
  if (answer.body === null || answer.body.is === 'unknown coding') return everything;
  const rules = robotsParser(address.href, bounded(new TextDecoder().decode(answer.body.body)));
  return { mayRead: (url) => rules.isAllowed(url, userAgent) !== false, until: now + FRESH };
}

/** 500 KB of "*a*a*a" against a long path would hold the process for seconds; real files have a few hundred wildcards. */
function bounded(text: string): string {
  let wild = 0;
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => {
      if (!line.includes('*') || /^\s*user-agent\s*:/i.test(line)) return true;
      wild += line.length;
      return wild <= WILD;
    })
    .join('\n');
}
