/** Where an article belongs: whose text it is, and which story it reports. */

import type { StatementKind } from '../news.ts';
import { namesOutlet, sameOutlet } from './credit.ts';
import { sameEvent } from './event.ts';
import type { Fingerprint } from './fingerprint.ts';
import { matchStatements } from './identity.ts';
import { type Reason, refOf } from './reason.ts';
import { bestSource, type Match, matchesOf } from './sources.ts';

/**
 * `original`: first of its story, or earliest of its text. `copy`: another outlet carrying mostly that text. `version`:
 * the same publisher's later text of it, also at another address, or another outlet's with reporting of its own added and no credit to a wire.
 * `independent`: other words about the same event.
 */
export type Role = 'original' | 'copy' | 'version' | 'independent';

/** An article to place. `at`: publication or first sight, milliseconds UTC. `wire`: whom its text credits. */
export type Newcomer = {
  outlet: string;
  owner: string | null;
  url: string | null;
  title: string;
  text: string;
  at: number;
  wire: string | null;
  print: Fingerprint;
  copiedFrom: string | null;
  statements: { speaker: string | null; kind: StatementKind; pieces: string[] }[];
};

/** An article that is already filed. */
export type Neighbour = Newcomer & { id: string; storyId: string; role: Role; copyOf: string | null };

/**
 * `storyId` null: a new story. `copyOf`: id of the article whose text it is. `wire`: name of the outlet whose text it is
 * (of a copy: the original's outlet or the credited wire; else what the article credits, or null). `follows`: id of an
 * earlier story of which it is a follow-up. `later`: the same publisher's later text of what it told before. `why`: plain sentences; `reason`: the same to be kept and shown by `/explain`.
 */
export type Placement = {
  storyId: string | null;
  role: Role;
  copyOf: string | null;
  wire: string | null;
  follows: string | null;
  later: boolean;
  why: string[];
  reason: Reason;
};

/** Copies and later versions are looked for this far around an article's publication; a wire updates a text for a week. */
export const COPY_WINDOW = 14 * 86_400_000;
/** Reports of the same event in other words are looked for this far around. */
export const EVENT_WINDOW = 72 * 3_600_000;
/** A predecessor is looked for this far back. */
export const FOLLOW_WINDOW = 60 * 86_400_000;

/**
 * Places an article among those already filed that share sketch hashes (within `COPY_WINDOW`) or terms (within
 * `FOLLOW_WINDOW`; only those within `EVENT_WINDOW` can make it part of their story). Deterministic; the order of
 * `neighbours` decides only between equals. Costs about a millisecond a neighbour: pass the 50 nearest of each kind.
 */
export function placeArticle(newcomer: Newcomer, neighbours: Neighbour[]): Placement {
  const credited = newcomer.wire && !sameOutlet(newcomer.wire, newcomer.outlet) ? newcomer.wire : null;
  const ownWire = newcomer.wire === null ? null : (credited ?? newcomer.outlet);

  const matches = matchesOf(newcomer, neighbours, COPY_WINDOW);
  if (matches.length > 0) return placeText(newcomer, matches, credited, ownWire);

  const event = sameEvent(newcomer, neighbours, EVENT_WINDOW, FOLLOW_WINDOW);
  if (event.story) {
    const why = [
      `Other words about the same event as “${event.story.title}” (${event.story.outlet}): ${event.why}.`,
    ];
    return {
      storyId: event.story.storyId,
      role: 'independent',
      copyOf: null,
      wire: ownWire,
      follows: null,
      later: false,
      why,
      reason: event.shared
        ? { is: 'event', of: refOf(event.story), shared: event.shared }
        : { is: 'answer', of: refOf(event.story) },
    };
  }
  const follows = event.predecessor?.storyId ?? null;
  const why = [
    event.why
      ? `A new story: ${event.why}.`
      : 'A new story: no article nearby carries its text or reports its event.',
  ];
  if (event.predecessor) why.push(`It follows “${event.predecessor.title}” (${event.predecessor.outlet}).`);
  const reason: Reason = {
    is: 'new',
    credit: credited,
    follows: event.predecessor === null ? null : refOf(event.predecessor),
  };
  if (credited === null)
    return {
      storyId: null,
      role: 'original',
      copyOf: null,
      wire: ownWire,
      follows,
      later: false,
      why,
      reason,
    };
  why.push(`Its text is credited to ${credited}, of whom no such article is known.`);
  return { storyId: null, role: 'copy', copyOf: null, wire: credited, follows, later: false, why, reason };
}

