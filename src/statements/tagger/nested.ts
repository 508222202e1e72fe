/** Words relayed: "Kim, in the call, said that Y, the ministry said" is Kim's saying with the ministry as its carrier. */
import type { Draft, Offsets } from '../drafts.ts';
import { sourceOffsets } from './sight.ts';

/** Pronouns that stand for words before them: "missiles, which he said had failed". */
const RELATIVE = /^(?:which|who|whom|that)$/iu;

/**
 * Drafts without remnants: a stretch that holds nothing but who speaks in another statement is no statement of the one who
 * relays it, and a lone relative pronoun is no piece. Nothing is added to what anybody said. In the given order.
 */
export function unnested<T extends { draft: Draft }>(made: T[], text: string): T[] {
  const kept = new Set(made);
  made.forEach((outer, i) => {
    const inner = [made[i - 1], made[i + 1]].find((other) => other && relays(outer.draft, other.draft));
    if (!inner) return;
    kept.delete(outer);
    inner.draft.carrier ??= outer.draft.source;
  });
  for (const { draft } of kept) {
    const words = draft.pieces.filter((p) => !RELATIVE.test(text.slice(p.start, p.end)));
    if (words.length > 0) draft.pieces = words;
  }
  return made.filter((m) => kept.has(m));
}

/** `outer` has one piece, which ends with the speaker of `inner`, whose words follow and stand before the cue of `outer`. */
function relays(outer: Draft, inner: Draft): boolean {
  const [piece, second] = outer.pieces;
  const source = sourceOffsets(inner);
  const relayer = sourceOffsets(outer);
  const last = inner.pieces.at(-1);
  if (!piece || second || !source || !relayer || !last || !outer.cue || !inner.cue) return false;
  const holds = (o: Offsets) => o.start >= piece.start && o.end <= piece.end;
  return (
    outer.paragraph === inner.paragraph &&
    holds(source) &&
    inner.cue.start >= piece.end &&
    inner.cue.start - piece.end <= 2 &&
    (inner.pieces[0]?.start ?? 0) > piece.end &&
    // Its own tag stands behind the words relayed, though the nearest cue may be taken for its cue.
    (relayer.start >= last.end || outer.cue.start >= last.end)
  );
}
