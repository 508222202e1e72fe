/** A made-up web of news over HTTP: feeds, streams of articles, and pages of the size and make of today's. */
import { createServer } from 'node:http';
import { newsStream, type StreamArticle } from './newsstream.ts';

/** How many items a stream shows at a time. */
export const PER_STREAM = 50;
const ITEMS = 15;

export const madeUp = (articles: number): StreamArticle[] => [
  ...newsStream(articles, Date.now() - 3_600_000, 'varied'),
];

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/*
 * Of 181 pages of real outlets the middle one has 115 kB, of which 39 are scripts and styles, and 650 elements; 173, 103 and 670 on
 * average. These have 150 kB and about 700 elements.
 */
const SCRIPTS = `<script>${'window.layer=window.layer||[];layer.push({a:1,b:[1,2,3]});'.repeat(1_200)}</script><style>${'.a{color:red}.b{margin:0}'.repeat(800)}</style>`;
const MENU = Array.from(
  { length: 80 },
  (_, i) =>
    `<li class="menu-item"><a href="/section/${i}" data-track="nav-${i}">Section number ${i}</a></li>`,
).join('');

/** An article as a site of today carries it: little of the page is the article. */
export function page(articles: StreamArticle[], index: number): string {
  const one = articles[index] as StreamArticle;
  const teasers = Array.from({ length: 50 }, (_, i) => {
    const other = articles[(index + i) % articles.length] as StreamArticle;
    return `<div class="teaser"><a href="/page/${(index + i) % articles.length}"><img src="/i/${i}.jpg" srcset="/i/${i}-400.jpg 400w, /i/${i}-800.jpg 800w" alt=""><h3>${escaped(other.title)}</h3></a><p class="kicker">More to read</p></div>`;
  }).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(one.title)} | ${escaped(one.outlet)}</title>
<meta property="og:site_name" content="${escaped(one.outlet)}"><meta property="article:published_time" content="${new Date(one.at).toISOString()}">
${SCRIPTS}</head>
<body><nav><ul>${MENU}</ul></nav><main><article><h1>${escaped(one.title)}</h1>${one.text
    .split('\n\n')
    .map((p) => `<p>${escaped(p)}</p>`)
    .join('\n')}</article></main><aside>${teasers}</aside><footer><ul>${MENU}</ul></footer></body></html>`;
}

const rss = (title: string, items: { url: string; title: string; at: number }[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>http://x.example/</link>${items
    .map(
      (i) =>
        `<item><title>${escaped(i.title)}</title><link>${i.url}</link><guid>${i.url}</guid><pubDate>${new Date(i.at).toUTCString()}</pubDate><description>${'Two sentences about it stand here. '.repeat(6)}</description></item>`,
    )
    .join('')}</channel></rss>`;

/**
 * Serves `/feed/N` (half of them unchanged from one poll to the next), `/stream/N` and `/page/N`, and gives its port. Of `streams` streams
 * each goes on with every poll, until all articles have been in one; without a number they stand still, one after another.
 */
export function serve(articles: StreamArticle[], streams: number | null = null): Promise<number> {
  const polls = new Map<string, number>();
  const server = createServer((request, response) => {
    const [, what = '', n = '0'] = (request.url ?? '').split('/');
    const number = Number(n);
    const base = `http://${request.headers.host}`;
    const send = (type: string, body: string, etag = '') => {
      response.writeHead(200, { 'content-type': type, ...(etag === '' ? {} : { etag }) }).end(body);
    };
    if (what === 'page' && articles[number] !== undefined)
      return send('text/html; charset=utf-8', page(articles, number));
    const seen = polls.get(request.url ?? '') ?? 0;
    if (what === 'stream') {
      polls.set(request.url ?? '', seen + 1);
      const nth = streams === null ? number : seen * streams + number;
      const from = Math.min(nth * PER_STREAM, articles.length);
      const items = articles.slice(from, from + PER_STREAM).map((a, i) => ({
        url: `${base}/page/${from + i}`,
        title: a.title,
        at: a.at,
      }));
      return send('application/rss+xml', rss(`Stream ${n}`, items));
    }
    if (what !== 'feed') return response.writeHead(404).end();
    polls.set(request.url ?? '', seen + 1);
    const version = number % 2 === 0 ? 0 : seen;
    const etag = `"v${version}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
    const items = Array.from({ length: ITEMS }, (_, i) => ({
      url: `${base}/told/${n}/${version + i}`,
      title: articles[(number * 7 + version + i) % articles.length]?.title ?? '',
      at: Date.now() - (ITEMS - i) * 600_000,
    }));
    send('application/rss+xml', rss(`Feed ${n}`, items), etag);
  });
  return new Promise((done) => {
    server.listen(0, '0.0.0.0', () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
