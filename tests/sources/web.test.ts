import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { door, feed, NOW, page, serve, serveRaw, textOf } from './server.ts';

const RSS = { 'content-type': 'application/rss+xml' };

describe('a plain answer', () => {
  test('body, type, validators, final address; who we are', async () => {
    let asked: Record<string, unknown> = {};
    const base = await serve((request, response) => {
      asked = { ...request.headers };
      response.writeHead(200, {
        ...RSS,
        etag: '"v1"',
        'last-modified': 'Fri, 14 Jun 2024 09:00:00 GMT',
        'cache-control': 'public, max-age=300',
        age: '100',
      });
      response.end('<rss/>');
    });
    const got = await feed(door(), `${base}/feed.xml?a=1`);
    expect(got).toMatchObject({
      is: 'page',
      url: `${base}/feed.xml?a=1`,
      movedTo: null,
      contentType: 'application/rss+xml',
      validators: { etag: '"v1"', lastModified: 'Fri, 14 Jun 2024 09:00:00 GMT' },
      maxAge: 200,
    });
    expect(textOf(got)).toBe('<rss/>');
    expect(asked).toMatchObject({
      'user-agent': 'Whosaid/0.1 (test@harbour.example)',
      accept: expect.stringContaining('rss'),
    });
    expect(asked).not.toHaveProperty('if-none-match');
  });

  test('a contact with an accent is no obstacle', async () => {
    const base = await serve((request, response) => response.end(request.headers['user-agent']));
    expect(textOf(await feed(door({ userAgent: 'Whosaid/0.1 (Žofie)' }), base))).toBe('Whosaid/0.1 (?ofie)');
  });

  test('validators go along and 304 is "unchanged"', async () => {
    const base = await serve((request, response) => {
      const same =
        request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] === 'yesterday';
      response.writeHead(same ? 304 : 500, { 'cache-control': 'max-age=60' }).end();
    });
    const validators = { etag: '"v1"', lastModified: 'yesterday' };
    expect(await door().get(base, { accept: 'feed', validators })).toEqual({ is: 'unchanged', maxAge: 60 });
  });

  test('304 that nobody asked for is no answer', async () => {
    const base = await serve((_, response) => response.writeHead(304).end());
    expect(await feed(door(), base)).toMatchObject({ is: 'later' });
  });

  test('name and password go to their own origin and are not told on', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end('<rss/>');
    });
    const base = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: request.url === '/' ? '/again' : other }).end();
    });
    const got = await feed(door(), base.replace('//', '//me:s%40cret@'));
    const basic = `Basic ${Buffer.from('me:s@cret').toString('base64')}`;
    expect(seen).toEqual([basic, basic, undefined]);
    expect(JSON.stringify(got)).not.toContain('cret');
  });
});

describe('what a status means', () => {
  test.each([
    [200, 'page'],
    [204, 'page'],
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'gone'],
    [408, 'later'],
    [410, 'gone'],
    [429, 'later'],
    [451, 'refused'],
    [500, 'later'],
    [503, 'later'],
  ])('%i is %s', async (status, is) => {
    const base = await serve((_, response) => response.writeHead(status, RSS).end());
    expect(await feed(door(), base)).toMatchObject({ is });
  });

  test.each([
    ['120', 120_000],
    [new Date(NOW + 90_000).toUTCString(), 90_000],
    ['Thu, 01 Jan 2015 00:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', null],
  ])('Retry-After: %s', async (value, after) => {
    const base = await serve((_, response) => response.writeHead(503, { 'retry-after': value }).end());
    expect(await feed(door(), base)).toMatchObject({ is: 'later', after });
  });

  test.each([
    [{}, null],
    [{ 'cache-control': 'no-cache' }, 0],
    [{ 'cache-control': 'max-age="90"' }, 90],
    [{ 'cache-control': 'max-age=10', age: '60' }, 0],
    [{ expires: 'Fri, 14 Jun 2024 10:10:00 GMT', date: 'Fri, 14 Jun 2024 10:00:00 GMT' }, 600],
    [{ expires: '0' }, 0],
  ])('freshness of %j', async (headers, maxAge) => {
    const base = await serve((_, response) => response.writeHead(200, headers).end('x'));
    expect(await feed(door(), base)).toMatchObject({ is: 'page', maxAge });
  });
});

describe('redirects', () => {
  const hops = (statuses: number[]) =>
    serve((request, response) => {
      const at = Number(request.url?.slice(1) || 0);
      const status = statuses[at];
      if (status === undefined) response.end('<rss/>');
      else response.writeHead(status, { location: `/${at + 1}` }).end('<a href="">moved</a>');
    });

  test.each([
    [[301], '/1'],
    [[308, 301], '/2'],
    [[301, 302, 301], '/1'],
    [[302, 301], null],
    [[303, 307], null],
  ])('%j: moved to %s', async (statuses, moved) => {
    const base = await hops(statuses);
    const got = await feed(door(), `${base}/0`);
    expect(got).toMatchObject({
      is: 'page',
      url: `${base}/${statuses.length}`,
      movedTo: moved === null ? null : base + moved,
    });
  });

  test.each([
    ['/caf\u00e9', Buffer.from('/café')],
    ['/caf\u00e9', Buffer.from('/café', 'latin1')],
    ['/caf\u00e9', Buffer.from('/caf%C3%A9')],
  ])('a Location with an accent leads to %s (%#)', async (path, bytes) => {
    const base = await serve((_, response) => response.end('<rss/>'));
    const start = await serveRaw(
      [`HTTP/1.1 302 Found\r\nlocation: ${base}`, bytes, '\r\ncontent-length: 0\r\n\r\n'],
      'end',
    );
    expect(await feed(door(), start)).toMatchObject({ is: 'page', url: base + encodeURI(path) });
  });

  test('five are followed, the sixth is not', async () => {
    expect(await feed(door(), `${await hops([302, 302, 302, 302, 302])}/0`)).toMatchObject({ is: 'page' });
    expect(await feed(door(), `${await hops([302, 302, 302, 302, 302, 302])}/0`)).toMatchObject({
      is: 'later',
      why: expect.stringContaining('circle'),
    });
  });

  test.each(['', 'ftp://files.example/x', 'javascript:alert(1)', 'http://', 'file:///etc/passwd'])(
    'to %j is refused',
    async (location) => {
      const base = await serve((_, response) =>
        response.writeHead(302, location === '' ? {} : { location }).end(),
      );
      expect(await feed(door(), base)).toMatchObject({ is: 'refused' });
    },
  );
});

