import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outletByName, outletFor, readFeeds, readOutlets } from '../../src/defaults/read.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const outlets = unwrap(readOutlets(text('src/defaults/outlets.yaml')));
const feeds = unwrap(readFeeds(text('src/defaults/feeds.yaml')));
const sample = unwrap(readOutlets(text('sample/outlets.yaml')));

function unwrap<T>(result: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

test('the shipped lists are as long as they claim', () => {
  expect(outlets.length).toBeGreaterThanOrEqual(120);
  expect(feeds.length).toBeGreaterThanOrEqual(35);
  expect(feeds.length).toBeLessThanOrEqual(60);
});

test('each feed belongs to a known outlet, and only a search feed to none', () => {
  const ids = new Set(outlets.map((outlet) => outlet.id));
  expect(feeds.filter((feed) => feed.outlet !== null && !ids.has(feed.outlet))).toEqual([]);
  const searching = (url: string) => /^https:\/\/(news\.google|www\.bing)\.com\//.test(url);
  expect(feeds.filter((feed) => feed.outlet === null && !searching(feed.url))).toEqual([]);
});

test("a feed stands on its outlet's own site, or asks a search engine", () => {
  const strangers = feeds.filter((feed) => {
    const host = new URL(feed.url).hostname;
    const at = outletFor(outlets, host)?.id ?? null;
    return at !== feed.outlet && host !== 'news.google.com' && host !== 'www.bing.com';
  });
  expect(strangers).toEqual([]);
});

test('a search for one outlet asks for a domain of that outlet', () => {
  const asked = feeds.flatMap((feed) => {
    const site = /site:([\w.-]+)/.exec(new URL(feed.url).searchParams.get('q') ?? '');
    return site?.[1] === undefined ? [] : [{ feed: feed.outlet, site: outletFor(outlets, site[1])?.id }];
  });
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter(({ feed, site }) => feed !== site)).toEqual([]);
});

test('every feed has a title of its own', () => {
  expect(feeds.filter((feed) => feed.title === null)).toEqual([]);
  expect(new Set(feeds.map((feed) => feed.title)).size).toBe(feeds.length);
});

test.each([
  ['tass.com', 'tass', true],
  ['www.rt.com', 'rt', true],
  ['english.news.cn', 'xinhua', true],
  ['www.globaltimes.cn', 'global-times', true],
  ['rodong.rep.kp', 'rodong-sinmun', true],
  ['www3.nhk.or.jp', 'nhk', false],
  ['www.bbc.co.uk', 'bbc', false],
  ['rss.dw.com', 'dw', false],
  ['www.voanews.com', 'voa', false],
  ['en.yna.co.kr', 'yonhap', false],
  ['koreajoongangdaily.joins.com', 'korea-joongang-daily', false],
  ['beyondparallel.csis.org', 'beyond-parallel', false],
  ['asia.nikkei.com', 'nikkei-asia', false],
  ['www.thestar.com', 'toronto-star', false],
  ['www.thestar.com.my', 'the-star', false],
])('%s is %s', (host, id, stateMedia) => {
  expect(outletFor(outlets, host)).toMatchObject({ id, stateMedia });
});

test.each([
  ['AFP', 'afp'],
  ['The Associated Press', 'ap'],
  ['Associated Press', 'ap'],
  ['KCNA', 'kcna'],
  ['the star', 'the-star'],
  ['NK PRO', 'nk-news'],
  ['CNA', 'cna'],
])('the name %s is %s', (name, id) => {
  expect(outletByName(outlets, name)?.id).toBe(id);
});

test('agencies are wires, and the same owner is spelt the same', () => {
  const wires = new Set(outlets.filter((outlet) => outlet.wire).map((outlet) => outlet.id));
  for (const id of ['reuters', 'ap', 'afp', 'yonhap', 'kyodo', 'tass', 'kcna', 'xinhua'])
    expect(wires).toContain(id);
  const owners = [...new Set(outlets.flatMap((outlet) => outlet.owner ?? []))];
  const plain = owners.map((owner) => owner.toLowerCase().replace(/^the |[^a-z0-9]/g, ''));
  expect(plain.filter((owner, index) => plain.indexOf(owner) !== index)).toEqual([]);
});

test("the sample's outlets share no domain and no name with real ones", () => {
  expect(sample.flatMap((outlet) => outlet.domains).filter((domain) => !domain.endsWith('.example'))).toEqual(
    [],
  );
  const names = sample.flatMap((outlet) => [outlet.name, ...outlet.credits]);
  expect(names.filter((name) => outletByName(outlets, name) !== null)).toEqual([]);
});
