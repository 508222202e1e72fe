/** Two pollers on one PostgreSQL, and all copies of an event published at the same instant, again and again. */
import { createIds } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { createClock } from '../src/store/clock.ts';
import { openStore } from '../src/store/store.ts';
import { botOver, feedOf, loopback, workers } from './bot.ts';
import { event, word } from './events.ts';
import { freshDatabase } from './postgres.ts';
import { createWorld } from './world.ts';

const COPIES = 16; // a batch is eight: each poller takes about half

/** What became of each round, and how often one poller's filing came between another's look and commit. */
export async function race(rounds: number): Promise<{ stories: number; alerts: number; between: number }[]> {
  const outlets = Object.fromEntries(
    Array.from({ length: COPIES }, (_, i) => [`o${i}`, `Paper ${word(i, 99)}`]),
  );
  const world = await createWorld(outlets);
  const labour = workers();
  const web = loopback({ timeout: 10_000 });
  const url = await freshDatabase();
  const told: string[] = [];
  let between = 0;
  const poller = async () => {
    const clock = createClock(Date.now);
    const ids = createIds(clock.now, Math.random);
    const opened = await openStore({ WHOSAID_DATA: '', DATABASE_URL: url }, false, clock, ids);
    if (!opened.ok) throw new Error(opened.why);
    const { store } = opened.value;
    const commit = store.filing.commit;
    store.filing.commit = async (...given) => {
      const filed = await commit(...given);
      if (filed === null) between += 1;
      return filed;
    };
    const bot = botOver(store, {
      web,
      labour,
      random: Math.random,
      log: createLog('error', false, process.stderr),
      told: ({ kind, message }) => void (kind === 'post' && told.push(message.plain)),
    });
    return { store, bot };
  };
  const pollers = [await poller(), await poller()];
  const [first] = pollers;
  if (first === undefined) throw new Error('no poller');
  await first.store.feeds.configure(Object.keys(outlets).map((o) => feedOf(world.base, o)));
  const wish = { kind: 'topic' as const, value: 'bridges', label: 'Bridges' };
  await first.store.subscriptions.add({ platform: 'console', tenant: 't', channel: 'c' }, wish, {}, 'me');
  const all = <T>(each: (p: (typeof pollers)[number]) => Promise<T>) => Promise.all(pollers.map(each));
  const results: { stories: number; alerts: number; between: number }[] = [];
  let stories = 0;
  for (let round = 0; round < rounds; round++) {
    for (const outlet of Object.keys(outlets))
      world.publish(outlet, { ...event(round), byline: `${outlets[outlet]} staff` });
    await all(({ bot }) => bot.ticks.poll(() => {}));
    while ((await all(({ bot }) => bot.ticks.work(() => {}))).some((took) => took > 0));
    await all(({ bot }) => bot.ticks.deliver());
    const now = (await first.store.overview.look(null)).kept.stories;
    results.push({ stories: now - stories, alerts: told.length, between });
    [stories, between] = [now, 0];
    told.length = 0;
  }
  for (const { store } of pollers) await store.close();
  await labour.stop();
  await web.stop();
  await world.close();
  return results;
}
