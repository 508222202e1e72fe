/**
 * Posting: alerts as messages, updates in the story's thread, edits in place. A post is tried once; what may have landed is
 * looked for by its metadata before anything is sent again.
 */
import type { Message, Place } from '../../src/chat.ts';
import type { Key, Letter, Outcome, Sender, Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { createAbsence } from '../absence.ts';
import type { Client, Clients } from './clients.ts';
import { failureOf, isLate, isTokenRefused } from './errors.ts';
import { createFind, EVENT } from './find.ts';
import { readRef, writeRef } from './ref.ts';
import { actionsToKeep, renderMessage } from './render.ts';

export type SenderParts = {
  /** What all deliverers of a workspace keep to together. */
  pace: Sender['pace'];
  clients: Clients;
  around: Pick<Surroundings, 'actions' | 'log' | 'now' | 'random'>;
  /** The token was refused. */
  refused(): void;
  /** Makes our own hints what is typed here. Alerts, which hold others' words, have none. */
  hints(text: string): string;
  /** Milliseconds within which Slack may still post what it did not answer in time. */
  settle: number;
};

const SOON = 2_000;
const AFTER_START = 5_000;

/** What every message carries: nothing unfurled, nothing linked that was not a link, no name made a mention. */
const manner = { unfurl_links: false, unfurl_media: false, parse: 'none' as const, link_names: false };

type Body = { text: string; blocks: unknown[] };

export function createSender({ clients, pace, around, hints, refused, settle }: SenderParts): Sender {
  const absence = createAbsence(around.random);
  const late = new Map<Key, number>();
  const look = createFind(clients, around.now);
  const soonAfterStart = around.now() + Math.min(settle, AFTER_START);

  async function send(client: Client, what: Letter, key: Key, body: Body): Promise<string> {
    const said = body as { text: string; blocks: never[] };
    if (what.kind === 'edit') {
      const { channel, ts } = readRef(what.ref, what.to.channel);
      await client.chat.update({ channel, ts, ...said, parse: 'none', link_names: false });
      return what.ref;
    }
    const metadata = { event_type: EVENT, event_payload: { delivery: key } };
    const post = { channel: what.to.channel, ...said, ...manner, metadata };
    const thread = what.kind === 'reply' ? readRef(what.parent, what.to.channel).ts : null;
    const sent =
      thread === null
        ? await client.chat.postMessage(post)
        : await client.chat.postMessage(
            what.message.broadcast === true
              ? { ...post, thread_ts: thread, reply_broadcast: true }
              : { ...post, thread_ts: thread },
          );
    return writeRef(sent.channel ?? what.to.channel, sent.ts ?? '');
  }

  /** `unsent`: it failed before anything was posted, so there is nothing to look for. */
  function outcome(key: Key, error: unknown, unsent: boolean): Outcome | 'malformed' {
    const now = around.now();
    if (!unsent && isLate(error)) late.set(key, now);
    const failure = failureOf(error, now);
    if (isTokenRefused(error)) refused();
    if (failure.is === 'unreached') {
      return { is: 'later', at: absence.missed(now), scope: 'installation', why: failure.why };
    }
    absence.over();
    if (failure.is === 'malformed') return 'malformed';
    if (failure.is === 'ambiguous' && unsent)
      return { is: 'later', at: now + SOON * (0.5 + around.random()), scope: 'channel', why: failure.why };
    return failure;
  }

  async function deliver(what: Letter, key: Key, leave = async () => {}): Promise<Outcome> {
    let client: Client;
    try {
      await around.actions.keep(actionsToKeep(what.message));
      client = await clients.of(what.to.tenant);
    } catch (error) {
      const became = outcome(key, error, true);
      return became === 'malformed'
        ? { is: 'refused', scope: 'message', why: String(error), remedy: '' }
        : became;
    }
    const body = renderMessage(what.message);
    await leave();
    try {
      const ref = await send(client, what, key, body);
      absence.over();
      return { is: 'sent', ref };
    } catch (error) {
      const became = outcome(key, error, false);
      if (became !== 'malformed') return became;
      const { why } = failureOf(error, 0);
      // Ours to mend: the body's shape is in the log, the reader gets the words alone.
      around.log.error({ delivery: key, shape: shapeOf(body.blocks) }, why);
    }
    try {
      return { is: 'sent', ref: await send(client, what, key, { text: body.text, blocks: [] }) };
    } catch (error) {
      const became = outcome(key, error, false);
      const why = words.slack.malformedTwice;
      return became === 'malformed' ? { is: 'refused', scope: 'message', why, remedy: '' } : became;
    }
  }

  /** In person, who made the channel's subscriptions. */
  async function tell(about: Place, people: string[], message: Message): Promise<boolean> {
    const client = await clients.of(about.tenant);
    await around.actions.keep(actionsToKeep(message));
    for (const person of people.filter((p) => /^[UW][A-Z0-9]+$/.test(p)).slice(0, 3)) {
      try {
        await client.chat.postMessage({
          channel: person,
          ...(renderMessage(message, { hints }) as { text: string; blocks: never[] }),
          ...manner,
        });
        return true;
      } catch {
        // They may have left, or take no messages of apps: the next one is told.
      }
    }
    return false;
  }

  /** What was not answered in time may be posted a little later: that it is not there yet says nothing. */
  const find: Sender['find'] = async (what, key, since) => {
    const found = await look(what, key, since);
    // What a killed process was sending is unknown to this one: Slack may be about to post it.
    const until = Math.max((late.get(key) ?? Number.NEGATIVE_INFINITY) + settle, soonAfterStart);
    if (found === 'absent' && until > around.now()) return { later: until, why: words.slack.maybeLater };
    late.delete(key);
    return found;
  };

  return { signIn: 'tenant', pace, deliver, find, publish: null, tell };
}

/** What blocks are made of, without a word of what they say. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, k === 'type' ? v : shapeOf(v)]));
}
