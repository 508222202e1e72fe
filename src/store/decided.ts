/** What a decision comes back with. */

/** Thrown within the transaction to leave nothing behind; its message is the sentence for the person. */
export class Refused extends Error {}

/**
 * `count`: how many statements or articles it moved, withdrew or restored; `stories`: whose alerts may read differently now;
 * `split`: a story taken out of another that is still news, to be told where that one was told.
 */
export type Touched = { count: number; stories: string[]; split: { from: string; to: string } | null };
