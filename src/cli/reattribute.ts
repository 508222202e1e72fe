/** `reattribute`: every kept article's statements again with the present extractor; what people decided stays. */
import { replan } from '../alerts/plan.ts';
import { readConfig } from '../config.ts';
import { sighted } from '../filing/sighting.ts';
import { EXTRACTORS } from '../filing/step.ts';
import { createIds } from '../ids.ts';
import { createClock } from '../store/clock.ts';
import { hasStore, openStore } from '../store/store.ts';
import { words } from '../words.ts';
import { createLabour } from '../workers/pool.ts';

const BATCH = 16;

/** Needs the store for itself: the bot must be stopped. What was posted and reads differently now is edited when it runs again. */
export async function reattribute(env: Record<string, string | undefined>): Promise<number> {
  const fail = (why: string) => {
    process.stderr.write(`${why}\n`);
    return 1;
  };
  const config = readConfig(env);
  if (!config.ok) return fail(config.why);
  const extractor = config.value.WHOSAID_EXTRACTOR;
  const name = EXTRACTORS[extractor];
  if (!hasStore(config.value)) return fail(words.cli.noStoreYet(config.value.WHOSAID_DATA));
  const clock = createClock(Date.now);
  const ids = createIds(clock.now, Math.random);
  const opened = await openStore(config.value, true, clock, ids);
  if (!opened.ok) return fail(opened.why);
  const { store } = opened.value;
  const labour = createLabour({ size: 2, timeout: 60_000, idle: 1_000, memory: 512 });
  let done = 0;
  let failed = 0;
  for (let after = ''; ; ) {
    const batch = await store.reattribution.next(name, after, BATCH);
    if (batch.length === 0) break;
    after = batch.at(-1)?.id ?? after;
    const read = await Promise.all(
      batch.map(({ text, title, published }) =>
        labour.attributeText({ text, title, publishedAt: published, extractor }),
      ),
    );
    for (const [i, article] of batch.entries()) {
      const statements = read[i];
      if (statements?.ok !== true) {
        failed++;
        process.stderr.write(`“${article.title}”: ${statements?.why ?? 'not read'}\n`);
        continue;
      }
      await store.reattribution.replace(
        article,
        name,
        statements.value.map((s) => sighted(article.text, s)),
        (tx, stories, split) => replan(tx, ids, clock, stories, split),
      );
      done++;
    }
  }
  const kept = await store.reattribution.readable();
  await labour.stop();
  await store.close();
  opened.value.release();
  process.stderr.write(`${words.cli.reattributed(done, failed, kept)}\n`);
  return failed === 0 ? 0 : 1;
}
