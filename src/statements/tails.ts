/** Content first: "…, he said", "“…,” Kim told reporters on Monday", "“…,” said Kim", "Moscow, he added, had …". */

import { skipAdjuncts } from './adjuncts.ts';
import { type Candidate, make, RELATIVE } from './candidate.ts';
import { headNoun, isPersonal, type Run } from './nominal.ts';
import { phraseFrom } from './objects.ts';
import { isBody, isPersonNoun } from './roles.ts';
import type { Item } from './sentences.ts';
import { subjectBefore } from './subjects.ts';
import { timeFrom } from './times.ts';
import { hangsOnNoun, type VerbGroup } from './verbs.ts';

/** Begin a clause or phrase that only sets the scene. */
const SETTING = new Set(
  'as when while after before since if although though because once asked speaking'.split(' '),
);

/** Ways to utter, and to do without a word: "He laughs when I repeat this." */
export const MANNER = new Set(
  'laugh sigh smile joke shout cry snap chuckle whisper mutter shrug grin yell scoff'.split(' '),
);

/** "… , he said", "“…” Kim told reporters on Monday", "“…,” said Kim". */
export function tailOf(items: Item[], group: VerbGroup, groups: VerbGroup[]): Candidate | null {
  if (group.form !== 'finite') return null;
  // "Tull is arguing with a bell": a quarrel, no tag.
  if (group.lemma === 'argue' && items[group.head + 1]?.lower === 'with') return null;
  const subject = subjectBefore(items, group.from);
  const next = items[group.head + 1];
  if (subject && subject.from > 0 && !RELATIVE.has(items[subject.from]?.lower ?? '')) {
    const before = items[subject.from - 1];
    if (before?.lower === 'as') return asTold(items, group, subject);
    const closes =
      before?.text === ',' || before?.quote || /^[–—]$/u.test(before?.text ?? '') || before?.text === '?';
    if (closes) {
      const content = contentBefore(items, subject.from, groups);
      if (content && !(before?.quote && before.quote.ending === '' && content.quoteOnly)) {
        const after = skipAdjuncts(items, group.head + 1, group.lemma);
        // "Ships carried arms, a group said in a report that compares pictures": which report, not what was said.
        const hung =
          items[after]?.lower === 'that' &&
          after > group.head + 1 &&
          content.finite &&
          !content.fronted &&
          ['VERB', 'AUX'].includes(items[after + 1]?.pos ?? '');
        const rest = hung ? [] : restAfter(items, after, content.open);
        const quoted =
          content.quoteOnly &&
          (before?.quote?.ending === ',' || (before?.quote?.words ?? 0) > 4) &&
          items[after]?.lower !== 'that' &&
          !items[after]?.quote;
        const led = (rest ?? [])[0];
        if (content.fronted && (!led || items[led.from]?.quote?.capital)) return null;
        if (items[after]?.text === ':' && !content.quoteOnly) return null;
        const cited = citedAfter(items, group.head + 1);
        if (cited)
          return {
            ...make(group, items, 'tail', cited.source, [content.run]),
            cue: cited.cue,
            carrier: subject,
          };
        if (MANNER.has(group.lemma) && !items.slice(content.run.from, content.run.to).some((x) => x.quote))
          return null;
        if (rest !== null || quoted) {
          return make(group, items, 'tail', subject, [content.run, ...(rest ?? [])]);
        }
      }
    }
  }
  if (!subject && next && group.from > 0) {
    const before = items[group.from - 1];
    if (!(before?.quote || before?.text === ',' || /^[–—]$/u.test(before?.text ?? ''))) return null;
    const source = phraseFrom(items, group.head + 1);
    if (
      !source ||
      (isPersonal(items[source.from]) &&
        !['he', 'she', 'they', 'it', 'i', 'we', 'one'].includes(items[source.from]?.lower ?? ''))
    )
      return null;
    const content = contentBefore(items, group.from, groups);
    if (!content) return null;
    // Without quotation marks only "The talks failed, said Kim": a whole sentence before, no pronoun after.
    if (!before?.quote && (content.fronted || !content.finite || isPersonal(items[source.from]))) return null;
    const after = skipAdjuncts(items, source.to, 'say');
    const rest = restAfter(items, after, content.open) ?? [];
    return make(group, items, 'inverted', source, [content.run, ...rest]);
  }
  return null;
}

/** "As the envoy noted, the talks failed" and "the talks failed, as the envoy noted". */
function asTold(items: Item[], group: VerbGroup, subject: Run): Candidate | null {
  const last = items.length - (/^[.?!]$/u.test(items.at(-1)?.text ?? '') ? 1 : 0);
  const after = skipAdjuncts(items, group.head + 1, 'say');
  const as = subject.from - 1;
  if (after >= last && items[as - 1]?.text === ',')
    return make(group, items, 'tail', subject, [{ from: 0, to: as - 1 }]);
  if (items[after]?.text !== ',' || after + 1 >= last) return null;
  if (as > 1 && items[as - 1]?.text !== ',') return null;
  return make(group, items, 'tail', subject, [{ from: after + 1, to: last }]);
}

/** "Yonhap reported, citing the spy agency": the cited speaks, when it is somebody and no satellite picture. */
export function citedAfter(items: Item[], from: number): { source: Run; cue: Run } | null {
  for (let i = from; i < Math.min(items.length, from + 14); i++) {
    if (items[i]?.quote) return null;
    if (items[i]?.lower !== 'citing') continue;
    const source = phraseFrom(items, i + 1);
    return source && isSomebody(items, source) ? { source, cue: { from: i, to: i + 1 } } : null;
  }
  return null;
}

