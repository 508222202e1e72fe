/** What a scene needs of a platform: its small server, what it shows, and where a bot that uses it can be made to die. */
import type { Place } from '../../src/chat.ts';
import { textOf } from '../adapters/discord/bench.ts';
import { createFake } from '../adapters/discord/fake/server.ts';
import { GUILD } from '../adapters/discord/fake/world.ts';
import { oneWorkspace } from '../adapters/slack/bench.ts';
import type { Call, Posted } from '../adapters/slack/fake.ts';

/** What a channel shows in the end. */
export type Shown = { posts: string[]; replies: string[] };

export type Request = 'post' | 'edit' | 'thread' | 'reply';

export type Stage = {
  /** The one channel that is subscribed. */
  place: Place;
  /** With these variables the bot finds it. */
  env: Record<string, string>;
  shown(): Shown;
  /** What the platform's documents forbid. */
  complaints(): string[];
  /** The next such request is never answered, and done before or not. */
  hang(of: Request, done: boolean): void;
  /** How many such requests have come; or of those, how many were answered well. */
  came(of: Request): number;
  answered(of: Request): number;
  /** So many milliseconds have passed on the platform as well. */
  pass(ms: number): void;
  close(): Promise<void>;
};

export type PlatformName = 'discord' | 'slack';
export type DiscordStage = Awaited<ReturnType<typeof discordStage>>;

const CHANNEL = '200000000000000001';
const DISCORD: Record<Request, [method: string, path: RegExp]> = {
  post: ['POST', /^\/channels\/200000000000000001\/messages$/],
  edit: ['PATCH', /^\/channels\/\d+\/messages\/\d+$/],
  thread: ['POST', /\/messages\/\d+\/threads$/],
  reply: ['POST', /^\/channels\/(?!200000000000000001)\d+\/messages$/],
};

export async function discordStage() {
  const fake = await createFake();
  fake.world.addChannel({ id: CHANNEL });
  const stage: Stage = {
    place: { platform: 'discord', tenant: GUILD, channel: CHANNEL },
    env: { DISCORD_TOKEN: fake.token, DISCORD_API_BASE: fake.api },
    shown: () => ({
      posts: fake.world.in(CHANNEL).map(textOf),
      replies: fake.world.threadsOf(CHANNEL).flatMap((t) => fake.world.in(t.id).map(textOf)),
    }),
    complaints: () => fake.complaints,
    hang: (of, done) => fake.fail(...DISCORD[of], done ? 'hang after storing' : 'hang'),
    came: (of) => fake.asked(...DISCORD[of]).length,
    answered: (of) => fake.asked(...DISCORD[of]).filter((r) => r.status !== null && r.status < 300).length,
    pass(ms) {
      fake.world.pass(ms);
      fake.world.forgetNonces();
    },
    close: () => fake.close(),
  };
  return { ...stage, fake };
}

const SLACK: Record<Request, (call: Pick<Call, 'method' | 'body'>) => boolean> = {
  post: ({ method, body }) => method === 'chat.postMessage' && body.thread_ts === undefined,
  edit: ({ method }) => method === 'chat.update',
  // A thread is no thing of its own there.
  thread: () => false,
  reply: ({ method, body }) => method === 'chat.postMessage' && body.thread_ts !== undefined,
};

/** By Socket Mode, as most run it. */
export async function slackStage(): Promise<Stage> {
  const slack = await oneWorkspace();
  const read = ({ text, blocks }: Posted) => `${text}\n${JSON.stringify(blocks)}`;
  const here = () => slack.messages.filter((m) => m.channel === 'C1');
  return {
    place: { platform: 'slack', tenant: 'T1', channel: 'C1' },
    env: { SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one', SLACK_API_URL: slack.api },
    shown: () => ({
      posts: here()
        .filter((m) => m.thread_ts === undefined)
        .map(read),
      replies: here()
        .filter((m) => m.thread_ts !== undefined)
        .map(read),
    }),
    complaints: () => slack.violations,
    hang(of, done) {
      slack.state.trouble = (call) => {
        if (!SLACK[of](call)) return null;
        slack.state.trouble = null;
        return done ? 'hang' : 'no answer';
      };
    },
    came: (of) => slack.calls.filter(SLACK[of]).length,
    answered: (of) => slack.calls.filter((c) => c.answered && SLACK[of](c)).length,
    pass(ms) {
      slack.state.ahead += ms;
    },
    close: () => slack.close(),
  };
}

export const STAGES: Record<PlatformName, () => Promise<Stage>> = {
  discord: discordStage,
  slack: slackStage,
};

/** What a platform can be asked for. */
export const REQUESTS: Record<PlatformName, Request[]> = {
  discord: ['post', 'edit', 'thread', 'reply'],
  slack: ['post', 'edit', 'reply'],
};
