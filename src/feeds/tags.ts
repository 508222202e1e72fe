/** Where markup begins and ends in a text: a forgiving, linear scanner for feeds. */

/** One stretch of markup, [start, end). `end` is -1 when the text ends inside it. */
export type Mark =
  | { is: 'data' | 'remark' | 'stray'; start: number; end: number }
  | { is: 'open'; start: number; end: number; name: string; closed: boolean }
  | { is: 'close'; start: number; end: number; name: string };

/** Gives the next markup at or after `from`, or null. `from` never goes back: what has been searched for is remembered. */
export type Scanner = (from: number) => Mark | null;

/**
 * `data` is CDATA; `remark` a comment, declaration or processing instruction; `stray` a "<" that begins nothing: a tag
 * whose quotation marks run into the next tag, a comment without an end, a CDATA section that would swallow the end of
 * its entry. Time is linear in the text, however hostile.
 */
export function scan(text: string): Scanner {
  const found = new Map<string, number>();
  const find = (what: string, from: number): number => {
    const known = found.get(what);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const at = text.indexOf(what, from);
    found.set(what, at);
    return at;
  };
  const after = (what: string, from: number): number => {
    const at = find(what, from);
    return at === -1 ? -1 : at + what.length;
  };

  return (from) => {
    const start = text.indexOf('<', from);
    if (start === -1) return null;
    const stray: Mark = { is: 'stray', start, end: start + 1 };
    const next = text.charCodeAt(start + 1);
    if (text.startsWith('<![CDATA[', start)) {
      const end = after(']]>', start + 9);
      const entryEnds = ENTRY_ENDS.map((tag) => find(tag, start)).filter((at) => at !== -1);
      const swallows = entryEnds.some((at) => end === -1 || at < end);
      return swallows ? stray : { is: 'data', start, end };
    }
    if (text.startsWith('<!--', start)) {
      const end = after('-->', start + 4);
      return end === -1 ? stray : { is: 'remark', start, end };
    }
    if (next === 0x21) return { is: 'remark', start, end: endOfDeclaration(text, start, after('>', start)) };
    if (next === 0x3f) return { is: 'remark', start, end: after('>', start + 2) };
    if (next === 0x2f) {
      const end = after('>', start + 2);
      // "</p <item>": the next tag begins before this one has ended.
      if (end !== -1 && text.slice(start + 2, end).includes('<')) return stray;
      return { is: 'close', start, end, name: end === -1 ? '' : text.slice(start + 2, end - 1).trim() };
    }
    if (!isNameStart(next)) return stray;
    const end = endOfTag(text, start);
    if (end === 0) return stray;
    if (end === -1) return { is: 'open', start, end, name: '', closed: false };
    const name = /^[^\s/>]+/.exec(text.slice(start + 1, Math.min(end, start + 200)))?.[0] ?? '';
    return { is: 'open', start, end, name, closed: text.charCodeAt(end - 2) === 0x2f };
  };
}

const ENTRY_ENDS = ['</item>', '</entry>', '</url>'];

/** A DOCTYPE ends after everything in its brackets; `end` is where its first ">" is. */
function endOfDeclaration(text: string, start: number, end: number): number {
  if (end === -1 || !text.slice(start, end).includes('[')) return end;
  const subset = /\]\s*>/g;
  subset.lastIndex = start;
  return subset.exec(text) === null ? -1 : subset.lastIndex;
}

/** After the ">" of a start tag, quotation marks honoured; -1 at the end of the text, 0 when it is no sound tag. */
function endOfTag(text: string, start: number): number {
  let quote = 0;
  for (let i = start + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x3c) return quote === 0 ? 0 : firstEnd(text, start, i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return i + 1;
    else if ((code === 0x22 || code === 0x27) && text.charCodeAt(i - 1) === 0x3d) quote = code;
  }
  return -1;
}

/** A quotation mark that never closes: the tag ends at its first ">" after all. */
function firstEnd(text: string, start: number, before: number): number {
  const at = text.slice(start, before).indexOf('>');
  return at === -1 ? 0 : start + at + 1;
}

function isNameStart(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code > 0x7f;
}
