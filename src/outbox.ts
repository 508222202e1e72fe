/**
 * claim → adapter → settle. A delivery is marked `sending` before it leaves and settled after; what a killed process
 * left `sending` may have landed, so the platform is asked before anything is sent again. What a platform closes or slows
 * down is held as narrowly as it said: a channel, or what one sign-in serves.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { createAsking } from './asking.ts';
import type { Message, Place, Platform } from './chat.ts';
import { createClosing } from './closing.ts';
import type { Log } from './log.ts';
import type { Letter, Outcome, Sender } from './platform.ts';
import { reached } from './steps.ts';
import type { Claimed } from './store/claiming.ts';
import { wholePlatform, wholeTenant } from './store/holds.ts';
import { LEASE } from './store/leases.ts';
import { readManner, readTold } from './store/rows.ts';
import type { Settlement } from './store/settling.ts';
import type { Store } from './store/store.ts';

const AT_ONCE = 64; // deliveries in flight, each to another channel
const LOOK_AGAIN = 500; // while one hangs, what else has become due is looked for this often
const ENOUGH = 16; // a look for due work costs as much as a dozen deliveries: so many are over, or
const GATHER = 100; // milliseconds have passed, before what may take their place is looked for
const LATE = 2; // requests: so many fewer than a platform takes in a second are sent, which makes up for a delay as long
const TURNS = 3; // so often a missed turn is taken anew
const LONGEST_PAUSE = 10_000; // between two messages to a channel
const FIRST_WAIT = 1_000; // Discord's nonce holds for minutes: what may have landed is looked for soon
const LONGEST_WAIT = 120_000; // one try in two minutes and channel burdens nobody
const UNCONNECTED = 3_600_000;
const PUBLISHED_WITHIN = 86_400_000;

const messages = z.object({ nodes: z.array(z.looseObject({ kind: z.string() })), plain: z.string() });

export type Outbox = { drain(): Promise<number>; stop(): void };

export type OutboxParts = {
  store: Pick<
    Store,
    'deliveries' | 'holds' | 'questions' | 'subscriptions' | 'settings' | 'leases' | 'allowances'
  >;
  senders: Map<Platform, Sender>;
  now(): number;
  random(): number;
  log: Log;
};

/** `drain` delivers all that is due and returns how many attempts it made; it never throws for a platform's failure. */
export function createOutbox({ store, senders, now, random, log }: OutboxParts): Outbox {
  const wait = (attempts: number): number =>
    now() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 12)) * (0.5 + random() / 2);
  const closing = createClosing({ store, now, random, log });
  const asking = createAsking({ store, senders, now, log });

  /** It may have landed: looked for again, soon at first. */
  const unasked = (claimed: Claimed, why: string): Settlement => ({
    state: 'planned',
    nextAt: wait(claimed.attempts),
    why,
    doubtful: true,
  });

  async function attempt(claimed: Claimed): Promise<Settlement> {
    const sender = senders.get(claimed.platform);
    if (sender === undefined)
      return {
        state: 'planned',
        nextAt: now() + UNCONNECTED,
        why: 'its platform is not connected',
        doubtful: claimed.doubtful === 1,
      };
    if (claimed.kind === 'publish') return publish(claimed, sender);
    const letter = letterOf(claimed, await broadcast(claimed));
    const look = () => sender.find(letter, claimed.id, claimed.created_at);
    if (claimed.doubtful === 1) {
      const found = await look();
      if (typeof found !== 'string')
        return { state: 'planned', nextAt: found.later, why: found.why, doubtful: true };
      if (found === 'unknowable')
        return { state: 'held', why: 'it may have been posted before a stop, and the platform cannot tell' };
      if (found === 'away')
        return unasked(claimed, 'it may have been posted, and the platform cannot be asked now');
      if (found !== 'absent') return { state: 'sent', ref: found };
    }
    return settlement(
      await sender.deliver(letter, claimed.id, () => turn(claimed, sender)),
      claimed,
      sender,
      look,
    );
  }

  /** Tried again for a day: what is older is news no more. */
  async function publish(claimed: Claimed, sender: Sender): Promise<Settlement> {
    if (now() - claimed.created_at > PUBLISHED_WITHIN) {
      const why = claimed.why ?? 'it could not be published within a day';
      log.warn({ delivery: claimed.id, channel: claimed.channel }, `A post is published no more: ${why}`);
      return { state: 'refused', why };
    }
    const ref = claimed.parent_ref ?? '';
    await turn(claimed, sender);
    const outcome = await sender.publish?.(placeOf(claimed), ref);
    return settlement(outcome ?? { is: 'sent', ref }, claimed, sender, async () => 'absent');
  }

  async function settlement(
    outcome: Outcome,
    claimed: Claimed,
    sender: Sender,
    look: () => ReturnType<Sender['find']>,
  ): Promise<Settlement> {
    const place = placeOf(claimed);
    // An earlier attempt that may have landed is not answered by a later one that did not.
    const doubtful = claimed.doubtful === 1;
    switch (outcome.is) {
      case 'sent':
        return { state: 'sent', ref: outcome.ref };
      case 'later':
        if (outcome.scope !== 'message')
          await store.holds.wait(widthOf(outcome.scope, place, sender), outcome.at, outcome.why);
        return { state: 'planned', nextAt: outcome.at, why: outcome.why, doubtful };
      case 'refused':
        if (outcome.scope === 'message') return { state: 'refused', why: outcome.why };
        if (outcome.scope === 'story') return { state: 'ended', why: outcome.why };
        // A closed channel or a signed-out installation may be mended: its deliveries wait for that, held by their place.
        await closing.close(
          widthOf(outcome.scope, place, sender),
          { scope: outcome.scope, why: outcome.why, remedy: outcome.remedy },
          sender,
          claimed.held,
        );
        return { state: 'planned', nextAt: now(), why: `${outcome.why} ${outcome.remedy}`, doubtful };
      case 'ambiguous': {
        const found = await look();
        if (typeof found !== 'string')
          return { state: 'planned', nextAt: found.later, why: found.why, doubtful: true };
        if (found === 'unknowable') return { state: 'held', why: outcome.why };
        if (found === 'away') return unasked(claimed, outcome.why);
        if (found !== 'absent') return { state: 'sent', ref: found };
        return unasked(claimed, outcome.why);
      }
    }
  }

  /** Waits for its turn among all that the same sign-in sends, from whichever process. */
  async function turn(claimed: Claimed, sender: Sender): Promise<void> {
    if (sender.pace === null) return;
    const name = sender.signIn === 'platform' ? claimed.platform : `${claimed.platform}:${claimed.tenant}`;
    // A reply may have to open its thread first.
    const requests = claimed.kind === 'reply' ? 2 : 1;
    const late = (LATE * 1_000) / sender.pace.perSecond;
    for (let tries = 0; tries < TURNS; tries++) {
      const ms = await store.allowances.take(name, sender.pace.perSecond, requests);
      const from = performance.now();
      if (ms >= 1) await pause(ms);
      // A machine that was busy for a moment would send at one stroke what was to leave meanwhile.
      if (performance.now() - from - ms < late) return;
    }
  }

  async function one(claimed: Claimed): Promise<void> {
    let to: Settlement;
    try {
      reached('claimed');
      to = await attempt(claimed);
      reached('answered');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.error(
        { delivery: claimed.id, platform: claimed.platform, err: error },
        `A delivery failed: ${why}`,
      );
      to = { state: 'planned', nextAt: wait(claimed.attempts), why, doubtful: true };
    }
    const gap = senders.get(claimed.platform)?.pace?.perChannel ?? 0;
    await store.deliveries.settle(
      claimed.id,
      to.state === 'sent' ? { ...to, publish: isPublished(claimed) } : to,
      gap,
    );
    if (to.state === 'sent' && gap > 0) free.push(now() + gap);
    reached('settled');
    // That there is nothing to publish says nothing of a channel that was closed.
    if (to.state === 'sent' && claimed.held && claimed.kind !== 'publish')
      await store.holds.mended(placeOf(claimed));
    if (to.state === 'held') await asking.undecided(claimed);
  }

  /** Whether a post that was sent is passed on to the channel's followers. */
  const isPublished = ({ kind, manner, platform }: Claimed): boolean =>
    (kind === 'post' || kind === 'list') &&
    senders.get(platform)?.publish != null &&
    readManner(manner).crosspost === true;

  /** Whether an update of a story is shown in the channel too: as its tenant wishes, and where somebody new speaks. */
  async function broadcast(claimed: Claimed): Promise<boolean> {
    if (claimed.kind !== 'reply') return false;
    const wish = (await store.settings.of(claimed)).broadcast;
    return wish === 'all' || (wish === 'voices' && readTold(claimed.told).voices.length > 0);
  }

  let stopping = false;
  /** When channels that were just given something may be given more, the soonest first. */
  const free: number[] = [];
  /** Milliseconds until the next of them is free; null: all are. */
  function nextFree(): number | null {
    const from = now();
    // Further ahead than a pause between two messages is nothing but a clock that was set back.
    while (free[0] !== undefined && (free[0] < from || free[0] > from + LONGEST_PAUSE)) free.shift();
    return free[0] === undefined ? null : free[0] - from + 1;
  }
  return {
    /** Claims nothing more; what is in flight is finished by `drain`. */
    stop() {
      stopping = true;
    },
    async drain() {
      let attempts = 0;
      const flying = new Map<string, Promise<void>>();
      let broken: { error: unknown } | null = null;
      let full = false;
      const fly = (name: string, flight: Promise<void>, landed = () => {}) =>
        flying.set(
          name,
          flight
            .catch((error) => {
              broken ??= { error };
            })
            .finally(() => {
              landed();
              flying.delete(name);
            }),
        );
      if (!stopping) fly('asking', asking.again());
      for (;;) {
        const room = broken === null && !stopping ? AT_ONCE - flying.size : 0;
        const due = room === 0 ? [] : await store.deliveries.claim([...senders.keys()], room, LEASE);
        for (const claimed of due) {
          // One that takes longer than its lease is still ours: claiming it again has renewed the lease.
          if (flying.has(claimed.id)) continue;
          const free = store.leases.hold('deliveries', [claimed.id]);
          fly(claimed.id, one(claimed), free);
        }
        attempts += due.length;
        // More may wait than there was room for.
        if (room > 0) full = due.length === room;
        // What is next for a channel is sent as soon as the platform takes it: looking once a second would take twice the time.
        const soon = stopping ? null : nextFree();
        if (flying.size === 0 && due.length === 0 && soon === null) break;
        // A channel that hangs holds no other: whatever else becomes due meanwhile is sent beside it.
        const before = flying.size;
        await soonest([...flying.values()], Math.min(LOOK_AGAIN, soon ?? LOOK_AGAIN));
        if (full && flying.size > 0) await gather(() => before - flying.size >= ENOUGH);
      }
      if (broken !== null) throw (broken as { error: unknown }).error;
      return attempts;
    },
  };
}

