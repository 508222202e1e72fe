/**
 * Sentences → drafts: attributions with spans in the text, not yet resolved to people. Overlaps are settled here, and
 * "…, the ministry said" over somebody else's statement becomes its carrier.
 */
import type { Candidate, Frame } from './candidate.ts';
import { candidatesIn } from './frames.ts';
import { attributes } from './lexicon.ts';
import type { Run } from './nominal.ts';
import type { Item, Sentence } from './sentences.ts';

export type Offsets = { start: number; end: number };
/** Where a source stands: the sentence it is read from and its run of items. */
export type Mention = { sentence: Sentence; run: Run };

export type Draft = {
  paragraph: number;
  sentence: Sentence;
  frame: Frame | 'continued' | 'label';
  verb: string;
  negated: boolean;
  source: Mention | null;
  cue: Offsets | null;
  carrier: Mention | null;
  pieces: Offsets[];
};

/** The drafts of one sentence, in order of their first piece. */
export function draftsOf(sentence: Sentence, paragraph: number): Draft[] {
  const found = candidatesIn(sentence.items, attributes);
  return settle(sentence.items, found)
    .map(({ candidate, carrier }) => draft(sentence, paragraph, candidate, carrier))
    .filter((d) => d.pieces.length > 0);
}

type Settled = { candidate: Candidate; carrier: Run | null };

function settle(items: Item[], found: Candidate[]): Settled[] {
  const kept: Settled[] = [];
  const inner = found.filter(
    (c) => !isTail(c) && c.form === 'finite' && c.frame !== 'relative' && !relayedTense(items, c),
  );
  const dropped = new Set<Candidate>();
  const carriers = new Map<Candidate, Run | null>();
  for (const tail of found) {
    if (!isTail(tail) || tail.contents.length !== 1) continue;
    const content = tail.contents[0];
    if (!content || items.slice(content.from, content.to).every((x) => x.quote)) continue;
    // "X, in the phone call, said that Y, the ministry said": X's words, relayed.
    const own = inner.find(
      (c) =>
        c.source &&
        c.source.from >= content.from &&
        c.cue.to <= content.to &&
        c.source.from <= content.from + 12 &&
        opens(items, content.from, c.source.from),
    );
    if (!own) continue;
    carriers.set(own, tail.source);
    dropped.add(tail);
  }
  const taken: Run[] = [];
  for (const candidate of [...found].sort(
    (a, b) => Number(isTail(b)) - Number(isTail(a)) || a.cue.from - b.cue.from,
  )) {
    if (dropped.has(candidate)) continue;
    // A cue inside words already given to another speaker is that speaker's telling.
    if (taken.some((r) => candidate.cue.from >= r.from && candidate.cue.to <= r.to)) continue;
    const contents = candidate.contents.flatMap((r) => cutOut(r, [...taken, candidate.cue]));
    if (contents.length === 0) continue;
    taken.push(...contents);
    kept.push({
      candidate: { ...candidate, contents },
      carrier: carriers.get(candidate) ?? candidate.carrier,
    });
  }
  return kept.sort((a, b) => (a.candidate.contents[0]?.from ?? 0) - (b.candidate.contents[0]?.from ?? 0));
}

/** "The U.S. had reported nine, Ryder said": told by Ryder. Only the plain past is the speaker's own ("X said that Y, the ministry said"). */
function relayedTense(items: Item[], c: Candidate): boolean {
  return items.slice(c.cue.from, c.cue.to).some((x) => x.pos === 'AUX');
}

const isTail = (c: Candidate): boolean => c.frame === 'tail' || c.frame === 'inverted';

/** Nothing but a fronted phrase stands between the start of the content and the inner speaker. */
function opens(items: Item[], from: number, source: number): boolean {
  return (
    source === from || items.slice(from, source).every((x) => x.pos !== 'VERB' && x.pos !== 'AUX' && !x.quote)
  );
}

function cutOut(run: Run, taken: Run[]): Run[] {
  let parts = [run];
  for (const t of taken) {
    parts = parts.flatMap((p) => {
      if (t.to <= p.from || t.from >= p.to) return [p];
      const left = { from: p.from, to: t.from };
      const right = { from: t.to, to: p.to };
      return [left, right].filter((x) => x.to > x.from);
    });
  }
  // What is left of content that another statement took is a remnant, not words said.
  return parts.length === 1 ? parts : parts.slice(0, 1);
}

function draft(sentence: Sentence, paragraph: number, c: Candidate, carrier: Run | null): Draft {
  const { items } = sentence;
  return {
    paragraph,
    sentence,
    frame: c.frame,
    verb: c.verb,
    negated: c.negated,
    source: c.source ? { sentence, run: c.source } : null,
    cue: offsetsOf(items, c.cue),
    carrier: carrier ? { sentence, run: carrier } : null,
    pieces: c.contents.flatMap((r) => offsetsOf(items, trimmed(items, r)) ?? []),
  };
}

/** Without the commas and dashes at its ends. */
export function trimmed(items: Item[], run: Run): Run {
  let { from, to } = run;
  while (from < to && /^(?:[,.;:)]|[–—-]+)$/u.test(items[from]?.text ?? '')) from++;
  while (
    to > from &&
    /^(?:[,.;:(]|[–—-]+|[?!])$/u.test(items[to - 1]?.text ?? '') &&
    items[to - 1]?.text !== '?' &&
    items[to - 1]?.text !== '!'
  )
    to--;
  return { from, to };
}

export function offsetsOf(items: Item[], run: Run): Offsets | null {
  const first = items[run.from];
  const last = items[run.to - 1];
  return first && last && run.to > run.from ? { start: first.start, end: last.end } : null;
}
