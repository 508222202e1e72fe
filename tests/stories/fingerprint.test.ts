import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/stories/fingerprint.ts';
import { FERRY, FERRY_COPY, FERRY_OTHER, STRIKE } from './world.ts';

const shared = <T>(a: T[], b: T[]) => a.filter((part) => b.includes(part)).length;

describe('fingerprint', () => {
  test('copies share hashes, other reports of the event share terms', () => {
    const [ferry, copy, other] = [FERRY, FERRY_COPY, FERRY_OTHER].map(fingerprint);
    expect(shared(ferry?.sketch ?? [], copy?.sketch ?? [])).toBeGreaterThan(3);
    expect(shared(ferry?.terms ?? [], other?.terms ?? [])).toBeGreaterThan(3);
  });

  test('terms are names, counts and the words of title and lead', () => {
    const { terms } = fingerprint(FERRY);
    expect(terms).toEqual(
      expect.arrayContaining(['aurelia', 'norvik', 'skarn', '412 passenger', 'ohlsen', 'aground']),
    );
    expect(terms).not.toContain('said');
    expect(fingerprint(STRIKE).terms).not.toContain('monday');
  });

  test('is small, of unsigned 32-bit hashes, and never empty for a short text', () => {
    const long = fingerprint({
      title: FERRY.title,
      text: Array.from({ length: 40_000 }, (_, i) => `w${i}`).join(' '),
    });
    expect(long.sketch.length).toBeLessThanOrEqual(256);
    expect(fingerprint(FERRY).terms.length).toBeLessThanOrEqual(48);
    const short = fingerprint({ title: 'Ferry aground', text: 'The Aurelia ran aground off Norvik.' });
    expect(short.sketch.length).toBeGreaterThan(0);
    for (const hash of short.sketch) expect(hash).toBe(hash >>> 0);
    expect(fingerprint({ title: '', text: '' })).toEqual({ sketch: [], terms: [] });
  });
});
