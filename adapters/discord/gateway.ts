/**
 * The connection over which Discord tells us things. The library keeps it through disconnects; what it gives up on (a token
 * that is refused, an address that answers 503 at login, a shard that never comes back) is begun again from here, ever slower.
 */
import { Client, Events, GatewayIntentBits, Options, Status } from 'discord.js';
import type { Log } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { failureOf, sayable } from './errors.ts';
import type { Shards } from './settings.ts';

/** One event as the gateway dispatches it. */
export type Packet = { t?: string | null; d?: unknown };

export type GatewayParts = {
  token: string;
  api: string;
  shards: Shards;
  on(packet: Packet): void;
  log: Log;
  random(): number;
  /** Milliseconds: the first wait before signing in again, and how long a lost shard may stay lost. */
  patience: { first: number; lost: number };
};

export type Gateway = {
  open(): void;
  /** The library's cache of servers and channels, while it is connected. */
  client(): Client | null;
  close(): Promise<void>;
};

const LONGEST = 60_000;
const LET_GO = 1_000;
const pause = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms).unref());
const LONGEST_REFUSED = 30_000; // asking for the gateway's address costs Discord nothing
const LONGEST_CLOSED = 600_000; // a sign-in at the gateway does: a thousand a day are allowed

const refused = (error: unknown): boolean => (error as { code?: unknown })?.code === 'TokenInvalid';

export function createGateway(parts: GatewayParts): Gateway {
  const { log, patience } = parts;
  let current: Client | null = null;
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let told = '';
  let lostSince: number | null = null;
  const ups = new WeakMap<Client, Set<number>>();

  /** The same reason is told once until it has worked in between. */
  function tell(why: string): void {
    if (why === told) return;
    told = why;
    log.error({}, `${why} ${words.discord.tryAgain}`);
  }

  function again(why: string, longest: number): void {
    if (closed || timer !== null) return;
    const longer = Math.min(longest, patience.first * 2 ** Math.min(failures, 16));
    const wait = longer * (0.75 + parts.random() / 2);
    failures++;
    tell(why);
    timer = setTimeout(() => {
      timer = null;
      void open();
    }, wait);
  }

  async function drop(client: Client): Promise<void> {
    if (current === client) current = null;
    client.removeAllListeners();
    client.on(Events.Error, () => {});
    // Until its connection is closed it may still hear something, which its successor hears as well.
    client.on(
      Events.Raw as never,
      ((packet: Packet) => {
        packet.t = null;
      }) as never,
    );
    // A connection that is just being made does not let go before its own time limits.
    await Promise.race([client.destroy().catch(() => {}), pause(LET_GO)]);
  }

  async function open(): Promise<void> {
    const { shards } = parts;
    const client = new Client({
      intents: [GatewayIntentBits.Guilds],
      rest: { api: parts.api, retries: 1 },
      shards: shards === 'auto' ? 'auto' : shards.ids,
      ...(shards === 'auto' ? {} : { shardCount: shards.of }),
      allowedMentions: { parse: [] },
      enforceNonce: true,
      waitGuildTimeout: 1_000,
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        MessageManager: 0,
        GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
        PresenceManager: 0,
        ReactionManager: 0,
        VoiceStateManager: 0,
        GuildEmojiManager: 0,
        GuildStickerManager: 0,
      }),
    });
    // Shards sign in one after another, which takes minutes for many: only one that was there can be lost.
    const up = new Set<number>();
    ups.set(client, up);
    current = client;
    client.on(
      Events.Raw as never,
      ((packet: Packet, shard: number) => {
        if (current !== client) return;
        if (packet.t === 'READY' || packet.t === 'RESUMED') {
          failures = 0;
          told = '';
          lostSince = null;
          up.add(shard);
        }
        const taken = packet.t === 'INTERACTION_CREATE';
        parts.on({ ...packet });
        // The library would read it a second time, and falls over fields that it expects and Discord left out.
        if (taken) packet.t = null;
      }) as never,
    );
    client.on(Events.Error, (error) => log.warn(sayable(error), `Discord: ${error.message}`));
    client.on(Events.ShardError, (error) => log.debug(sayable(error), `Discord: ${error.message}`));
    client.on(Events.ShardDisconnect, ({ code }) => {
      void drop(client);
      again(words.discord.closedGateway(code), LONGEST_CLOSED);
    });
    try {
      await client.login(parts.token);
    } catch (error) {
      await drop(client);
      const bad = refused(error);
      const why = bad
        ? `${words.discord.badToken} ${words.discord.mendToken}`
        : words.discord.noLogin(failureOf(error, 0).why);
      again(why, bad ? LONGEST_REFUSED : LONGEST);
    }
  }

  // A shard that lost its connection and does not come back, whatever the library waits for, is begun anew.
  const watch = setInterval(
    () => {
      const client = current;
      if (client === null || client.ws.shards.size === 0) return;
      const lost = client.ws.shards.some(
        ({ id, status }) =>
          ups.get(client)?.has(id) === true && status !== Status.Ready && status !== Status.WaitingForGuilds,
      );
      lostSince = lost ? (lostSince ?? performance.now()) : null;
      if (lostSince === null || performance.now() - lostSince < patience.lost) return;
      lostSince = null;
      void drop(client);
      again(words.discord.noLogin(words.discord.lost), LONGEST);
    },
    Math.max(100, patience.lost / 6),
  );
  watch.unref();

  return {
    open: () => void open(),
    client: () => current,
    async close() {
      closed = true;
      clearInterval(watch);
      if (timer !== null) clearTimeout(timer);
      if (current !== null) await drop(current);
    },
  };
}
