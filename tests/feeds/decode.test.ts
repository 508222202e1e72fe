import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/feeds/decode.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([true, false])('reads UTF-32 with and without a mark, little-endian: %s', (little) => {
  for (const text of ['\ufeff<rss>日本 😀</rss>', '<rss>é</rss>']) {
    const points = Array.from(text, (c) => c.codePointAt(0) ?? 0);
    const view = new DataView(new ArrayBuffer(points.length * 4));
    for (const [i, point] of points.entries()) view.setUint32(i * 4, point, little);
    expect(decodeText(new Uint8Array(view.buffer), null)).toBe(text.replace('\ufeff', ''));
  }
});

describe('decodeText', () => {
  test.each([
    ['a mark beats the header', bytes(0xef, 0xbb, 0xbf, ...utf8('é')), 'text/html; charset=koi8-r', 'é'],
    ['UTF-16 with a mark', bytes(0xff, 0xfe, 0x3c, 0x00, 0xe9, 0x00), null, '<é'],
    ['UTF-16 without one', bytes(0x00, 0x3c, 0x00, 0x61, 0x00, 0xe9), null, '<aé'],
    ['valid UTF-8 beats a header that lies', utf8('“né”'), 'text/html; charset=iso-8859-1', '“né”'],
    ['the header', bytes(0xc7, 0xd1), 'text/html; charset="euc-kr"', '한'],
    ['the meta element', bytes(...ascii('<meta charset=koi8-r>'), 0xc1), null, '<meta charset=koi8-r>а'],
    [
      'the XML declaration',
      bytes(...ascii('<?xml version="1.0" encoding="windows-1251"?>'), 0xe4),
      null,
      '<?xml version="1.0" encoding="windows-1251"?>д',
    ],
    ['windows-1252 when nothing tells', bytes(...ascii('<p>'), 0x93, 0xe9, 0x94), null, '<p>“é”'],
    [
      'a header that wrongly claims UTF-8',
      bytes(...ascii('Fran'), 0xe7, ...ascii('ois')),
      'text/html; charset=utf-8',
      'François',
    ],
    ['an unknown charset', bytes(0xe9), 'text/html; charset=klingon', 'é'],
    ['a charset that the standard forbids', bytes(0xe9), 'text/html; charset=hz-gb-2312', 'é'],
    [
      'ISO-2022-JP, which is valid UTF-8 too',
      bytes(0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42),
      'text/html; charset=iso-2022-jp',
      'あ',
    ],
    ['nothing', bytes(), null, ''],
  ])('%s', (_, body, contentType, text) => {
    expect(decodeText(body, contentType)).toBe(text);
  });

  test('one broken byte in much UTF-8 spoils only itself', () => {
    const text = decodeText(bytes(...utf8('“Žluťoučký kůň” – „úpěl“'), 0xff), null);
    expect(text).toBe('“Žluťoučký kůň” – „úpěl“\ufffd');
  });
});
