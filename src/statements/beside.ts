/** The words of a sentence that belong to the saying and not to what is said: where day, venue and recipient stand. */
import type { Draft } from './drafts.ts';
import type { Run } from './nominal.ts';
import { timeFrom } from './times.ts';

/**
 * From the speaker to the words said, after a tag to the end, and the fronted phrase ("Speaking … on Wednesday, X said"):
 * runs of items, none of the words said.
 */
export function besideCue(draft: Draft): Run[] {
  const { items } = draft.sentence;
  const cue = items.findIndex((x) => draft.cue !== null && x.start >= draft.cue.start);
  const cueEnd = items.findIndex((x) => draft.cue !== null && x.start >= draft.cue.end);
  if (cue < 0) return [];
  const source =
    draft.source && draft.source.sentence === draft.sentence ? draft.source.run : { from: cue, to: cue };
  const after = Math.max(cueEnd < 0 ? items.length : cueEnd, source.from > cue ? source.to : 0);
  const next = items.findIndex(
    (x, i) =>
      i >= after &&
      (draft.pieces.some((p) => p.start === x.start) || (x.text === ',' && i > after) || x.quote !== null),
  );
  const described = items.slice(source.from, source.to).some((x) => x.lower === 'who' || x.lower === 'which');
  // "according to Berg, who put last year's trade at …": what the clause about him dates is not the saying.
  const within = described && source.from > cue && items[after]?.text !== ',';
  const runs: Run[] = within ? [] : [{ from: after, to: next < 0 ? items.length : next }];
  // "a captain who called in 2021 told": the year is in the clause about him. "said X, adding": X has its own days.
  const between = items.slice(Math.min(source.to, cue), cue);
  if (
    !described &&
    !between.some((x) => x.pos === 'VERB' || (x.pos === 'AUX' && x.end < (draft.cue?.start ?? 0)))
  ) {
    runs.unshift({ from: Math.min(source.to, cue), to: cue });
  }
  const start = Math.min(source.from, cue);
  const first = items[0];
  const fronted =
    first !== undefined &&
    (first.pos === 'ADP' || first.lower.endsWith('ing') || timeFrom(items, 0) > 0) &&
    !AFTERS.has(first.lower);
  const said = draft.pieces.some((p) => p.start < (items[start]?.start ?? 0));
  // "On the street where the January missile fell, X said": only up to a clause of its own.
  const clause = items.findIndex(
    (x, i) => i < start && ['where', 'who', 'which', 'when', 'that'].includes(x.lower),
  );
  if (fronted && !said && start > 0) runs.push({ from: 0, to: clause > 0 ? clause : start });
  return runs.flatMap((run) => outside(run, draft));
}
const AFTERS = new Set('after before since until following when while'.split(' '));

/** The parts of a run that stand outside the words said. */
function outside(run: Run, draft: Draft): Run[] {
  const { items } = draft.sentence;
  const parts: Run[] = [];
  for (let i = run.from; i < run.to; i++) {
    const item = items[i];
    if (!item || draft.pieces.some((p) => item.start >= p.start && item.end <= p.end)) continue;
    const last = parts.at(-1);
    if (last && last.to === i) last.to = i + 1;
    else parts.push({ from: i, to: i + 1 });
  }
  return parts;
}
