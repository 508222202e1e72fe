import { describe, expect, test } from 'vitest';
import { door, feed, NOW, page, serve, textOf } from './server.ts';

describe('turns', () => {
  test('one request at a time to a host, with the pause between their starts', async () => {
    let open = 0;
    let most = 0;
    const starts: number[] = [];
    const base = await serve((_, response) => {
      starts.push(performance.now());
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('<rss/>');
      }, 20);
    });
    const web = door({ hostPause: 300, now: () => performance.now() });
    await Promise.all([1, 2, 3, 4].map((index) => feed(web, `${base}/${index}`)));
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(most).toBe(1);
    // The server sees a request some time after its start: on a busy machine up to tens of milliseconds, now more, now less.
    for (const gap of gaps) expect(gap).toBeGreaterThan(150);
  });

  test('different hosts in parallel, sixteen at most', async () => {
    let open = 0;
    let most = 0;
    const answer = () =>
      serve((_, response) => {
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          response.end('<rss/>');
        }, 150);
      });
    const hosts = await Promise.all(Array.from({ length: 20 }, answer));
    const web = door();
    await Promise.all(hosts.map((host) => feed(web, host)));
    expect(most).toBe(16);
  });

  test('a slow host does not hold up another', async () => {
    const slow = await serve(() => {});
    const quick = await serve((_, response) => response.end('<rss/>'));
    const web = door();
    void feed(web, slow);
    expect(await feed(web, quick)).toMatchObject({ is: 'page' });
  });
});

describe('robots.txt', () => {
  async function site(
    robots: (count: number) => { status?: number; text?: string; headers?: Record<string, string> },
  ) {
    const asked: string[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url ?? '');
      if (request.url !== '/robots.txt')
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>page');
      const {
        status = 200,
        text = '',
        headers = {},
      } = robots(asked.filter((url) => url === '/robots.txt').length);
      response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(text);
    });
    return { base, asked };
  }

  test('is asked for once a site, and holds for pages', async () => {
    const { base, asked } = await site(() => ({
      text: 'User-agent: *\nDisallow: /private/\nAllow: /private/open',
    }));
    const web = door();
    const [open, closed, excepted] = await Promise.all([
      page(web, `${base}/a`),
      page(web, `${base}/private/b`),
      page(web, `${base}/private/open`),
    ]);
    expect(open).toMatchObject({ is: 'page' });
    expect(closed).toMatchObject({ is: 'refused', why: expect.stringContaining('robots.txt') });
    expect(excepted).toMatchObject({ is: 'page' });
    expect(asked.filter((url) => url === '/robots.txt')).toHaveLength(1);
    expect(asked).not.toContain('/private/b');
  });

  test('a group with our name goes before the general one', async () => {
    const { base } = await site(() => ({
      text: 'User-agent: whosaid\nDisallow: /\n\nUser-agent: *\nAllow: /',
    }));
    expect(await page(door(), `${base}/a`)).toMatchObject({ is: 'refused' });
  });

  test('feeds are read without asking', async () => {
    const { base, asked } = await site(() => ({ text: 'User-agent: *\nDisallow: /' }));
    expect(textOf(await feed(door(), `${base}/feed`))).toBe('<p>page');
    expect(asked).toEqual(['/feed']);
  });

  test.each([403, 404, 410])('%i allows everything', async (status) => {
    const { base } = await site(() => ({ status }));
    expect(await page(door(), `${base}/a`)).toMatchObject({ is: 'page' });
  });

  test('a server in trouble allows nothing yet, and is asked again after the time it gives', async () => {
    let now = NOW;
    const { base } = await site((count) =>
      count === 1 ? { status: 503, headers: { 'retry-after': '60' } } : {},
    );
    const web = door({ now: () => now });
    expect(await page(web, `${base}/a`)).toMatchObject({ is: 'later', after: 60_000 });
    expect(await page(web, `${base}/a`)).toMatchObject({ is: 'later' });
    now += 60_000;
    expect(await page(web, `${base}/a`)).toMatchObject({ is: 'page' });
  });

  test('is forgotten after a day', async () => {
    let now = NOW;
    const { base, asked } = await site(() => ({}));
    const web = door({ now: () => now });
    await page(web, `${base}/a`);
    now += 86_400_000;
    await page(web, `${base}/a`);
    expect(asked).toEqual(['/robots.txt', '/a', '/robots.txt', '/a']);
  });

  test('500 KB of wildcards against a long path cost little', async () => {
    const { base } = await site(() => ({
      text: `User-agent: *\n${'Disallow: /*a*a*a*a*a*a*a*a*b\n'.repeat(16_000)}`,
    }));
    const start = performance.now();
    expect(await page(door(), `${base}/${'a'.repeat(8000)}`)).toMatchObject({ is: 'page' });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
