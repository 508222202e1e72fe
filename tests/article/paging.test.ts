import { describe, expect, test } from 'vitest';
import { nextPageOf } from '../../src/article/paging.ts';
import { dayInAddress } from '../../src/article/published.ts';

const HERE = 'https://post.example/world/2024/bridge-rises';

describe('nextPageOf', () => {
  test.each([
    [HERE, '/world/2024/bridge-rises?page=2'],
    [HERE, '/world/2024/bridge-rises/2'],
    [`${HERE}/`, '/world/2024/bridge-rises/page/2/'],
    [`${HERE}/2`, '/world/2024/bridge-rises/3'],
    [`${HERE}?id=7`, '?id=7&page=2'],
    [`${HERE}?page=2&id=7`, '?page=3&id=7'],
    ['https://post.example/bridge-77.html', '/bridge-77-2.html'],
    ['https://post.example/bridge_p2.html', '/bridge_p3.html'],
  ])('%s → %s', (here, next) => {
    expect(nextPageOf(here, [next])).toBe(new URL(next, here).href);
  });

  test.each([
    ['another article', '/world/2024/ferry-sinks'],
    ['the article of another day', '/world/2025/bridge-rises'],
    ['another site', 'https://other.example/world/2024/bridge-rises?page=2'],
    ['the page after the next', '/world/2024/bridge-rises?page=3'],
    ['itself', '/world/2024/bridge-rises'],
    ['a script', 'javascript:next()'],
    ['nothing', ''],
  ])('not %s', (_what, next) => expect(nextPageOf(HERE, [next])).toBeNull());

  test('not the next article where articles are numbered', () => {
    expect(nextPageOf('https://post.example/article/41', ['/article/43'])).toBeNull();
    expect(nextPageOf('https://post.example/2024/06/14', ['/2024/06/15'])).toBeNull();
  });
});

describe('dayInAddress', () => {
  test.each([
    ['https://a.example/story/2019/11/19/bridge/1234/', '2019-11-19'],
    ['https://a.example/2019/nov/18/bridge', '2019-11-18'],
    ['https://a.example/news/2024-06-14/bridge', '2024-06-14'],
    ['https://a.example/2019/13/45/bridge', null],
    ['https://a.example/story/20191119/bridge', null],
    ['https://a.example/1850/01/02/bridge', null],
    ['nonsense', null],
  ])('%s', (url, day) => expect(dayInAddress(url)).toBe(day));
});
