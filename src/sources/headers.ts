/** What an answer's headers tell a polite reader. Names as undici gives them: lower case. */
export type Headers = Record<string, string | string[] | undefined>;

const DAY = 86_400_000;

export function header(headers: Headers, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Location; its bytes are UTF-8 by use though headers are read as Latin-1, so that "/café" arrives as "/cafÃ©". */
export function location(headers: Headers): string {
  const value = header(headers, 'location') ?? '';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** Retry-After as milliseconds from `now`, between 0 and one day; null when absent or unreadable (RFC 9110 §10.2.3). */
export function retryAfter(headers: Headers, now: number): number | null {
  const value = header(headers, 'retry-after')?.trim() ?? '';
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), DAY);
}

/**
 * For how many more seconds the answer stays fresh by Cache-Control, else by Expires, less its Age (RFC 9111 §4.2);
 * 0 for `no-cache` and `no-store`, null when the server does not say.
 */
export function maxAge(headers: Headers, now: number): number | null {
  const control = header(headers, 'cache-control')?.toLowerCase() ?? '';
  if (/\bno-(?:cache|store)\b/.test(control)) return 0;
  const age = Number(/^\d{1,9}$/.exec(header(headers, 'age')?.trim() ?? '')?.[0] ?? 0);
  const seconds = /\bmax-age\s*=\s*"?(\d{1,9})/.exec(control)?.[1];
  if (seconds !== undefined) return Math.max(Number(seconds) - age, 0);
  const expires = header(headers, 'expires');
  if (expires === null) return null;
  const date = Date.parse(header(headers, 'date') ?? '');
  const fresh = (Date.parse(expires) - (Number.isNaN(date) ? now : date)) / 1000;
  // "Expires: 0" and its like mean: already stale.
  return Number.isNaN(fresh) ? 0 : Math.max(Math.floor(fresh) - age, 0);
}
