/** News sitemaps (sitemaps.org with Google's news extension), which feedsmith rejects. */
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { type Listing, plain, told } from './entry.ts';
import { plainText } from './plain.ts';

const text = z.union([z.string(), z.object({ '#text': z.string() }).transform((node) => node['#text'])]);
const maybe = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  text.optional().catch(undefined),
);
const page = z.object({
  loc: maybe,
  news: z
    .preprocess(
      (value) => (Array.isArray(value) ? value[0] : value),
      z.object({
        title: maybe,
        publication_date: maybe,
        publication: z.object({ name: maybe, language: maybe }).optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});
const urlset = z.object({ urlset: z.object({ url: z.array(page.catch({})).default([]) }) });

const parser = new XMLParser({
  removeNSPrefix: true,
  parseTagValue: false,
  ignoreAttributes: true,
  processEntities: false,
  isArray: (name: string) => name === 'url' || name === 'sitemap',
});

/**
 * `lastmod` is when the page was last touched, not when it was published, and is left alone. Throws when the text is
 * no sitemap.
 */
export function readSitemap(source: string): Listing {
  const pages = urlset.parse(parser.parse(source)).urlset.url;
  const publication = pages.find(({ news }) => news?.publication)?.news?.publication;
  return {
    format: 'sitemap',
    title: plain(decoded(publication?.name)),
    language: publication?.language ?? null,
    base: null,
    site: null,
    byline: [],
    entries: pages.map(({ loc, news }) => ({
      id: decoded(loc) ?? null,
      links: told(decoded(loc)),
      base: null,
      title: plain(decoded(news?.title)),
      dates: told(news?.publication_date),
      byline: [],
      description: null,
      content: null,
      source: decoded(news?.publication?.name) ?? null,
    })),
  };
}

const index = z.object({
  sitemapindex: z.object({
    sitemap: z.array(z.object({ loc: maybe, lastmod: maybe }).catch({})).default([]),
  }),
});

/** The sitemaps that an index lists. Throws when the text is no index. */
export function readSitemapIndex(source: string): Listing {
  const { sitemap } = index.parse(parser.parse(source)).sitemapindex;
  return {
    format: 'sitemap',
    title: null,
    language: null,
    base: null,
    site: null,
    byline: [],
    entries: [],
    parts: sitemap.flatMap(({ loc, lastmod }) => {
      const url = decoded(loc);
      return url === undefined ? [] : [{ url, changed: lastmod ?? null }];
    }),
  };
}

function decoded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : plainText(value);
}
