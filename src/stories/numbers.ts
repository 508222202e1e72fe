/** Numbers of things in a sentence, in digits and words. Dates, ages, prices, scores, ordinals and list numbers are none. Pure. */
import type { Word } from './words.ts';

/** `[from, to)`: its words with what qualifies it; `shown`: "at least 5". */
export type Numeral = {
  from: number;
  to: number;
  value: number;
  shown: string;
  isRough: boolean;
  isMoreThan: boolean;
};

const SMALL = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, i) => [word, i + 1]),
);
const TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, (i + 2) * 10]),
);
const TIMES = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
]);

const QUALIFIERS: [words: string, is: 'least' | 'more' | 'rough'][] = [
  ['at least', 'least'],
  ['more than', 'more'],
  ['over', 'more'],
  ['about', 'rough'],
  ['around', 'rough'],
  ['some', 'rough'],
  ['nearly', 'rough'],
  ['almost', 'rough'],
  ['roughly', 'rough'],
  ['approximately', 'rough'],
];
/** With these before it a number is a part, a bound, an addition, or one that the reader is taken to know. */
const SPOILS =
  /^(?:up|to|many|fewer|less|under|below|another|further|additional|extra|other|the|these|those|first|last|next|of|among|per|every|each|all|both|from|no|nos|page|chapter|article|only|aged|his|her|its|their|our|than)$/;

/** The number whose first word (behind a qualifier) stands at `at`; null when there is none, or none that counts things. */
export function numberAt(text: string, words: Word[], at: number): Numeral | null {
  const first = words[at];
  if (first === undefined || !isApart(text, first)) return null;
  let value = countOf(first);
  if (value === null) return null;
  let to = at + 1;
  for (const next of words.slice(to, to + 1)) {
    const times = TIMES.get(next.word);
    if (times === undefined || !isApart(text, next)) continue;
    value *= times;
    to++;
  }
  if (!Number.isInteger(value)) return null;
  const qualifier = QUALIFIERS.find(([phrase]) => {
    const parts = phrase.split(' ');
    return parts.every((part, i) => words[at - parts.length + i]?.word === part);
  });
  const from = at - (qualifier?.[0].split(' ').length ?? 0);
  // "The death toll rose to five" is read by its own rule, which wants the "to".
  const before = words[from - 1]?.word ?? '';
  const isToll = before === 'to' && words.slice(Math.max(0, from - 9), from).some((w) => w.word === 'toll');
  if (SPOILS.test(before) && !isToll) return null;
  const is = qualifier?.[1];
  const shown = value.toLocaleString('en-US');
  return {
    from,
    to,
    value,
    shown: qualifier === undefined ? shown : `${qualifier[0]} ${shown}`,
    isRough: is === 'rough',
    isMoreThan: is === 'more',
  };
}

/** Nothing but a space behind it and nothing like a currency, a hyphen or a point around it: "$5", "5%", "5-year", "5.", "2-0". */
function isApart(text: string, { start, raw }: Word): boolean {
  const [before, after] = [text.charAt(start - 1), text.charAt(start + raw.length)];
  return (
    (before === '' || /[\s“"‘'(—–]/.test(before)) &&
    (after === '' || /[\s,.;]/.test(after)) &&
    !(/\d$/.test(raw) && after === '.')
  );
}

function countOf({ raw, word }: Word): number | null {
  if (/^(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)$/.test(raw)) return Number(raw.replaceAll(',', ''));
  const [tens, unit, ...rest] = word.split('-');
  if (unit === undefined) return SMALL.get(word) ?? TENS.get(word) ?? null;
  const [ten, one] = [TENS.get(tens ?? ''), SMALL.get(unit)];
  return rest.length > 0 || ten === undefined || one === undefined || one > 9 ? null : ten + one;
}
