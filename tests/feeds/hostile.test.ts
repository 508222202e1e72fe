import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';
import { plainText } from '../../src/feeds/plain.ts';
import { cpuTime } from '../cputime.ts';

const BASE = 'https://harbour.example/feed.xml';

function feed(count: number, extra: (index: number) => string = () => ''): string {
  const items = Array.from(
    { length: count },
    (_, index) =>
      `<item><title>Title ${index}</title><link>https://harbour.example/${index}</link><guid isPermaLink="false">id-${index}</guid>` +
      `<pubDate>${new Date(Date.UTC(2024, 0, 1) + index * 3_600_000).toUTCString()}</pubDate>${extra(index)}</item>`,
  );
  return `<rss version="2.0"><channel><title>Harbour</title>${items.join('\n')}</channel></rss>`;
}

function ids(text: string): string[] {
  const parsed = parseFeed(text, BASE);
  return parsed.ok ? parsed.value.items.map(({ id }) => id) : [];
}

function within(limit: number, run: () => void): void {
  const start = cpuTime();
  run();
  expect(cpuTime() - start).toBeLessThan(limit);
}

describe('entities that a feed declares', () => {
  const declaring = (declared: string, title: string) =>
    `<?xml version="1.0"?><!DOCTYPE rss [${declared}]>${feed(1).replace('Title 0', title)}`;
  const title = (text: string) => {
    const parsed = parseFeed(text, BASE);
    return parsed.ok ? parsed.value.items[0]?.title : parsed.why;
  };

  test('a few plain words are put in their place, the first that are declared', () => {
    expect(title(declaring("<!ENTITY p 'The Gull'><!ENTITY p 'Another'>", 'In &p;'))).toBe('In The Gull');
    expect(title(declaring('<!ENTITY amp "boom">', 'Salt &amp; wind'))).toBe('Salt & wind');
  });

  test('what refers to others, to files or to addresses is not', () => {
    const file = '<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "ab"><!ENTITY b "&a;&a;">';
    for (const name of ['f', 'b'])
      expect(title(declaring(file, `In &${name}; now`))).toMatch(new RegExp(`^In (?:&${name}; )?now$`));
  });

  test('a feed does not blow up by them', () => {
    within(3_000, () => {
      const bomb = declaring(`<!ENTITY a "${'x'.repeat(300)}">`, '&a;'.repeat(1_000_000));
      expect(title(bomb)?.length ?? 0).toBeLessThan(4_000_000);
    });
  });
});

describe('limits', () => {
  test('200,000 nested tags are refused at once', () => {
    within(2000, () => {
      const parsed = parseFeed(`<rss><channel><item>${'<b>'.repeat(200_000)}`, BASE);
      expect(parsed).toEqual({ ok: false, why: expect.stringContaining('256') });
    });
  });

  test('200,000 nested tags inside an escaped description cost nothing', () => {
    within(3000, () =>
      expect(ids(feed(1, () => `<description>${'&lt;b&gt;x'.repeat(200_000)}</description>`))).toEqual([
        'id-0',
      ]),
    );
  });

  test('200,000 nested JSON arrays are refused', () => {
    const parsed = parseFeed(`{"items":${'['.repeat(200_000)}`, BASE);
    expect(parsed).toEqual({ ok: false, why: expect.stringContaining('256') });
  });

  test('more than 8 MB are refused', () => {
    expect(parseFeed(' '.repeat(8 * 1024 * 1024 + 1), BASE)).toEqual({
      ok: false,
      why: 'The feed is larger than 8 MB.',
    });
  });

  test('of more than 2,000 items the newest stay, in the order of the feed', () => {
    const found = ids(feed(2100));
    expect(found).toHaveLength(2000);
    expect(found[0]).toBe('id-100');
    expect(found.at(-1)).toBe('id-2099');
  });

  test.each([
    '<br>',
    '<a b="',
    '</a>',
    '</',
    '<!--',
    '<![CDATA[]]',
    '<',
    '<!',
    '<?x ',
    '<![CDATA[',
    '<!x[',
    '<item>',
    `<a b='"`,
    '<a></a>',
    '<a "\'=',
    '&amp;',
    '&#1114112;',
    ' ',
    'xml:base=',
    '<item><title>',
    '<item xml:base="/a/">',
  ])('1 MB of %j ends soon', (piece) => {
    const noise = piece.repeat(1_000_000 / piece.length);
    within(5000, () => {
      parseFeed(`<rss><channel>${noise}</channel></rss>`, BASE);
      parseFeed(
        `<rss><channel><item><title>${noise}</title><description>${noise}</description></item>`,
        BASE,
      );
    });
  });
});

describe('damage', () => {
  const whole = feed(12, (index) => `<description><![CDATA[<p>Line ${index}<br>and more]]></description>`);

  test('a document cut anywhere yields only whole items, in order', () => {
    const all = ids(whole);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (length) => {
        const cut = whole.slice(0, length);
        const complete = cut.split('</item>').length - 1;
        const found = ids(cut);
        expect(found).toEqual(all.slice(0, found.length));
        expect(found.length).toBeGreaterThanOrEqual(complete);
        expect(found.length).toBeLessThanOrEqual(complete + 1);
      }),
      { numRuns: 150 },
    );
  });

  test('a stray tag anywhere in one item leaves the other items alone', () => {
    const stray = fc.constantFrom(
      '<br>',
      '<p>',
      '</p>',
      '<b',
      '</',
      '< ',
      '&nope;',
      '&',
      '<img src="x">',
      '\u0003',
      ']]>',
      '-->',
      '<!--',
      '<![CDATA[',
    );
    fc.assert(
      fc.property(stray, fc.integer({ min: 0, max: 11 }), (tag, index) => {
        const damaged = feed(12, (at) =>
          at === index ? `<description>before ${tag} after</description>` : '',
        );
        expect(ids(damaged)).toEqual(ids(feed(12)));
      }),
      { numRuns: 100 },
    );
  });

  test('nothing at all makes it throw', () => {
    const piece = fc.constantFrom(
      '<rss>',
      '<item>',
      '</item>',
      '<feed',
      '<entry>',
      '<![CDATA[',
      ']]>',
      '"',
      "'",
      '>',
      '<',
      '{',
      '"items":',
      '[',
      'a',
      '&#xD800;',
      '\u0000',
      '<link href=',
      '<!DOCTYPE x [',
      ']>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(typeof parseFeed(pieces.join(''), BASE).ok).toBe('boolean');
        expect(typeof plainText(pieces.join(''))).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});
