/**
 * `npm run bench -- delivery [channels]`: what it takes to enqueue one story for ten thousand channels, in one transaction that is
 * flushed to the disk, and to deliver it: at the pace of Discord and of Slack, which both count and refuse what is too much, and
 * where no platform is the limit; with one deliverer and with four.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message, Place, Platform } from '../src/chat.ts';
import { createIds } from '../src/ids.ts';
import { message, plain } from '../src/shown.ts';
import { planPosts } from '../src/store/planning.ts';
import { openPostgres } from '../src/store/postgres.ts';
import { openFile } from '../src/store/sqlite.ts';
import { createStore, type Store } from '../src/store/store.ts';
import { createFake } from '../tests/adapters/discord/fake/server.ts';
import { createFakeSlack } from '../tests/adapters/slack/fake.ts';
import { filing, NOTHING } from '../tests/contract/bench.ts';
import { createDatabase, startServer } from '../tests/postgres.ts';

const CHANNELS = Number(process.argv[2] ?? 10_000);
const TRIES = 5;
/** https://discord.com/developers/docs/topics/rate-limits#global-rate-limit */
const DISCORD_A_SECOND = 50;
/** Taken for Slack's “several hundred a minute”. https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
const SLACK_A_MINUTE = 400;
const WORKSPACES = 20;
const SLACK_SECONDS = 30;

/** As long as an alert with six statements is. */
const ALERT: Message = message([
  { kind: 'heading', text: 'Ferry company and port agree on a bridge', link: 'https://paper.example/a' },
  { kind: 'text', text: [plain('Cranes arrived on Monday, and the ferry will stop in May. '.repeat(5))] },
  {
    kind: 'list',
    items: Array.from({ length: 6 }, (_, i) => [
      plain(`Engineer ${i} of the port said: `),
      plain('“It will open. ”'.repeat(12)),
    ]),
  },
  {
    kind: 'buttons',
    buttons: [{ label: 'Context', action: { command: 'context', input: { story: 's1' } } }],
  },
]);

const clock = { now: Date.now };
const ids = createIds(clock.now, Math.random);
const stories = new WeakMap<Store, number>();

/** Milliseconds that one story for these channels takes, from the first to the committed. */
async function enqueue(store: Store, places: Place[]): Promise<number> {
  const n = stories.get(store) ?? 0;
  stories.set(store, n + 1);
  const started = performance.now();
  const filed = await store.filing.commit(
    filing('none', n, { key: `paper.example/${n}` }),
    (tx, { storyId }) =>
      planPosts(
        tx,
        ids,
        clock,
        places.map((to) => ({ to })),
        storyId,
        ALERT,
        NOTHING,
      ),
  );
  if (filed === null) throw new Error('something else writes into the store');
  return performance.now() - started;
}

const placesOf = (platform: Platform, channels: number, tenants: number): Place[] =>
  Array.from({ length: channels }, (_, i) => ({
    platform,
    tenant: `T${i % tenants}`,
    channel: platform === 'discord' ? String(210_000_000_000_000_000n + BigInt(i)) : `C${i}`,
  }));

type Drained = { seconds: number; twice: number; lost: number; cpu: number };

/** `deliverers` processes send all that is planned; `arrived` gives the messages of the platform, for those that keep them. */
async function drain(
  url: string,
  platform: Platform,
  api: string,
  deliverers: number,
  wanted: number,
  arrived?: () => string[],
): Promise<Drained> {
  const children = await Promise.all(
    Array.from({ length: deliverers }, async () => {
      const child = fork(join(import.meta.dirname, 'deliverer.ts'), [url, platform, api]);
      await new Promise((done) => child.once('message', done));
      return child;
    }),
  );
  const started = performance.now();
  const reports = await Promise.all(
    children.map(
      (child) =>
        new Promise<{ sent: string[]; cpu: number }>((done, fail) => {
          child.once('message', (said) => done(said as { sent: string[]; cpu: number }));
          child.once('exit', (code) => fail(new Error(`a deliverer ended with ${code}`)));
          child.send('go');
        }),
    ),
  );
  const seconds = (performance.now() - started) / 1_000;
  const keys = arrived?.() ?? reports.flatMap((r) => r.sent);
  const once = new Set(keys).size;
  return {
    seconds,
    twice: keys.length - once,
    lost: wanted - once,
    cpu: reports.reduce((sum, r) => sum + r.cpu, 0),
  };
}

