/**
 * `npm run bench -- day [feeds [articles]]`: what a bot at work takes of a processor and of memory: polling 2,000 feeds every five minutes,
 * and reading articles from the page to the story. News and sites are made up; another process serves them over HTTP. What a child process
 * takes (workers) is read from /proc, so this one is for Linux.
 */
import '../src/memory.ts';
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { commands } from '../commands/index.ts';
import { extractArticle } from '../src/article/extract.ts';
import { createBot } from '../src/bot.ts';
import { loadSetup } from '../src/cli/setup.ts';
import { webOptions } from '../src/cli/web.ts';
import { readConfig } from '../src/config.ts';
import { hereOnly } from '../src/desk.ts';
import { createIds } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { createWeb } from '../src/sources/web.ts';
import { createClock } from '../src/store/clock.ts';
import { openStore } from '../src/store/store.ts';
import { attributing } from '../src/workers/jobs.ts';
import { createLabour } from '../src/workers/pool.ts';
import { newsStream, type StreamArticle } from './newsstream.ts';

const [feedCount = 2_000, articleCount = 1_500] = process.argv.slice(2, 4).map(Number);
const EVERY = 300; // seconds between two polls of a feed
const ITEMS = 15;
const PER_STREAM = 50;
const TICKS = 100; // a second, on every Linux that Node runs on

const articles: StreamArticle[] = [...newsStream(articleCount, Date.now() - 3_600_000, 'varied')];
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** An article as a site of today carries it: little of the page is the article. */
function page(one: StreamArticle, index: number): string {
  const menu = Array.from(
    { length: 60 },
    (_, i) => `<li><a href="/section/${i}">Section number ${i}</a></li>`,
  ).join('');
  const teasers = Array.from(
    { length: 30 },
    (_, i) =>
      `<div class="teaser"><a href="/page/${(index + i) % articleCount}"><img src="/i/${i}.jpg" alt=""><h3>${escaped(articles[(index + i) % articleCount]?.title ?? '')}</h3></a><p>More to read</p></div>`,
  ).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(one.title)} | ${escaped(one.outlet)}</title>
<meta property="og:site_name" content="${escaped(one.outlet)}"><meta property="article:published_time" content="${new Date(one.at).toISOString()}">
<script>${'window.layer=window.layer||[];layer.push({a:1,b:[1,2,3]});'.repeat(300)}</script><style>${'.a{color:red}.b{margin:0}'.repeat(200)}</style></head>
<body><nav><ul>${menu}</ul></nav><main><article><h1>${escaped(one.title)}</h1>${one.text
    .split('\n\n')
    .map((p) => `<p>${escaped(p)}</p>`)
    .join('\n')}</article></main><aside>${teasers}</aside><footer><ul>${menu}</ul></footer></body></html>`;
}

const rss = (title: string, items: { url: string; title: string; at: number }[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>http://x.example/</link>${items
    .map(
      (i) =>
        `<item><title>${escaped(i.title)}</title><link>${i.url}</link><guid>${i.url}</guid><pubDate>${new Date(i.at).toUTCString()}</pubDate><description>${'Two sentences about it stand here. '.repeat(6)}</description></item>`,
    )
    .join('')}</channel></rss>`;

/** Serves `/feed/N` (half of them unchanged from one poll to the next), `/stream/N` and `/page/N`. */
function serve(): Promise<number> {
  const polls = new Map<string, number>();
  const server = createServer((request, response) => {
    const [, what = '', n = '0'] = (request.url ?? '').split('/');
    const number = Number(n);
    const base = `http://${request.headers.host}`;
    const send = (type: string, body: string, etag = '') => {
      response.writeHead(200, { 'content-type': type, ...(etag === '' ? {} : { etag }) }).end(body);
    };
    if (what === 'page')
      return send('text/html; charset=utf-8', page(articles[number] as StreamArticle, number));
    if (what === 'stream')
      return send(
        'application/rss+xml',
        rss(
          `Stream ${n}`,
          articles.slice(number * PER_STREAM, (number + 1) * PER_STREAM).map((a, i) => ({
            url: `${base}/page/${number * PER_STREAM + i}`,
            title: a.title,
            at: a.at,
          })),
        ),
      );
    if (what !== 'feed') return response.writeHead(404).end();
    const seen = polls.get(n) ?? 0;
    polls.set(n, seen + 1);
    const version = number % 2 === 0 ? 0 : seen;
    const etag = `"v${version}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
    const items = Array.from({ length: ITEMS }, (_, i) => ({
      url: `${base}/told/${n}/${version + i}`,
      title: articles[(number * 7 + version + i) % articleCount]?.title ?? '',
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

const children = (): number[] =>
  readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]) === process.pid ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });

/** Seconds of processor time of the workers, those that have gone included. */
function workerTime(): number {
  const of = (pid: number | 'self', from: number) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[from]) + Number(fields[from + 1])) / TICKS;
  };
  return of('self', 13) + children().reduce((sum, pid) => sum + of(pid, 11), 0);
}
const resident = (pid: number | 'self'): number => {
  try {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

async function bot(folder: string, port: number, feeds: string[]) {
  const config = readConfig({
    WHOSAID_DATA: folder,
    FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
    FETCH_HOST_PAUSE: '0',
    WHOSAID_MAX_AGE: '0',
    LOG_LEVEL: 'silent',
  });
  if (!config.ok) throw new Error(config.why);
  const time = { ahead: 0 };
  const clock = createClock(() => Date.now() + time.ahead);
  const ids = createIds(clock.now, Math.random);
  const opened = await openStore(config.value, true, clock, ids);
  if (!opened.ok) throw new Error(opened.why);
  const { store, release } = opened.value;
  const setup = loadSetup(config.value, null);
  if (!setup.ok) throw new Error(setup.why);
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 5_000, memory: 512 });
  const web = createWeb(webOptions(config.value));
  await store.feeds.configure(
    feeds.map((path, i) => ({
      id: `f${i}`,
      // A host for each: a site is asked one thing at a time.
      url: `http://127.${1 + (i % 200)}.${Math.floor(i / 200)}.1:${port}${path}`,
      kind: 'web',
      title: `Feed ${i}`,
      outletId: null,
    })),
  );
  const made = createBot({
    config: config.value,
    store,
    web,
    labour,
    ...setup.value,
    commands,
    senders: new Map(),
    reach: hereOnly,
    ids,
    now: clock.now,
    random: Math.random,
    log: createLog('silent', false, process.stderr),
    pace: 0,
  });
  const stop = async () => {
    await labour.stop();
    await web.stop();
    release();
    await store.close();
  };
  return { bot: made, store, time, stop };
}