function isSomebody(items: Item[], run: Run): boolean {
  const head = items[headNoun(items, run)];
  return head !== undefined && (head.pos === 'PROPN' || isBody(head.text) || isPersonNoun(head.text));
}

/** The words before a tail. `open` when they are no sentence yet ("Moscow, he added, had …"). */
type Before = {
  run: Run;
  quoteOnly: boolean;
  /** No sentence yet. */
  open: boolean;
  /** Only "In a statement," or "As a phone rang,": a setting, not words said. */
  fronted: boolean;
  /** Holds a finite verb. */
  finite: boolean;
};

export function contentBefore(items: Item[], end: number, groups: VerbGroup[]): Before | null {
  let to = end;
  while (to > 0 && (items[to - 1]?.text === ',' || /^[–—]$/u.test(items[to - 1]?.text ?? ''))) to--;
  if (to === 0) return null;
  const last = items[to - 1];
  let from = 0;
  if (last?.quote && last.quote.ending !== '') {
    // “A,” “B,” he said: quotations in a row belong together; words before a full quotation do when they lead into it.
    from = to - 1;
    while (from > 0 && items[from - 1]?.quote) from--;
    const lead = items[from - 1];
    const partial = !last.quote.capital || (lead !== undefined && !/^[,:.;–—]$/u.test(lead.text));
    if (from > 0 && partial && lead?.text !== ':' && from === to - 1) from = 0;
  }
  while (
    from < to &&
    (items[from]?.text === ',' || items[from]?.text === ')' || /^[–—.]$/u.test(items[from]?.text ?? ''))
  )
    from++;
  if (from >= to) return null;
  const quoteOnly = items.slice(from, to).every((x) => x.quote);
  const finite =
    groups.some((g) => g.head >= from && g.head < to && g.form !== 'ing' && !hangsOnNoun(items, g)) ||
    items.slice(from, to).some((x) => x.pos === 'AUX');
  const opener = items[from];
  const open =
    !quoteOnly &&
    (!finite ||
      opener?.pos === 'SCONJ' ||
      [
        'if',
        'when',
        'while',
        'although',
        'though',
        'because',
        'as',
        'in',
        'at',
        'on',
        'for',
        'after',
        'before',
      ].includes(opener?.lower ?? ''));
  const main = items.slice(from, to).some((x) => x.text === ',' || x.text === ':');
  const clause = SETTING.has(opener?.lower ?? '');
  const phrase =
    opener?.pos === 'ADP' ||
    opener?.lower.endsWith('ing') === true ||
    timeFrom(items, from) > from ||
    ['earlier', 'later', 'but', 'and'].includes(opener?.lower ?? '');
  const fronted = !last?.quote && ((clause && (!finite || !main)) || (phrase && !finite));
  return { run: { from, to }, quoteOnly, open, fronted, finite };
}

/** What follows the tag: nothing ([]), the other half of a split statement, or null when this is no tag at all. */
export function restAfter(items: Item[], after: number, open: boolean): Run[] | null {
  const next = items[after];
  const last = items.length - (/^[.?!…]+$/u.test(items.at(-1)?.text ?? '') ? 1 : 0);
  if (!next || after >= last) return [];
  if (next.text === '.' || next.text === ';' || next.text === ')') return [];
  if (next.quote) return [{ from: after, to: last }];
  if (next.text === ':') return items[after + 1]?.quote ? [{ from: after + 1, to: last }] : [];
  if (next.text === ',' || /^[–—]$/u.test(next.text)) {
    const then = items[after + 1];
    if (!then) return [];
    if (then.quote || then.lower === 'that') return [{ from: after + 1, to: last }];
    if (then.pos === 'AUX' || (then.pos === 'VERB' && !/(?:ing|ed)$/u.test(then.lower)))
      return [{ from: after + 1, to: last }];
    if (open && then.pos !== 'SCONJ' && then.lower !== 'according' && !then.lower.endsWith('ing'))
      return [{ from: after + 1, to: last }];
    if (['and', 'but', 'or'].includes(then.lower) && items[after + 2]?.quote)
      return [{ from: after + 2, to: last }];
    // "The balance sheet was sound, she said, and Koch “has inherited …”."
    const joined = ['and', 'but'].includes(then.lower) ? quotedClause(items, after + 2, last) : false;
    if (joined) return [{ from: after + 2, to: last }];
    return [];
  }
  if (
    [
      'as',
      'when',
      'while',
      'after',
      'before',
      'because',
      'referring',
      'and',
      'but',
      'about',
      'of',
      'with',
      'during',
      'who',
      'without',
      'citing',
      'adding',
      'according',
      'through',
      'to',
      'using',
      'via',
      'from',
    ].includes(next.lower)
  )
    return [];
  if (next.pos === 'ADP' || next.lower.endsWith('ing')) return [];
  return null;
}

/** A clause with a quoted part and no speech of its own. */
function quotedClause(items: Item[], from: number, last: number): boolean {
  const words = items.slice(from, last);
  const quote = words.findIndex((x) => x.quote);
  if (quote < 1 || words.some((x) => x.text === ',' || x.text === ':')) return false;
  const lead = words.slice(0, quote);
  const goesOn = words[quote]?.quote?.capital === false;
  return (goesOn || lead.some((x) => x.pos === 'AUX')) && !lead.some((x) => x.pos === 'VERB');
}
