import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOpml, writeOpml } from '../../src/feeds/opml.ts';

describe('readOpml', () => {
  test('folders, attributes in either case, doubles and outlines without an address', () => {
    const text = `<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
      <outline text="Asia"><outline text="Korea"><outline type="rss" text="Hanok &amp; Sea" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline>
      <outline title="No address"/></outline>
      <outline text="Loose" xmlurl="https://b.example/rss">
      <outline text="Again" xmlUrl="https://b.example/rss"/><outline text="Script" xmlUrl="javascript:alert(1)"/>
    </body></opml>`;
    expect(readOpml(text)).toEqual({
      ok: true,
      value: [
        {
          title: 'Hanok & Sea',
          url: 'https://a.example/feed?x=1&y=2',
          siteUrl: 'https://a.example/',
          folder: 'Asia/Korea',
        },
        { title: 'Loose', url: 'https://b.example/rss', siteUrl: null, folder: null },
      ],
    });
  });

  test.each(['', '<rss></rss>', `<opml>${'<outline text="x">'.repeat(100_000)}`])(
    'what is none is refused (%#)',
    (text) => {
      expect(readOpml(text).ok).toBe(false);
    },
  );

  test('an entity bomb is not expanded', () => {
    const text =
      '<!DOCTYPE opml [<!ENTITY a "boom">]><opml><body><outline text="&a;" xmlUrl="https://a.example/"/></body></opml>';
    expect(readOpml(text)).toMatchObject({ ok: true, value: [{ title: '&a;' }] });
  });
});

test('what is written is read back', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => `n${text.replace(/[\p{C}\s]+/gu, ' ')}n`);
  const feed = fc.record({
    title: word,
    url: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
    siteUrl: fc.option(fc.webUrl().map((url) => new URL(url).href)),
    folder: fc.option(word),
  });
  const feeds = fc.uniqueArray(feed, { selector: ({ url }) => url, maxLength: 8 });
  fc.assert(
    fc.property(word, feeds, (title, list) => {
      const read = readOpml(writeOpml(title, list));
      const order = (a: { url: string }, b: { url: string }) => (a.url < b.url ? -1 : 1);
      expect(read.ok && read.value.toSorted(order)).toEqual(list.toSorted(order));
    }),
  );
});
