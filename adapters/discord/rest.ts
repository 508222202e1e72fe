/**
 * Every request to Discord but the gateway's own: the library's one REST client, which paces itself by the rate-limit headers,
 * with its retries off, as a POST that is repeated may post twice. What is to be repeated is our decision.
 */
import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';

export type Request = {
  body?: unknown;
  query?: Record<string, string>;
  /** False: the route carries its own token (interactions). */
  auth?: boolean;
  /** Milliseconds after which it is given up. */
  within?: number;
  files?: { name: string; data: Uint8Array; contentType?: string }[];
};

export type Rest = {
  /** The answer's JSON, whose shape is the caller's to know. Throws the library's errors. */
  ask<T>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    route: `/${string}`,
    request?: Request,
  ): Promise<T>;
  /** The token works again, as the gateway has found out. */
  signedIn(): void;
  close(): void;
};

export type RestParts = {
  token: string;
  /** The address of the API, without its version. */
  api: string;
  /** Milliseconds for one request. */
  timeout: number;
  now(): number;
};

/** A wait this short is waited for; a longer one is told to the outbox, which holds only what it must. */
const SHORT_WAIT = 1_500;
/** After a 401 nothing is asked for this long: what was under way with it would only add to the refusals that Discord counts. */
const REFUSED_FOR = 2_000;

/**
 * A body with files as bytes: the library hands its form to whichever undici was loaded first in this process, and the one that
 * reads feeds takes no other's form.
 */
const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const headers = {
    ...(init.headers as Record<string, string>),
    'content-type': form.headers.get('content-type') ?? '',
  };
  return DefaultRestOptions.makeRequest(url, {
    ...init,
    headers,
    body: new Uint8Array(await form.arrayBuffer()),
  });
};

export function createRest({ token, api, timeout, now }: RestParts): Rest {
  const rest = new REST({
    api,
    version: '10',
    retries: 0,
    makeRequest,
    timeout,
    // Kept for all deliverers together by the store; of what others send one process knows nothing.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    // Refused for everything: what would wait for that in the library leaves at one stroke when it is over, and is refused again.
    rejectOnRateLimit: ({ route, global, timeToReset, retryAfter, sublimitTimeout }) =>
      !route.startsWith('/webhooks') &&
      !route.startsWith('/interactions') &&
      (global || Math.max(timeToReset, retryAfter, sublimitTimeout) > SHORT_WAIT),
  });
  let refusedUntil = 0;
  return {
    async ask<T>(method: string, route: `/${string}`, request: Request = {}): Promise<T> {
      const auth = request.auth !== false;
      if (auth && now() < refusedUntil) throw new Error('Expected token to be set: it was just refused');
      // The library forgets its token at a 401; whether it works again is found out by trying.
      rest.setToken(token);
      try {
        return (await rest.request({
          method: method as never,
          fullRoute: route,
          auth,
          ...(request.body === undefined ? {} : { body: request.body }),
          ...(request.query === undefined ? {} : { query: new URLSearchParams(request.query) }),
          ...(request.within === undefined ? {} : { signal: AbortSignal.timeout(request.within) as never }),
          ...(request.files === undefined
            ? {}
            : { files: request.files.map((f) => ({ ...f, data: Buffer.from(f.data) })) }),
        })) as T;
      } catch (error) {
        if (auth && (error as { status?: number }).status === 401) refusedUntil = now() + REFUSED_FOR;
        throw error;
      }
    },
    signedIn() {
      refusedUntil = 0;
    },
    close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}
