/** An item is never missed and never new twice, whatever its feed does to ids, dates and addresses. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRedirecting, unwrapped } from '../../src/feeds/search.ts';
import { type Listed, rss, type Town, townWithFeed } from './town.ts';

const HOUR = 3_600_000;
let town: Town;
beforeEach(async () => {
  town = await townWithFeed();
});
afterEach(() => town.close());

/** Polls the feed with each list in turn; the titles of the items that the store then has, in order of arrival. */
async function polled(...lists: Listed[][]): Promise<string[]> {
  for (const items of lists) {
    town.answers.set('/feed', { body: rss(town.base, items) });
    town.later(HOUR);
    await town.bot.ticks.poll(() => {});
  }
  const rows = await town.db.selectFrom('items').select(['title']).orderBy('id').execute();
  return rows.map((row) => row.title ?? '');
}
const three = (change: (slug: string) => Partial<Listed>): Listed[] =>
  ['a', 'b', 'c'].map((slug) => ({ slug, title: slug, ...change(slug) }));
const ONCE = ['a', 'b', 'c'];
/** How many pages the bot would read now. */
const pending = () => town.store.items.pending();
const settleAll = () => town.db.updateTable('items').set({ state: 'done' }).execute();

describe('never new twice', () => {
  it('when ids change at every poll', async () => {
    const list = (poll: number) => three((slug) => ({ guid: `${slug}-${poll * 7919}` }));
    await polled(list(1));
    await settleAll();
    expect(await polled(list(2), list(3))).toEqual(ONCE);
    expect(await pending()).toBe(0);
  });

  it('when tracking and session parameters change, in ids and links, known ones and unknown', async () => {
    const list = (poll: number) =>
      three((slug) => {
        const link = `${town.base}/a/${slug}?utm_source=rss&utm_id=${poll}&sid=${poll * 31}`;
        return { link, guid: link };
      });
    await polled(list(1));
    await settleAll();
    expect(await polled(list(2), list(3))).toEqual(ONCE);
    expect(await pending()).toBe(0);
  });

  it('when dates change', async () => {
    const list = (hour: number) => three(() => ({ at: new Date(Date.now() + hour * HOUR).toUTCString() }));
    await polled(list(-5));
    await settleAll();
    expect(await polled(list(-1), list(0), list(30))).toEqual(ONCE);
    expect(await pending()).toBe(0);
  });

  it('when Google News gives other addresses and ids to the same headlines', async () => {
    const list = (poll: number) =>
      ['a', 'b']
        .map(
          (slug) =>
            `<item><title>Bridge ${slug} - Fjord Post</title><link>https://news.google.com/rss/articles/CBMi${slug}${poll}?oc=5</link><guid isPermaLink="false">CBMi${slug}${poll}</guid><source url="https://fjordpost.example">Fjord Post</source></item>`,
        )
        .join('');
    for (const poll of [1, 2, 3]) {
      town.answers.set('/feed', { body: `<rss version="2.0"><channel>${list(poll)}</channel></rss>` });
      town.later(HOUR);
      await town.bot.ticks.poll(() => {});
      if (poll === 1) await settleAll();
    }
    expect((await town.items()).map((i) => i.guid)).toEqual(['Fjord Post: Bridge a', 'Fjord Post: Bridge b']);
    expect(await pending()).toBe(0);
  });
});

