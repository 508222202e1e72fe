import { describe, expect, it } from 'vitest';
import { phenomenaOf } from '../../src/evaluation/phenomena.ts';
import { ratio, type Scored, score } from '../../src/evaluation/score.ts';
import {
  type Attribution,
  type Document,
  unitsOf,
  wordsInMarks,
  wordsOf,
} from '../../src/evaluation/units.ts';

const TEXT =
  'The bridge is closed, Anna Berg said. “It is wet,” she added, “and cold.”\n\nOtto Fisk believes that ferries are faster. The council said the toll stays.';

function at(words: string, from = 0) {
  const start = TEXT.indexOf(words, from);
  if (start < 0) throw new Error(`“${words}” is not in the text`);
  return { start, end: start + words.length, text: words };
}
const said = (content: string, source: string | null, change: Partial<Attribution> = {}): Attribution => ({
  content: at(content),
  source: source === null ? null : at(source),
  cue: null,
  ...change,
});

const GOLD: Document = {
  doc_id: 'd',
  text: TEXT,
  attributions: [
    said('The bridge is closed', 'Anna Berg', { cue: at('said') }),
    said('“It is wet,”', 'she', { speaker: 'Anna Berg' }),
    said('“and cold.”', 'she', { speaker: 'Anna Berg' }),
    said('that ferries are faster', 'Otto Fisk', { statement: false }),
    said('the toll stays', 'The council'),
  ],
};
const f = (scored: Scored, what: 'attributed' | 'exact' | 'who') =>
  Number((100 * ratio(scored[what], 'all').f).toFixed(1));

describe('the measure', () => {
  it('gives gold against itself everything', () => {
    const same = GOLD.attributions
      .filter((a) => a.statement !== false)
      .map((a) => ({ ...a, speaker: a.speaker ?? a.source?.text ?? null }));
    const scored = score(GOLD, same);
    expect([f(scored, 'attributed'), f(scored, 'exact'), f(scored, 'who')]).toEqual([100, 100, 100]);
    expect(scored.faults).toEqual([]);
  });

  it('gives nothing for nothing, and names every miss', () => {
    const scored = score(GOLD, []);
    expect(f(scored, 'attributed')).toBe(0);
    expect(scored.faults.map((x) => x.what)).toEqual(['missed', 'missed', 'missed', 'missed']);
  });

  it('does not count quotation marks, a comma or an article', () => {
    const scored = score(GOLD, [
      said('It is wet', 'she', { speaker: 'Berg' }),
      said('toll stays', 'council'),
    ]);
    expect(scored.exact.direct.rightOfGold).toBe(1);
    expect(scored.attributed.indirect.rightOfGold).toBe(1);
    expect(scored.exact.indirect.rightOfGold).toBe(0);
  });

  it('tells a wrong mention from a wrong person', () => {
    const wrong = score(GOLD, [said('“It is wet,”', 'Otto Fisk')]);
    expect(wrong.faults.map((x) => x.what)).toContain('source');
    const person = score(GOLD, [said('“It is wet,”', 'she', { speaker: 'Otto Fisk' })]);
    expect(person.attributed.direct.rightOfGold).toBe(1);
    expect(person.who.direct.rightOfGold).toBe(0);
    expect(person.faults.filter((x) => x.what === 'speaker')).toHaveLength(1);
  });

  it('spares what gold leaves open, and counts what nobody said', () => {
    const scored = score(GOLD, [said('ferries are faster', 'Otto Fisk'), said('Anna Berg', null)]);
    expect(scored.faults.filter((x) => x.what === 'spurious').map((x) => x.text)).toEqual(['Anna Berg']);
    expect(ratio(scored.attributed, 'all').p).toBe(0);
  });

  it('cuts content at line feeds and knows the kinds', () => {
    const words = wordsOf(TEXT);
    const whole = { ...GOLD, attributions: [said('and cold.”\n\nOtto Fisk', null)] };
    const units = unitsOf(whole, words, wordsInMarks(TEXT, words), false);
    expect(units.map((u) => u.kind)).toEqual(['direct', 'indirect']);
  });

  it('names an error by what it is about', () => {
    const [pronoun] = score(GOLD, [said('The bridge is closed', 'Anna Berg')]).faults;
    expect(pronoun && phenomenaOf(pronoun)).toEqual(['direct', 'pronoun', 'no cue', 'up to three words']);
    const marked = {
      ...GOLD,
      attributions: [said('the toll stays', 'The council', { phenomena: ['institution'] })],
    };
    const [fault] = score(marked, []).faults;
    expect(fault && phenomenaOf(fault)).toEqual(['institution']);
  });
});
