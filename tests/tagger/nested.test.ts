import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/statements/drafts.ts';
import { unnested } from '../../src/statements/tagger/nested.ts';
import { readByRules } from '../../src/statements/tagger/reading.ts';

/** A draft with these words as source, cue and pieces, in the only paragraph of `text`. */
function draft(text: string, source: string, cue: string, pieces: string[]): Draft {
  const [sentence] = readByRules(text).sentences[0] ?? [];
  if (!sentence) throw new Error('no sentence');
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const of = at(source);
  const from = sentence.items.findIndex((x) => x.start >= of.start);
  const to = sentence.items.findIndex((x) => x.end >= of.end) + 1;
  return {
    paragraph: 0,
    sentence,
    frame: 'that',
    verb: 'say',
    negated: false,
    source: { sentence, run: { from, to } },
    cue: at(cue),
    carrier: null,
    pieces: pieces.map(at),
  };
}

describe('words relayed', () => {
  const text =
    'The envoy, Otto Berg, in a call with Mara Ilves, said that the pier was safe, the ministry announced.';
  const outer = (words: string) => ({ draft: draft(text, 'the ministry', 'announced', [words]) });
  const inner = () => ({ draft: draft(text, 'The envoy, Otto Berg,', 'said', ['that the pier was safe']) });

  it('are not said again by the one who relays them', () => {
    const own = inner();
    const kept = unnested([outer('The envoy, Otto Berg, in a call with Mara Ilves'), own], text);
    expect(kept).toEqual([own]);
    expect(own.draft.carrier?.run).toEqual(outer('The envoy').draft.source?.run);
  });

  it('stay beside another statement that holds words of its own', () => {
    const both = [inner(), outer('The envoy, Otto Berg, in a call')];
    expect(unnested(both, text)).toHaveLength(2);
  });

  it('leave a relative pronoun out where other words stand', () => {
    const said = 'The piles, which Otto Berg said had rotted, were new.';
    const one = { draft: draft(said, 'Otto Berg', 'said', ['which', 'had rotted']) };
    unnested([one], said);
    expect(one.draft.pieces.map((p) => said.slice(p.start, p.end))).toEqual(['had rotted']);
  });
});
