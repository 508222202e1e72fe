import { expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';

const listed = (items: string) => {
  const read = parseFeed(
    `<rss version="2.0"><channel><title>"ferry" - Google News</title>${items}</channel></rss>`,
    'https://news.google.com/rss/search?q=ferry',
  );
  if (!read.ok) throw new Error(read.why);
  return read.value.items.map(({ id, url }) => ({ id, url }));
};

it('names nothing that Google News lists by its redirect, whatever form the redirect has', () => {
  const item = (path: string, source: string) =>
    `<item><title>Ferry sails - The Isle Mail</title><link>https://news.google.com/${path}</link><guid isPermaLink="false">CBMi${path.length}</guid>${source}</item>`;
  const source = '<source url="https://isle.example">The Isle Mail</source>';
  for (const path of [
    'rss/articles/CBMiA',
    'articles/CBMiB?oc=5',
    '__i/rss/rd/articles/CBMiC',
    'read/CBMiD',
  ]) {
    expect(listed(item(path, source))).toMatchObject([{ id: 'The Isle Mail: Ferry sails' }]);
    // Without the source's name the headline carries it.
    expect(listed(item(path, ''))).toMatchObject([{ id: 'Ferry sails - The Isle Mail' }]);
  }
});

it('takes the article’s own address where a search feed carries it, as GDELT and Bing do', () => {
  const item = (link: string) => `<item><title>Ferry sails</title><link>${link}</link></item>`;
  const own = 'https://isle.example/ferry';
  for (const link of [
    own,
    `http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;url=${encodeURIComponent(own)}&amp;c=123`,
    `https://www.google.com/url?rct=j&amp;url=${encodeURIComponent(own)}&amp;ct=ga`,
  ])
    expect(listed(item(link))).toEqual([{ id: own, url: own }]);
});
