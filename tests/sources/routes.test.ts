/** Every way to make the bot read an address inside the operator's network: notations, redirects, name servers that lie. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { door, feed, page, serve } from './server.ts';

/** The inside: nobody may ever ask it anything. The outside is 127.0.0.1, which the door of these tests may read. */
const inside = { requests: 0, port: 0 };
const server = createServer((_request, response) => {
  inside.requests += 1;
  response.end('<rss version="2.0"><channel><item><title>secret</title></item></channel></rss>');
});
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done));
  inside.port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((done) => server.close(done)));

const OUTSIDE = ['127.0.0.1/32'];
const NOTATIONS = [
  // Loopback, as a URL may write it.
  '127.0.0.2',
  '127.2',
  '127.0.2',
  '0x7f.0.0.2',
  '0x7f.2',
  '0x7f000002',
  '0X7F000002',
  '2130706434',
  '0177.0.0.2',
  '0177.2',
  '017700000002',
  '0x7f.0x0.0x0.0x2',
  '127.0.0.2.',
  '127.0.0.02',
  '127.0.0.0x2',
  '00000177.0.0.2',
  '127.0.0.002',
  '0x0000007f.0.0.2',
  '①②⑦.⓪.⓪.②',
  '１２７.０.０.２',
  '127。0。0。2',
  '127．0．0．2',
  '%31%32%37.0.0.2',
  '127.0.0.2%2e',
  'user:pass@127.0.0.2',
  'example.org@127.0.0.2',
  '127.255.255.254',
  // The other private ranges.
  '10.0.0.1',
  '0xa.1',
  '167772161',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '0xc0a80001',
  '3232235521',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '100.64.0.1',
  '0.0.0.0',
  '0',
  '0.0.0.1',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  // IPv6, and IPv4 inside it.
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::ffff:127.0.0.2]',
  '[::ffff:7f00:2]',
  '[::FFFF:127.0.0.2]',
  '[0:0:0:0:0:ffff:7f00:2]',
  '[::127.0.0.2]',
  '[::7f00:2]',
  '[::ffff:0:127.0.0.2]',
  '[64:ff9b::127.0.0.2]',
  '[64:ff9b::7f00:2]',
  '[64:ff9b:1::7f00:2]',
  '[2002:7f00:2::]',
  '[2002:7f00:0002::1]',
  '[2001::7f00:2]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fdff::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[5f00::1]',
];

describe('notations', () => {
  test('are sixty and more', () => expect(new Set(NOTATIONS).size).toBeGreaterThanOrEqual(60));

  test.each(NOTATIONS)('http://%s', async (host) => {
    const web = door({ allowPrivate: OUTSIDE });
    for (const ask of [feed, page]) {
      const got = await ask(web, `http://${host}:${inside.port}/x`);
      expect(got).toMatchObject({ is: 'refused', why: expect.stringMatching(/private|Only http/) });
    }
    expect(inside.requests).toBe(0);
  });
});

type Answers = { address: string; family: number }[];
/** A name server that answers as a test wants, another answer at each question. */
const naming = (...answers: Answers[]) => {
  let asked = 0;
  return ((_host: string, _options: unknown, done: (error: null, found: Answers) => void) => {
    done(null, answers[Math.min(asked, answers.length - 1)] ?? []);
    asked += 1;
  }) as never;
};
const OUT = { address: '127.0.0.1', family: 4 };
const IN = { address: '127.0.0.2', family: 4 };

describe('routes', () => {
  test.each([301, 302, 303, 307, 308])('a redirect %i', async (status) => {
    const outside = await serve((_, response) =>
      response.writeHead(status, { location: `http://127.0.0.2:${inside.port}/` }).end(),
    );
    const web = door({ allowPrivate: OUTSIDE });
    expect((await feed(web, outside)).is).toBe('refused');
    expect((await page(web, `${outside}/page`)).is).toBe('refused');
    expect(inside.requests).toBe(0);
  });

  test.each([
    ['without a scheme', () => `//127.0.0.2:${inside.port}/`],
    ['in another notation', () => `http://0x7f.2:${inside.port}/`],
    ['with a backslash', () => `http:\\\\127.0.0.2:${inside.port}\\`],
    ['as IPv6', () => `http://[::ffff:7f00:2]:${inside.port}/`],
    ['to another scheme', () => 'file:///etc/passwd'],
    ['to gopher', () => `gopher://127.0.0.2:${inside.port}/_GET`],
  ])('a redirect %s', async (_how, location) => {
    const outside = await serve((_, response) => response.writeHead(302, { location: location() }).end());
    expect((await feed(door({ allowPrivate: OUTSIDE }), outside)).is).toBe('refused');
    expect(inside.requests).toBe(0);
  });

  test('the last of several redirects', async () => {
    const outside = await serve((request, response) => {
      const hop = Number(request.url?.slice(1) || 0);
      const location = hop < 3 ? `/${hop + 1}` : `http://127.0.0.2:${inside.port}/`;
      response.writeHead(302, { location }).end();
    });
    expect((await feed(door({ allowPrivate: OUTSIDE }), outside)).is).toBe('refused');
    expect(inside.requests).toBe(0);
  });

  test('the redirect of a robots.txt', async () => {
    const outside = await serve((request, response) => {
      if (request.url === '/robots.txt')
        response.writeHead(302, { location: `http://127.0.0.2:${inside.port}/robots.txt` }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>page</p>');
    });
    await page(door({ allowPrivate: OUTSIDE }), `${outside}/page`);
    expect(inside.requests).toBe(0);
  });

  test.each([
    ['a name that points inside', naming([IN])],
    ['a name that points outside and inside', naming([OUT, IN])],
    ['a name that points inside and outside', naming([IN, OUT])],
    ['a name that points to nothing that is an address', naming([{ address: 'inside.example', family: 4 }])],
    ['a name that points nowhere', naming([])],
  ])('%s', async (_how, lookup) => {
    const got = await feed(door({ allowPrivate: OUTSIDE, lookup }), `http://rebind.example:${inside.port}/`);
    expect(got.is).toBe('refused');
    expect(inside.requests).toBe(0);
  });

  test('a name that points outside at first and inside at the redirect to itself', async () => {
    const outside = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    const { port } = new URL(outside);
    const web = door({ allowPrivate: OUTSIDE, lookup: naming([OUT], [IN]) });
    expect((await feed(web, `http://rebind.example:${port}/`)).is).toBe('refused');
    expect(inside.requests).toBe(0);
  });

  test('a name that points outside at one poll and inside at the next', async () => {
    const outside = await serve((_, response) => response.end('<rss version="2.0"><channel/></rss>'));
    const { port } = new URL(outside);
    const web = door({ allowPrivate: OUTSIDE, lookup: naming([OUT], [IN]) });
    expect((await feed(web, `http://rebind.example:${port}/`)).is).toBe('page');
    expect((await feed(web, `http://rebind.example:${port}/`)).is).toBe('refused');
    expect(inside.requests).toBe(0);
  });
});
