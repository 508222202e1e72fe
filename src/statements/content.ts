/** Where the words said begin after a cue, and where they end. */
import type { Frame } from './candidate.ts';
import { isNominal } from './nominal.ts';
import type { Item } from './sentences.ts';
import { subjectBefore } from './subjects.ts';
import { timeFrom } from './times.ts';
import type { VerbGroup } from './verbs.ts';

export type Stops = {
  groups: VerbGroup[];
  /** Items at which a content-first tag begins: no content of another cue runs over one. */
  tails: number[];
  attributes: (verb: string, frame: Frame, form: VerbGroup['form']) => boolean;
};

/** End (exclusive) of the words said that begin at `from`. */
export function contentEnd(items: Item[], from: number, stops: Stops, relative: boolean): number {
  const last = items.length - (/^[.?!…]+$/u.test(items.at(-1)?.text ?? '') ? 1 : 0);
  const first = items[from];
  let end = last;
  if (first?.quote && first.quote.ending !== '' && first.quote.capital) {
    end = Math.min(end, wholeQuoteEnd(items, from));
  }
  for (const tail of stops.tails) {
    if (tail > from && tail < end) end = tail;
  }
  for (let i = from + 1; i < end; i++) {
    if (items[i]?.text === ';' && !relative) {
      // After a semicolon the same speaker goes on, unless another verb of speech takes over.
      if (
        stops.groups.some(
          (g) =>
            g.head > i &&
            g.form === 'finite' &&
            subjectBefore(items, g.from)?.from === i + 1 &&
            stops.attributes(g.lemma, 'that', g.form),
        )
      )
        end = i;
    }
    if (startsOther(items, i, stops)) end = Math.min(end, i);
    if (
      relative &&
      items[i]?.text === ',' &&
      i > from + 2 &&
      (['who', 'which', 'and', 'but', 'while'].includes(items[i + 1]?.lower ?? '') ||
        items[i + 1]?.pos === 'AUX' ||
        (items[i + 1]?.pos === 'VERB' && !items[i + 1]?.lower.endsWith('ing')))
    )
      end = Math.min(end, i);
  }
  end = withoutSetting(items, from, end);
  while (
    end > from &&
    /^(?:[,;:–—]|and|but|while|as|which|that|who)$/u.test(items[end - 1]?.lower ?? '') &&
    !items[end - 1]?.quote
  )
    end--;
  return end;
}

/** “A” and “B”, “A,” “B”: full quotations in a row are one. */
function wholeQuoteEnd(items: Item[], from: number): number {
  let end = from + 1;
  for (;;) {
    if (items[end]?.quote) end++;
    else if (['and', 'but', 'or'].includes(items[end]?.lower ?? '') && items[end + 1]?.quote) end += 2;
    else return end;
  }
}

/** Does another attribution begin at `i`: ", adding that", " and said", ", which he called", ", while Kim said"? */
function startsOther(items: Item[], i: number, stops: Stops): boolean {
  const item = items[i];
  if (!item) return false;
  const comma =
    item.text === ',' || /^[–—]$/u.test(item.text) || (item.quote !== null && item.quote.ending === ',');
  const joint = ['and', 'but', 'while', 'though', 'although'].includes(item.lower);
  if (!comma && !joint) return false;
  const group = stops.groups.find((g) => g.from > i && g.head > i);
  if (!group) return false;
  const between = items.slice(i + 1, group.from);
  const adverbsOnly = between.every((x) => x.pos === 'ADV' || ['and', 'but', 'then'].includes(x.lower));
  if ((comma || joint) && group.form === 'ing' && adverbsOnly) return speaks(items, group, stops);
  if (group.form !== 'finite') return false;
  if (joint && adverbsOnly) return speaks(items, group, stops) && SPEECH.has(group.lemma);
  const subject = subjectBefore(items, group.from);
  if (!subject || subject.from <= i) return false;
  const lead = items.slice(i + 1, subject.from);
  if (lead.some((x) => x.lower === 'which') && resumes(items, group.head + 1)) return false;
  const led = lead.every(
    (x) =>
      ['and', 'but', 'while', 'though', 'although', 'which', 'that', 'who', 'as', 'or'].includes(x.lower) ||
      x.pos === 'ADV',
  );
  return led && SPEECH.has(group.lemma) && (comma || joint) && !isNominal(items[group.head + 1]);
}

/** Verbs strong enough to end another's words when they are only coordinated with them. */
const SPEECH = new Set(
  'say tell add call describe declare deny decline insist note argue warn urge claim announce promise vow stress acknowledge suggest'.split(
    ' ',
  ),
);

function speaks(items: Item[], group: VerbGroup, stops: Stops): boolean {
  const next = items[group.head + 1];
  if (next?.lower === 'that' || next?.lower === 'whether')
    return stops.attributes(group.lemma, 'that', group.form);
  if (next?.quote) return stops.attributes(group.lemma, 'quote', group.form);
  if (next?.lower === 'to' && next.pos === 'PART')
    return stops.attributes(group.lemma, 'infinitive', group.form);
  if (next && /^(?:for|of|on|about|against|out|to)$/u.test(next.lower))
    return stops.attributes(`${group.lemma} ${next.lower}`, 'preposition', group.form);
  return (
    stops.attributes(group.lemma, 'clause', group.form) || stops.attributes(group.lemma, 'object', group.form)
  );
}

const OCCASIONS = new Set(
  'statement interview remarks comments tweet post speech briefing conference letter email message call telegram address video testimony'.split(
    ' ',
  ),
);

/** Without what the reporter adds at the end: ", a day after the leaders met", " in remarks carried by state media". */
function withoutSetting(items: Item[], from: number, end: number): number {
  for (let i = from + 2; i < end; i++) {
    const item = items[i];
    if (item?.quote) continue;
    if (item?.text === ',') {
      const time = timeFrom(items, i + 1);
      if (time > i + 1 && ['after', 'before'].includes(items[time - 1]?.lower ?? '')) return i;
      if (['after', 'amid'].includes(items[i + 1]?.lower ?? '')) return i;
      continue;
    }
    if (item?.lower !== 'in' && item?.lower !== 'during' && item?.lower !== 'at') continue;
    let at = i + 1;
    while (
      at < i + 5 &&
      ['DET', 'ADJ', 'NOUN', 'PROPN', 'NUM'].includes(items[at]?.pos ?? '') &&
      !OCCASIONS.has(items[at]?.lower ?? '')
    )
      at++;
    const head = items[at];
    if (!head || !OCCASIONS.has(head.lower)) continue;
    const next = items[at + 1];
    const closes =
      at + 1 >= end ||
      next?.text === ',' ||
      timeFrom(items, at + 1) > at + 1 ||
      (next?.pos === 'VERB' && /ed$/u.test(next.lower));
    const later = items.slice(at + 1, end).some((x) => x.pos === 'AUX' || x.text === ',');
    if (closes && !later) return i;
  }
  return end;
}

/** "the cargo, which he said was military, moved by ship": after the insertion the clause before it goes on. */
export function resumes(items: Item[], from: number): boolean {
  for (let i = from; i < Math.min(items.length, from + 16); i++) {
    if (items[i]?.text !== ',') continue;
    const next = items[i + 1];
    return next?.pos === 'AUX' || (next?.pos === 'VERB' && !next.lower.endsWith('ing'));
  }
  return false;
}
