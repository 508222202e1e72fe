/** Slack takes about one message a second in a channel and several hundred a minute in a workspace: turns are waited for. */

/** https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
const CHANNEL = 1_000;
const WORKSPACE = 150; // 400 a minute

export type Pace = {
  /** Resolves when something may be sent there. */
  turn(tenant: string, channel: string): Promise<void>;
  /** It has arrived: the time to the next counts from here, however long it was under way. */
  sent(tenant: string, channel: string): void;
};

/** `gaps`: milliseconds between two messages, for tests. */
export function createPace(
  now: () => number,
  wait: (ms: number) => Promise<void>,
  gaps = { channel: CHANNEL, workspace: WORKSPACE },
): Pace {
  const next = new Map<string, number>();
  /** The moment that is free, taken at once, so that whoever comes meanwhile gets a later one. */
  function take(key: string, gap: number, from: number): number {
    const at = Math.max(from, next.get(key) ?? 0);
    next.set(key, at + gap);
    return at;
  }
  return {
    async turn(tenant, channel) {
      const from = now();
      if (next.size > 5_000) for (const [key, at] of next) if (at <= from) next.delete(key);
      const at = take(`${tenant}/${channel}`, gaps.channel, take(tenant, gaps.workspace, from));
      if (at > from) await wait(at - from);
    },
    sent(tenant, channel) {
      const key = `${tenant}/${channel}`;
      next.set(key, Math.max(next.get(key) ?? 0, now() + gaps.channel));
    },
  };
}