describe('never missed', () => {
  it('though all are of the same minute, or one is of the future', async () => {
    const at = new Date(Date.now() - HOUR).toUTCString();
    const future = new Date(Date.now() + 900 * HOUR).toUTCString();
    expect(
      await polled(
        [{ slug: 'f', title: 'f', at: future }],
        [{ slug: 'f', title: 'f', at: future }, ...three(() => ({ at }))],
        [{ slug: 'd', title: 'd', at }, ...three(() => ({ at }))],
      ),
    ).toEqual(['f', 'a', 'b', 'c', 'd']);
  });

  it('though several share a page, a title or nothing but a site', async () => {
    const live = three(() => ({ link: `${town.base}/live` }));
    expect(await polled(live, [{ slug: 'd', title: 'd', link: `${town.base}/live` }, ...live])).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('though one takes the place of another under the same headline', async () => {
    const named = (slug: string): Listed => ({ slug, title: 'Morning briefing' });
    expect(await polled([named('monday')], [named('tuesday'), named('monday')], [named('tuesday')])).toEqual([
      'Morning briefing',
      'Morning briefing',
    ]);
    expect(await polled([named('wednesday')])).toHaveLength(3);
  });
});

describe('after a downtime', () => {
  const page = (slugs: string[], older: string | null) =>
    rss(
      town.base,
      slugs.map((slug) => ({ slug, title: slug })),
      older === null ? '' : `<atom:link rel="prev-archive" href="${town.base}${older}"/>`,
    );

  it('reads the feed back until something known comes (RFC 5005)', async () => {
    town.answers.set('/feed', { body: page(['a'], '/older1') });
    await town.bot.ticks.poll(() => {});
    expect(town.hits.get('/older1')).toBeUndefined();
    town.answers.set('/feed', { body: page(['f', 'g'], '/older2') });
    town.answers.set('/older2', { body: page(['d', 'e'], '/older3') });
    town.answers.set('/older3', { body: page(['b', 'c', 'a'], '/older4') });
    town.later(100 * HOUR);
    await town.bot.ticks.poll(() => {});
    expect((await town.items()).map((i) => i.guid).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(town.hits.get('/older4')).toBeUndefined();
    town.later(HOUR);
    await town.bot.ticks.poll(() => {});
    expect(town.hits.get('/older2')).toBe(1);
  });

  it('reads back no more than eight pages, though they lead in a circle or never end', async () => {
    town.answers.set('/feed', { body: page(['a'], null) });
    await town.bot.ticks.poll(() => {});
    for (let i = 0; i < 30; i++)
      town.answers.set(i === 0 ? '/feed' : `/p${i}`, { body: page([`x${i}`], `/p${i + 1}`) });
    town.later(HOUR);
    await town.bot.ticks.poll(() => {});
    expect(await town.items()).toHaveLength(10);
    town.answers.set('/feed', { body: page(['y'], '/circle') });
    town.answers.set('/circle', { body: page(['z'], '/feed') });
    town.later(HOUR);
    await town.bot.ticks.poll(() => {});
    expect(town.hits.get('/circle')).toBe(1);
  });
});

describe('an index of sitemaps', () => {
  const sitemap = (...slugs: string[]) =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${slugs.map((slug) => `<url><loc>${town.base}/a/${slug}</loc></url>`).join('')}</urlset>`;

  it('is read through its newest sitemaps; when one is away nothing hides behind the index', async () => {
    const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
    const index = (etag: string) => ({
      headers: { etag },
      body: `<sitemapindex>${[
        ['/s-old.xml', at(-9000)],
        ['/s-1.xml', at(-2)],
        ['/s-2.xml', at(-1)],
        ['/s-3.xml', at(-3)],
      ]
        .map(([path, when]) => `<sitemap><loc>${town.base}${path}</loc><lastmod>${when}</lastmod></sitemap>`)
        .join('')}</sitemapindex>`,
    });
    town.answers.set('/feed', index('"1"'));
    for (const [path, slug] of [
      ['/s-1.xml', 'one'],
      ['/s-2.xml', 'two'],
    ] as const)
      town.answers.set(path, { body: sitemap(slug) });
    town.answers.set('/s-3.xml', { status: 503 });
    await town.bot.ticks.poll(() => {});
    expect(await town.items()).toEqual([]);
    expect((await town.store.feeds.listed())[0]).toMatchObject({ etag: null, trouble: 'passing' });
    town.answers.set('/s-3.xml', { body: sitemap('three', 'one') });
    town.later(HOUR);
    await town.bot.ticks.poll(() => {});
    expect((await town.items()).map((i) => i.guid.replace(/.*\/a\//, ''))).toEqual(['two', 'one', 'three']);
    expect(town.hits.get('/s-old.xml')).toBeUndefined();
  });
});

it('takes the article’s own address out of a search feed’s', () => {
  const inner = 'https://paper.example/a?x=1';
  const wrapped = encodeURIComponent(inner);
  expect(unwrapped(`http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=77&url=${wrapped}&c=9`)).toBe(
    inner,
  );
  expect(unwrapped(`https://www.google.com/url?rct=j&sa=t&url=${wrapped}&ct=ga`)).toBe(inner);
  expect(unwrapped('https://www.google.com/url?url=javascript:alert(1)')).toBe(
    'https://www.google.com/url?url=javascript:alert(1)',
  );
  expect(unwrapped(inner)).toBe(inner);
  expect(isRedirecting('https://news.google.com/rss/articles/CBMi?oc=5')).toBe(true);
  expect(isRedirecting('https://news.google.example/rss/articles/CBMi')).toBe(false);
});
