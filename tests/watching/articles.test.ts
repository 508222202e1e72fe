/** Articles that a site does not give whole, or not at once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTown, type Town } from './town.ts';

const MINUTE = 60_000;
let town: Town;
beforeEach(async () => {
  town = await createTown();
  await town.store.feeds.configure([
    { id: 'post', url: `${town.base}/feed`, kind: 'web', title: 'Fjord Post', outletId: null },
  ]);
});
afterEach(() => town.close());

const list = (slug: string, description = '', title = 'Rail bridge rises in Ostvik') =>
  town.answers.set('/feed', {
    body: `<rss version="2.0"><channel><title>Fjord Post</title><item><title>${title}</title><link>${slug.startsWith('http') ? slug : `${town.base}/a/${slug}`}</link><guid isPermaLink="false">${slug}</guid><description>${description}</description><pubDate>${new Date().toUTCString()}</pubDate></item></channel></rss>`,
  });
const page = (slug: string, body: string, head = '') =>
  town.answers.set(`/a/${slug}`, {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head><title>Rail bridge rises in Ostvik</title><meta property="og:type" content="article">${head}</head><body><article><h1>Rail bridge rises in Ostvik</h1>${body}</article></body></html>`,
  });
const SUMMARY =
  'Engineers in Ostvik have lifted the first span of a railway bridge over the river Lena, eleven months late. “It went up like a feather,” said Marit Holm, who leads the works.';
const PARAGRAPHS = [
  'Engineers in Ostvik have lifted the first span of a railway bridge over the river Lena, eleven months behind their own timetable.',
  '“It went up like a feather,” said Marit Holm, who leads the works for the railway.',
  'Trains are to cross from the spring of next year, and the old ferry is to be sold to a museum in the capital.',
];
const html = (paragraphs: string[]) => paragraphs.map((p) => `<p>${p}</p>`).join('');
const articles = () =>
  town.db.selectFrom('articles').select(['title', 'text', 'excerpt', 'version', 'url_key']).execute();

describe('what stands behind a wall is told from the feed’s own words, marked', () => {
  it.each([
    ['a login', '<p>Sign in to continue reading this article.</p>'],
    [
      'a request for cookies',
      '<p>We and our 812 partners store cookies and process personal data. Your consent and your choices can be changed in the privacy settings. Cookies are needed for the site.</p>',
    ],
    ['a check for robots', '<p>Please verify you are a human. Ray ID 8123</p>'],
  ])('%s', async (_what, body) => {
    list('walled', SUMMARY);
    page('walled', body);
    await town.round();
    expect(await articles()).toMatchObject([{ text: SUMMARY, excerpt: 1 }]);
    expect(town.posted[0]).toMatch(/^post: Rail bridge rises in Ostvik .*\nFjord Post \(excerpt\) · /);
    expect(town.posted[0]).toContain('Marit Holm');
  });

  it('a teaser before a paywall, where the feed says no more than the page', async () => {
    list('teaser', 'A bridge.');
    page(
      'teaser',
      html(PARAGRAPHS.slice(0, 2)),
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rail bridge rises in Ostvik","isAccessibleForFree":"False"}</script>',
    );
    await town.round();
    const [article] = await articles();
    expect(article).toMatchObject({ excerpt: 1, text: PARAGRAPHS.slice(0, 2).join('\n\n') });
  });

  it('a site that turns us away', async () => {
    town.answers.set('/a/forbidden', { status: 403 });
    list('forbidden', SUMMARY);
    await town.round();
    expect(await articles()).toMatchObject([{ excerpt: 1 }]);
  });

  it('but nothing of what was taken down', async () => {
    town.answers.set('/a/gone', { status: 404 });
    list('gone', SUMMARY);
    await town.round();
    expect(await articles()).toEqual([]);
    expect(town.posted).toEqual([]);
  });

  it('and the whole article follows when the site opens it; it never becomes an excerpt again', async () => {
    list('later', SUMMARY);
    page('later', '<p>Sign in to continue reading this article.</p>');
    await town.round();
    page('later', html(PARAGRAPHS));
    town.later(11 * MINUTE);
    await town.round();
    expect(await articles()).toMatchObject([{ excerpt: 0, version: 2, text: PARAGRAPHS.join('\n\n') }]);
    expect(town.posted.at(-1)).not.toContain('excerpt');
    page('later', '<p>Sign in to continue reading this article.</p>');
    list('later', `${SUMMARY} Updated.`);
    town.later(60 * MINUTE);
    await town.round();
    expect(await articles()).toMatchObject([{ excerpt: 0, text: PARAGRAPHS.join('\n\n') }]);
    expect((await town.items())[0]?.why).toMatch(/^Only an excerpt can be read now/);
  });
});

it('a short article with nothing said of a wall is whole', async () => {
  list('short', 'Short.');
  page('short', html(PARAGRAPHS));
  await town.round();
  expect(await articles()).toMatchObject([{ excerpt: 0 }]);
});

it('reads the pages of one article and no other article’s', async () => {
  const next = (to: string) => `<link rel="next" href="${to}">`;
  list('long', 'Long.');
  page(
    'long',
    html([PARAGRAPHS[0] ?? '', 'A standing note of the site about itself and its newsletters is here.']),
    next('/a/long?page=2'),
  );
  town.answers.set('/a/long?page=2', {
    type: 'text/html',
    body: `<html lang="en"><head><meta property="og:type" content="article">${next('/a/long?page=3')}</head><body><article><h1>Rail bridge rises in Ostvik</h1>${html([PARAGRAPHS[1] ?? '', PARAGRAPHS[2] ?? '', PARAGRAPHS[0] ?? ''])}</article></body></html>`,
  });
  town.answers.set('/a/long?page=3', {
    type: 'text/html',
    body: `<html lang="en"><head><meta property="og:type" content="article">${next('/a/another-story')}</head><body><article><h1>Rail bridge rises in Ostvik</h1><p>The museum said that it would rather have had the bridge, and that the ferry leaks in three places.</p></article></body></html>`,
  });
  await town.round();
  const [article] = await articles();
  expect(article?.text).toContain('like a feather');
  expect(article?.text).toContain('leaks in three places');
  expect(article?.text.split('lifted the first span')).toHaveLength(2);
  expect(town.hits.get('/a/another-story')).toBeUndefined();
});

it('reads no more than ten pages of an article that never ends', async () => {
  list('endless', 'Long.');
  for (let i = 1; i <= 30; i++)
    page(
      i === 1 ? 'endless' : `endless/${i}`,
      html([
        ...PARAGRAPHS,
        `Paragraph ${i} of it says that the works go on for another day, and the next one too.`,
      ]),
      `<link rel="next" href="/a/endless/${i + 1}">`,
    );
  await town.round();
  expect(town.hits.get('/a/endless/10')).toBe(1);
  expect(town.hits.get('/a/endless/11')).toBeUndefined();
  expect(await articles()).toHaveLength(1);
});

it('reads a live page again by itself and tells what is new, until it ends', async () => {
  const live =
    '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Rail bridge rises in Ostvik"}</script>';
  list('live', 'Live.');
  page('live', html(PARAGRAPHS), live);
  await town.round();
  page(
    'live',
    html(['“The second span hangs,” said Otto Fisk, the crane’s master, at noon.', ...PARAGRAPHS]),
    live,
  );
  town.later(11 * MINUTE);
  await town.round();
  expect(await articles()).toMatchObject([{ version: 2 }]);
  expect(town.posted.some((p) => p.startsWith('reply') && p.includes('Otto Fisk'))).toBe(true);
  const hits = town.hits.get('/a/live');
  town.later(11 * MINUTE);
  await town.round();
  page('live', html(PARAGRAPHS));
  town.later(31 * MINUTE);
  await town.round();
  const after = town.hits.get('/a/live') ?? 0;
  expect(after).toBeGreaterThan(hits ?? 0);
  town.later(48 * 60 * MINUTE);
  await town.round();
  expect(town.hits.get('/a/live')).toBe(after);
}, 60_000);

it('knows an article of a search feed by outlet and headline', async () => {
  const google = (poll: number) =>
    town.answers.set('/feed', {
      body: `<rss version="2.0"><channel><title>Search</title><item><title>Rail bridge rises in Ostvik, a long-awaited span - Harbour Mail</title><link>https://news.google.com/rss/articles/CBM${poll}?oc=5</link><guid isPermaLink="false">CBM${poll}</guid><source url="https://mail.example">Harbour Mail</source><description>&lt;a href="x"&gt;Rail bridge rises in Ostvik, a long-awaited span&lt;/a&gt; Harbour Mail</description></item></channel></rss>`,
    });
  // The page itself is out of reach here, as Google's interstitial has no article.
  await town.db.deleteFrom('feeds').execute();
  await town.store.feeds.configure([
    { id: 'search', url: `${town.base}/feed`, kind: 'web', title: null, outletId: null },
  ]);
  for (const poll of [1, 2]) {
    google(poll);
    for (let attempt = 0; attempt < 9; attempt++) {
      town.later(120 * MINUTE);
      await town.round();
    }
  }
  expect(await articles()).toMatchObject([
    {
      excerpt: 1,
      text: '',
      url_key: 'search:Harbour Mail: Rail bridge rises in Ostvik, a long-awaited span',
    },
  ]);
  expect(town.posted.filter((p) => p.startsWith('post'))).toHaveLength(1);
  expect(town.posted[0]).toMatch(/Harbour Mail \(excerpt\)/);
}, 60_000);
