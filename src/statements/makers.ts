/**
 * Behind a thing that "says" something stands somebody: the body that made a report, the person through whom a ministry spoke.
 */
import { describe } from './describe.ts';
import type { Mention } from './drafts.ts';
import { headNoun, type Run } from './nominal.ts';
import { phraseFrom } from './objects.ts';
import { isDocument } from './roles.ts';
import type { Item } from './sentences.ts';

/** How many words may stand between a document and "by" ("released late on Tuesday by"). */
const REACH = 6;

/** "a report released on Tuesday by the Harbour Institute": the run of its maker, when that is a body with a name. */
export function makerOf({ sentence, run }: Mention, text: string): Run | null {
  const { items } = sentence;
  const head = headNoun(items, run);
  if (!isDocument(items[head]?.text ?? '')) return null;
  for (let i = head + 1; i <= head + REACH; i++) {
    const item = items[i];
    if (!item || item.quote || item.pos === 'PUNCT' || item.pos === 'AUX') return null;
    if (item.lower !== 'by') continue;
    const maker = phraseFrom(items, i + 1);
    if (!maker) return null;
    const name = withoutApposition(items, maker);
    const d = describe(items, name, text);
    return d.kind === 'body' && /^\p{Lu}/u.test(d.name) ? name : null;
  }
  return null;
}

function withoutApposition(items: Item[], run: Run): Run {
  const comma = items.findIndex((x, i) => i > run.from && i < run.to && x.text === ',');
  return comma < 0 ? run : { from: run.from, to: comma };
}

/** "the ministry, which said through its spokeswoman Ana Roe that …": the run of her who spoke. */
export function mouthpieceOf({ sentence, run }: Mention, text: string): Run | null {
  const { items } = sentence;
  for (let i = run.to; i <= run.to + 3; i++) {
    const item = items[i];
    if (!item || item.quote || item.text === ',') return null;
    if (item.lower !== 'through' && item.lower !== 'via') continue;
    const phrase = phraseFrom(items, i + 1);
    const d = phrase ? describe(items, phrase, text) : null;
    return phrase && d?.kind === 'name' && /^\p{Ll}.*\bspokes(?:man|woman|person)\b/u.test(d.role ?? '')
      ? phrase
      : null;
  }
  return null;
}
