/** Discord put together: one REST client, a sender that needs no gateway, and a gateway that listens. */
import { Routes } from 'discord.js';
import type { Adapter, Surroundings } from '../../src/platform.ts';
import { words } from '../../src/words.ts';
import { createChannels } from './channels.ts';
import { failureOf, sayable } from './errors.ts';
import { createEvents } from './events.ts';
import { createGateway } from './gateway.ts';
import { type Interaction, POWERLESS } from './interaction.ts';
import { createListening, type Listening } from './listen.ts';
import { cachedGround, cachedPowers, createReach } from './reach.ts';
import { register } from './register.ts';
import { createResponder } from './respond.ts';
import { createRest } from './rest.ts';
import { createSender } from './sender.ts';
import type { Settings } from './settings.ts';
import { createSight } from './sight.ts';

/** Milliseconds; tests pass shorter ones. */
export type Patience = { request: number; signIn: number; lost: number };
export const PATIENCE: Patience = { request: 10_000, signIn: 1_000, lost: 60_000 };

const REGISTER_AGAIN = 30_000;

export function createDiscord(settings: Settings, around: Surroundings, patience = PATIENCE): Adapter {
  const { log } = around;
  const token = settings.DISCORD_TOKEN ?? '';
  const api = settings.DISCORD_API_BASE;
  const rest = createRest({ token, api, timeout: patience.request, now: around.now });
  const channels = createChannels(rest, around.now);
  const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  const self = { id: '' };
  let listening: Listening | null = null;
  let registering: NodeJS.Timeout | null = null;
  let stopped = false;
  let told = '';

  /** Tried until it is done: without it nobody sees a command. */
  async function registerCommands(application: string): Promise<void> {
    try {
      if (await register(rest, application, around.commands))
        log.info({}, words.discord.registered(around.commands.length));
    } catch (error) {
      const { why } = failureOf(error, 0);
      if (why !== told) log.warn(sayable(error), words.discord.notRegistered(why));
      told = why;
      if (stopped) return;
      registering = setTimeout(() => void registerCommands(application), REGISTER_AGAIN);
    }
  }

  const events = createEvents({
    around,
    channels,
    ready({ user, application, shard, shards }) {
      self.id = user.id;
      rest.signedIn();
      if (shard === 0) {
        log.info({}, words.discord.signedIn(user.username, shards));
        if (registering !== null) clearTimeout(registering);
        void registerCommands(application.id);
      }
    },
    interaction: (i: Interaction) => void listening?.handle(i),
  });
  const gateway = createGateway({
    token,
    api,
    shards: settings.DISCORD_SHARDS,
    on: events,
    log,
    random: around.random,
    patience: { first: patience.signIn, lost: patience.lost },
  });
  const reach = createReach({
    rest,
    channels,
    powers: (caller, channel) => listening?.powers(caller, channel) ?? POWERLESS,
    cached: (channel) => cachedPowers(gateway.client(), channel),
    async self() {
      if (self.id === '') self.id = (await rest.ask<{ id: string }>('GET', Routes.user('@me'))).id;
      return self.id;
    },
  });

  return {
    name: 'discord',
    async listen(on) {
      listening = createListening({
        responder: createResponder(rest, wait),
        around,
        answer: on,
        self: () => self.id,
        sees: createSight(rest, (channel) => cachedGround(gateway.client(), channel)),
        starter(channel) {
          const known = gateway.client()?.channels.cache.get(channel);
          return known?.isThread() === true ? known.ownerId : null;
        },
      });
      gateway.open();
    },
    sender: () => createSender({ rest, channels, around }),
    reach,
    async stop() {
      stopped = true;
      if (registering !== null) clearTimeout(registering);
      await gateway.close();
      rest.close();
    },
  };
}
