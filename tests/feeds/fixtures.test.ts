/** Every folder of tests/fixtures/feeds is a case: input.*, about.json (address, content type), expected.json. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/feeds/decode.ts';
import { parseFeed } from '../../src/feeds/parse.ts';

const root = new URL('../fixtures/feeds/', import.meta.url);

describe('parseFeed', () => {
  test.each(readdirSync(root))('%s', (name) => {
    const folder = new URL(`${name}/`, root);
    const input = readdirSync(folder).find((file) => file.startsWith('input.')) ?? '';
    const about = JSON.parse(readFileSync(new URL('about.json', folder), 'utf8'));
    const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'));
    const text = decodeText(readFileSync(new URL(input, folder)), about.contentType);
    expect(parseFeed(text, about.base)).toEqual(expected);
  });
});
