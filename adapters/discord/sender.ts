/**
 * Posting: alerts as messages or forum posts, updates in the story's thread, edits in place. Each post carries its key as a
 * nonce, so that Discord itself keeps a repetition within minutes from becoming a second copy, and in a button for later.
 */
import { DiscordAPIError, Routes } from 'discord.js';
import type { Message } from '../../src/chat.ts';
import type {
  Edit,
  Key,
  Letter,
  Outcome,
  Post,
  Sender,
  Surroundings,
  ThreadReply,
} from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { createAbsence } from '../absence.ts';
import type { Channels } from './channels.ts';
import { tagName, tagsFor } from './channels.ts';
import { CODES, closed, codeOf, failureOf, repliesToNothing } from './errors.ts';
import { createFind, readRef } from './find.ts';
import { LIMITS } from './limits.ts';
import { createPublish } from './publish.ts';
import { actionsToKeep, type Body, renderMessage, renderPlain, titleOf } from './render.ts';
import type { Rest } from './rest.ts';
import { createTell } from './tell.ts';

export type SenderParts = {
  rest: Rest;
  channels: Channels;
  around: Pick<Surroundings, 'actions' | 'log' | 'now' | 'random'>;
};

type Sent = { id: string; channel_id?: string };

// 50 a second, in a window that begins when Discord likes: 48 evenly spaced, and two for what a person asks meanwhile.
// https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
const PACE = { perSecond: 48, perChannel: 0 };
const ARCHIVE_AFTER = 10_080; // minutes: a story's thread stays among the active ones for a week
const SOON = 1_000;
const MOST_THREADS = 10_000;
const LONGEST_AWAY = 60_000;

/** A failure before anything was posted: there is nothing to look for, it is just done again. */
class Unsent extends Error {
  constructor(cause: unknown) {
    super('not sent yet', { cause });
  }
}
const before = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw new Unsent(error);
  }
};

/** The story's message or thread is gone: told to the outbox as such. */
class StoryGone extends Error {}