describe('bodies', () => {
  const text = '<rss>“é”</rss>'.repeat(500);
  const bytes = Buffer.from(text);

  test.each([
    ['gzip', gzipSync(bytes)],
    ['x-gzip', gzipSync(bytes)],
    ['br', brotliCompressSync(bytes)],
    ['deflate', deflateSync(bytes)],
    ['Deflate', deflateRawSync(bytes)],
    ['deflate, gzip', gzipSync(deflateSync(bytes))],
    ['identity', bytes],
  ])('%s', async (coding, body) => {
    const base = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(body),
    );
    expect(textOf(await feed(door(), base))).toBe(text);
  });

  test.each(['compress', 'gzip, gzip, gzip'])('%s is refused', async (coding) => {
    const base = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(bytes),
    );
    expect(await feed(door(), base)).toMatchObject({ is: 'refused' });
  });

  test('a gzip bomb of 200 MB is cut with little memory', async () => {
    let poured = 0;
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const gzip = createGzip({ level: 1 });
      const block = Buffer.alloc(1 << 20, ' ');
      const pour = (): void => {
        while (poured < 200 && !response.destroyed) {
          poured += 1;
          if (!gzip.write(block)) return void gzip.once('drain', pour);
        }
        gzip.end();
      };
      gzip.pipe(response);
      pour();
    });
    const before = process.memoryUsage().rss;
    expect(await feed(door(), base)).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('larger than 1 MB'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(60e6);
  });

  test('an endless plain answer is cut', async () => {
    const base = await serve((_, response) => {
      const more = () =>
        void (
          response.destroyed ||
          (response.write(Buffer.alloc(65_536)) ? setImmediate(more) : response.once('drain', more))
        );
      more();
    });
    expect(await feed(door(), base)).toMatchObject({ is: 'refused' });
  });

  test('a PDF where a page was asked for is refused unread', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
    });
    expect(await page(door(), `${base}/a.pdf`)).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('application/pdf'),
    });
    expect(await feed(door(), `${base}/a.pdf`)).toMatchObject({ is: 'page' });
  });
});

describe('what breaks off is "later"', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n';

  test.each([
    ['shorter than its length', [`${head}content-length: 100\r\n\r\n<rss>`], 'end'],
    ['a chunk cut off', [`${head}transfer-encoding: chunked\r\n\r\nff\r\n<rss>`], 'end'],
    [
      'gzip cut off',
      [`${head}content-encoding: gzip\r\n\r\n`, gzipSync('<rss>'.repeat(99)).subarray(0, 20)],
      'end',
    ],
    ['no gzip at all', [`${head}content-encoding: gzip\r\n\r\n<rss/>`], 'end'],
    ['reset before the answer', [], 'reset'],
    ['reset within the body', [`${head}content-length: 100\r\n\r\n<rss>`], 'reset'],
    ['hung up without an answer', [], 'end'],
    ['not HTTP', ['220 mail.example ESMTP\r\n'], 'end'],
    ['endless headers', [`${head}x: ${'x'.repeat(40_000)}`], 'hang'],
  ] as const)('%s', async (_, parts, then) => {
    const base = await serveRaw([...parts], then);
    expect(await feed(door(), base)).toMatchObject({
      is: 'later',
      why: expect.stringContaining('127.0.0.1'),
    });
  });

  test.each([
    ['silence', []],
    ['a body that never ends', [`${head}content-length: 100\r\n\r\n<rss>`]],
  ])('%s ends with the time limit', async (_, parts) => {
    const base = await serveRaw(parts, 'hang');
    const start = performance.now();
    expect(await feed(door({ timeout: 300 }), base)).toMatchObject({
      is: 'later',
      why: expect.stringContaining('within'),
    });
    expect(performance.now() - start).toBeLessThan(2500);
  });

  test('the time limit is for all redirects together', async () => {
    const base = await serve((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 150);
    });
    expect(await feed(door({ timeout: 400 }), `${base}/`)).toMatchObject({
      is: 'later',
      why: expect.stringContaining('within'),
    });
  });

  test('nobody listens', async () => {
    expect(await feed(door(), 'http://127.0.0.1:1/')).toMatchObject({
      is: 'later',
      why: expect.stringContaining('no connections'),
    });
  });

  test('a name that does not exist', async () => {
    expect(await feed(door(), 'http://nowhere.invalid/')).toMatchObject({ is: 'later' });
  });

  test('stop ends what is under way, and nothing starts after it', async () => {
    const base = await serveRaw([], 'hang');
    const web = door();
    const running = [feed(web, base), feed(web, base), feed(web, 'http://127.0.0.1:1/')];
    await new Promise((resolve) => setTimeout(resolve, 50));
    await web.stop();
    for (const got of await Promise.all(running)) expect(got.is).toBe('later');
    expect(await feed(web, base)).toEqual({ is: 'later', after: null, why: 'The bot is stopping.' });
  });
});
