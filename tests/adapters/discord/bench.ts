/** The real adapter with the real discord.js against the fake Discord, over a real store, outbox and desk. */
import { createDiscord } from '../../../adapters/discord/adapter.ts';
import { commands } from '../../../commands/index.ts';
import { createAnswerer } from '../../../src/answer.ts';
import type { Manner, Message, Place } from '../../../src/chat.ts';
import type { DeskParts } from '../../../src/desk.ts';
import { createIds } from '../../../src/ids.ts';
import { createOutbox } from '../../../src/outbox.ts';
import type { Surroundings } from '../../../src/platform.ts';
import { createRemoval } from '../../../src/removal.ts';
import { plain, message as said } from '../../../src/shown.ts';
import { planEdit, planPost, planReply } from '../../../src/store/planning.ts';
import { openMemory } from '../../../src/store/sqlite.ts';
import { postsOf } from '../../../src/store/standing.ts';
import { createStore } from '../../../src/store/store.ts';
import { filing, NOTHING } from '../../contract/bench.ts';
import { until } from '../../until.ts';
import { deskOver } from '../desk.ts';
import { createFake, type Fake } from './fake/server.ts';
import { APPLICATION, EDITOR, GUILD } from './fake/world.ts';

export const NEWS = '200000000000000001';
export const FORUM = '200000000000000002';
export const WIRE = '200000000000000003';

export const at = (channel: string): Place => ({ platform: 'discord', tenant: GUILD, channel });

/** An alert as it is composed, with a button of a story. */
export const alert = (title: string): Message =>
  said([
    { kind: 'heading', text: title, link: 'https://paper.example/a' },
    { kind: 'text', text: [plain('Cranes arrived on Monday.')] },
    {
      kind: 'buttons',
      buttons: [{ label: 'Context', action: { command: 'context', input: { story: 's1' } } }],
    },
  ]);

export type Bench = Awaited<ReturnType<typeof createBench>>;

export async function createBench(
  change: { operators?: string[]; fake?: Fake; lost?: number; draw?: DeskParts['draw'] } = {},
) {
  const fake = change.fake ?? (await createFake());
  const { world } = fake;
  world.addChannel({ id: NEWS });
  world.addChannel({
    id: FORUM,
    type: 15,
    name: 'stories',
    available_tags: [
      { id: '600000000000000001', name: 'Bridges' },
      { id: '600000000000000002', name: 'Ferries' },
      { id: '600000000000000003', name: 'Desk', moderated: true },
    ],
  });
  world.addChannel({ id: WIRE, type: 5, name: 'wire' });
  // Time passes for the outbox when a test says so.
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const clock = { now };
  const ids = createIds(now, Math.random);
  const db = openMemory();
  const store = await createStore(db, clock, ids, true);
  const logged: string[] = [];
  const note = (_about: object, text: string) => void logged.push(text);
  const log = { debug: () => {}, info: note, warn: note, error: note };
  const around: Surroundings = {
    commands,
    operators: change.operators ?? [],
    async complete(name, field, typed, caller) {
      const command = commands.find((c) => c.name === name);
      return (await command?.complete?.(field, typed, desk, caller)) ?? [];
    },
    kept: { get: async () => null, all: async () => [], set: async () => {}, remove: async () => false },
    manages: async () => false,
    actions: store.actions,
    ...createRemoval({ platform: 'discord', store, log, sender: () => adapter.sender() }),
    log,
    now,
    random: Math.random,
  };
  const adapter = createDiscord(
    { DISCORD_TOKEN: fake.token, DISCORD_API_BASE: fake.api, DISCORD_SHARDS: 'auto' },
    around,
    { request: 700, signIn: 40, lost: change.lost ?? 20_000 },
  );
  const desk = deskOver(store, commands, adapter.reach, change.draw);
  const answer = createAnswerer({ commands, desk, ids, log: log as never });
  const senders = new Map([['discord' as const, adapter.sender()]]);
  const outbox = createOutbox({ store, senders, now, random: Math.random, log: log as never });

  let stories = 0;
  const bench = {
    fake,
    world,
    store,
    db,
    desk,
    adapter,
    outbox,
    logged,
    /** Plans an alert for a story of its own; returns the story. */
    async post(channel: string, message: Message, manner: Manner = {}): Promise<string> {
      const n = stories++;
      const filed = await store.filing.commit(filing('none', n, { key: `paper.example/${n}` }), (tx, f) =>
        planPost(tx, ids, clock, at(channel), f.storyId, message, NOTHING, manner),
      );
      return filed?.storyId ?? '';
    },
    async reply(story: string, message: Message): Promise<void> {
      await db.transaction().execute(async (tx) => {
        for (const post of await postsOf(tx, story))
          await planReply(tx, ids, clock, post, message, NOTHING, 'Bridge opens');
      });
    },
    async edit(story: string, message: Message): Promise<void> {
      await db.transaction().execute(async (tx) => {
        for (const post of await postsOf(tx, story)) await planEdit(tx, ids, clock, post, message);
      });
    },
    deliveries: () =>
      db
        .selectFrom('deliveries')
        .select(['id', 'kind', 'state', 'why', 'ref', 'doubtful'])
        .orderBy('id')
        .execute(),
    pass(ms: number) {
      ahead += ms;
    },
    async listen() {
      await adapter.listen(answer);
      await until('READY', () => fake.gateway.identified > 0);
      await until('the commands are registered', () => world.commands().length > 0);
    },
    interact: (i: Record<string, unknown>) => interact(fake, i),
    async close() {
      await adapter.stop();
      await fake.close();
      await store.close();
    },
  };
  return bench;
}

