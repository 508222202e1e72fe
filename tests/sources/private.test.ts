import { describe, expect, test } from 'vitest';
import { createGuard } from '../../src/sources/private.ts';
import { door, feed, page, serve } from './server.ts';

describe('createGuard', () => {
  const permitted = createGuard([]);

  test.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s may be read',
    (address) => {
      expect(permitted(address)).toBe(true);
    },
  );

  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '0.1.2.3',
    '192.0.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '100::1',
    '4000::1',
    'localhost',
    '',
    'not an address',
  ])('%s may not', (address) => {
    expect(permitted(address)).toBe(false);
  });

  test('exceptions are ranges of one family', () => {
    const some = createGuard(['10.0.0.0/8', 'fd00::/8']);
    expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '11.1.2.3'].map(some)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['192.168.0.1', 'fc00::1', '127.0.0.1'].map(some)).toEqual([false, false, false]);
    expect(() => createGuard(['10.0.0.0'])).toThrow('10.0.0.0');
  });
});

describe('without an exception nothing inside is reached', () => {
  const count = { requests: 0 };
  const inside = () =>
    serve((_, response) => {
      count.requests += 1;
      response.end('<rss/>');
    });

  test.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '0.0.0.0',
    '0',
    '[::]',
    'localhost',
    'LOCALHOST.',
    '①②⑦.0.0.1',
    '127。0。0。1',
    'user:pass@127.0.0.1',
  ])('http://%s', async (host) => {
    const port = new URL(await inside()).port;
    const got = await feed(door({ allowPrivate: [] }), `http://${host}:${port}/feed`);
    // A machine without IPv6, or a resolver that knows no "localhost.", may fail before the guard; reached it must not be.
    expect(['refused', 'later']).toContain(got.is);
    if (!/^(?:localhost|LOCALHOST)/.test(host))
      expect(got).toMatchObject({ is: 'refused', why: expect.stringContaining('private') });
    expect(count.requests).toBe(0);
  });

  test('a redirect to one is refused', async () => {
    const outside = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.2:9/' }).end(),
    );
    expect(await feed(door({ allowPrivate: ['127.0.0.1/32'] }), outside)).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('private'),
    });
    expect(await page(door({ allowPrivate: ['127.0.0.1/32'] }), outside)).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('private'),
    });
  });

  test.each([
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'data:text/xml,<rss/>',
    'feed',
    '',
    `http://a.example/${'a'.repeat(9000)}`,
  ])('%.30s is no address to read', async (url) => {
    expect(await feed(door(), url)).toMatchObject({ is: 'refused', why: expect.stringContaining('http') });
  });
});
