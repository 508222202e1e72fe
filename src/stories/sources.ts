/** From which filed article a text was taken. */
import { COPY_SHARE, sharedGrams } from './copies.ts';
import { sameOutlet } from './credit.ts';
import { MOST_HASHES } from './fingerprint.ts';
import type { Neighbour, Newcomer } from './placing.ts';
import { readingOf } from './reading.ts';

/** `taken`: share of the newcomer's grams that stand in the neighbour; 1 by address alone. `share`: of the shorter text. */
export type Match = {
  neighbour: Neighbour;
  taken: number;
  by: 'words' | 'address' | 'link';
  share: number | null;
  why: string;
};

/**
 * A short text needs more than 30 %: of 40 grams a dozen are soon a stock phrase ("… told reporters on condition of
 * anonymity because he was not authorised to speak").
 */
const SHORT_GRAMS = 40;
const SHORT_SHARE = 0.6;

/** A copy's copy is a little closer than the original: of sources this near to the closest, whose they are decides. */
const NEAR_BEST = 0.85;
/** Shares closer than this are the same: house edits (dates, spelling) change so much. */
const SAME_SHARE = 0.03;

/** The filed articles within `window` milliseconds of which the newcomer carries, or which carry, the text. */
export function matchesOf(newcomer: Newcomer, neighbours: Neighbour[], window: number): Match[] {
  const own = readingOf(newcomer).grams();
  const sketch = new Set(newcomer.print.sketch);
  const matches: Match[] = [];
  for (const neighbour of neighbours) {
    if (Math.abs(neighbour.at - newcomer.at) > window) continue;
    if (newcomer.copiedFrom !== null && newcomer.copiedFrom === neighbour.url) {
      const why = `it names ${neighbour.outlet}'s address as its source`;
      matches.push({ neighbour, taken: 1, by: 'link', share: null, why });
    } else if (
      newcomer.url !== null &&
      newcomer.url === neighbour.url &&
      samePublisher(newcomer, neighbour)
    ) {
      const why = 'it stands at the same address';
      matches.push({ neighbour, taken: 1, by: 'address', share: null, why });
    } else if (mayShare(sketch, neighbour.print.sketch)) {
      const match = byText(own, neighbour);
      if (match) matches.push(match);
    }
  }
  return matches;
}

/**
 * A sketch holds one gram in eight: of texts that share 30 % two sketches share fewer than 5 % once in ten million times, those that
 * have a stock phrase in common soon do. One that is full holds only a text's smallest hashes, and a single one counts.
 */
const SKETCH_SHARE = 0.05;

function mayShare(own: ReadonlySet<number>, theirs: number[]): boolean {
  const full = own.size >= MOST_HASHES || theirs.length >= MOST_HASHES;
  const least = full ? 1 : Math.max(1, SKETCH_SHARE * Math.min(own.size, theirs.length));
  let shared = 0;
  for (const hash of theirs) if (own.has(hash) && ++shared >= least) return true;
  return false;
}

function byText(own: Uint32Array, neighbour: Neighbour): Match | null {
  const theirs = readingOf(neighbour).grams();
  const share = sharedGrams(own, theirs);
  const shorter = Math.min(own.length, theirs.length);
  if (share < (shorter < SHORT_GRAMS ? SHORT_SHARE : COPY_SHARE)) return null;
  const taken = (share * shorter) / own.length;
  return {
    neighbour,
    taken,
    by: 'words',
    share: Math.round(share * 1_000) / 1_000,
    why: `${Math.round(share * 100)} % of the shorter text stands in the other word for word`,
  };
}

/**
 * The article the text was most likely taken from, and whether it is a version (the same publisher's) of it: the outlet's
 * own earlier text first; else, of those that hold most of the newcomer, the credited wire's, then one that is no copy
 * itself, then the closest, then the earliest. `matches` is not empty.
 */
export function bestSource(
  newcomer: Newcomer,
  matches: Match[],
  credited: string | null,
): { source: Match; version: boolean } {
  const earlier = matches.filter((match) => match.neighbour.at <= newcomer.at);
  const pool = earlier.length > 0 ? earlier : matches;
  const own = pool.filter((match) => sameOutlet(match.neighbour.outlet, newcomer.outlet));
  const sources = (own.length > 0 ? own : pool).toSorted((a, b) =>
    a.neighbour.id < b.neighbour.id ? -1 : 1,
  );
  const most = Math.max(...sources.map((match) => match.taken));
  const source = sources
    .filter((match) => match.taken >= most * NEAR_BEST)
    .reduce((best, match) => (isBetter(match, best, credited) ? match : best));
  const { neighbour } = source;
  /* Sister papers carry one wire's text each as a copy; only a text of the house's own gets versions across them. */
  const sisters =
    neighbour.owner !== null &&
    neighbour.owner === newcomer.owner &&
    neighbour.role !== 'copy' &&
    credited === null;
  return { source, version: neighbour.at <= newcomer.at && (own.length > 0 || sisters) };
}

function isBetter(match: Match, best: Match, credited: string | null): boolean {
  const rank = ({ neighbour }: Match) =>
    credited !== null && sameOutlet(neighbour.outlet, credited) ? 2 : neighbour.role === 'copy' ? 0 : 1;
  if (rank(match) !== rank(best)) return rank(match) > rank(best);
  if (Math.abs(match.taken - best.taken) > SAME_SHARE) return match.taken > best.taken;
  return match.neighbour.at < best.neighbour.at;
}

function samePublisher(a: Newcomer, b: Newcomer): boolean {
  return sameOutlet(a.outlet, b.outlet) || (a.owner !== null && a.owner === b.owner);
}