const MANAGE_SERVER = 32n;
const ALL = String((1n << 50n) - 1n);

/** Somebody does something: resolves with the first response, how long it took, and how to wait for the answer. */
export async function interact(fake: Fake, change: Record<string, unknown>) {
  const { world } = fake;
  const token = `token${world.snowflake()}`;
  const started = Date.now();
  world.dispatch('INTERACTION_CREATE', {
    id: world.snowflake(),
    application_id: APPLICATION,
    token,
    version: 1,
    guild_id: GUILD,
    channel_id: NEWS,
    channel: { id: NEWS, type: 0, name: 'news' },
    context: 0,
    member: { user: { id: EDITOR, username: 'ed' }, permissions: String(MANAGE_SERVER | 1024n), roles: [] },
    app_permissions: ALL,
    locale: 'en-US',
    ...change,
  });
  await until('the first response', () => world.answered.has(token));
  const first = world.answered.get(token) ?? { type: 0, at: 0 };
  return {
    token,
    first,
    took: first.at - started,
    async answer(): Promise<{ components: unknown[]; [key: string]: unknown }> {
      await until('the answer', () => (world.originals.get(token)?.length ?? 0) > 0);
      return world.originals.get(token)?.at(-1) as never;
    },
  };
}

/** A slash command with its options. */
export const command = (name: string, options: Record<string, string | number> = {}, change = {}) => ({
  type: 2,
  data: {
    id: '1',
    name,
    type: 1,
    options: Object.entries(options).map(([n, value]) => ({
      name: n,
      type: typeof value === 'number' ? 4 : 3,
      value,
    })),
    ...change,
  },
});

export const press = (customId: string, message: Record<string, unknown> = { id: '1', flags: 0 }) => ({
  type: 3,
  message,
  data: { custom_id: customId, component_type: 2 },
});

type Part = {
  type?: number;
  content?: string;
  label?: string;
  custom_id?: string;
  components?: Part[];
  options?: { value: string; label: string }[];
};

/** All parts of a message, flat. */
export function partsOf(message: { components?: unknown }): Part[] {
  const flat = (list: Part[]): Part[] => list.flatMap((p) => [p, ...flat(p.components ?? [])]);
  return flat((message.components ?? []) as Part[]);
}
export const textOf = (message: { components?: unknown }): string =>
  partsOf(message)
    .flatMap((p) => p.content ?? [])
    .join('\n');
export const buttonsOf = (message: { components?: unknown }) => partsOf(message).filter((p) => p.type === 2);
