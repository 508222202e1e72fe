/** The platforms whose tokens are set: their settings read, their adapters connected. */
import type { Bot } from '../bot.ts';
import type { SubscriptionSettings, Target } from '../cards.ts';
import type { Caller, Platform } from '../chat.ts';
import type { Command } from '../command.ts';
import { type Environment, readConfig, readSettings } from '../config.ts';
import type { Result } from '../news.ts';
import type { Adapter, PlatformKind } from '../platform.ts';
import { createRemoval } from '../removal.ts';
import { words } from '../words.ts';
import type { Running } from './opening.ts';

export type Wanted = { kind: PlatformKind; settings: Record<string, unknown> };

/** Every platform with enough set to connect it, or all that is wrong in the environment, ours included. */
export function wantedPlatforms(kinds: PlatformKind[], env: Environment): Result<Wanted[]> {
  const problems: string[] = [];
  const wanted: Wanted[] = [];
  const own = readConfig(env);
  if (!own.ok) problems.push(own.why);
  for (const kind of kinds) {
    const settings = readSettings(kind.environment, env);
    if (!settings.ok) problems.push(settings.why);
    else if (kind.wanted(settings.value)) wanted.push({ kind, settings: settings.value });
  }
  return problems.length === 0 ? { ok: true, value: wanted } : { ok: false, why: problems.join('\n') };
}

/** The adapters, by platform. `bot` is asked for late: its outbox needs their senders, they need its desk. */
export async function connect(
  wanted: Wanted[],
  parts: Running,
  commands: Command[],
  bot: () => Bot | null,
): Promise<Map<Platform, Adapter>> {
  const { store, log, config } = parts;
  const adapters = new Map<Platform, Adapter>();
  for (const { kind, settings } of wanted) {
    const prefix = `${kind.name}:`;
    const around = {
      commands,
      operators: config.WHOSAID_OPERATORS.filter((o) => o.startsWith(prefix)).map((o) =>
        o.slice(prefix.length),
      ),
      async complete(name: string, field: string, typed: string, caller: Caller) {
        const command = commands.find((c) => c.name === name);
        const desk = bot()?.desk;
        return desk === undefined
          ? []
          : ((await command?.complete?.(field, typed, desk.typing(caller.place), caller)) ?? []);
      },
      actions: store.actions,
      kept: store.kept(kind.name),
      async manages(tenant: string, person: string) {
        const { managers } = await store.settings.of({ platform: kind.name, tenant });
        return managers === 'everyone' || (Array.isArray(managers) && managers.includes(person));
      },
      ...createRemoval({
        platform: kind.name,
        store,
        log,
        sender: () => adapters.get(kind.name)?.sender(),
      }),
      log: {
        debug: log.debug.bind(log),
        info: log.info.bind(log),
        warn: log.warn.bind(log),
        error: log.error.bind(log),
      },
      now: () => store.clock.now(),
      random: Math.random,
    };
    adapters.set(kind.name, await kind.connect(settings, around));
  }
  return adapters;
}

/** The channel of this name on the caller's platform. */
export const reachOver =
  (adapters: Map<Platform, Adapter>) =>
  async (
    channel: string | null,
    caller: Caller,
    wished: SubscriptionSettings = {},
  ): Promise<Result<Target>> =>
    (await adapters.get(caller.place.platform)?.reach(channel, caller, wished)) ?? {
      ok: false,
      why: words.subscribe.noChannels,
    };