const placeOf = ({ platform, tenant, channel }: Claimed): Place => ({ platform, tenant, channel });

/** What an outcome's scope holds. */
const widthOf = (scope: 'channel' | 'installation', to: Place, sender: Sender) =>
  scope === 'channel' ? to : sender.signIn === 'platform' ? wholePlatform(to) : wholeTenant(to);

/** Resolves once that holds, or after GATHER milliseconds. */
async function gather(enough: () => boolean): Promise<void> {
  for (let waited = 0; waited < GATHER && !enough(); waited += GATHER / 10) await pause(GATHER / 10);
}

/** Resolves with the first of these to settle, or after `limit` milliseconds. */
async function soonest(these: Promise<void>[], limit: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, limit);
  });
  await Promise.race([...these, late]);
  clearTimeout(timer);
}

/** The nodes were ours when they were planned; their kinds are what the renderer needs to be sure of. */
const said = (claimed: Claimed) => messages.parse(JSON.parse(claimed.message)) as unknown as Message;

function letterOf(claimed: Claimed, broadcast: boolean): Letter {
  const to = placeOf(claimed);
  const manner = { ...readManner(claimed.manner), ...(broadcast ? { broadcast } : {}) };
  const message = { ...said(claimed), ...manner } as Message;
  if (claimed.kind === 'post' || claimed.kind === 'list') return { kind: 'post', to, message };
  const ref = claimed.parent_ref ?? '';
  return claimed.kind === 'edit'
    ? { kind: 'edit', to, ref, message }
    : { kind: 'reply', to, parent: ref, message };
}
