/**
 * A small Slack on loopback: its Web API, Socket Mode, requests signed over HTTP, OAuth, and response addresses, judged by the
 * documented limits. What it is told to do wrong it does once each: faults queue by method.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { messageProblems, viewProblems } from './blockkit.ts';

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
type Workspace = { id: string; name: string; enterprise?: string; channels: Map<string, Channel> };
type Token = { workspace: string | null; enterprise?: string; scopes: string[]; dead: string | null };
type Body = Record<string, unknown>;
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

const NEEDS: Record<string, (c: Channel | undefined) => string> = {
  'chat.postMessage': () => 'chat:write',
  'chat.update': () => 'chat:write',
  'chat.postEphemeral': () => 'chat:write',
  'conversations.join': () => 'channels:join',
  'conversations.list': () => 'channels:read',
  'conversations.info': (c) => (c?.is_im ? 'im:read' : c?.is_private ? 'groups:read' : 'channels:read'),
  'conversations.history': (c) =>
    c?.is_im ? 'im:history' : c?.is_private ? 'groups:history' : 'channels:history',
  'conversations.replies': (c) =>
    c?.is_im ? 'im:history' : c?.is_private ? 'groups:history' : 'channels:history',
  'users.info': () => 'users:read',
  'files.getUploadURLExternal': () => 'files:write',
  'files.completeUploadExternal': () => 'files:write',
};

export type Fake = Awaited<ReturnType<typeof createFakeSlack>>;

/** `gap`: milliseconds between two posts in a channel below which it is a violation; `history`: reads a minute, for apps outside the Marketplace. */
export async function createFakeSlack(options: { gap?: number; signing?: string } = {}) {
  const workspaces = new Map<string, Workspace>();
  const tokens = new Map<string, Token>();
  const admins = new Set<string>(['UADMIN']);
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
    sockets: 0,
    /** Milliseconds by which its clock is ahead of this process's. */
    ahead: 0,
    /** Asked about every call that no queued fault meets: how it fares, or null for well. */
    trouble: null as ((call: Call) => Fault | null) | null,
  };
  const lastPost = new Map<string, number>();
  let live: WebSocket | null = null;
  const signing = options.signing ?? 'signing-secret';

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

  const no = (error: string, more: Body = {}): Body => ({ ok: false, error, ...more });

  function page(all: Posted[], body: Body): Body {
    const limit = Number(body.limit ?? 100);
    const from = Number(body.cursor ?? 0);
    const part = all.slice(from, from + limit);
    const more = from + limit < all.length;
    const bare = part.map(({ ts, text, thread_ts, metadata }) => ({
      type: 'message',
      ts,
      text,
      ...(thread_ts === undefined ? {} : { thread_ts }),
      ...(String(body.include_all_metadata) === 'true' && metadata !== undefined ? { metadata } : {}),
    }));
    return {
      ok: true,
      messages: bare,
      has_more: more,
      response_metadata: { next_cursor: more ? String(from + limit) : '' },
    };
  }

  function judge(method: string, body: Body): void {
    for (const problem of messageProblems(body)) violations.push(`${method}: ${problem}`);
    if (method !== 'chat.postMessage') return;
    if (String(body.unfurl_links) !== 'false' || String(body.unfurl_media) !== 'false')
      violations.push('unfurls');
    const where = String(body.channel);
    const gap = Date.now() - (lastPost.get(where) ?? 0);
    if (gap < (options.gap ?? 0)) violations.push(`${where}: ${gap} ms after the last post`);
    lastPost.set(where, Date.now());
  }

  /** A trigger works once, within three seconds. */
  function spend(trigger: unknown): Body | null {
    const until = triggers.get(String(trigger));
    triggers.delete(String(trigger));
    if (until === undefined) return no('invalid_trigger_id');
    return Date.now() > until ? no('expired_trigger_id') : null;
  }

  const methods: Record<string, (body: Body, t: Token) => Body> = {
    'auth.test': (_, t) => {
      const team = t.workspace ?? '';
      const name = workspaces.get(team)?.name ?? t.enterprise ?? '';
      return {
        ok: true,
        team_id: team,
        team: name,
        user: 'whosaid',
        user_id: 'UBOT',
        bot_id: 'BBOT',
        url: 'https://x.slack.com/',
      };
    },
    'chat.postMessage': (body) => {
      judge('chat.postMessage', body);
      if (/^U/.test(String(body.channel)))
        return { ok: true, channel: `D${body.channel}`, ts: post(body).ts };
      const where = find(String(body.channel));
      if (where === undefined) return no('channel_not_found');
      if (where.is_archived) return no('is_archived');
      if (!where.is_member) return no('not_in_channel');
      return { ok: true, channel: where.id, ts: post(body).ts };
    },
    'chat.update': (body) => {
      judge('chat.update', body);
      const old = messages.find((m) => m.ts === body.ts && m.channel === body.channel);
      if (old === undefined) return no('message_not_found');
      Object.assign(old, { text: body.text, blocks: body.blocks ?? [], edits: old.edits + 1 });
      return { ok: true, channel: body.channel, ts: body.ts };
    },
    'chat.postEphemeral': (body) => {
      judge('chat.postEphemeral', body);
      responses.push({ id: `ephemeral:${body.channel}:${body.user}`, body });
      return { ok: true, message_ts: '1.1' };
    },
    'conversations.info': (body) => {
      const c = find(String(body.channel));
      if (c === undefined || (c.is_private && !c.is_member)) return no('channel_not_found');
      return { ok: true, channel: { ...c, is_channel: c.is_im !== true } };
    },
    'conversations.join': (body) => {
      const c = find(String(body.channel));
      if (c === undefined) return no('channel_not_found');
      if (c.is_private) return no('method_not_supported_for_channel_type');
      if (c.is_archived) return no('is_archived');
      c.is_member = true;
      return { ok: true, channel: c };
    },
    'conversations.list': (_, t) => ({
      ok: true,
      channels: [...(workspaces.get(t.workspace ?? '')?.channels.values() ?? [])].filter(
        (c) => !c.is_private || c.is_member,
      ),
      response_metadata: { next_cursor: '' },
    }),
    'conversations.history': (body) => {
      const c = find(String(body.channel));
      if (c === undefined) return no('channel_not_found');
      if (!c.is_member) return no('not_in_channel');
      const all = messages.filter(
        (m) =>
          m.channel === c.id &&
          (m.thread_ts === undefined || m.broadcast) &&
          Number(m.ts) >= Number(body.oldest ?? 0),
      );
      return page(all.reverse(), body);
    },
    'conversations.replies': (body) => {
      const all = messages.filter(
        (m) =>
          m.channel === body.channel &&
          ((m.thread_ts === body.ts && Number(m.ts) >= Number(body.oldest ?? 0)) || m.ts === body.ts),
      );
      return all.length === 0 ? no('thread_not_found') : page(all, body);
    },
    'users.info': (body) => ({
      ok: true,
      user: { id: body.user, is_admin: admins.has(String(body.user)), tz: 'Europe/Oslo', locale: 'en-GB' },
    }),
    'files.getUploadURLExternal': (body) => {
      const id = `F${++state.sequence}`;
      return Number(body.length) > 0
        ? { ok: true, upload_url: `${base}/upload/${id}/${body.filename}`, file_id: id }
        : no('invalid_arguments');
    },
    'files.completeUploadExternal': (body) => {
      for (const f of body.files as { id: string }[]) {
        const up = uploads.get(f.id);
        if (up === undefined) return no('file_not_found');
        up.channel = String(body.channel_id);
      }
      return { ok: true, files: body.files };
    },
    'views.open': (body) => {
      for (const problem of viewProblems(body.view)) violations.push(`views.open: ${problem}`);
      const spent = spend(body.trigger_id);
      if (spent !== null) return spent;
      const id = `V${++state.sequence}`;
      views.set(id, body.view as Body);
      return { ok: true, view: { id, ...(body.view as Body) } };
    },
    'views.update': (body) => {
      for (const problem of viewProblems(body.view)) violations.push(`views.update: ${problem}`);
      if (!views.has(String(body.view_id))) return no('not_found');
      views.set(String(body.view_id), body.view as Body);
      return { ok: true, view: { id: body.view_id, ...(body.view as Body) } };
    },
    'views.publish': (body) => {
      for (const problem of viewProblems(body.view)) violations.push(`views.publish: ${problem}`);
      homes.set(String(body.user_id), body.view as Body);
      return { ok: true, view: { id: 'VHOME' } };
    },
  };

  function oauth(body: Body): Body {
    if (body.client_id !== 'client' || body.client_secret !== 'client-secret') return no('invalid_client_id');
    const found = codes.get(String(body.code ?? body.refresh_token));
    codes.delete(String(body.code ?? body.refresh_token));
    return found ?? no(body.code === undefined ? 'invalid_refresh_token' : 'invalid_code');
  }

  function handle(method: string, body: Body, bearer: string): Body {
    if (method === 'oauth.v2.access') return oauth(body);
    const t = tokens.get(bearer);
    if (t === undefined) return no('invalid_auth');
    if (t.dead !== null) return no(t.dead);
    if (method === 'apps.connections.open')
      return { ok: true, url: `${base.replace('http', 'ws')}/link?ticket=${randomUUID()}` };
    const needed = NEEDS[method]?.(find(String(body.channel)));
    if (needed !== undefined && !t.scopes.includes(needed))
      return no('missing_scope', { needed, provided: t.scopes.join(',') });
    const does = methods[method];
    return does === undefined ? no('unknown_method') : does(body, t);
  }

  async function api(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const body: Body = Object.fromEntries(Object.entries(form).map(([k, v]) => [k, parsed(v)]));
    const bearer = String(body.token ?? request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    const call: Call = { method, body, token: bearer, at: Date.now(), answered: false };
    calls.push(call);
    const send = (status: number, answer: Body, headers: Record<string, string> = {}) => {
      if (response.destroyed) return;
      call.answered = answer.ok === true;
      response
        .writeHead(status, {
          'content-type': 'application/json',
          'x-oauth-scopes': tokens.get(bearer)?.scopes.join(',') ?? '',
          ...headers,
        })
        .end(JSON.stringify(answer));
    };
    const fault = faults.get(method)?.shift() ?? state.trouble?.(call) ?? undefined;
    if (/^conversations\.(history|replies)$/.test(method) && state.historyLeft-- <= 0) {
      state.historyLeft = 0;
      return send(429, no('ratelimited'), { 'retry-after': '1' });
    }
    if (fault === undefined) return send(200, handle(method, body, bearer));
    if (fault === '429') return send(429, no('ratelimited'), { 'retry-after': '1' });
    if (fault === '500') return send(500, no('internal'));
    if (fault === 'reset') return void request.socket.destroy();
    if (fault === 'no answer') return;
    if (fault === 'stored late') return void setTimeout(() => handle(method, body, bearer), 550);
    if (typeof fault === 'object') return send(200, no(fault.error, fault));
    handle(method, body, bearer);
    if (fault === '503 after storing') return send(503, no('unavailable'));
    if (fault === 'reset after storing') return void request.socket.destroy();
    // "hang": stored, and never answered.
  }

  const server = createServer((request, response) => {
    if (state.down) return void request.socket.destroy();
    const url = new URL(request.url ?? '/', 'http://x');
    const [, room, name = ''] = url.pathname.split('/');
    if (room === 'api') return void api(name, request, response);
    if (room === 'upload') {
      void text(request).then((data) => {
        uploads.set(name, { name: url.pathname.split('/')[3] ?? '', data, channel: null });
        response.writeHead(200).end('OK');
      });
      return;
    }
    if (room === 'response') {
      void text(request).then((raw) => {
        const body = JSON.parse(raw) as Body;
        const used = (uses.get(name) ?? 0) + 1;
        uses.set(name, used);
        if (used > 5) return response.writeHead(404).end('used_url');
        if (body.delete_original !== true)
          for (const p of messageProblems(body)) violations.push(`response: ${p}`);
        responses.push({ id: name, body });
        return response.writeHead(200).end('ok');
      });
      return;
    }
    response.writeHead(404).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const links = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (state.down) return void socket.destroy();
    links.handleUpgrade(request, socket, head, (ws) => {
      live = ws;
      state.sockets++;
      ws.on('error', () => {});
      ws.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: Body };
        pending.delete(envelope_id);
        waiting.get(envelope_id)?.(payload ?? {});
        waiting.delete(envelope_id);
      });
      ws.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
      // What was not acknowledged before the connection broke comes again.
      for (const { payload } of pending.values()) ws.send(JSON.stringify(payload));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Hands something to the app as Slack does and waits for the acknowledgement; throws when it does not come in 3 s. */
  async function send(
    type: 'slash_commands' | 'interactive' | 'events_api',
    payload: Body,
  ): Promise<{ ms: number; body: Body }> {
    const from = performance.now();
    if (state.http !== null) {
      const raw =
        type === 'slash_commands'
          ? new URLSearchParams(payload as Record<string, string>).toString()
          : type === 'interactive'
            ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
            : JSON.stringify(payload);
      const stamp = String(Math.floor(Date.now() / 1_000));
      const signature = `v0=${createHmac('sha256', signing).update(`v0:${stamp}:${raw}`).digest('hex')}`;
      const answer = await fetch(state.http, {
        method: 'POST',
        headers: {
          'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': stamp,
          'x-slack-signature': signature,
        },
        body: raw,
        signal: AbortSignal.timeout(3_000),
      });
      const said = await answer.text();
      if (!answer.ok) throw new Error(`the app answered ${answer.status}`);
      return { ms: performance.now() - from, body: said.startsWith('{') ? (JSON.parse(said) as Body) : {} };
    }
    const envelope_id = randomUUID();
    const envelope = { type, envelope_id, payload, accepts_response_payload: type !== 'events_api' };
    if (type === 'events_api') pending.set(envelope_id, { at: Date.now(), payload: envelope });
    const body = await new Promise<Body>((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`${type} was not acknowledged within 3 s`)), 3_000);
      waiting.set(envelope_id, (answer) => {
        clearTimeout(timer);
        done(answer);
      });
      live?.send(JSON.stringify(envelope));
    });
    return { ms: performance.now() - from, body };
  }

  const trigger = () => {
    const id = `trigger.${++state.sequence}`;
    triggers.set(id, Date.now() + 3_000);
    return id;
  };
  const responseUrl = () => `${base}/response/r${++state.sequence}`;
  const who = (from: { team?: string; user?: string; channel?: string }) => ({
    team: from.team ?? 'T1',
    user: from.user ?? 'UADMIN',
    channel: from.channel ?? 'C1',
  });
  type From = { team?: string; user?: string; channel?: string; more?: Body };

  return {
    base,
    api: `${base}/api/`,
    signing,
    workspace,
    channel,
    token,
    tokens,
    admins,
    messages,
    calls,
    violations,
    responses,
    views,
    homes,
    uploads,
    codes,
    state,
    fault: (method: string, ...those: Fault[]) =>
      faults.set(method, [...(faults.get(method) ?? []), ...those]),
    kill: (value: string, error = 'token_revoked') => {
      const t = tokens.get(value);
      if (t !== undefined) t.dead = error;
    },
    revive: (value: string) => {
      const t = tokens.get(value);
      if (t !== undefined) t.dead = null;
    },
    send,
    connected: () => live !== null && live.readyState === 1,
    slash(command: string, typed: string, from: From = {}) {
      const { team, user, channel: c } = who(from);
      return send('slash_commands', {
        command,
        text: typed,
        team_id: team,
        team_domain: 'x',
        channel_id: c,
        channel_name: 'x',
        user_id: user,
        user_name: user.toLowerCase(),
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        response_url: responseUrl(),
        trigger_id: trigger(),
        ...from.more,
      });
    },
    interact(payload: Body, from: From = {}) {
      const { team, user, channel: c } = who(from);
      return send('interactive', {
        team: { id: team, domain: 'x' },
        user: { id: user, name: user.toLowerCase(), team_id: team },
        api_app_id: 'A1',
        is_enterprise_install: false,
        ...(payload.view === undefined ? { channel: { id: c, name: 'x' }, response_url: responseUrl() } : {}),
        trigger_id: trigger(),
        ...payload,
        ...from.more,
      });
    },
    event(event: Body, from: From = {}, id: string = randomUUID()) {
      return send('events_api', {
        type: 'event_callback',
        team_id: who(from).team,
        api_app_id: 'A1',
        event_id: id,
        event_time: Math.floor(Date.now() / 1_000),
        authorizations: [
          { team_id: who(from).team, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
        ],
        event,
        ...from.more,
      });
    },
    /** Slack renews its connections: it says so and closes a little later. */
    refresh: () => live?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    drop: () => live?.terminate(),
    down: () => {
      state.down = true;
      for (const socket of sockets) socket.destroy();
    },
    up: () => {
      state.down = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      links.close();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const parsed = (value: string): unknown => {
  if (!/^[[{]/.test(value) && value !== 'true' && value !== 'false') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const text = async (request: IncomingMessage): Promise<string> => {
  let all = '';
  for await (const part of request) all += part;
  return all;
};

/** Waits until that holds; throws with `what` after `within` milliseconds. */
export async function until(
  what: string,
  that: () => boolean | Promise<boolean>,
  within = 8_000,
): Promise<void> {
  const end = Date.now() + within;
  while (!(await that())) {
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 15));
  }
}
