/** `feeds [list|export]`: the feeds that would be watched, as JSON lines or as OPML. */
import { readConfig } from '../config.ts';
import { writeOpml } from '../feeds/opml.ts';
import { createWeb } from '../sources/web.ts';
import { loadFeeds, loadSetup } from './setup.ts';
import { webOptions } from './web.ts';

/** One line a feed: {"id","url","title","outlet"}; with `export` an OPML document for any feed reader. */
export async function listFeeds(
  what: string,
  options: { feeds?: string },
  env: Record<string, string | undefined>,
): Promise<number> {
  const fail = (why: string) => {
    process.stderr.write(`${why}\n`);
    return 1;
  };
  if (what !== 'list' && what !== 'export') return fail(`feeds takes list or export, not “${what}”.`);
  const config = readConfig(env);
  if (!config.ok) return fail(config.why);
  const setup = loadSetup(config.value, null);
  if (!setup.ok) return fail(setup.why);
  const web = createWeb(webOptions(config.value));
  const feeds = await loadFeeds(options.feeds, config.value, setup.value.outlets, web);
  await web.stop();
  if (!feeds.ok) return fail(feeds.why);
  if (what === 'list') {
    for (const { id, url, title, outletId } of feeds.value)
      process.stdout.write(`${JSON.stringify({ id, url, title, outlet: outletId })}\n`);
    return 0;
  }
  const listed = feeds.value
    .filter((f) => f.kind === 'web')
    .map(({ url, title }) => ({ title, url, siteUrl: null, folder: null }));
  process.stdout.write(`${writeOpml('Whosaid', listed)}\n`);
  return 0;
}
