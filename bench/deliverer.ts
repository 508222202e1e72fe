/**
 * One deliverer of `npm run bench -- delivery`: a process with the real outbox on the bench's PostgreSQL, and the real adapter
 * of a platform, or a platform that takes everything and answers after a while.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createDiscord } from '../adapters/discord/adapter.ts';
import { createSlack } from '../adapters/slack/adapter.ts';
import { environment } from '../adapters/slack/settings.ts';
import type { Platform } from '../src/chat.ts';
import { createIds } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { createOutbox } from '../src/outbox.ts';
import type { Sender, Surroundings } from '../src/platform.ts';
import { createClock } from '../src/store/clock.ts';
import { openStore } from '../src/store/store.ts';

const ANSWERS_AFTER = 150; // milliseconds, as Discord takes across an ocean
const RENEW_EVERY = 7_000;

const [url = '', platform = 'console', api = ''] = process.argv.slice(2);
const clock = createClock(Date.now);
const kept = await openStore(
  { WHOSAID_DATA: '', DATABASE_URL: url },
  false,
  clock,
  createIds(clock.now, Math.random),
);
if (!kept.ok) throw new Error(kept.why);
const { store, release } = kept.value;
const log = createLog('warn', false, process.stderr);
const sent: string[] = [];

const patient: Sender = {
  signIn: 'platform',
  pace: null,
  publish: null,
  tell: async () => true,
  find: async () => 'absent',
  async deliver(_, key) {
    await pause(ANSWERS_AFTER);
    sent.push(key);
    return { is: 'sent', ref: key };
  },
};
const around: Surroundings = {
  commands: [],
  operators: [],
  complete: async () => [],
  kept: store.kept(platform as Platform),
  manages: async () => false,
  actions: store.actions,
  opened: async () => {},
  signedIn: async () => {},
  removed: async () => {},
  log,
  now: clock.now,
  random: Math.random,
};
const senderOf = (): Sender => {
  if (platform === 'discord')
    return createDiscord(
      { DISCORD_TOKEN: 'fake.bot.token', DISCORD_API_BASE: api, DISCORD_SHARDS: 'auto' },
      around,
    ).sender();
  if (platform === 'slack')
    return createSlack(
      environment.parse({ SLACK_API_URL: api, SLACK_BOT_TOKEN: 'xoxb-one', SLACK_APP_TOKEN: 'xapp-one' }),
      around,
    ).sender();
  return patient;
};
const outbox = createOutbox({
  store,
  senders: new Map([[platform as Platform, senderOf()]]),
  now: clock.now,
  random: Math.random,
  log,
});
const renewing = setInterval(() => void store.leases.renew(), RENEW_EVERY);

process.on('message', async () => {
  while ((await store.deliveries.open()) > 0) if ((await outbox.drain()) === 0) await pause(100);
  clearInterval(renewing);
  const { user, system } = process.cpuUsage();
  release();
  await store.close();
  process.send?.({ sent, cpu: (user + system) / 1_000_000 }, () => process.exit(0));
});
process.send?.('ready');
