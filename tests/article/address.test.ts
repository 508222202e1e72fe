import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, urlKey } from '../../src/article/address.ts';

describe('canonicalAddress', () => {
  it.each([
    ['https://amp.lantern.co.uk/a', 'https://www.lantern.co.uk/a', 'https://www.lantern.co.uk/a', null],
    ['https://lantern.co.uk/a', '/b', 'https://lantern.co.uk/b', null],
    ['https://straits.com.my/a', 'https://norvik.com/b', 'https://straits.com.my/a', 'https://norvik.com/b'],
    [
      'https://ana.blogspot.com/a',
      'https://ivo.blogspot.com/b',
      'https://ana.blogspot.com/a',
      'https://ivo.blogspot.com/b',
    ],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/b', 'http://127.0.0.1:8080/b', null],
    [
      'http://127.0.0.1:8080/a',
      'http://127.0.0.1:9090/b',
      'http://127.0.0.1:8080/a',
      'http://127.0.0.1:9090/b',
    ],
    ['https://lantern.co.uk/a', 'https://lantern.co.uk/', 'https://lantern.co.uk/a', null],
    ['https://lantern.co.uk/a?id=7&utm_source=x#top', null, 'https://lantern.co.uk/a?id=7', null],
    [null, 'https://lantern.co.uk/a', 'https://lantern.co.uk/a', null],
    [null, null, null, null],
    ['https://lantern.co.uk/a', 'javascript:alert(1)', 'https://lantern.co.uk/a', null],
    ['file:///etc/passwd', null, null, null],
  ])('%s with %s', (page, link, url, copiedFrom) => {
    expect(canonicalAddress(page, link)).toEqual({ url, copiedFrom });
  });
});

describe('urlKey', () => {
  it.each([
    'https://www.lantern.co.uk/world/a?utm_source=x&utm_medium=y',
    'http://lantern.co.uk/world/a/',
    'https://m.lantern.co.uk/world/a#top',
    'https://amp.lantern.co.uk/world/a',
    'https://lantern.co.uk/world/a/amp/',
    'https://mobile.lantern.co.uk/world/a/print',
    'https://lantern.co.uk/world/a/printer-friendly/',
    'https://lantern.co.uk/world/a?print=1',
    'https://LANTERN.co.uk:443/world/a?fbclid=1',
  ])('%s', (url) => expect(urlKey(url)).toBe('lantern.co.uk/world/a'));

  it('keeps what chooses the article', () => {
    expect(urlKey('https://lantern.co.uk/read?id=7&page=2')).toBe('lantern.co.uk/read?id=7&page=2');
    expect(urlKey('https://lantern.co.uk/read?page=2&id=7')).toBe('lantern.co.uk/read?id=7&page=2');
    expect(urlKey('https://m.co/x')).toBe('m.co/x');
  });

  it.each(['mailto:a@b.example', 'javascript:1', 'ftp://a.example/x', 'nothing', '', 'http://'])(
    '%j is none',
    (url) => expect(urlKey(url)).toBeNull(),
  );

  it('never throws, and a key of a key is the key', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void urlKey(text)));
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const key = urlKey(url);
        if (key !== null) expect(urlKey(`https://${key}`)).toBe(key);
      }),
    );
  });
});
