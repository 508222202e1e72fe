/**
 * A statement's place in time: one number by which every list of statements is ordered, newest first, and under which its words are
 * indexed. So the newest of a hundred thousand that have a word are found without sorting them, on either engine.
 */
import type { Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Places in one millisecond: what a day's outlets date by the day alone spills into the milliseconds before. */
const PLACES = 1_024;
/** The year 2248: beyond, a place would be no exact number. Nobody publishes there; dates are sometimes misprinted. */
const FURTHEST = 2 ** 43 - 1;

const within = (at: number): number => Math.max(-FURTHEST, Math.min(FURTHEST, Math.floor(at)));

/** The highest place of what was published at `at` (milliseconds UTC): nothing published until then stands above it. */
export const lastPlace = (at: number): number => within(at) * PLACES + PLACES - 1;

/** A free place at `at`, below those taken there: what an article says first stands before what it says later. */
export async function placeInTime(tx: Transaction<Tables>, at: number): Promise<number> {
  for (let ms = within(at); ; ms--) {
    const [lowest, highest] = [ms * PLACES, lastPlace(ms)];
    const taken = await tx
      .selectFrom('statements')
      .select('words_id')
      .where('words_id', '>=', lowest)
      .where('words_id', '<=', highest)
      .orderBy('words_id')
      .limit(1)
      .executeTakeFirst();
    if (taken === undefined) return highest;
    if (taken.words_id > lowest) return taken.words_id - 1;
  }
}

/** Below this place nothing was published at or after `at`, spilt places included: more than a million in one moment spill further. */
export const firstPlace = (at: number): number => (within(at) - 1_000) * PLACES;
