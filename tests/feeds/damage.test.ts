import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';
import { DAMAGE, SHAPES, seeded, stories } from './shapes.ts';

const ADDRESS = 'https://p.example/feed';
const ids = (text: string): string[] => {
  const parsed = parseFeed(text, ADDRESS);
  return parsed.ok ? parsed.value.items.map((item) => item.id) : [];
};

describe('of nineteen kinds of damage', () => {
  test.each(Object.entries(DAMAGE))('%s costs fewer than 1 item in 200', (_kind, damage) => {
    const random = seeded(7);
    let [kept, there] = [0, 0];
    for (let paper = 0; paper < 6; paper++)
      for (const shape of Object.values(SHAPES)) {
        const whole = shape(stories(8 + Math.floor(random() * 30), paper, random));
        const all = new Set(ids(whole));
        const broken = damage(whole, random);
        // What was cut off is not there to be kept.
        const ends = /<\/(?:item|entry|url)>/.test(whole) ? /<\/(?:item|entry|url)>/gi : /\}[,\]]/g;
        const cut = broken.length < whole.length - 20 ? (broken.match(ends)?.length ?? 0) : all.size;
        kept += Math.min(ids(broken).filter((id) => all.has(id)).length, cut);
        there += Math.min(cut, all.size);
      }
    expect(there).toBeGreaterThan(300);
    expect(kept / there).toBeGreaterThanOrEqual(0.995);
  });

  test('nineteen they are', () => expect(Object.keys(DAMAGE)).toHaveLength(19));
});
