/** What there is in the small Slack: workspaces, channels, tokens, messages, and what was noted of the app's behaviour. */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

export type Fault =
  | '429'
  | '500'
  | '503 after storing'
  | 'reset after storing'
  | 'reset'
  | 'hang'
  | 'stored late'
  | 'no answer'
  | { error: string; [more: string]: unknown };

export type Channel = {
  id: string;
  name: string;
  is_private: boolean;
  is_member: boolean;
  is_archived: boolean;
  is_im?: boolean;
  user?: string;
  members?: string[];
};
export type Posted = {
  ts: string;
  channel: string;
  text: string;
  blocks: unknown[];
  thread_ts?: string;
  broadcast: boolean;
  metadata?: unknown;
  edits: number;
};
export type Workspace = { id: string; name: string; enterprise?: string; channels: Map<string, Channel> };
export type Token = { workspace: string | null; enterprise?: string; scopes: string[]; dead: string | null };
export type Body = Record<string, unknown>;
/** `answered`: with an answer that says ok. */
export type Call = { method: string; body: Body; token: string; at: number; answered: boolean };

export const ALL_SCOPES = [
  'commands',
  'chat:write',
  'channels:read',
  'channels:join',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:read',
  'im:history',
  'files:write',
  'users:read',
];

export type World = ReturnType<typeof createWorld>;

export function createWorld() {
  const workspaces = new Map<string, Workspace>();
  const tokens = new Map<string, Token>();
  const admins = new Set<string>(['UADMIN']);
  const guests = new Set<string>();
  const messages: Posted[] = [];
  const calls: Call[] = [];
  const violations: string[] = [];
  const faults = new Map<string, Fault[]>();
  const responses: { id: string; body: Body }[] = [];
  const uses = new Map<string, number>();
  const triggers = new Map<string, number>();
  const views = new Map<string, Body>();
  const homes = new Map<string, Body>();
  const uploads = new Map<string, { name: string; data: string; channel: string | null }>();
  const codes = new Map<string, Body>();
  const waiting = new Map<string, (payload: Body) => void>();
  const sockets = new Set<Socket>();
  const pending = new Map<string, { at: number; payload: Body }>();
  const state = {
    down: false,
    http: null as string | null,
    sequence: 0,
    historyLeft: Number.POSITIVE_INFINITY,
    /** Milliseconds between two readings of a history, and when the last one was. */
    historyEvery: 0,
    historyAt: 0,
    sockets: 0,
    /** Milliseconds by which its clock is ahead of this process's. */
    ahead: 0,
    /** Asked about every call that no queued fault meets: how it fares, or null for well. */
    trouble: null as ((call: Call) => Fault | null) | null,
    /** Where it listens. */
    base: '',
    live: null as WebSocket | null,
  };
  const lastPost = new Map<string, number>();

  const workspace = (id: string, name = `Team ${id}`, enterprise?: string): Workspace => {
    const made = workspaces.get(id) ?? {
      id,
      name,
      ...(enterprise === undefined ? {} : { enterprise }),
      channels: new Map(),
    };
    workspaces.set(id, made);
    return made;
  };
  const channel = (team: string, change: Partial<Channel> & { id: string }): Channel => {
    const made: Channel = {
      name: change.id.toLowerCase(),
      is_private: false,
      is_member: true,
      is_archived: false,
      ...change,
    };
    workspace(team).channels.set(made.id, made);
    return made;
  };
  const token = (value: string, team: string | null, scopes = ALL_SCOPES, enterprise?: string) =>
    tokens.set(value, {
      workspace: team,
      scopes,
      dead: null,
      ...(enterprise === undefined ? {} : { enterprise }),
    });

  const find = (id: string): Channel | undefined =>
    [...workspaces.values()].flatMap((w) => w.channels.get(id) ?? [])[0];

  function post(body: Body): Posted {
    state.sequence++;
    const made: Posted = {
      ts: `${Math.floor((Date.now() + state.ahead) / 1_000)}.${String(state.sequence).padStart(6, '0')}`,
      channel: String(body.channel),
      text: String(body.text ?? ''),
      blocks: (body.blocks as unknown[]) ?? [],
      broadcast: body.reply_broadcast === true || body.reply_broadcast === 'true',
      metadata: body.metadata,
      edits: 0,
      ...(body.thread_ts === undefined ? {} : { thread_ts: String(body.thread_ts) }),
    };
    messages.push(made);
    return made;
  }

  return {
    workspaces,
    tokens,
    admins,
    guests,
    messages,
    calls,
    violations,
    faults,
    responses,
    uses,
    triggers,
    views,
    homes,
    uploads,
    codes,
    waiting,
    sockets,
    pending,
    state,
    lastPost,
    workspace,
    channel,
    token,
    find,
    post,
  };
}

/** Slack's way of refusing. */
export const no = (error: string, more: Body = {}): Body => ({ ok: false, error, ...more });
