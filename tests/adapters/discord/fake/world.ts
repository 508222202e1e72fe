/** What stands in the fake Discord: servers, channels, messages, threads, commands, and what is asked by interaction. */
export type Answer = { status: number; body: unknown };
type Json = Record<string, unknown> & { [FILES]?: string[] };

export type FakeMessage = Json & { id: string; channel_id: string; timestamp: string; components: Json[] };
export type FakeChannel = {
  id: string;
  type: number;
  name: string;
  guild_id: string;
  parent_id: string | null;
  owner_id?: string;
  last_message_id: string | null;
  available_tags?: { id: string; name: string; moderated?: boolean }[];
  applied_tags?: string[];
  permission_overwrites: { id: string; type: number; allow: string; deny: string }[];
  thread_metadata?: { archived: boolean; locked: boolean; create_timestamp: string };
  /** Test only: what every request to it is refused with. */
  closed?: { status: number; code: number } | null;
  /** Test only: Discord shows no history here. */
  blind?: boolean;
  flags?: number;
};

/** The names of the files that came with a body, which are no field of it. */
export const FILES = Symbol('files');

export const APPLICATION = '300000000000000001';
export const BOT = APPLICATION;
export const GUILD = '100000000000000001';
export const OWNER = '400000000000000001';
export const EDITOR = '400000000000000002';
const EPOCH = 1_420_070_400_000;

export type DiscordWorld = ReturnType<typeof createWorld>;

