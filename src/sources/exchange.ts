/** One request and its answer, without redirects, retries or judgement. */
import type { Agent } from 'undici';
import { ACCEPT_ENCODING, type Bytes, readBody } from './body.ts';
import { type Headers, header } from './headers.ts';
import { PrivateAddress } from './private.ts';

/** `body` is null where it was not read: not a success, or not wanted. */
export type Exchanged =
  | { is: 'answer'; status: number; headers: Headers; body: Bytes | null }
  | { is: 'private' }
  | { is: 'failed'; why: string };

export type Exchange = (
  url: URL,
  ask: {
    headers: Record<string, string>;
    /** Milliseconds, from connecting to the last byte. */
    timeout: number;
    maxBytes: number;
    /** Looks at the type before the body is read. */
    wants(contentType: string | null): boolean;
  },
) => Promise<Exchanged>;

/** How much of an unwanted body is read to keep the connection. */
const DUMPED = 65_536;

/** Never rejects. `stop` ends every exchange. */
export function createExchange(agent: Agent, stop: AbortSignal): Exchange {
  return async (url, { headers, timeout, maxBytes, wants }) => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(Math.max(1, Math.ceil(timeout)))]);
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: { ...headers, 'accept-encoding': ACCEPT_ENCODING },
        signal,
      });
      const status = answer.statusCode;
      const wanted = status >= 200 && status < 300 && wants(header(answer.headers, 'content-type'));
      if (!wanted) {
        await answer.body.dump({ limit: DUMPED, signal }).catch(() => {});
        return { is: 'answer', status, headers: answer.headers, body: null };
      }
      const body = await readBody(answer.body, header(answer.headers, 'content-encoding'), maxBytes);
      return { is: 'answer', status, headers: answer.headers, body };
    } catch (error) {
      if (error instanceof PrivateAddress) return { is: 'private' };
      return { is: 'failed', why: reason(url.hostname, error, timeout) };
    }
  };
}

function reason(host: string, error: unknown, timeout: number): string {
  const { name = '', code = '' } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || /TIMEOUT|TIMEDOUT/.test(code)) return tooSlow(host, timeout);
  if (name === 'AbortError') return 'The bot is stopping.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The name ${host} cannot be found at the moment.`;
  if (code === 'ECONNREFUSED') return `${host} accepts no connections.`;
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return `There is no way through to ${host}.`;
  if (/^Z_|^ERR_.*(?:BROTLI|ZLIB|PADDING)/.test(code))
    return `${host} sent a damaged or incomplete compressed answer.`;
  if (/CERT|^ERR_TLS|^ERR_SSL|UNABLE_TO|SELF_SIGNED/.test(code))
    return `The certificate of ${host} is not valid.`;
  if (/^HPE_|PARSER|HEADERS_OVERFLOW/.test(code)) return `${host} does not answer in proper HTTP.`;
  return `The connection to ${host} broke off before the answer was complete.`;
}

export function tooSlow(host: string, timeout: number): string {
  return `${host} did not answer completely within ${Math.max(1, Math.round(timeout / 1000))} s.`;
}
