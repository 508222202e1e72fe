/** A small news web on loopback for tests: one RSS feed an outlet, a page an article, published when the test says so. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type WorldArticle = { slug: string; title: string; paragraphs: string[]; byline?: string };

const markup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export type World = {
  base: string;
  publish(outlet: string, article: WorldArticle): void;
  /** Answers a path with this instead, until it is null again. */
  answer(path: string, with_: { status: number; type: string; body: string } | null): void;
  hits: Map<string, number>;
  close(): Promise<void>;
};

export async function createWorld(outlets: Record<string, string>): Promise<World> {
  const published = new Map<string, Map<string, WorldArticle>>(
    Object.keys(outlets).map((o) => [o, new Map()]),
  );
  const instead = new Map<string, { status: number; type: string; body: string }>();
  const hits = new Map<string, number>();
  let base = '';
  const feed = (outlet: string) => {
    const items = [...(published.get(outlet)?.values() ?? [])].map(
      (a) =>
        `<item><title>${markup(a.title)}</title><link>${base}/${outlet}/${a.slug}</link><guid>${base}/${outlet}/${a.slug}</guid><pubDate>${new Date().toUTCString()}</pubDate></item>`,
    );
    return `<?xml version="1.0"?><rss version="2.0"><channel><title>${outlets[outlet]}</title><link>${base}/</link>${items.join('')}</channel></rss>`;
  };
  const page = (outlet: string, a: WorldArticle) =>
    `<!doctype html><html lang="en"><head><title>${markup(a.title)} | ${outlets[outlet]}</title><meta property="og:site_name" content="${outlets[outlet]}"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>${markup(a.title)}</h1>${a.byline === undefined ? '' : `<p class="byline">${markup(a.byline)}</p>`}
${a.paragraphs.map((p) => `<p>${markup(p)}</p>`).join('\n')}</article><footer>All rights reserved</footer></body></html>`;

  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    hits.set(path, (hits.get(path) ?? 0) + 1);
    const [, outlet = '', slug = ''] = path.split('/');
    const article = published.get(outlet)?.get(slug);
    const other = instead.get(path);
    const send = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type }).end(body);
    if (other !== undefined) return send(other.status, other.type, other.body);
    if (slug === 'feed.xml' && published.has(outlet)) return send(200, 'application/rss+xml', feed(outlet));
    if (article !== undefined) return send(200, 'text/html; charset=utf-8', page(outlet, article));
    return send(404, 'text/plain', 'not found');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    hits,
    publish: (outlet, article) => void published.get(outlet)?.set(article.slug, article),
    answer: (path, with_) => void (with_ === null ? instead.delete(path) : instead.set(path, with_)),
    close: () => new Promise((done) => server.close(() => done())),
  };
}
