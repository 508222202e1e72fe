/** The Web API's methods, judged by the documented limits. */
import { randomUUID } from 'node:crypto';
import { messageProblems, viewProblems } from '../blockkit.ts';
import { type Body, type Channel, no, type Posted, type Token, type World } from './world.ts';

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

/** `gap`: milliseconds between two posts in a channel below which it is a violation. What a method answers to a body and a token. */
export function createMethods(
  world: World,
  gap: number,
): (method: string, body: Body, bearer: string) => Body {
  const {
    workspaces,
    tokens,
    admins,
    guests,
    messages,
    violations,
    responses,
    triggers,
    views,
    homes,
    uploads,
    codes,
    state,
  } = world;
  const { lastPost, find, post } = world;

  function judge(method: string, body: Body): void {
    for (const problem of messageProblems(body)) violations.push(`${method}: ${problem}`);
    if (method !== 'chat.postMessage') return;
    if (String(body.unfurl_links) !== 'false' || String(body.unfurl_media) !== 'false')
      violations.push('unfurls');
    const where = String(body.channel);
    const since = Date.now() - (lastPost.get(where) ?? 0);
    if (since < gap) violations.push(`${where}: ${since} ms after the last post`);
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
      const team = t.workspace ?? t.enterprise ?? '';
      const name = workspaces.get(team)?.name ?? t.enterprise ?? '';
      return {
        ok: true,
        is_enterprise_install: t.workspace === null && t.enterprise !== undefined,
        ...(t.enterprise === undefined ? {} : { enterprise_id: t.enterprise }),
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
    'conversations.members': (body) => {
      const c = find(String(body.channel));
      if (c === undefined || (c.is_private && !c.is_member)) return no('channel_not_found');
      return { ok: true, members: c.members ?? [], response_metadata: { next_cursor: '' } };
    },
    'conversations.join': (body) => {
      const c = find(String(body.channel));
      if (c === undefined) return no('channel_not_found');
      if (c.is_private) return no('method_not_supported_for_channel_type');
      if (c.is_archived) return no('is_archived');
      c.is_member = true;
      return { ok: true, channel: c };
    },
    'conversations.list': (body, t) => {
      // https://docs.slack.dev/reference/methods/conversations.list: required of an organisation's token
      const team = t.workspace ?? body.team_id;
      if (team === undefined) return no('missing_argument');
      return {
        ok: true,
        channels: [...(workspaces.get(String(team))?.channels.values() ?? [])].filter(
          (c) => !c.is_private || c.is_member,
        ),
        response_metadata: { next_cursor: '' },
      };
    },
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
      user: {
        id: body.user,
        is_admin: admins.has(String(body.user)),
        is_restricted: guests.has(String(body.user)),
        tz: 'Europe/Oslo',
        locale: 'en-GB',
      },
    }),
    'files.getUploadURLExternal': (body) => {
      const id = `F${++state.sequence}`;
      return Number(body.length) > 0
        ? { ok: true, upload_url: `${state.base}/upload/${id}/${body.filename}`, file_id: id }
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
      return { ok: true, url: `${state.base.replace('http', 'ws')}/link?ticket=${randomUUID()}` };
    const needed = NEEDS[method]?.(find(String(body.channel)));
    if (needed !== undefined && !t.scopes.includes(needed))
      return no('missing_scope', { needed, provided: t.scopes.join(',') });
    const does = methods[method];
    return does === undefined ? no('unknown_method') : does(body, t);
  }

  return handle;
}
