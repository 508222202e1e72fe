/** Said, denied, declined or asked: what the verb group does with the words. */
import type { Stance } from '../news.ts';
import type { Draft } from './drafts.ts';

const DENIALS = new Set('deny refute reject dispute rebuff repudiate disavow'.split(' '));
const REFUSALS = new Set('decline refuse'.split(' '));
const ASKING = new Set('ask inquire enquire wonder query'.split(' '));
/** With "not": the words were not said ("did not say how many", "would not discuss"). */
const SPEAKING = new Set(
  'say tell comment discuss elaborate specify disclose reveal confirm explain answer respond give name identify mention provide address'.split(
    ' ',
  ),
);

/** The stance of a draft by its verb, its negation and what follows. */
export function stanceOf(draft: Pick<Draft, 'verb' | 'negated' | 'frame'>): Stance {
  const verb = draft.verb.split(' ')[0] ?? '';
  if (DENIALS.has(verb)) return draft.negated ? 'declined' : 'denied';
  if (REFUSALS.has(verb)) return 'declined';
  if (draft.negated && SPEAKING.has(verb)) return 'declined';
  // "asked people to stay away" asks for something; it is no question.
  if (
    ASKING.has(verb) &&
    draft.frame !== 'object' &&
    draft.frame !== 'infinitive' &&
    draft.frame !== 'clause'
  )
    return 'asked';
  return 'said';
}
