/**
 * Slack in the list of platforms. Its libraries take 60 MB and a good part of a second: they are loaded when Slack is connected,
 * and for nobody else.
 */
import type { Adapter, Command, PlatformKind, Sender, Surroundings } from '../../src/chat.ts';
import type { Result } from '../../src/news.ts';
import { manifest } from './manifest.ts';
import { environment, isWanted, type Settings } from './settings.ts';

/** The list knows no platform's settings; these are what `environment` made. */
const ours = (settings: Record<string, unknown>) => settings as Settings;

/** The adapter that loads the real one before it does anything. */
function lazily(settings: Settings, around: Surroundings): Adapter {
  let made: Promise<Adapter> | null = null;
  const real = (): Promise<Adapter> => {
    made ??= import('./adapter.ts').then((room) => room.createSlack(settings, around));
    return made;
  };
  let sending: Promise<Sender> | null = null;
  const sender = (): Promise<Sender> => {
    sending ??= real().then((slack) => slack.sender());
    return sending;
  };
  return {
    name: 'slack',
    listen: async (on) => (await real()).listen(on),
    sender: () => ({
      signIn: 'tenant',
      deliver: async (what, key) => (await sender()).deliver(what, key),
      find: async (what, key, since) => (await sender()).find(what, key, since),
      tell: async (about, people, message) => (await sender()).tell(about, people, message),
    }),
    reach: async (channel, caller) => (await real()).reach(channel, caller),
    stop: async () => (made === null ? undefined : (await made).stop()),
  };
}

export const slack: PlatformKind = {
  name: 'slack',
  environment,
  wanted: (settings) => isWanted(ours(settings)),
  connect: (settings, around) => lazily(ours(settings), around),
  async check(settings, _commands, places, kept) {
    const { checkSlack } = await import('./check.ts');
    return checkSlack(ours(settings), places, kept);
  },
};

/** The manifest with the prefix that the environment sets. */
export function manifestOf(
  commands: Command[],
  env: Record<string, string | undefined>,
  url: string | null,
): Result<Record<string, unknown>> {
  const prefix = environment.shape.SLACK_COMMAND_PREFIX.safeParse(env.SLACK_COMMAND_PREFIX);
  if (!prefix.success)
    return { ok: false, why: `SLACK_COMMAND_PREFIX ${prefix.error.issues[0]?.message ?? ''}.` };
  return { ok: true, value: manifest(commands, prefix.data, url) };
}
