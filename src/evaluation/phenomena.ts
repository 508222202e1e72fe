/** What kind of thing an error is about, from gold's own marks where it has them, else from the spans. */
import type { Fault } from './score.ts';

const PRONOUN = /^(?:he|she|they|it|i|we|his|her)$/i;

/** At least one name; gold's own phenomena when it gives any. */
export function phenomenaOf({ unit }: Fault): string[] {
  const { of, kind, range } = unit;
  if (of.phenomena !== undefined && of.phenomena.length > 0) return of.phenomena;
  const names: string[] = [kind];
  const source = of.source?.text ?? '';
  if (of.source === null) names.push('no source');
  else if (PRONOUN.test(source)) names.push('pronoun');
  else if (/^\p{Lu}\S*$/u.test(source)) names.push('bare name');
  else if (/^(?:a|an|some|one|two|several)\s/i.test(source)) names.push('unnamed');
  if (of.cue === null) names.push('no cue');
  else if (of.cue.start > of.content.start) names.push('content first');
  if (range[1] - range[0] <= 3) names.push('up to three words');
  return names;
}
