/** What an answer means for the caller. */
import type { Exchanged } from './exchange.ts';
import { header, maxAge, retryAfter } from './headers.ts';
import type { Fetched } from './web.ts';

/** What was asked, as far as the judgement needs it. */
export type Asked = { conditional: boolean; maxBytes: number; redirects: number; now: number };

/** `url` is where the answer came from. */
export function judge(url: URL, movedTo: string | null, answer: Exchanged, asked: Asked): Fetched {
  const host = url.hostname;
  if (answer.is === 'private')
    return {
      is: 'refused',
      why: `${host} is, or points to, a private address, which is not read. FETCH_ALLOW_PRIVATE can list exceptions.`,
    };
  if (answer.is === 'failed') return { is: 'later', after: null, why: answer.why };
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return page(url, movedTo, answer, asked);
  if (status === 304 && asked.conditional) return { is: 'unchanged', maxAge: maxAge(headers, asked.now) };
  if (status === 304 || status < 200)
    return later(`${host} gave an answer that does not fit the question (HTTP ${status}).`);
  if (isRedirect(status))
    return later(`${host} redirects more than ${asked.redirects} times, perhaps in a circle.`);
  if (status === 404 || status === 410)
    return {
      is: 'gone',
      why: `${host} says that there is nothing at this address (HTTP ${status}).`,
      ...(status === 410 ? { forever: true } : {}),
    };
  if (status === 401 || status === 403 || status === 451)
    return { is: 'refused', why: `${host} does not let us read this address (HTTP ${status}).` };
  if (status === 429)
    return later(`${host} asks us to come back later (HTTP 429).`, retryAfter(headers, asked.now));
  if (status >= 500 || status === 408 || status === 425)
    return later(`${host} has trouble of its own (HTTP ${status}).`, retryAfter(headers, asked.now));
  return { is: 'refused', why: `${host} does not understand the request for this address (HTTP ${status}).` };
}

export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** The type of a page that can hold an article: not a PDF, a picture, a film. */
export function isText(contentType: string | null): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === '' || type.startsWith('text/') || /^application\/(?:xhtml\+xml|xml)$/.test(type);
}

function page(url: URL, movedTo: string | null, answer: Exchanged & { is: 'answer' }, asked: Asked): Fetched {
  const { headers, body } = answer;
  const host = url.hostname;
  const contentType = header(headers, 'content-type');
  if (body === null)
    return { is: 'refused', why: `${host} has no web page at this address, but ${printable(contentType)}.` };
  if (body.is === 'unknown coding')
    return {
      is: 'refused',
      why: `${host} packs its answer in a way that we did not ask for and cannot read.`,
    };
  if (body.is === 'too large') {
    const limit = asked.maxBytes < 1e6 ? `${asked.maxBytes} bytes` : `${Math.round(asked.maxBytes / 1e6)} MB`;
    return { is: 'refused', why: `The answer of ${host} is larger than ${limit}.` };
  }
  const final = new URL(url);
  final.username = '';
  final.password = '';
  final.hash = '';
  return {
    is: 'page',
    url: final.href,
    movedTo,
    body: body.body,
    contentType,
    validators: { etag: header(headers, 'etag'), lastModified: header(headers, 'last-modified') },
    maxAge: maxAge(headers, asked.now),
  };
}

function later(why: string, after: number | null = null): Fetched {
  return { is: 'later', after, why };
}

function printable(contentType: string | null): string {
  return contentType === null
    ? 'something else'
    : (/^[\w.+/-]{1,60}/.exec(contentType)?.[0] ?? 'something else');
}
