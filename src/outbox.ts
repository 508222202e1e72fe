/**
 * claim → adapter → settle. A delivery is marked `sending` before it leaves and settled after; what a killed process
 * left `sending` may have landed, so the platform is asked before anything is sent again.
 */
import { z } from 'zod';
import type { Edit, Message, Outcome, Platform, Post, Sender, ThreadReply } from './chat.ts';
import type { Log } from './log.ts';
import type { Claimed, Settlement } from './store/deliveries.ts';
import type { Store } from './store/store.ts';

const LEASE = 60_000; // longer than any sender's own time limit (10 s), short enough for another process to take over
const BATCH = 64;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 3_600_000;

const messages = z.object({ nodes: z.array(z.looseObject({ kind: z.string() })), plain: z.string() });

export type Outbox = { drain(): Promise<number> };

export type OutboxParts = {
  store: Pick<Store, 'deliveries'>;
  senders: Map<Platform, Sender>;
  now(): number;
  random(): number;
  log: Log;
};

/** `drain` delivers all that is due and returns how many attempts it made; it never throws for a platform's failure. */
export function createOutbox({ store, senders, now, random, log }: OutboxParts): Outbox {
  const wait = (attempts: number): number =>
    now() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 12)) * (0.5 + random() / 2);

  async function attempt(claimed: Claimed): Promise<Settlement> {
    const sender = senders.get(claimed.platform);
    if (sender === undefined)
      return {
        state: 'planned',
        nextAt: now() + LONGEST_WAIT,
        why: 'its platform is not connected',
        doubtful: claimed.doubtful === 1,
      };
    const to = { platform: claimed.platform, tenant: claimed.tenant, channel: claimed.channel };
    if (claimed.doubtful === 1) {
      const found = await sender.find(to, claimed.id);
      if (found === 'unknowable')
        return { state: 'held', why: 'it may have been posted before a stop, and the platform cannot tell' };
      if (found !== 'absent') return { state: 'sent', ref: found };
    }
    const outcome = await sender.deliver(letter(claimed, to), claimed.id);
    return settlement(outcome, claimed, sender, to);
  }

  async function settlement(
    outcome: Outcome,
    claimed: Claimed,
    sender: Sender,
    to: Post['to'],
  ): Promise<Settlement> {
    if (outcome.is === 'sent') return { state: 'sent', ref: outcome.ref };
    if (outcome.is === 'later')
      return { state: 'planned', nextAt: outcome.at, why: outcome.why, doubtful: false };
    if (outcome.is === 'refused') {
      // A closed channel or a signed-out installation may be mended: its deliveries wait, only a bad message ends.
      if (outcome.scope === 'message') return { state: 'refused', why: outcome.why };
      return {
        state: 'planned',
        nextAt: wait(claimed.attempts + 4),
        why: `${outcome.why} ${outcome.remedy}`,
        doubtful: false,
      };
    }
    const found = await sender.find(to, claimed.id);
    if (found === 'unknowable') return { state: 'held', why: outcome.why };
    if (found !== 'absent') return { state: 'sent', ref: found };
    return { state: 'planned', nextAt: wait(claimed.attempts), why: outcome.why, doubtful: true };
  }

  async function one(claimed: Claimed): Promise<void> {
    let to: Settlement;
    try {
      to = await attempt(claimed);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.error(
        { delivery: claimed.id, platform: claimed.platform, err: error },
        `A delivery failed: ${why}`,
      );
      to = { state: 'planned', nextAt: wait(claimed.attempts), why, doubtful: true };
    }
    await store.deliveries.settle(claimed.id, to);
  }

  return {
    async drain() {
      let attempts = 0;
      for (;;) {
        const due = await store.deliveries.claim([...senders.keys()], BATCH, LEASE);
        if (due.length === 0) return attempts;
        attempts += due.length;
        await Promise.all(due.map(one));
      }
    },
  };
}

function letter(claimed: Claimed, to: Post['to']): Post | Edit | ThreadReply {
  // The nodes were ours when they were planned; their kinds are what the renderer needs to be sure of.
  const message = messages.parse(JSON.parse(claimed.message)) as unknown as Message;
  if (claimed.kind === 'post') return { kind: 'post', to, message };
  const ref = claimed.parent_ref ?? '';
  return claimed.kind === 'edit'
    ? { kind: 'edit', to, ref, message }
    : { kind: 'reply', to, parent: ref, message };
}