/** The placement of an article whose text, or most of it, is already known. */
function placeText(
  newcomer: Newcomer,
  matches: Match[],
  credited: string | null,
  ownWire: string | null,
): Placement {
  const { source, version } = bestSource(newcomer, matches, credited);
  const { neighbour, why, by, share } = source;
  const reason = (as: 'original' | 'copy' | 'version', because: string | null = null): Reason => ({
    is: 'text',
    as,
    of: refOf(neighbour),
    by,
    share,
    credit: credited,
    because,
  });
  const placed = { storyId: neighbour.storyId, follows: null, later: version };
  const whose = version || credited !== null ? null : whyItsOwn(newcomer, neighbour, matches);
  if (whose !== null) {
    return {
      ...placed,
      role: 'original',
      copyOf: null,
      wire: ownWire,
      why: [`Its text is the one others carry: ${whose}.`],
      reason: reason('original', whose),
    };
  }
  if (version) {
    const wire = neighbour.wire ?? ownWire;
    return {
      ...placed,
      role: 'version',
      copyOf: neighbour.id,
      wire,
      why: [`A version of “${neighbour.title}”: ${why}.`],
      reason: reason('version'),
    };
  }
  const isOriginals = credited === null || sameOutlet(credited, neighbour.outlet);
  const wire = isOriginals ? wireOf(neighbour, credited) : (neighbour.wire ?? credited);
  // What goes out under a wire's credit is the wire's, also what its text did not have before.
  if (credited === null && hasOwnReporting(newcomer, source))
    return {
      ...placed,
      role: 'version',
      copyOf: neighbour.id,
      wire,
      why: [`The text of “${neighbour.title}” (${neighbour.outlet}) with reporting of its own: ${why}.`],
      reason: reason('version'),
    };
  return {
    ...placed,
    role: 'copy',
    copyOf: neighbour.id,
    wire,
    why: [`A copy of “${neighbour.title}” (${neighbour.outlet}): ${why}.`],
    reason: reason('copy'),
  };
}

/** House edits of a wire's text change a fifth of its grams; who goes beyond this share wrote something himself. */
const OWN_SHARE = 0.25;
/** And quotes this many statements that the text taken has not. */
const OWN_STATEMENTS = 2;

function hasOwnReporting(newcomer: Newcomer, { neighbour, taken, by }: Match): boolean {
  if (by !== 'words' || 1 - taken < OWN_SHARE) return false;
  const known = neighbour.statements.map((s) => ({ ...s, id: neighbour.id }));
  return matchStatements(newcomer.statements, known).filter((id) => id === null).length >= OWN_STATEMENTS;
}

/** Why the newcomer's text is its own although it stands in filed articles already; null when it may be theirs. */
function whyItsOwn(newcomer: Newcomer, source: Neighbour, matches: Match[]): string | null {
  const filed = `“${source.title}” (${source.outlet})`;
  if (source.wire !== null && sameOutlet(source.wire, newcomer.outlet))
    return `${filed} credits ${newcomer.outlet}`;
  if (matches.every((match) => match.neighbour.at > newcomer.at)) return 'it was published before them';
  if (source.wire !== null) return null;
  if (newcomer.wire !== null)
    return `it goes out under ${newcomer.outlet}'s own credit, and ${filed} has none`;
  const isNamed = namesOutlet(source.text, newcomer.outlet) && !namesOutlet(newcomer.text, source.outlet);
  return isNamed ? `${filed} names ${newcomer.outlet} in it` : null;
}

/** Whose text a copied article's is: the article's own outlet when the copy credits it, else whom that article credits. */
function wireOf(neighbour: Neighbour, credited: string | null): string {
  return credited === null ? (neighbour.wire ?? neighbour.outlet) : neighbour.outlet;
}
