/**
 * Whose look into a history is next, where Slack lets an app read one only once a minute: the oldest first, each in a turn of its
 * own. What comes too soon is told when to come back, without a request that would be refused.
 */
import type { Key } from '../../src/platform.ts';

export type Turns = {
  /** Null: now, and nobody else for a while. Else not before that moment, milliseconds UTC. `name`: what is limited together. */
  take(name: string, key: Key, since: number): number | null;
  /** Slack said not before `at`. */
  slow(name: string, at: number): void;
};

type Waiting = { since: number; at: number };
type Queue = { notBefore: number; step: number; waiting: Map<Key, Waiting> };

const LEAST = 1_000;
const LONGEST = 60_000; // between two turns
const GRACE = 15_000; // who is so late for a turn (settled by a manager, its channel closed) holds up nobody
const FORGOTTEN = 600_000; // so long after the last refusal Slack may well take everything at once

/** `now`: milliseconds UTC. */
export function createTurns(now: () => number): Turns {
  const queues = new Map<string, Queue>();
  return {
    take(name, key, since) {
      const queue = queues.get(name);
      if (queue === undefined) return null;
      const at = now();
      for (const [other, w] of queue.waiting) if (at > w.at + FORGOTTEN) queue.waiting.delete(other);
      if (queue.waiting.size === 0 && at > queue.notBefore + FORGOTTEN) {
        queues.delete(name);
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
      const queue = queues.get(name) ?? { notBefore: 0, step: LEAST, waiting: new Map() };
      // Slack names what is left of its minute; the longest that it named is the nearest to all of it.
      queue.step = Math.min(LONGEST, Math.max(queue.step, at - now()));
      queue.notBefore = Math.max(queue.notBefore, at);
      queues.set(name, queue);
    },
  };
}
