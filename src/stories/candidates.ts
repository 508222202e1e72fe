/** Which of the articles that share something with a newcomer are worth a closer look: those that share its rarer marks. */

/** How many articles are looked at more closely, and how many bearers of one mark are considered for that. */
export const LOOKED_AT = {
  /** More copies of one text than this add nothing to the decision. */
  byText: { most: 24, bearers: 24 },
  byEvent: { most: 40, bearers: 32 },
  /** Predecessors of a follow-up. */
  earlier: { most: 16, bearers: 12 },
};

/** One mark of the newcomer (a gram's hash, a term) and the articles nearest in time that bear it too. */
export type Bearers<Id = string> = {
  ids: Id[];
  /** How many bear it within the window, counted or, where only the nearest were looked at, reckoned from their density. */
  frequency: number;
};

/**
 * The `most` articles that share most with the newcomer; a mark counts the more the fewer bear it. Linear in the number of bearers
 * given, so that what one placing costs does not grow with the archive. Equals stay in the order in which they came.
 */
export function nearest<Id>(marks: Bearers<Id>[], most: number): Id[] {
  const commonest = Math.max(1, ...marks.map(({ frequency }) => frequency));
  const scores = new Map<Id, number>();
  for (const { ids, frequency } of marks) {
    const weight = Math.log(1 + commonest / Math.max(1, frequency));
    for (const id of ids) scores.set(id, (scores.get(id) ?? 0) + weight);
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([id]) => id);
}

/**
 * How many bear a mark within `window` milliseconds, when at most `limit` of them were looked at, the nearest first, and the
 * farthest of those lies `reach` milliseconds away.
 */
export function frequencyOf(looked: number, limit: number, reach: number, window: number): number {
  return looked < limit ? looked : looked * Math.max(1, window / Math.max(1, reach));
}
