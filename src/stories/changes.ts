/** What an article tells of the event itself that its story did not have: a changed number or place, an official act. Pure. */
import { actsIn, newActs } from './acts.ts';
import { type ChangedNumber, changedNumbers, countsIn, type EarlierTelling } from './counts.ts';
import { type ChangedPlace, changedPlaces, heldIn } from './moves.ts';
import type { Telling } from './opening.ts';

export type { EarlierTelling };

/**
 * `number`: `thing` ("killed", "soldiers captured") was `before` ("3") in the story and is `now` ("at least 5") here.
 * `place`: the `thing` ("summit") is held `now` elsewhere than `before`. `act`: who did what. `sentence` is the article's own, verbatim.
 */
export type Change = ChangedNumber | ChangedPlace | { is: 'act'; act: string; sentence: string };

/** A run of text without a full stop is no sentence that anybody should be shown. */
const LONGEST = 600;

/**
 * Compares title and opening with what the story's articles told, `earlier` in the order in which they were read. It is
 * asked for only when there is something to compare.
 */
export async function changesIn(
  newcomer: Telling & { outlet: string; at: number },
  earlier: () => Promise<EarlierTelling[]>,
): Promise<Change[]> {
  const [counts, held, acts] = [countsIn(newcomer), heldIn(newcomer), actsIn(newcomer)];
  if (counts.length === 0 && held.length === 0 && acts.length === 0) return [];
  const told = await earlier();
  // Where a text is not kept any more nobody can say what it told.
  if (told.length === 0 || told.some(({ text }) => text === '')) return [];
  const changes: Change[] = [
    ...changedNumbers(counts, newcomer, told),
    ...changedPlaces(held, told),
    ...newActs(acts, told).map(({ is, act, sentence }) => ({ is, act, sentence })),
  ];
  return changes.filter(({ sentence }) => sentence.length <= LONGEST);
}