const own = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function polling(port: number, say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whosaid-day-'));
  const {
    bot: made,
    store,
    time,
    stop,
  } = await bot(
    folder,
    port,
    Array.from({ length: feedCount }, (_, i) => `/feed/${i}`),
  );
  for (const round of ['the first, which finds everything new', 'the second', 'the third']) {
    const [before, workers, from] = [own(), workerTime(), performance.now()];
    await made.ticks.poll(() => {});
    const { ok } = (await store.overview.look(null)).feeds;
    const [main, others] = [own() - before, workerTime() - workers];
    say(
      `  ${ok} of ${feedCount} feeds read, ${round}: ${main.toFixed(1)} s of processor time and ${others.toFixed(1)} s in workers, ${(((main + others) / EVERY) * 100).toFixed(0)} % of a core every five minutes; took ${((performance.now() - from) / 1000).toFixed(0)} s`,
    );
    time.ahead += EVERY * 1_000 + 60_000;
  }
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

async function reading(port: number, say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whosaid-day-'));
  const {
    bot: made,
    store,
    stop,
  } = await bot(
    folder,
    port,
    Array.from({ length: Math.ceil(articleCount / PER_STREAM) }, (_, i) => `/stream/${i}`),
  );
  await made.ticks.poll(() => {});
  const found = await store.items.pending();
  const [before, workers, from] = [own(), workerTime(), performance.now()];
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(
      peak,
      children().reduce((sum, pid) => sum + resident(pid), 0),
    );
  }, 250);
  const sizes: string[] = [];
  let told = 0;
  for (let done = 0; ; ) {
    const n = await made.ticks.work(() => {});
    if (n === 0) break;
    done += n;
    if (done < told + found / 6) continue;
    told = done;
    globalThis.gc?.();
    sizes.push(resident('self').toFixed(0));
  }
  clearInterval(watch);
  const [main, others] = [own() - before, workerTime() - workers];
  const kept = (await store.overview.look(null)).kept;
  say(
    `  ${kept.articles} of ${found} articles read, ${kept.statements} statements: a page ${((main / kept.articles) * 1000).toFixed(1)} ms of processor time, ${((others / kept.articles) * 1000).toFixed(1)} ms in workers; ${(kept.articles / ((performance.now() - from) / 1000)).toFixed(1)} articles a second`,
  );
  say(
    `  memory of the main process along the way: ${sizes.join(', ')} MB; workers together at most ${peak.toFixed(0)} MB`,
  );
  await sleep(8_000);
  say(
    `  workers after some idle seconds: ${children().length}; the main process ${resident('self').toFixed(0)} MB`,
  );
  await stop();
  rmSync(folder, { recursive: true, force: true });

  // What the parts of it take by themselves, warm, in this process.
  const pages = articles
    .slice(0, 150)
    .map((one, i) => ({ html: page(one, i), url: `http://a.example/page/${i}` }));
  const attribute = await attributing('learned');
  const timed = (work: (one: (typeof pages)[number]) => unknown) => {
    for (const one of pages.slice(0, 50)) work(one);
    const start = own();
    for (const one of pages) work(one);
    return ((own() - start) / pages.length) * 1_000;
  };
  const text = (one: (typeof pages)[number]) => {
    const read = extractArticle(one.html, one.url);
    return read.ok ? read.value.text : '';
  };
  const texts = new Map(pages.map((one) => [one, text(one)]));
  const extraction = timed(text);
  const pair = timed((one) => {
    const light = one.html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1\s*>/gi, '');
    return new Readability(parseHTML(light).document as never).parse();
  });
  const attribution = timed((one) => attribute(texts.get(one) ?? '', { title: null, publishedAt: null }));
  const after = (main / kept.articles) * 1_000 + attribution;
  const whole = ((main + others) / kept.articles) * 1_000;
  say(
    `  alone: extraction ${extraction.toFixed(1)} ms, readability and linkedom ${pair.toFixed(1)} ms, attribution ${attribution.toFixed(1)} ms`,
  );
  say(
    `  after extraction ${(1_000 / after).toFixed(1)} articles a second on one core; the whole does ${(extraction / whole).toFixed(2)} of what bare extraction does, ${(pair / whole).toFixed(2)} of what the pair does`,
  );
}

const [, , , , step, port = '0'] = process.argv;
const say = (line: string) => void process.stdout.write(`${line}\n`);
if (step === 'polling') await polling(Number(port), say);
else if (step === 'reading') await reading(Number(port), say);
else {
  const at = await serve();
  for (const each of ['polling', 'reading'])
    await new Promise<void>((done, fail) => {
      fork(import.meta.filename, [String(feedCount), String(articleCount), each, String(at)], {
        execArgv: ['--expose-gc'],
      }).on('exit', (code) => (code === 0 ? done() : fail(new Error(`${each} ended with ${code}`))));
    });
  process.exit(0);
}