export function createWorld() {
  let count = 0n;
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const channels = new Map<string, FakeChannel>();
  const messages = new Map<string, FakeMessage[]>();
  const nonces = new Map<string, FakeMessage>();
  const published: string[] = [];
  const answered = new Map<string, { type: number; data?: Json; at: number }>();
  const originals = new Map<string, Json[]>();
  const attached = new Map<string, string[]>();
  let commands: Json[] = [];

  const world = {
    channels,
    messages,
    published,
    answered,
    originals,
    /** The files of an answer as it stands, by the interaction's token. */
    attached,
    roles: [{ id: GUILD, name: '@everyone', permissions: String((1n << 53n) - 1n - 8n) }] as Json[],
    dispatch: (_t: string, _d: unknown): void => {},
    /** Whether the server has the bot. */
    inGuild: true,
    /** Minutes have passed: Discord no longer knows who sent what. */
    forgetNonces: () => nonces.clear(),
    /** So many milliseconds have passed on its clock. */
    pass(ms: number) {
      ahead += ms;
    },
    snowflake: (): string => String((BigInt(now() - EPOCH) << 22n) + ++count),

    addChannel(change: Partial<FakeChannel> & { id: string }): FakeChannel {
      const channel: FakeChannel = {
        type: 0,
        name: 'news',
        guild_id: GUILD,
        parent_id: null,
        last_message_id: null,
        permission_overwrites: [],
        ...change,
      };
      channels.set(channel.id, channel);
      return channel;
    },
    ready: () => ({
      v: 10,
      user: { id: BOT, username: 'whosaid', discriminator: '0000', avatar: null, bot: true },
      guilds: [{ id: GUILD, unavailable: true }],
      session_id: 'session',
      application: { id: APPLICATION, flags: 0 },
    }),
    guild: () => ({
      id: GUILD,
      name: 'Desk',
      owner_id: OWNER,
      roles: world.roles,
      system_channel_id: null,
      public_updates_channel_id: null,
    }),
    guilds: () => [
      {
        ...world.guild(),
        channels: [...channels.values()].filter((c) => c.thread_metadata === undefined),
        threads: [],
        members: [],
        emojis: [],
        stickers: [],
        features: [],
        member_count: 2,
        unavailable: false,
      },
    ],
    /** All messages of a channel, oldest first. */
    in: (channel: string): FakeMessage[] => messages.get(channel) ?? [],
    threadsOf: (channel: string): FakeChannel[] =>
      [...channels.values()].filter((c) => c.parent_id === channel),
    commands: () => commands,
    setCommands: (list: Json[]) => {
      commands = list;
    },

    answer(method: string, path: string, query: URLSearchParams, body: unknown): Answer {
      const route = `${method} ${path.replace(/\/\d{15,20}(?=\/|$)/g, '/#')}`;
      const ids = [...path.matchAll(/\/(\d{15,20})(?=\/|$)/g)].map((m) => m[1] ?? '');
      return answerTo(route, path, ids, query, (body ?? {}) as Json);
    },
  };

  const store = (channel: FakeChannel, body: Json): FakeMessage => {
    const nonce = typeof body.nonce === 'string' ? `${channel.id}:${body.nonce}` : null;
    const known = nonce === null ? undefined : nonces.get(nonce);
    if (known !== undefined && body.enforce_nonce === true) return known;
    const id = world.snowflake();
    const kept: FakeMessage = {
      ...body,
      id,
      channel_id: channel.id,
      timestamp: new Date(now()).toISOString(),
      author: { id: BOT },
      components: (body.components as Json[] | undefined) ?? [],
    };
    delete kept.nonce;
    messages.set(channel.id, [...(messages.get(channel.id) ?? []), kept]);
    channel.last_message_id = id;
    if (nonce !== null) nonces.set(nonce, kept);
    return kept;
  };

  const startThread = (parent: FakeChannel, id: string, name: string, tags: string[]): FakeChannel =>
    world.addChannel({
      id,
      type: parent.type === 5 ? 10 : 11,
      name,
      parent_id: parent.id,
      owner_id: BOT,
      applied_tags: tags,
      thread_metadata: { archived: false, locked: false, create_timestamp: new Date(now()).toISOString() },
    });

  const bad = (status: number, code: number, message: string): Answer => ({
    status,
    body: { message, code },
  });

  function answerTo(route: string, path: string, ids: string[], query: URLSearchParams, body: Json): Answer {
    const [first = '', second = ''] = ids;
    if (path.startsWith('/interactions/')) return callback(path, body);
    if (path.startsWith('/webhooks/')) return original(path, body);
    if (path.startsWith('/channels/')) {
      const channel = channels.get(first);
      if (channel === undefined) return bad(404, 10003, 'Unknown Channel');
      const parent = channel.parent_id === null ? undefined : channels.get(channel.parent_id);
      const closed = channel.closed ?? parent?.closed;
      if (closed != null) return bad(closed.status, closed.code, 'closed');
      return inChannel(route, channel, second, query, body);
    }
    switch (route) {
      case 'GET /users/@me':
        return { status: 200, body: world.ready().user };
      case 'GET /users/@me/guilds':
        return { status: 200, body: world.inGuild ? [{ id: GUILD, name: 'Desk' }] : [] };
      case 'GET /applications/@me':
        return { status: 200, body: { id: APPLICATION, name: 'Whosaid' } };
      case 'POST /users/@me/channels': {
        const id = `5${String(body.recipient_id).slice(1)}`;
        if (!channels.has(id)) world.addChannel({ id, type: 1, name: 'dm', guild_id: '' });
        return { status: 200, body: channels.get(id) };
      }
      case 'GET /guilds/#':
        return { status: 200, body: world.guild() };
      case 'GET /guilds/#/members/#':
        return { status: 200, body: { user: { id: second }, roles: [] } };
      case 'GET /guilds/#/threads/active': {
        const threads = [...channels.values()].filter((c) => c.thread_metadata?.archived === false);
        return { status: 200, body: { threads, members: [] } };
      }
      case 'GET /applications/#/commands':
        return { status: 200, body: commands };
      case 'PUT /applications/#/commands':
        commands = (body as unknown as Json[]).map((c) => ({ ...c, id: world.snowflake(), version: '1' }));
        return { status: 200, body: commands };
      default:
        return bad(404, 0, `404: Not Found (${route})`);
    }
  }

  function inChannel(
    route: string,
    channel: FakeChannel,
    id: string,
    query: URLSearchParams,
    body: Json,
  ): Answer {
    const own = messages.get(channel.id) ?? [];
    const message = own.find((m) => m.id === id);
    switch (route) {
      case 'GET /channels/#':
        return { status: 200, body: channel };
      case 'GET /channels/#/messages': {
        if (channel.blind === true) return { status: 200, body: [] };
        const before = query.get('before');
        const all = [...own].reverse().filter((m) => before === null || BigInt(m.id) < BigInt(before));
        return { status: 200, body: all.slice(0, Number(query.get('limit') ?? 50)) };
      }
      case 'POST /channels/#/messages': {
        if (channel.type === 15) return bad(400, 50008, 'Cannot send messages in a non-text channel');
        if (channel.thread_metadata?.locked === true) return bad(403, 160005, 'Thread is locked');
        const to = (body.message_reference as { message_id?: string } | undefined)?.message_id;
        if (to !== undefined && !own.some((m) => m.id === to))
          return {
            status: 400,
            body: {
              message: 'Invalid Form Body',
              code: 50035,
              errors: {
                message_reference: {
                  _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }],
                },
              },
            },
          };
        return { status: 200, body: { ...store(channel, body), nonce: body.nonce } };
      }
      case 'PATCH /channels/#/messages/#':
        if (message === undefined) return bad(404, 10008, 'Unknown Message');
        Object.assign(message, body, { edited_timestamp: new Date(now()).toISOString() });
        return { status: 200, body: message };
      case 'POST /channels/#/messages/#/crosspost':
        if (published.includes(id)) return bad(400, 40033, 'This message has already been crossposted');
        published.push(id);
        return { status: 200, body: message ?? {} };
      case 'POST /channels/#/messages/#/threads':
        if (message === undefined) return bad(404, 10008, 'Unknown Message');
        if (channels.has(id)) return bad(400, 160004, 'A thread has already been created for this message');
        return { status: 201, body: startThread(channel, id, String(body.name), []) };
      case 'POST /channels/#/threads': {
        const tags = (body.applied_tags as string[] | undefined) ?? [];
        if (((channel.flags ?? 0) & (1 << 4)) !== 0 && tags.length === 0)
          return bad(400, 40067, 'A tag is required to create a forum post in this channel');
        const thread = startThread(channel, world.snowflake(), String(body.name), tags);
        const starter = store(thread, body.message as Json);
        // The first message of a forum post has its thread's id.
        starter.id = thread.id;
        thread.last_message_id = thread.id;
        return { status: 201, body: { ...thread, message: starter } };
      }
      case 'GET /channels/#/threads/archived/public': {
        const threads = world.threadsOf(channel.id).filter((t) => t.thread_metadata?.archived === true);
        return { status: 200, body: { threads, members: [], has_more: false } };
      }
      default:
        return bad(404, 0, `404: Not Found (${route})`);
    }
  }

  function callback(path: string, body: Json): Answer {
    const token = path.split('/')[3] ?? '';
    if (answered.has(token)) return bad(400, 40060, 'Interaction has already been acknowledged.');
    answered.set(token, { type: Number(body.type), data: body.data as Json, at: Date.now() });
    return { status: 204, body: null };
  }

  function original(path: string, body: Json): Answer {
    const token = path.split('/')[3] ?? '';
    originals.set(token, [...(originals.get(token) ?? []), body]);
    // What stands there stays unless all that shall stand there is named.
    const sent = body[FILES] ?? [];
    const named = body.attachments as { id: string }[] | undefined;
    const before = attached.get(token) ?? [];
    attached.set(
      token,
      named === undefined ? [...before, ...sent] : named.flatMap(({ id }) => sent[Number(id)] ?? []),
    );
    return { status: 200, body: { id: world.snowflake(), ...body } };
  }

  return world;
}
