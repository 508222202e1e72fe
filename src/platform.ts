/** The seam between the bot and a platform: how it listens, delivers, and tells what became of a delivery. */
import type { z } from 'zod';
import type { SubscriptionSettings, Target } from './cards.ts';
import type { Action, Ask, Caller, Choice, Message, Place, Platform, Reply } from './chat.ts';
import type { Command } from './command.ts';
import type { Result } from './news.ts';

/** The delivery's id: idempotency key, nonce, metadata, custom id. At most 25 characters of [a-z0-9]. */
export type Key = string;

/**
 * What became of one attempt to deliver. A scope says what is held: the message alone, its channel, or everything that the
 * same sign-in serves (`Sender.signIn`). What is held waits in the outbox; nothing else does.
 */
export type Outcome =
  | { is: 'sent'; ref: string }
  | { is: 'later'; at: number; scope: 'message' | 'channel' | 'installation'; why: string }
  /** May or may not have landed: find(), then decide. */
  | { is: 'ambiguous'; why: string }
  /** `message`: this one ends. `story`: its post is gone or its thread locked, and with it end its edits and replies there.
   * `channel`: closed until mended. `installation`: signed out until mended. */
  | { is: 'refused'; scope: 'message' | 'story' | 'channel' | 'installation'; why: string; remedy: string };

export type Post = { kind: 'post'; to: Place; message: Message };

/** `ref` is what the post's outcome returned. */
export type Edit = { kind: 'edit'; to: Place; ref: string; message: Message };

export type ThreadReply = { kind: 'reply'; to: Place; parent: string; message: Message };

export type Letter = Post | Edit | ThreadReply;

/** What a platform lets one sign-in send: requests a second, and milliseconds between two messages to one channel. */
export type Pace = { perSecond: number; perChannel: number };

type Landed = string | 'absent' | 'unknowable' | 'away';

export type LookLater = { later: number; why: string };

/** A sender opens no gateway: deliverers and listeners can be separate processes. */
export type Sender = {
  /** Kept by all deliverers together; null: as fast as it goes. */
  pace: Pace | null;
  /** What one sign-in serves: all tenants (Discord's one token) or one (a Slack workspace's). */
  signIn: 'platform' | 'tenant';
  /**
   * `leave` waits for its turn among all that the same sign-in sends: awaited last before the request that posts, so that nothing
   * which takes now longer and now shorter comes between the turn and the platform.
   */
  deliver(what: Letter, key: Key, leave?: () => Promise<void>): Promise<Outcome>;
  /**
   * Whether a delivery landed that was first tried after `since` (milliseconds UTC): its reference, or that it is not there, that
   * nobody can tell, or that the platform cannot be asked now (`away`) or before some time. An edit is never looked for: doing it
   * again does no harm, so it is `absent`.
   */
  find(what: Letter, key: Key, since: number): Promise<Landed | LookLater>;
  /** Passes a post on to a channel's followers, where the platform has any: done again it does no harm. Null: it has none. */
  publish: ((to: Place, ref: string) => Promise<Outcome>) | null;
  /** Tells the managers of a closed channel, where they can see it; `people` made its subscriptions. False: nobody could be told. */
  tell(about: Place, people: string[], message: Message): Promise<boolean>;
};

export type Adapter = {
  name: Platform;
  /** Resolves when it listens or goes on trying to; a platform that is away is no error. */
  listen(on: (ask: Ask) => Promise<Reply>): Promise<void>;
  sender(): Sender;
  /** The channel of this name or id (null: the caller's own), if the bot may post there and the caller may manage it. `wished`: what
   * is asked of the alerts there, of which the target says what cannot be. */
  reach(channel: string | null, caller: Caller, wished?: SubscriptionSettings): Promise<Result<Target>>;
  stop(): Promise<void>;
};

/** What the bot gives to a platform's adapter. */
export type Surroundings = {
  commands: Command[];
  /** The ids, as this platform has them, of those whom the environment names as operators. */
  operators: string[];
  complete(command: string, field: string, typed: string, caller: Caller): Promise<Choice[]>;
  /** Actions that are too long for a button, kept under an id that `actionId` makes of them. */
  actions: { keep(actions: Action[]): Promise<void>; recall(id: string): Promise<Action | null> };
  /** What the platform keeps for itself, by name: texts that a restart must not lose. Secrets are sealed by who keeps them. */
  kept: Kept;
  /** Whether a tenant's own setting lets somebody manage it, who is not its admin. */
  manages(tenant: string, person: string): Promise<boolean>;
  /** It may work again: what was held there is tried at once. Null: every channel of the tenant; both null: the platform. */
  opened(tenant: string | null, channel: string | null): Promise<void>;
  /** One sign-in that serves many tenants works: what was held in any is tried at once, but who removed the bot has not let it in by that. */
  signedIn(): Promise<void>;
  /** The bot was removed from a tenant: its deliveries wait and its configuration is kept. */
  removed(tenant: string, why: string, remedy: string): Promise<void>;
  log: Log;
  now(): number;
  random(): number;
};

export type Kept = {
  get(name: string): Promise<string | null>;
  /** All whose names begin so. */
  all(prefix: string): Promise<{ name: string; value: string }[]>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<boolean>;
};

/** The part of the log that adapters write. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (about: object, text: string) => void>;

/** One thing that `check` looked at. */
export type Finding = { ok: boolean; text: string };

/** A platform in the list of adapters: one line each. */
export type PlatformKind = {
  name: Platform;
  /** Its variables; `settings` below is what this makes of the environment. */
  environment: z.ZodObject;
  /** Whether enough is set to connect it. */
  wanted(settings: Record<string, unknown>): boolean;
  /** Its library is loaded here and in `check`, and nowhere else. */
  connect(settings: Record<string, unknown>, around: Surroundings): Adapter | Promise<Adapter>;
  /** What works and what to fix; `places`: what is subscribed there; `kept`: what the platform keeps, null where there is no store yet. */
  check(
    settings: Record<string, unknown>,
    commands: Command[],
    places: Place[],
    kept: Kept | null,
  ): Promise<Finding[]>;
};
