/** Day, venue and recipient between the verb and the words said: "told reporters in Seoul on Monday | that …". */
import { isPersonal } from './nominal.ts';
import { simplePhrase } from './objects.ts';
import type { Item } from './sentences.ts';
import { timeFrom } from './times.ts';

const RECIPIENT = new Set(
  'tell inform assure remind notify warn advise ask show promise convince persuade'.split(' '),
);

const QUESTION = new Set('whether if how why what when where who'.split(' '));

const PLACES = new Set(
  'in at on during through via to by from with after before over upon following under within near as'.split(
    ' ',
  ),
);

const STEP = 8;

/** Past recipient, day, venue: the first item that is none ("told reporters in Seoul on Monday | that …"). `i` itself when nothing is skipped. */
export function skipAdjuncts(items: Item[], i: number, lemma: string): number {
  let at = i;
  if (RECIPIENT.has(lemma)) at = pastRecipient(items, at, lemma);
  for (let steps = 0; steps < STEP; steps++) {
    const item = items[at];
    if (!item) return at;
    const time = timeFrom(items, at);
    if (time > at) {
      at = time;
      continue;
    }
    if (
      item.pos === 'ADV' &&
      !['how', 'why', 'when', 'where', 'here', 'there', 'no', 'not'].includes(item.lower)
    ) {
      at++;
      continue;
    }
    if (['again', 'also', 'later', 'simply', 'earlier', 'bluntly', 'separately'].includes(item.lower)) {
      at++;
      continue;
    }
    if (
      PLACES.has(item.lower) &&
      item.pos !== 'PART' &&
      !(item.lower === 'as' && items[at + 1]?.pos !== 'DET')
    ) {
      const end = adpositionEnd(items, at);
      if (end <= at) return at;
      at = end;
      continue;
    }
    if (item.text === ',') {
      const end = insertionEnd(items, at);
      if (end > at) {
        at = end;
        continue;
      }
    }
    if (item.text === '(') {
      const close = items.findIndex((x, j) => j > at && j < at + 12 && x.text === ')');
      if (close > 0) {
        at = close + 1;
        continue;
      }
    }
    return at;
  }
  return at;
}

/** "told | the council before the vote": the person spoken to. A pronoun or noun phrase, not the start of a clause. */
function pastRecipient(items: Item[], i: number, lemma: string): number {
  const first = items[i];
  if (!first) return i;
  const object = ['me', 'him', 'her', 'them', 'us', 'you', 'it'].includes(first.lower);
  const asks = ['ask', 'advise', 'show'].includes(lemma) && QUESTION.has(items[i + 1]?.lower ?? '');
  if (object)
    return asks || lemma === 'tell' || items[i + 1]?.lower === 'that' || items[i + 1]?.quote ? i + 1 : i;
  if (isPersonal(first)) return i;
  let end = simplePhrase(items, i);
  while (items[end]?.lower === 'and' && simplePhrase(items, end + 1) > end + 1)
    end = simplePhrase(items, end + 1);
  if (end === i) return i;
  if (
    lemma === 'tell' ||
    items[end]?.lower === 'that' ||
    items[end]?.quote ||
    (items[end]?.text === ',' && items[end + 1]?.quote)
  )
    return end;
  return i;
}

function adpositionEnd(items: Item[], at: number): number {
  const next = items[at + 1];
  if (!next) return at;
  if (next.pos === 'VERB' && next.lower.endsWith('ing')) {
    let end = at + 2;
    while (
      end < items.length &&
      end < at + 14 &&
      !/^[,.:]$/u.test(items[end]?.text ?? '') &&
      !items[end]?.quote &&
      items[end]?.lower !== 'that'
    )
      end++;
    return end;
  }
  const end = simplePhrase(items, at + 1);
  if (end === at + 1) return at;
  // "said in Seoul there …", "said after Kim left": a clause, no venue.
  const after = items[end];
  if (
    ['after', 'before', 'as'].includes(items[at]?.lower ?? '') &&
    (after?.pos === 'VERB' || after?.pos === 'AUX')
  ) {
    let stop = end;
    while (
      stop < items.length &&
      stop < at + 20 &&
      !/^[,.:;]$/u.test(items[stop]?.text ?? '') &&
      !items[stop]?.quote &&
      items[stop]?.lower !== 'that'
    )
      stop++;
    return stop;
  }
  return end;
}

/** "said, in a statement, that" / "said, speaking on background, that": from one comma past the next, when that/quotation/end follows. */
function insertionEnd(items: Item[], comma: number): number {
  const first = items[comma + 1];
  if (
    !first ||
    !(
      first.pos === 'ADP' ||
      first.pos === 'SCONJ' ||
      (first.pos === 'VERB' && first.lower.endsWith('ing')) ||
      (first.pos === 'VERB' && items[comma + 2]?.lower === 'by')
    )
  )
    return comma;
  for (let i = comma + 2; i < items.length && i < comma + 16; i++) {
    if (items[i]?.quote) return comma;
    if (items[i]?.text !== ',') continue;
    return items[i + 1]?.lower === 'that' || items[i + 1]?.quote ? i + 1 : comma;
  }
  return comma;
}
