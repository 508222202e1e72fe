/**
 * A source that hangs on a preposition is the end of a longer phrase: not "the streets" chant but "protesters marching
 * through the streets", not "a Norland paper" says but "a report in a Norland paper".
 */
import type { Mention } from './drafts.ts';
import { isNominal, isPersonal } from './nominal.ts';
import { phraseStart } from './phrases.ts';
import { isDocument } from './roles.ts';
import type { Item } from './sentences.ts';
import { isTimeWord } from './times.ts';

/** After "as", "after" or "with" a clause of its own may begin ("after Campbell said"): those govern nothing here. */
const GOVERNS = new Set('of in at near through across around outside inside along into onto'.split(' '));

/** The whole phrase that `source` ends, or `source` itself. Only for one that stands before its cue. */
export function governed(source: Mention): Mention {
  const { items } = source.sentence;
  let from = source.run.from;
  for (let turns = 0; turns < 3; turns++) {
    const wider = headBefore(items, from);
    if (wider === null) break;
    from = wider;
  }
  return from === source.run.from ? source : { ...source, run: { from, to: source.run.to } };
}

function headBefore(items: Item[], from: number): number | null {
  const preposition = items[from - 1];
  if (
    preposition?.text === ',' &&
    /^\d{1,3}$/u.test(items[from]?.text ?? '') &&
    items[from + 1]?.text === ','
  )
    return namedBefore(items, from - 2);
  if (preposition?.lower === 'by') return documentBefore(items, from - 2);
  if (!preposition || !GOVERNS.has(preposition.lower) || preposition.quote) return null;
  const k = preposition.lower === 'of' && items[from - 2]?.lower === 'out' ? from - 3 : from - 2;
  const head = items[k];
  // "In a speech Campbell said": what opens the sentence has no head.
  if (!head || isTimeWord(head)) return null;
  if (
    isNominal(head) ||
    isPersonal(head) ||
    head.pos === 'NUM' ||
    head.pos === 'PRON' ||
    head.pos === 'SYM'
  ) {
    const start = phraseStart(items, k);
    return start <= k ? start : null;
  }
  if (head.pos === 'VERB' && /(?:ed|ing)$/u.test(head.lower) && isNominal(items[k - 1])) {
    const start = phraseStart(items, k - 1);
    return start < k ? start : null;
  }
  return whoseHead(items, k);
}

/** "Petr Novak, 58, who lives outside the town,": an age hangs on a name. */
function namedBefore(items: Item[], k: number): number | null {
  if (items[k]?.pos !== 'PROPN') return null;
  const start = phraseStart(items, k);
  return start <= k ? start : null;
}

/** "a report released on Monday by the Institute": so many words may stand between the document and "by". */
const RELEASED = 5;

function documentBefore(items: Item[], k: number): number | null {
  for (let j = k; j >= 0 && j > k - RELEASED; j--) {
    const item = items[j];
    if (!item || item.quote || item.pos === 'PUNCT' || item.pos === 'AUX') return null;
    if (!isDocument(item.text)) continue;
    const start = phraseStart(items, j);
    return start <= j ? start : null;
  }
  return null;
}

/** "a maker whose logo was visible in the pictures": the phrase before the relative clause that ends here. */
function whoseHead(items: Item[], k: number): number | null {
  for (let j = k; j > k - 12 && j > 0; j--) {
    const item = items[j];
    if (!item || item.quote || item.text === ',' || item.text === ';') return null;
    if (!/^(?:who|whose|which)$/u.test(item.lower)) continue;
    const start = phraseStart(items, j - 1);
    return start < j ? start : null;
  }
  return null;
}
