/** Where the tagger errs in news: surnames taken for verbs ("Mr. Welch said"), nouns after "according to", "think tank". */
import type { Token } from './tokens.ts';

const CAPITAL = /^\p{Lu}/u;
const SAYS = new Set(
  'said says told tells added adds wrote noted asked replied warned argued claimed called tweeted insisted explained'.split(
    ' ',
  ),
);

/** Mends the parts of speech of one batch in place. */
export function repair(batch: Token[]): void {
  batch.forEach((token, i) => {
    const before = batch[i - 1];
    const next = batch[i + 1];
    if (token.pos === 'PUNCT') return;
    const capital = CAPITAL.test(token.text) && token.text !== 'I';
    if (capital && LOOSE.has(token.pos) && !SAYS.has(token.lower)) {
      // "Shane Shook", "Mr. Welch", "owner Oh Se-bin"; at the start of a sentence only right before "said".
      const inside = before !== undefined && before.pos !== 'PUNCT' && before.pos !== 'CCONJ';
      // "The agency's head, Rein Saar, said".
      if (before?.text === ',' && token.pos === 'VERB' && next?.pos === 'PROPN') token.pos = 'PROPN';
      else if (inside && (before.pos === 'PROPN' || next?.pos === 'PROPN')) token.pos = 'PROPN';
      else if (token.pos !== 'ADV' && next && SAYS.has(next.lower)) token.pos = 'PROPN';
    }
    // "said lead author Noor Halabi".
    if (token.lower === 'lead' && token.pos === 'VERB' && SAYS.has(before?.lower ?? '')) token.pos = 'ADJ';
    if (token.lower === 'to' && before?.lower === 'according') token.pos = 'ADP';
    if (token.lower === 'to' && next?.pos === 'VERB' && next.lower.endsWith('ing')) token.pos = 'ADP';
    if (
      token.pos === 'VERB' &&
      token.lower.endsWith('ing') &&
      before?.pos === 'ADJ' &&
      (next?.pos === 'PUNCT' || next?.pos === 'PART')
    )
      token.pos = 'NOUN';
    if (token.pos === 'VERB' && before) {
      const after = before.lower === 'to' && batch[i - 2]?.lower === 'according';
      const owned =
        before.pos === 'DET' ||
        (before.pos === 'PART' && before.lower !== 'to' && before.lower !== 'not') ||
        OWNERS.has(before.lower);
      const compound =
        before.pos === 'ADJ' && next?.pos === 'NOUN' && i > 1 && !/(?:ed|ing)$/u.test(token.lower);
      if (
        after ||
        ((owned || compound) &&
          !/(?:ed|ing|en)$/u.test(token.lower) &&
          !SAYS.has(token.lower) &&
          before.lower !== 'that')
      )
        token.pos = 'NOUN';
    }
  });
}

const LOOSE = new Set(['INTJ', 'VERB', 'AUX', 'ADV', 'ADJ', 'NOUN']);
const OWNERS = new Set('his her their its our my your'.split(' '));
