/** Asking a manager about posts of which nobody can tell whether they arrived, until somebody could be asked: once each. */
import type { Button, Message, Place, Platform } from './chat.ts';
import type { Log } from './log.ts';
import type { Sender } from './platform.ts';
import { message, plain } from './shown.ts';
import { readHeadline } from './store/rows.ts';
import type { DeliveryRow } from './store/schema.ts';
import type { Store } from './store/store.ts';
import { words } from './words.ts';

const AT_ONCE = 5;
const MOST_ASKED = 5; // of a tenant within an hour: nobody answers a hundred messages
const LOOK_EVERY = 10_000;

export type Asking = {
  /** One was just held: said in the log, and asked about at once. */
  undecided(row: DeliveryRow): Promise<void>;
  /** Asks about those where nobody could be asked before, as they become due. */
  again(): Promise<void>;
};

export function createAsking(parts: {
  store: Pick<Store, 'questions' | 'subscriptions'>;
  senders: Map<Platform, Sender>;
  now(): number;
  log: Log;
}): Asking {
  const { store, senders, now, log } = parts;
  let looked = Number.NEGATIVE_INFINITY;

  async function one(row: DeliveryRow): Promise<void> {
    const { held, lately } = await store.questions.count(row);
    if (lately >= MOST_ASKED) return;
    const last = lately === MOST_ASKED - 1;
    const at: Place = { platform: row.platform, tenant: row.tenant, channel: row.channel };
    const people = await store.subscriptions.makers(at);
    const told = await senders
      .get(row.platform)
      ?.tell(at, people, question(at, row, last ? words.held.more(held - 1) : null))
      .catch((error) => {
        log.debug({ err: error, delivery: row.id }, 'nobody could be asked about a held delivery');
        return false;
      });
    if (told !== true) return;
    await store.questions.asked(row.id);
    if (last) await store.questions.askedOfAll(row);
  }

  async function askAll(): Promise<void> {
    looked = now();
    for (;;) {
      const due = await store.questions.take([...senders.keys()], AT_ONCE);
      for (const row of due) await one(row);
      if (due.length < AT_ONCE) return;
    }
  }

  let asking = false;
  let more = false;
  /** One after another, or those that ask at once would each not know of the others; what is held meanwhile is asked about too. */
  async function ask(): Promise<void> {
    more = true;
    if (asking) return;
    asking = true;
    try {
      while (more) {
        more = false;
        await askAll();
      }
    } finally {
      asking = false;
    }
  }

  return {
    async undecided(row) {
      log.warn({ delivery: row.id, channel: row.channel }, words.held.undecided(readHeadline(row.message)));
      await ask();
    },
    async again() {
      // A clock that was set back counts as time that passed.
      if (Math.abs(now() - looked) >= LOOK_EVERY) await ask();
    },
  };
}

const question = (at: Place, row: DeliveryRow, more: string | null): Message => {
  const title = plain(`: ${readHeadline(row.message)}`);
  return message([
    { kind: 'text', text: [plain(words.held.notice), { kind: 'mention', place: at, text: '' }, title] },
    ...(more === null ? [] : [{ kind: 'note' as const, text: [plain(more)] }]),
    { kind: 'buttons', buttons: heldButtons(row.id) },
  ]);
};

/** What a manager can do about a post of which nobody can tell whether it arrived. */
const heldButtons = (delivery: string): Button[] => [
  { label: words.held.post, action: { command: 'held', input: { do: 'post', delivery } } },
  { label: words.held.drop, action: { command: 'held', input: { do: 'drop', delivery } } },
];