export function createSender(parts: SenderParts): Sender {
  const { rest, channels, around } = parts;
  const threads = new Set<string>();
  const absence = createAbsence(around.random);
  const troubled = new Map<string, number>();

  const create = (channel: string, body: Body & Record<string, unknown>, key: Key): Promise<Sent> =>
    rest.ask<Sent>('POST', Routes.channelMessages(channel), {
      body: { ...body, nonce: key, enforce_nonce: true },
    });

  async function post({ to, message }: Post, key: Key, body: Body): Promise<string> {
    // To ask what each of ten thousand channels is would take half of what Discord lets us send, and most just take a message.
    if (channels.known(to.channel) === null) {
      const made = await create(to.channel, body, key).catch((error) => {
        if (codeOf(error) === CODES.notText) return null;
        throw error;
      });
      if (made !== null) return `${to.channel}/${made.id}`;
    }
    if ((await before(channels.kind(to.channel))) === 'forum') {
      const made = await inForum(to.channel, message, body).catch((error) => {
        if (codeOf(error) !== CODES.tagRequired) throw error;
        // What is known of its tags may be old.
        channels.forget(to.channel);
        return inForum(to.channel, message, body);
      });
      return `${made.id}/${made.message?.id ?? made.id}`;
    }
    const made = await create(to.channel, body, key);
    return `${to.channel}/${made.id}`;
  }

  async function inForum(channel: string, message: Message, body: Body): Promise<Sent & { message?: Sent }> {
    const forum = await before(channels.get(channel));
    return rest.ask('POST', Routes.threads(channel), {
      body: {
        name: titleOf(message),
        auto_archive_duration: ARCHIVE_AFTER,
        applied_tags: tagsFor(forum, message.labels ?? [], LIMITS.tags),
        message: body,
      },
    });
  }

  async function edit({ to, ref }: Edit, body: Body): Promise<string> {
    const at = readRef(ref);
    const changed = { ...body, content: body.content ?? null, flags: body.flags & ~SUPPRESS_NOTIFICATIONS };
    const route = Routes.channelMessage(at.channel, at.message);
    await rest.ask('PATCH', route, { body: changed }).catch((error) => {
      // The story's own thread is gone, not the forum.
      throw at.channel !== to.channel && codeOf(error) === CODES.unknownChannel ? new StoryGone() : error;
    });
    return ref;
  }

  async function reply({ to, parent, message }: ThreadReply, key: Key, body: Body): Promise<string> {
    const at = readRef(parent);
    // A forum's story is its thread already.
    if (at.channel !== to.channel) return `${at.channel}/${(await inThread(at.channel, body, key)).id}`;
    const kind = channels.known(to.channel) ?? 'text';
    // A direct message has no threads.
    const open = !to.tenant.startsWith('@');
    const threaded =
      open && (kind === 'text' || kind === 'announcement') && (await thread(at, titleOf(message)));
    if (threaded) {
      try {
        return `${at.message}/${(await inThread(at.message, body, key)).id}`;
      } catch (error) {
        if (codeOf(error) !== CODES.missingPermissions) throw error;
      }
    }
    const message_reference = { message_id: at.message, channel_id: to.channel, fail_if_not_exists: true };
    const made = await create(to.channel, { ...body, message_reference }, key).catch((error) => {
      throw repliesToNothing(error) ? new StoryGone() : error;
    });
    return `${to.channel}/${made.id}`;
  }

  /** The thread itself may have been deleted: that ends the story here, not the channel. */
  const inThread = (id: string, body: Body, key: Key): Promise<Sent> =>
    create(id, body, key).catch((error) => {
      if (codeOf(error) !== CODES.unknownChannel) throw error;
      threads.delete(id);
      throw new StoryGone();
    });

  /** Starts the story's thread on its alert, once; false where threads are not allowed. */
  async function thread(at: { channel: string; message: string }, name: string): Promise<boolean> {
    if (threads.has(at.message)) return true;
    try {
      await rest.ask('POST', Routes.threads(at.channel, at.message), {
        body: { name, auto_archive_duration: ARCHIVE_AFTER },
      });
    } catch (error) {
      const code = codeOf(error);
      if (code !== CODES.hasThread) {
        // Too many threads, a name that is not liked, a kind of channel that has none: for whatever reason, a reply does as well.
        const unwanted = error instanceof DiscordAPIError && error.status === 400;
        if (unwanted || code === CODES.missingPermissions) return false;
        throw new Unsent(error);
      }
    }
    if (threads.size >= MOST_THREADS) threads.clear();
    threads.add(at.message);
    return true;
  }

  function send(what: Letter, key: Key, body: Body): Promise<string> {
    if (what.kind === 'post') return post(what, key, body);
    return what.kind === 'edit' ? edit(what, body) : reply(what, key, body);
  }

  /** When a channel that could not even be asked about is tried again: later each time. */
  function patience(channel: string): number {
    const times = (troubled.get(channel) ?? 0) + 1;
    troubled.set(channel, times);
    return (
      around.now() + Math.min(LONGEST_AWAY, SOON * 2 ** Math.min(times, 10)) * (0.5 + around.random() / 2)
    );
  }

  function outcome(what: Letter, error: unknown): Outcome | 'malformed' {
    if (error instanceof StoryGone)
      return { is: 'refused', scope: 'story', why: words.discord.gone, remedy: '' };
    const now = around.now();
    const unsent = error instanceof Unsent;
    if (codeOf(error) === CODES.tagRequired)
      return closed(words.discord.untagged, words.discord.mendUntagged(tagName(what.message.labels ?? [])));
    const failure = failureOf(unsent ? error.cause : error, now);
    if (failure.is === 'unreached') {
      return { is: 'later', at: absence.missed(now), scope: 'installation', why: failure.why };
    }
    absence.over();
    if (failure.is === 'malformed') {
      around.log.error({ detail: failure.detail }, failure.why);
      return unsent ? { is: 'later', at: now + SOON * 10, scope: 'channel', why: failure.why } : 'malformed';
    }
    if (failure.is === 'ambiguous' && unsent)
      return { is: 'later', at: patience(what.to.channel), scope: 'channel', why: failure.why };
    // A locked thread that is subscribed itself is a closed channel.
    if (failure.is === 'refused' && failure.scope === 'story' && what.kind === 'post')
      return closed(failure.why, words.discord.mendForbidden);
    return failure;
  }

  async function deliver(what: Letter, key: Key, leave = async () => {}): Promise<Outcome> {
    const guild = what.to.tenant;
    await around.actions.keep(actionsToKeep(what.message));
    const body = renderMessage(what.message, key, guild);
    await leave();
    try {
      const ref = await send(what, key, body);
      absence.over();
      troubled.delete(what.to.channel);
      return { is: 'sent', ref };
    } catch (error) {
      const became = outcome(what, error);
      if (became !== 'malformed') {
        if (became.is === 'refused') channels.forget(what.to.channel);
        return became;
      }
    }
    // Ours to mend: the body's shape is in the log, the reader gets the words alone.
    around.log.error({ delivery: key, shape: shapeOf(body) }, words.discord.wordsAlone);
    try {
      return { is: 'sent', ref: await send(what, key, renderPlain(what.message, key, guild)) };
    } catch (error) {
      const became = outcome(what, error);
      const why = words.discord.refusedTwice;
      return became === 'malformed' ? { is: 'refused', scope: 'message', why, remedy: '' } : became;
    }
  }

  const find = createFind({ rest, channels, now: around.now });
  const publish = createPublish({ rest, channels, around, absence });
  return { signIn: 'platform', pace: PACE, deliver, find, publish, tell: createTell({ rest }) };
}

const SUPPRESS_NOTIFICATIONS = 1 << 12;

/** What a body is made of, without a word of what it says. */
function shapeOf(body: Body): unknown {
  const shape = (value: unknown): unknown => {
    if (typeof value === 'string') return value.length;
    if (Array.isArray(value)) return value.map(shape);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shape(v)]));
    return value;
  };
  return shape(body.components);
}
