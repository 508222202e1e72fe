/** Invented articles: nobody in them exists, and nobody said any of it. */
import type { Annotated } from '../../src/training/gold.ts';

const SPEAKERS = [
  'Mara Ilves',
  'Tomas Brandt',
  'Ruth Okafor',
  'Lena Varga',
  'Piet Dekker',
  'Ana Sorel',
  'Otto Lindqvist',
  'Nora Haddad',
];
const CLAIMS = [
  'the harbour would reopen before the autumn storms',
  'the bridge had been inspected twice last year',
  'nobody was told about the missing crates',
  'the council will vote on the levy again',
  'prices had fallen faster than anyone expected',
];

/** A handful of annotated articles with direct, indirect and tail-first statements, each with its spans. */
export function inventedArticles(count: number): Annotated[] {
  return Array.from({ length: count }, (_, n) => {
    let text = '';
    const attributions: Annotated['attributions'] = [];
    const span = (from: number, words: string) => ({ start: from, end: from + words.length });
    for (let p = 0; p < 4; p++) {
      const speaker = SPEAKERS[(n + p) % SPEAKERS.length] ?? '';
      const claim = CLAIMS[(n * 3 + p) % CLAIMS.length] ?? '';
      const at = text.length;
      if (p % 3 === 0) {
        text += `${speaker} said ${claim}. The weather stayed cold.\n\n`;
        const content = at + speaker.length + 6;
        attributions.push({
          source: span(at, speaker),
          cue: span(at + speaker.length + 1, 'said'),
          content: span(content, claim),
          statement: true,
        });
      } else if (p % 3 === 1) {
        const quoted = `“Well, ${claim},”`;
        text += `${quoted} ${speaker} said on Monday.\n\n`;
        attributions.push({
          source: span(at + quoted.length + 1, speaker),
          cue: span(at + quoted.length + speaker.length + 2, 'said'),
          content: span(at, quoted),
          statement: true,
        });
      } else text += `The ferry left the quay at noon with forty people and a dog on board.\n\n`;
    }
    return { doc_id: `invented-${n}`, split: 'train', text, attributions };
  });
}
