/**
 * Where quotation marks open and close, paragraph by paragraph. Straight, curly, guillemets, doubled apostrophes (''…'')
 * and single marks as British papers set them. A missing closing mark ends with its paragraph.
 */

/** A stretch in quotation marks: [start, end) with the marks, [innerStart, innerEnd) without them. */
export type Quoted = {
  start: number;
  end: number;
  innerStart: number;
  innerEnd: number;
  /** False when the paragraph ended before a closing mark came. */
  closed: boolean;
};

const OPENING = '“"„«';
const BEFORE_SINGLE = ' \t\u00a0\n([{—–-:“"/';
/** Words that begin with an apostrophe and open nothing: ’90s, ’em, ’til, ’cause, ’tis, ’n’. */
const APOSTROPHE_WORD = /^['‘’](?:\d0s|em\b|til\b|cause\b|n['’]|tis\b|twas\b)/iu;
const LETTER = /[\p{L}\p{N}]/u;
const AFTER_SINGLE = /[\p{L}\p{N}[…$£€]/u;
/** How far a single-quoted stretch may reach; a stray apostrophe must not swallow a page, nor make the search quadratic. */
const SINGLE_REACH = 2000;

/** Every quoted stretch of `text[from, to)` (one paragraph), in order, never overlapping; nested marks stay inside the outer one. */
export function quotedIn(text: string, from: number, to: number): Quoted[] {
  const found: Quoted[] = [];
  let i = from;
  let noSingleBefore = from;
  while (i < to) {
    const mark = text[i] ?? '';
    const doubled = text.startsWith("''", i) || text.startsWith('``', i);
    if (OPENING.includes(mark) || doubled) {
      const width = doubled ? 2 : 1;
      const end = closingDouble(text, i + width, to);
      found.push(
        end
          ? { start: i, end: end.after, innerStart: i + width, innerEnd: end.at, closed: true }
          : { start: i, end: to, innerStart: i + width, innerEnd: to, closed: false },
      );
      i = end ? end.after : to;
      continue;
    }
    if ((mark === '‘' || mark === "'") && i >= noSingleBefore && opensSingle(text, i, from, to)) {
      const end = closingSingle(text, i + 1, to);
      if (end > i + 2) {
        found.push({ start: i, end: end + 1, innerStart: i + 1, innerEnd: end, closed: true });
        i = end + 1;
        continue;
      }
      // Nothing closes it within reach: the next 50 marks need not look again over the same ground.
      if (end === -1) noSingleBefore = i + 50;
    }
    i++;
  }
  return found;
}

function closingDouble(text: string, from: number, to: number): { at: number; after: number } | null {
  for (let i = from; i < to; i++) {
    const mark = text[i] ?? '';
    if (mark === '”' || mark === '"' || mark === '»') return { at: i, after: i + 1 };
    // The wrong glyph: “It's unusual,“ said Noble.
    if (mark === '“' && ',.?!'.includes(text[i - 1] ?? ' ') && /\s/u.test(text[i + 1] ?? ' '))
      return { at: i, after: i + 1 };
    if (text.startsWith("''", i)) return { at: i, after: i + 2 };
  }
  return null;
}

function opensSingle(text: string, i: number, from: number, to: number): boolean {
  const before = i === from ? ' ' : (text[i - 1] ?? ' ');
  if (!BEFORE_SINGLE.includes(before)) return false;
  if (i + 1 >= to || !AFTER_SINGLE.test(text[i + 1] ?? '')) return false;
  return !APOSTROPHE_WORD.test(text.slice(i, i + 8));
}

/** The closing single mark: not followed by a letter. After a plural's apostrophe ("the allies’ view") a later mark after punctuation wins. */
function closingSingle(text: string, from: number, to: number): number {
  const stop = Math.min(to, from + SINGLE_REACH);
  let first = -1;
  for (let j = from; j < stop; j++) {
    const mark = text[j] ?? '';
    if (text.startsWith("''", j) || mark === '“' || (mark === '"' && first >= 0)) break;
    if (mark === '‘' && first >= 0) break;
    if (mark !== '’' && mark !== "'") continue;
    if (j + 1 < to && LETTER.test(text[j + 1] ?? '')) continue;
    if (',.?!…'.includes(text[j - 1] ?? ' ')) return j;
    const plural = text[j - 1] === 's' && text[j + 1] === ' ';
    if (!plural) return first >= 0 && j - first > 200 ? first : j;
    if (first < 0) first = j;
  }
  return first;
}
