/** The kept reasons of an article as sentences: why it is in its story, and what was new in it. Pure. */
import type { Kept } from '../store/rows.ts';
import type { Ref } from '../stories/reason.ts';
import { words } from '../words.ts';

const told = words.explain;
const called = ({ title, outlet }: Ref): string => told.article(title, outlet);

/** Why it was placed where it is. */
export function placedShown(reason: NonNullable<Kept['placed']>): string[] {
  switch (reason.is) {
    case 'text': {
      const how = {
        words: told.byWords(Math.round((reason.share ?? 0) * 100)),
        address: told.byAddress,
        link: told.byLink,
      }[reason.by];
      const of = called(reason.of);
      if (reason.as === 'copy') return [told.copy(of, how, reason.credit)];
      if (reason.as === 'version') return [told.version(of, how)];
      return [told.original(of, how, reason.because)];
    }
    case 'event': {
      const { names, numbers, words: others, quotations } = reason.shared;
      const shared = [
        quotations > 0 ? told.sharedQuotations(quotations) : null,
        names.length > 0 ? told.sharedNames(names) : null,
        numbers.length > 0 ? told.sharedNumbers(numbers) : null,
        others.length > 0 ? told.sharedWords(others) : null,
      ].filter((s) => s !== null);
      return [told.event(called(reason.of), shared.length > 0 ? shared : [told.sharedNothing])];
    }
    case 'answer':
      return [told.answer(called(reason.of))];
    case 'new':
      return [
        told.fresh,
        ...(reason.credit === null ? [] : [told.credited(reason.credit)]),
        ...(reason.follows === null ? [] : [told.follows(called(reason.follows))]),
      ];
  }
}

/** What was new in one version; `first`: it opened its story. */
export function newsShown(kept: Kept, first: boolean): string {
  const { statements, known, speakers, changes } = kept.news;
  if (first && statements > 0) return told.firstOf(statements);
  const changed = changes.map((c) =>
    c.is === 'act'
      ? `“${c.act}”`
      : (c.is === 'number' ? words.changedNumber : words.changedPlace)(c.now, c.thing, c.before),
  );
  return told.news(statements, known, speakers, changed);
}
