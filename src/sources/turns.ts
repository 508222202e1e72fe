/** Whose turn it is: one request a host at a time, with a pause between their starts; different hosts in parallel. */
import PQueue from 'p-queue';

export type Turns = {
  /** Runs `work` in the host's turn. Rejects as `work` does, or with the signal's reason when stopped meanwhile. */
  take<T>(host: string, work: () => Promise<T>): Promise<T>;
  /** How many hosts are remembered. */
  size(): number;
};

type Options = {
  /** Milliseconds between two starts at one host. */
  pause: number;
  /** Requests at once over all hosts. */
  parallel: number;
  now(): number;
  sleep(ms: number): Promise<void>;
  signal: AbortSignal;
};

type Host = { queue: PQueue; started: number };

export function createTurns({ pause, parallel, now, sleep, signal }: Options): Turns {
  const hosts = new Map<string, Host>();
  const lines = new PQueue({ concurrency: parallel });
  const stopped = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );

  const hostOf = (name: string): Host => {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    for (const [other, { queue, started }] of hosts) {
      if (queue.size === 0 && queue.pending === 0 && now() - started >= pause) hosts.delete(other);
    }
    const fresh = { queue: new PQueue({ concurrency: 1 }), started: Number.NEGATIVE_INFINITY };
    hosts.set(name, fresh);
    return fresh;
  };

  return {
    take: (name, work) => {
      const host = hostOf(name);
      return host.queue.add(async () => {
        const wait = host.started + pause - now();
        if (wait > 0) await Promise.race([sleep(wait), stopped]);
        return lines.add(() => {
          signal.throwIfAborted();
          host.started = now();
          return work();
        });
      });
    },
    size: () => hosts.size,
  };
}
