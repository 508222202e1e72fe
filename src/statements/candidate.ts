/** What one sentence may hold: the plain data between finding attributions and judging them. */
import type { Run } from './nominal.ts';
import type { Item } from './sentences.ts';
import type { VerbGroup } from './verbs.ts';

/** How the words said hang on the verb. */
export type Frame =
  | 'tail'
  | 'inverted'
  | 'relative'
  | 'that'
  | 'quote'
  | 'clause'
  | 'object'
  | 'preposition'
  | 'infinitive';

/** A possible attribution in items of one sentence. `verb` is the lemma, with its particle in the preposition frame. */
export type Candidate = {
  verb: string;
  frame: Frame;
  form: VerbGroup['form'];
  negated: boolean;
  source: Run | null;
  /** The relayer in "KCNA quoted Kim as saying". */
  carrier: Run | null;
  cue: Run;
  contents: Run[];
};

/** Relative pronouns. */
export const RELATIVE = new Set(['who', 'which', 'that', 'what', 'whom']);

/** A candidate of this verb group; the cue leaves the "to" of an infinitive out. */
export function make(group: VerbGroup, items: Item[], frame: Frame, source: Run, contents: Run[]): Candidate {
  let from = group.from;
  while (items[from]?.lower === 'to' && from < group.head) from++;
  return {
    verb: group.lemma,
    frame,
    form: group.form,
    negated: group.negated,
    source,
    carrier: null,
    cue: { from, to: group.head + 1 },
    contents,
  };
}
