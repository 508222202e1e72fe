/**
 * Whose look into a history is next, where Slack lets an app read one only once a minute: the oldest first, each in a turn of its
 * own. What comes too soon is told when to come back, without a request that would be refused. Whether Slack limits this app is
 * found out slowly: after a restart a hundred looks may be due at once.
 */
import type { Key } from '../../src/platform.ts';

export type Turns = {
  /** Null: now, and nobody else for a while. Else not before that moment, milliseconds UTC. `name`: what is limited together. */
  take(name: string, key: Key, since: number): number | null;
  /** Slack said not before `at`. */
  slow(name: string, at: number): void;
};

type Waiting = { since: number; at: number };
/** `free`: from then on everybody may look at once. */
type Queue = { notBefore: number; step: number; free: number; waiting: Map<Key, Waiting> };

const LEAST = 1_000;
const LONGEST = 60_000; // between two turns
const TRIAL = 60_000; // so long nothing was refused at one look a second: this app is not limited
const GRACE = 15_000; // who is so late for a turn (settled by a manager, its channel closed) holds up nobody
const FORGOTTEN = 600_000; // so long after the last refusal Slack may well take everything at once

/** `now`: milliseconds UTC. */
export function createTurns(now: () => number): Turns {
  const queues = new Map<string, Queue>();

  function queueOf(name: string, at: number): Queue {
    const known = queues.get(name);
    for (const [key, w] of known?.waiting ?? []) if (at > w.at + FORGOTTEN) known?.waiting.delete(key);
    if (known !== undefined && (known.waiting.size > 0 || at <= known.notBefore + FORGOTTEN)) return known;
    const begun = { notBefore: at, step: LEAST, free: at + TRIAL, waiting: new Map() };
    queues.set(name, begun);
    return begun;
  }

  return {
    take(name, key, since) {
      const at = now();
      const queue = queueOf(name, at);
      if (at >= queue.free) {
        queue.notBefore = at;
        return null;
      }
      const ahead = [...queue.waiting].filter(
        ([other, w]) =>
          other !== key && at <= w.at + GRACE && (w.since < since || (w.since === since && other < key)),
      ).length;
      if (at >= queue.notBefore && ahead === 0) {
        queue.waiting.delete(key);
        queue.notBefore = at + queue.step;
        return null;
      }
      const turn = Math.max(at, queue.notBefore) + ahead * queue.step;
      queue.waiting.set(key, { since, at: turn });
      return turn;
    },
    slow(name, at) {
      const queue = queueOf(name, now());
      queue.free = Number.POSITIVE_INFINITY;
      // Slack names what is left of its minute; the longest that it named is the nearest to all of it.
      queue.step = Math.min(LONGEST, Math.max(queue.step, at - now()));
      queue.notBefore = Math.max(queue.notBefore, at);
    },
  };
}
