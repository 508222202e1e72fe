/** The only door to the web: feeds and pages are read through it, politely, and never from inside the operator's network. */
import type { lookup } from 'node:dns';
import { Agent } from 'undici';
import { type Asked, isRedirect, isText, judge } from './answers.ts';
import { createExchange, type Exchanged, tooSlow } from './exchange.ts';
import { location } from './headers.ts';
import { createGuard, guardedConnector } from './private.ts';
import { judgeRobots, ROBOTS_BYTES, type Robots } from './robots.ts';
import { createTurns } from './turns.ts';

const REDIRECTS = 5;
const PARALLEL = 16;
const LONGEST_URL = 8192;
const ROBOTS_KEPT = 1000;
const STOPPING = 'The bot is stopping.';

const ACCEPT = {
  feed: 'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5',
  page: 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1',
};

export type Validators = { etag: string | null; lastModified: string | null };

/**
 * What became of one request. `page`: `url` is the final address, `movedTo` the address after permanent redirects only
 * (store it), `maxAge` seconds. `later`: try again, after `after` milliseconds when the server said so. `gone`: 404 or
 * 410. `refused`: trying again soon will not help. Every `why` is a sentence and tells no more of the address than its host.
 */
export type Fetched =
  | {
      is: 'page';
      url: string;
      movedTo: string | null;
      body: Uint8Array;
      contentType: string | null;
      validators: Validators;
      maxAge: number | null;
    }
  | { is: 'unchanged'; maxAge: number | null }
  | { is: 'later'; after: number | null; why: string }
  /** `forever`: the site itself says that nothing will come back (HTTP 410). */
  | { is: 'gone'; why: string; forever?: boolean }
  | { is: 'refused'; why: string };

export type Web = {
  /** Never throws. `validators` are those of the last answer, or null to read whatever comes. */
  get(url: string, ask: { accept: 'feed' | 'page'; validators: Validators | null }): Promise<Fetched>;
  /** Ends every request under way; later ones answer `later`. */
  stop(): Promise<void>;
};

export type WebOptions = {
  /** With an address where the operator can be reached. */
  userAgent: string;
  /** CIDR ranges that may be read although they are private. */
  allowPrivate: string[];
  /** Milliseconds between the starts of two requests to one host. */
  hostPause: number;
  /** Milliseconds for one whole request: its redirects included, its waiting for a turn not. */
  timeout: number;
  /** Decoded bytes. */
  maxBytes: number;
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Asks the name server; the machine's own way where it is not given. */
  lookup?: typeof lookup;
};

type Journey = { url: URL; movedTo: string | null; answer: Exchanged };
type Request = {
  headers: Record<string, string>;
  maxBytes: number;
  wants(contentType: string | null): boolean;
  /** Why this address may not be read, asked before every hop. */
  barred(url: URL): Promise<Fetched | null>;
};

