import { describe, expect, it } from 'vitest';
import { STYLES, scoreStyle } from './styles.ts';

describe('articles of many styles', () => {
  const scores = STYLES.map((name) => ({ name, ...scoreStyle(name) }));
  const all = (of: (s: (typeof scores)[number]) => string[]) => scores.flatMap(of);
  const gold = scores.reduce((sum, s) => sum + s.gold, 0);

  it('has statements enough to tell', () => {
    expect(gold).toBeGreaterThan(240);
  });

  it.each(scores)('$name: direct, mixed and indirect told apart', ({ wrongKind }) => {
    expect(wrongKind).toEqual([]);
  });

  it('gives a wrong speaker to no more than 3 in 100, and none where the text is clear', () => {
    expect(all((s) => s.wrongSpeaker).length / gold).toBeLessThan(0.03);
    expect(all((s) => s.unattributed).length / gold).toBeLessThan(0.02);
  });

  it('finds 95 in 100', () => {
    expect(all((s) => s.missed).length / gold).toBeLessThan(0.05);
  });

  it('invents no more than 8 in 100', () => {
    expect(all((s) => s.spurious).length / gold).toBeLessThan(0.08);
  });
});
