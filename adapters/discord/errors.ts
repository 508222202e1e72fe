/** What Discord's refusals and the network's failures mean for a delivery. Pure: errors in, outcomes out. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Outcome } from '../../src/platform.ts';
import { words } from '../../src/words.ts';

/** What to do about an error, before the delivery's own circumstances are known. */
export type Failure =
  | Exclude<Outcome, { is: 'sent' }>
  /** Discord refused the body: ours to mend. */
  | { is: 'malformed'; why: string; detail: string }
  /** The network was never reached: later, for everything. */
  | { is: 'unreached'; why: string };

// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
export const CODES = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMessage: 10008,
  missingAccess: 50001,
  notText: 50008,
  missingPermissions: 50013,
  notOurs: 50005,
  malformed: 50035,
  emptyMessage: 50006,
  tooLarge: 40005,
  tagRequired: 40067,
  acknowledged: 40060,
  published: 40033,
  archived: 50083,
  hasThread: 160004,
  mostThreads: 160006,
  locked: 160005,
};

export const codeOf = (error: unknown): number | null =>
  error instanceof DiscordAPIError ? Number(error.code) : null;

const NEVER_REACHED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** The system's code of a network failure, wherever the layers above put it. */
function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && !(error instanceof DiscordAPIError)) return code;
  if (error instanceof AggregateError) return networkCode(error.errors[0]);
  return error.cause === undefined ? null : networkCode(error.cause);
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const signedOut = (): Failure => ({
  is: 'refused',
  scope: 'installation',
  why: words.discord.badToken,
  remedy: words.discord.mendToken,
});

export function failureOf(error: unknown, now: number): Failure {
  if (error instanceof RateLimitError) {
    const wait = Math.max(error.timeToReset, error.retryAfter, error.sublimitTimeout, 0);
    const scope = error.global ? 'installation' : 'channel';
    return { is: 'later', at: now + wait, scope, why: words.discord.tooFast };
  }
  if (error instanceof DiscordAPIError) return refusal(error, now);
  if (error instanceof HTTPError) return { is: 'ambiguous', why: words.discord.failed(error.status) };
  // One 401 makes the library forget the token: later calls throw this plain error and reach no server.
  if (/expected token to be set/i.test(text(error))) return signedOut();
  const code = networkCode(error);
  if (code !== null && NEVER_REACHED.includes(code))
    return { is: 'unreached', why: words.discord.away(code) };
  const why = code ?? (error instanceof Error && error.name === 'AbortError' ? 'no answer' : text(error));
  return { is: 'ambiguous', why: words.discord.broken(why) };
}

function refusal(error: DiscordAPIError, now: number): Failure {
  const code = Number(error.code);
  const { status } = error;
  if (status === 401) return signedOut();
  if (status === 429) return { is: 'later', at: now + 5_000, scope: 'channel', why: words.discord.tooFast };
  if (code === CODES.unknownMessage || code === CODES.notOurs)
    return { is: 'refused', scope: 'story', why: words.discord.gone, remedy: '' };
  if (code === CODES.archived || code === CODES.locked)
    return { is: 'refused', scope: 'story', why: words.discord.locked, remedy: '' };
  if (code === CODES.unknownChannel || code === CODES.unknownGuild || (status === 404 && code === 0))
    return closed(words.discord.deleted, words.discord.mendDeleted);
  // A forum's server has as many open threads as it may: some are archived every day.
  if (code === CODES.mostThreads)
    return { is: 'later', at: now + 600_000, scope: 'channel', why: words.discord.mostThreads };
  if (code === CODES.missingAccess) return closed(words.discord.unseen, words.discord.mendUnseen);
  if (status === 403) return closed(words.discord.forbidden, words.discord.mendForbidden);
  if (status === 404) return closed(words.discord.deleted, words.discord.mendDeleted);
  const detail = JSON.stringify(error.rawError).slice(0, 500);
  return { is: 'malformed', why: words.discord.malformed(error.message.split('\n')[0] ?? ''), detail };
}

export const closed = (why: string, remedy: string): Extract<Failure, { is: 'refused' }> => ({
  is: 'refused',
  scope: 'channel',
  why,
  remedy,
});

/** What of an error may stand in the log: its address could hold an interaction's token, its body what somebody wrote. */
export function sayable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  const { code, status, method } = error as { code?: unknown; status?: unknown; method?: unknown };
  return { error: error.message.split('\n')[0], code, status, method };
}

/** A reply whose message was deleted meanwhile: Discord calls it a bad body. */
export const repliesToNothing = (error: unknown): boolean =>
  codeOf(error) === CODES.malformed &&
  /message_reference|MESSAGE_REFERENCE_UNKNOWN|REPLIES_UNKNOWN_MESSAGE/i.test(
    JSON.stringify((error as DiscordAPIError).rawError),
  );