/** Throws when `allowPrivate` holds something that is no CIDR range. */
export function createWeb(options: WebOptions): Web {
  const { timeout, maxBytes, now } = options;
  // A contact with an accent would make every request fail.
  const userAgent = options.userAgent.replace(/[^\x20-\x7e]/g, '?');
  const stopping = new AbortController();
  const { signal } = stopping;
  const agent = new Agent({
    connect: guardedConnector(createGuard(options.allowPrivate), timeout, options.lookup),
    connections: 1,
    // No keep-alive: servers that hang up between two requests without a word make the second fail for nothing.
    pipelining: 0,
    headersTimeout: timeout,
    bodyTimeout: timeout,
  });
  const turns = createTurns({
    pause: options.hostPause,
    parallel: PARALLEL,
    now,
    sleep: options.sleep,
    signal,
  });
  const exchange = createExchange(agent, signal);
  const robots = new Map<string, Promise<Robots>>();

  /** Follows redirects; every hop waits for its host's turn and passes the guard again. */
  async function travel(start: URL, request: Request): Promise<Journey | Fetched> {
    let url = start;
    let movedTo: string | null = null;
    let permanent = true;
    let left = timeout;
    for (let hops = 0; ; hops += 1) {
      const barred = await request.barred(url);
      if (barred !== null) return barred;
      const hop = url;
      const answer = await turns.take(hop.host, async () => {
        const began = performance.now();
        const headers = { ...request.headers, ...login(start, hop) };
        const got = await exchange(hop, { ...request, headers, timeout: left });
        left -= performance.now() - began;
        return got;
      });
      if (answer.is !== 'answer' || !isRedirect(answer.status) || hops === REDIRECTS)
        return { url, movedTo, answer };
      const next = webAddress(location(answer.headers), url);
      if (next === null)
        return { is: 'refused', why: `${url.hostname} redirects to something that is not a web address.` };
      permanent &&= answer.status === 301 || answer.status === 308;
      if (permanent) movedTo = lasting(next);
      if (left <= 0) return { is: 'later', after: null, why: tooSlow(url.hostname, timeout) };
      url = next;
    }
  }

  async function askRobots(origin: string): Promise<Robots> {
    const address = new URL('/robots.txt', origin);
    const got = await travel(address, {
      headers: { 'user-agent': userAgent, accept: 'text/plain, */*;q=0.1' },
      maxBytes: ROBOTS_BYTES,
      wants: isText,
      barred: nothing,
    });
    const answer: Exchanged =
      'answer' in got ? got.answer : { is: 'failed', why: 'why' in got ? got.why : '' };
    return judgeRobots(address, answer, userAgent, now());
  }

  async function byRobots(url: URL): Promise<Fetched | null> {
    const { origin } = url;
    const kept = robots.get(origin);
    if (kept === undefined || (await kept).until <= now()) {
      // Another page of the site may have asked meanwhile.
      if (robots.get(origin) === kept) robots.delete(origin);
      if (!robots.has(origin)) robots.set(origin, askRobots(origin));
      if (robots.size > ROBOTS_KEPT) robots.delete(robots.keys().next().value ?? '');
    }
    const known = await (robots.get(origin) ?? askRobots(origin));
    if (known.mayRead === null) {
      const why = `The robots.txt of ${url.hostname} cannot be read now, and without it no page is.`;
      return { is: 'later', after: Math.max(known.until - now(), 0), why };
    }
    if (known.mayRead(url.href)) return null;
    return { is: 'refused', why: `The robots.txt of ${url.hostname} asks machines not to read this page.` };
  }

  return {
    get: async (text, { accept, validators }) => {
      const start = webAddress(text, null);
      if (start === null) return { is: 'refused', why: 'Only http and https addresses can be read.' };
      const headers: Record<string, string> = { 'user-agent': userAgent, accept: ACCEPT[accept] };
      if (validators?.etag) headers['if-none-match'] = validators.etag;
      if (validators?.lastModified) headers['if-modified-since'] = validators.lastModified;
      try {
        signal.throwIfAborted();
        const wants = accept === 'page' ? isText : () => true;
        const got = await travel(start, {
          headers,
          maxBytes,
          wants,
          barred: accept === 'page' ? byRobots : nothing,
        });
        if ('is' in got) return got;
        const conditional = 'if-none-match' in headers || 'if-modified-since' in headers;
        const asked: Asked = { conditional, maxBytes, redirects: REDIRECTS, now: now() };
        return judge(got.url, got.movedTo, got.answer, asked);
      } catch {
        const why = signal.aborted ? STOPPING : `${start.hostname} could not be read.`;
        return { is: 'later', after: null, why };
      }
    },
    stop: async () => {
      stopping.abort();
      await agent.destroy();
    },
  };
}

async function nothing(): Promise<null> {
  return null;
}

/** What is kept of an address: no name and password, and no fragment, which is never sent. */
function lasting(url: URL): string {
  const kept = new URL(url);
  kept.username = '';
  kept.password = '';
  kept.hash = '';
  return kept.href;
}

/** An http(s) address, relative ones against `base`; null for every other. */
function webAddress(text: string, base: URL | null): URL | null {
  if (text.trim() === '' || text.length > LONGEST_URL) return null;
  const url = base === null ? URL.parse(text) : URL.parse(text, base.href);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

/** The name and password of the address asked for go to its own origin only. */
function login(start: URL, hop: URL): Record<string, string> {
  if (start.username === '' || hop.origin !== start.origin) return {};
  const pair = `${decodeURIComponent(start.username)}:${decodeURIComponent(start.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
