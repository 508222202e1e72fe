/** The real adapter with the real Bolt on the small Slack, over a real store with a few stories in it. */
import { createSlack, PATIENCE, type Patience } from '../../../adapters/slack/adapter.ts';
import { environment } from '../../../adapters/slack/settings.ts';
import { commands as shipped } from '../../../commands/index.ts';
import { createAnswerer } from '../../../src/answer.ts';
import type { Message, Place } from '../../../src/chat.ts';
import type { Command } from '../../../src/command.ts';
import { createIds } from '../../../src/ids.ts';
import { createOutbox } from '../../../src/outbox.ts';
import type { Surroundings } from '../../../src/platform.ts';
import { wholeTenant } from '../../../src/store/holds.ts';
import { planEdit, planPost, planReply } from '../../../src/store/planning.ts';
import { openMemory } from '../../../src/store/sqlite.ts';
import { postsOf } from '../../../src/store/standing.ts';
import { createStore } from '../../../src/store/store.ts';
import { filing, NOTHING } from '../../contract/bench.ts';
import { until } from '../../until.ts';
import { deskOver } from '../desk.ts';
import { createFakeSlack, type Fake } from './fake.ts';

export const CHANNEL: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' };

/** Everything as in life, only sooner. */
export const QUICK: Patience = {
  ...PATIENCE,
  request: 400,
  settle: 300,
  port: 50,
  signIn: { first: 60, longest: 200 },
  socket: { hello: 1_000, first: 40, longest: 200 },
  gaps: { channel: 0, workspace: 1 },
};

/** One workspace T1 with the public channel C1, of which the bot is a member. */
export async function oneWorkspace(options: Parameters<typeof createFakeSlack>[0] = {}): Promise<Fake> {
  const slack = await createFakeSlack(options);
  slack.workspace('T1', 'Desk');
  slack.channel('T1', { id: 'C1', name: 'news' });
  slack.token('xoxb-one', 'T1');
  slack.token('xapp-one', null);
  return slack;
}

export async function createBench(
  slack: Fake,
  env: Record<string, string>,
  patience = QUICK,
  more: Command[] = [],
) {
  const commands = [...shipped, ...more];
  const settings = environment.parse({ SLACK_API_URL: slack.api, ...env });
  const now = () => Date.now();
  const ids = createIds(now, Math.random);
  const db = openMemory();
  const store = await createStore(db, { now }, ids, true);
  const told: string[] = [];
  const note = (level: string) => (_: object, text: string) => void told.push(`${level} ${text}`);
  const log = { debug: () => {}, info: note('info'), warn: note('warn'), error: note('error') };
  const around: Surroundings = {
    commands,
    operators: ['UOPERATOR'],
    complete: async (name, field, typed, caller) =>
      (await commands.find((c) => c.name === name)?.complete?.(field, typed, desk, caller)) ?? [],
    actions: store.actions,
    kept: store.kept('slack'),
    async manages(tenant, person) {
      const { managers } = await store.settings.of({ platform: 'slack', tenant });
      return managers === 'everyone' || (Array.isArray(managers) && managers.includes(person));
    },
    opened: (tenant, channel) => store.holds.reopen('slack', tenant, channel),
    signedIn: () => store.holds.reopenKept('slack'),
    async removed(tenant, why, remedy) {
      const held = wholeTenant({ platform: 'slack', tenant, channel: '' });
      await store.holds.close(held, 'removed', why, remedy, () => now() + 3_600_000, true);
      told.push(`removed ${tenant}`);
    },
    log,
    now,
    random: Math.random,
  };
  const adapter = createSlack(settings, around, patience);
  const desk = deskOver(store, commands, adapter.reach);
  const answer = createAnswerer({ commands, desk, ids, log: log as never });
  const sender = adapter.sender();
  const outbox = createOutbox({
    store,
    senders: new Map([['slack' as const, sender]]),
    now,
    random: () => 0.5,
    log: log as never,
  });
  let n = 0;
  /** Files an article and plans what is to be told of it. */
  const file = (
    plan: Parameters<typeof store.filing.commit>[1],
    change: Parameters<typeof filing>[2] = {},
  ) => {
    const number = n++;
    return store.filing.commit(filing('none', number, { key: `paper.example/${number}`, ...change }), plan);
  };
  return {
    adapter,
    store,
    db,
    desk,
    told,
    answer,
    sender,
    outbox,
    around,
    file,
    listen: async () => {
      await adapter.listen(answer);
      if (settings.SLACK_APP_TOKEN !== undefined) await until('a connection', () => slack.connected());
    },
    /** A story's alert is planned; the story's id. */
    async plan(to: Place, message: Message): Promise<string> {
      const filed = await file((tx, f) => planPost(tx, ids, { now }, to, f.storyId, message, NOTHING, {}));
      return filed?.storyId ?? '';
    },
    async update(storyId: string, message: Message, voices: string[] = []) {
      await file(
        async (tx, f) => {
          for (const p of await postsOf(tx, f.storyId))
            await planReply(tx, ids, { now }, p, message, { ...NOTHING, voices });
        },
        { storyId },
      );
    },
    async edit(storyId: string, message: Message) {
      await file(
        async (tx, f) => {
          for (const p of await postsOf(tx, f.storyId)) await planEdit(tx, ids, { now }, p, message);
        },
        { storyId },
      );
    },
    states: () =>
      db.selectFrom('deliveries').select(['kind', 'state', 'why', 'ref', 'attempts']).orderBy('id').execute(),
    /** Delivers until that holds. */
    async deliver(what: string, that: () => boolean | Promise<boolean>, within?: number) {
      await until(
        what,
        async () => {
          await outbox.drain();
          return that();
        },
        within,
      );
    },
    /** What is held for a time is due now: a test does not wait for minutes. */
    async hurry() {
      await db.updateTable('holds').set({ until: 0 }).execute();
      await db.updateTable('deliveries').set({ next_at: 0 }).where('state', '=', 'planned').execute();
    },
    async stop() {
      await adapter.stop();
      await store.close();
    },
  };
}

export type Bench = Awaited<ReturnType<typeof createBench>>;
