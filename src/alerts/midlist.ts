/** How somebody without a name stands in the middle of a list: “Emeka Durand, a former harbour pilot”. Pure. */
import { isPersonNoun } from '../statements/roles.ts';

/** What begins a description and no name, whatever follows: "Two NATO officials", "Former US diplomats". */
const BEGINS = new Set(
  `a an another both few many more most no other several some such those two three four five six seven eight nine ten
  dozens hundreds thousands his her its our their
  anonymous former local retired senior top unidentified unnamed`.split(/\s+/),
);

/** A description as printed, its first letter as it stood only because a sentence began with it; names and acronyms keep theirs. */
export function midList(description: string): string {
  const [first = '', next = ''] = description.split(' ', 2);
  if (!/^\p{Lu}\p{Ll}*$/u.test(first)) return description;
  const word = first.toLowerCase();
  // "The Hague's mayor", "General Motors workers": a capital after it makes a name of it.
  const common = (word === 'the' || isPersonNoun(word)) && !/^\p{Lu}/u.test(next);
  return BEGINS.has(word) || common ? word + description.slice(first.length) : description;
}