/** Refuses what is more than `most` in any window of so many milliseconds; counts what it refused. */
function limiter(most: number, window: number) {
  const starts = new Map<string, { at: number; count: number }>();
  const counted = { refused: 0, allows };
  function allows(of: string): boolean {
    const now = performance.now();
    const open = starts.get(of);
    if (open === undefined || now >= open.at + window) {
      starts.set(of, { at: now, count: 1 });
      return true;
    }
    if (++open.count <= most) return true;
    counted.refused++;
    return false;
  }
  return counted;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const loss = ({ twice, lost }: Drained) => `${lost} lost, ${twice} twice`;

async function discord(url: string, deliverers: number, store: Store): Promise<void> {
  const fake = await createFake();
  const places = placesOf('discord', CHANNELS, 100);
  for (const { channel } of places) fake.world.addChannel({ id: channel });
  const limit = limiter(DISCORD_A_SECOND, 1_000);
  fake.trouble = () => (limit.allows('discord') ? null : { status: 429, retryAfter: 1, global: true });
  await enqueue(store, places);
  const done = await drain(url, 'discord', fake.api, deliverers, CHANNELS, () =>
    places.flatMap(({ channel }) => fake.world.in(channel).map(() => channel)),
  );
  const share = CHANNELS / done.seconds / DISCORD_A_SECOND;
  say(
    `Discord, ${deliverers} deliverer(s): ${CHANNELS} in ${done.seconds.toFixed(1)} s, ${(100 * share).toFixed(1)} % of 50 a second; ${limit.refused} refused, ${loss(done)}`,
  );
  await fake.close();
}

async function slack(url: string, deliverers: number, store: Store): Promise<void> {
  const channels = (SLACK_A_MINUTE / 60) * SLACK_SECONDS * WORKSPACES;
  const fake = await createFakeSlack({ gap: 990 });
  fake.token('xoxb-one', 'T0');
  const places = placesOf('slack', channels, WORKSPACES);
  for (const { tenant, channel } of places) fake.channel(tenant, { id: channel });
  const limit = limiter(SLACK_A_MINUTE, 60_000);
  const tenantOf = new Map(places.map((p) => [p.channel, p.tenant]));
  fake.state.trouble = ({ method, body }) =>
    method !== 'chat.postMessage' || limit.allows(tenantOf.get(String(body.channel)) ?? '') ? null : '429';
  await enqueue(store, places);
  const done = await drain(url, 'slack', fake.api, deliverers, channels, () =>
    fake.messages.map((m) => m.channel),
  );
  const share = channels / done.seconds / ((SLACK_A_MINUTE / 60) * WORKSPACES);
  say(
    `Slack, ${WORKSPACES} workspaces, ${deliverers} deliverer(s): ${channels} in ${done.seconds.toFixed(1)} s, ${(100 * share).toFixed(1)} % of ${SLACK_A_MINUTE} a minute each; ${limit.refused} refused, ${fake.violations.length} too soon in a channel, ${loss(done)}`,
  );
  await fake.close();
}

async function unlimited(url: string, deliverers: number, store: Store): Promise<number> {
  await enqueue(store, placesOf('console', CHANNELS, 100));
  const done = await drain(url, 'console', '', deliverers, CHANNELS);
  const rate = CHANNELS / done.seconds;
  say(
    `no limit, ${deliverers} deliverer(s): ${rate.toFixed(0)} a second, ${((1_000 * done.cpu) / CHANNELS).toFixed(2)} ms of processor each; ${loss(done)}`,
  );
  return rate;
}

async function enqueueing(name: string, store: Store): Promise<void> {
  const took: number[] = [];
  for (let i = 0; i < TRIES; i++) took.push(await enqueue(store, placesOf('discord', CHANNELS, 100)));
  const bytes = JSON.stringify(ALERT).length;
  say(
    `${name}: ${CHANNELS} deliveries of ${bytes} characters enqueued in ${took.map((ms) => ms.toFixed(0)).join(', ')} ms`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'whosaid-bench-'));
const file = openFile(folder, true);
if (!file.ok) throw new Error(file.why);
const embedded = await createStore(file.value.db, clock, ids, true);
await enqueueing('SQLite', embedded);
await embedded.close();
file.value.release();
rmSync(folder, { recursive: true, force: true });

const server = await startServer(true);
const onPostgres = async <T>(name: string, work: (url: string, store: Store) => Promise<T>): Promise<T> => {
  const url = await createDatabase(server.url, name);
  const opened = openPostgres(url);
  if (!opened.ok) throw new Error(opened.why);
  const store = await createStore(opened.value.db, clock, ids, false);
  const result = await work(url, store);
  opened.value.release();
  await store.close();
  return result;
};
try {
  await onPostgres('enqueueing', (_, store) => enqueueing('PostgreSQL', store));
  const one = await onPostgres('unlimited1', (url, store) => unlimited(url, 1, store));
  const four = await onPostgres('unlimited4', (url, store) => unlimited(url, 4, store));
  say(`four deliverers are ${(four / one).toFixed(2)} times one`);
  for (const n of [1, 4]) await onPostgres(`slack${n}`, (url, store) => slack(url, n, store));
  for (const n of [1, 4]) await onPostgres(`discord${n}`, (url, store) => discord(url, n, store));
} finally {
  await server.end();
}
