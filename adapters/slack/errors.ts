/** What Slack's refusals and the network's failures mean for a delivery. Pure: errors in, outcomes out. */
import { webApi } from '@slack/bolt';
import type { Outcome } from '../../src/platform.ts';
import { words } from '../../src/words.ts';

/** What to do about an error, before the delivery's own circumstances are known. */
export type Failure =
  | Exclude<Outcome, { is: 'sent' }>
  /** Slack refused the body: ours to mend. */
  | { is: 'malformed'; why: string; code: string }
  /** The network was never reached: later, for everything. */
  | { is: 'unreached'; why: string };

/** No installation for a workspace: nothing can be asked in its name. */
export class NotInstalled extends Error {
  readonly tenant: string;
  constructor(tenant: string) {
    super(`[slack] not installed in ${tenant}`);
    this.tenant = tenant;
  }
}

/** What is kept of an installation is under another secret than those we were given. */
export class Sealed extends Error {
  constructor() {
    super('[slack] an installation is sealed under another secret');
  }
}

/** The library wraps what keeps a token from being read. */
const isSealed = (error: unknown): boolean =>
  error instanceof Sealed || (error instanceof Error && error.cause !== undefined && isSealed(error.cause));

const set = (codes: string) => new Set(codes.split(/\s+/));

// https://docs.slack.dev/reference/methods/chat.postMessage#errors and …/chat.update#errors
const WAIT = set('ratelimited rate_limited message_limit_exceeded team_added_to_org');
const AMBIGUOUS = set('internal_error fatal_error service_unavailable request_timeout');
const SIGNED_OUT = set(
  'invalid_auth not_authed account_inactive token_revoked token_expired org_login_required two_factor_setup_required not_allowed_token_type access_denied team_access_not_granted team_not_found',
);
/** The token itself does not work: whether it works again can be asked without posting. */
const TOKEN = set('invalid_auth not_authed account_inactive token_revoked token_expired');
export const isTokenRefused = (error: unknown): boolean => TOKEN.has(codeOf(error) ?? '');

const STORY = set(
  'message_not_found thread_not_found cannot_reply_to_message restricted_action_thread_locked cant_update_message edit_window_closed',
);
const MALFORMED = set(
  'invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text invalid_arguments invalid_arg_name invalid_array_arg invalid_form_data invalid_json json_not_object invalid_metadata_format invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app block_mismatch too_many_attachments slack_connect_canvas_sharing_blocked',
);

const NEVER_REACHED = set(
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ENETDOWN UND_ERR_CONNECT_TIMEOUT',
);

/** Slack's own code ("channel_not_found"), or null for everything else. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null;
  const code = error.data.error;
  return typeof code === 'string' && /^[a-z_]{3,80}$/.test(code) ? code : null;
}

/** The system's code of a network failure, wherever the layers above put it. */
function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AggregateError && error.errors.length > 0) return networkCode(error.errors[0]);
  if (typeof code === 'string' && !code.startsWith('slack_')) return code;
  return error.cause === undefined ? null : networkCode(error.cause);
}

/** A failure as people read it: never the library's sentence with an address in it. */
function reason(error: unknown): string {
  const network = networkCode(error);
  if (network !== null) return network;
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (inner instanceof Error && /Timeout|Abort/.test(inner.name)) return 'no answer in time';
  return inner instanceof Error ? inner.message : String(inner);
}

const refused = (
  scope: 'message' | 'story' | 'channel' | 'installation',
  [why, remedy]: [string, string],
): Failure => ({ is: 'refused', scope, why, remedy });

const WAIT_UNSAID = 30_000; // Slack's own advice where it names no time

function platformFailure(code: string, needed: string | undefined, now: number): Failure {
  const said = words.slack;
  if (WAIT.has(code)) return { is: 'later', at: now + WAIT_UNSAID, scope: 'channel', why: said.tooFast };
  if (AMBIGUOUS.has(code)) return { is: 'ambiguous', why: said.said(code) };
  if (MALFORMED.has(code)) return { is: 'malformed', why: said.malformed(code), code };
  if (code === 'missing_scope') return refused('installation', said.missingScope(needed ?? ''));
  if (SIGNED_OUT.has(code)) return refused('installation', said.signedOut(code));
  if (code === 'edit_window_closed' || code === 'cant_update_message')
    return refused('message', [said.locked, '']);
  if (STORY.has(code)) return refused('story', [said.gone, '']);
  const known = said.closed[code.startsWith('restricted_action') ? 'restricted_action' : code];
  return refused('channel', Array.isArray(known) ? known : said.closed.other(code));
}

export function failureOf(error: unknown, now: number): Failure {
  if (error instanceof NotInstalled) return refused('installation', words.slack.notInstalled(error.tenant));
  if (isSealed(error)) return refused('installation', words.slack.sealed);
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { is: 'later', at: now + error.retryAfter * 1_000, scope: 'channel', why: words.slack.tooFast };
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = codeOf(error);
    // Something that is no answer of Slack's: a proxy's page, a text cut short.
    if (code === null) return { is: 'ambiguous', why: words.slack.broken('an answer that cannot be read') };
    const needed = (error.data as { needed?: unknown }).needed;
    return platformFailure(code, typeof needed === 'string' ? needed : undefined, now);
  }
  if (error instanceof webApi.WebAPIHTTPError)
    return error.statusCode >= 500
      ? { is: 'ambiguous', why: words.slack.failed(error.statusCode) }
      : { is: 'unreached', why: words.slack.refusedHttp(error.statusCode) };
  if (error instanceof Error && /^Retry header did not contain/.test(error.message))
    return { is: 'later', at: now + WAIT_UNSAID, scope: 'channel', why: words.slack.tooFast };
  const network = networkCode(error);
  if (network !== null && NEVER_REACHED.has(network))
    return { is: 'unreached', why: words.slack.away(network) };
  return { is: 'ambiguous', why: words.slack.broken(reason(error)) };
}

/** Slack took the request and did not answer in time: it may still do what was asked. */
export function isLate(error: unknown): boolean {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof Error && /Timeout|Abort/.test(inner.name);
}

/** Why something could not be asked, in words: where nothing was posted, nothing may have been posted. */
export function whyOf(error: unknown): string {
  const failure = failureOf(error, 0);
  if (failure.is === 'refused') return `${failure.why} ${failure.remedy}`.trim();
  if (failure.is !== 'ambiguous') return failure.why;
  if (error instanceof webApi.WebAPIHTTPError) return words.slack.refusedHttp(error.statusCode);
  return words.slack.away(codeOf(error) ?? reason(error));
}
