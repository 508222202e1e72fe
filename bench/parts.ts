/** What the parts of reading an article take by themselves, warm, in one process: milliseconds of processor time a page. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { extractArticle } from '../src/article/extract.ts';
import { attributing } from '../src/workers/jobs.ts';
import type { StreamArticle } from './newsstream.ts';
import { page } from './newsweb.ts';

export type Parts = { extraction: number; pair: number; attribution: number };

/** `pair`: the bare readability and linkedom, given the page without scripts and styles. */
export async function partsAlone(articles: StreamArticle[]): Promise<Parts> {
  const pages = articles
    .slice(0, 150)
    .map((_, i) => ({ html: page(articles, i), url: `http://a.example/page/${i}` }));
  const attribute = await attributing('learned');
  const timed = (work: (one: (typeof pages)[number]) => unknown) => {
    for (const one of pages.slice(0, 50)) work(one);
    const before = process.cpuUsage();
    for (const one of pages) work(one);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / pages.length;
  };
  const text = (one: (typeof pages)[number]) => {
    const read = extractArticle(one.html, one.url);
    return read.ok ? read.value.text : '';
  };
  const texts = new Map(pages.map((one) => [one, text(one)]));
  return {
    extraction: timed(text),
    pair: timed((one) => {
      const light = one.html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1\s*>/gi, '');
      return new Readability(parseHTML(light).document as never).parse();
    }),
    attribution: timed((one) => attribute(texts.get(one) ?? '', { title: null, publishedAt: null })),
  };
}
