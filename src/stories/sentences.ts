/** The sentences of a paragraph, for showing: never ended by an abbreviation, never cut inside a quotation. */

/* After these a full stop ends no sentence; dotted initials (U.S., J.) are told by their form. */
const SHORT = new Set(
  `mr mrs ms dr prof rep reps sen sens gov gen lt col maj capt sgt adm rev hon st jr sr vs no nos inc corp co ltd dept
  jan feb mar apr jun jul aug sept sep oct nov dec okla calif mass fla tex wash penn ariz fig est approx al
  mon tue wed thu fri sat sun art sec vol pp ed eds bros ave blvd`.split(/\s+/),
);
const CLOSERS = '”"’\')]»';

/**
 * Splits one paragraph (no line breaks) into sentences, trimmed, each verbatim. A quotation of several sentences stays
 * with the words around it. Linear in the paragraph's length.
 */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  let quoted: string | null = null;
  for (let at = 0; at < paragraph.length; at++) {
    const sign = paragraph.charAt(at);
    quoted = quotedAfter(quoted, sign, paragraph.charAt(at - 1), paragraph.charAt(at + 1));
    if (quoted !== null || !ends(paragraph, at)) continue;
    let end = at + 1;
    while (end < paragraph.length && CLOSERS.includes(paragraph.charAt(end))) end++;
    sentences.push(paragraph.slice(from, end).trim());
    from = end;
    at = end - 1;
  }
  sentences.push(paragraph.slice(from).trim());
  return sentences.filter((sentence) => sentence !== '');
}

/** The closing mark that is waited for after a sign, or null outside of a quotation. */
function quotedAfter(waiting: string | null, sign: string, before: string, after: string): string | null {
  if (waiting !== null) return sign === waiting && !(sign === '’' && /\p{L}/u.test(after)) ? null : waiting;
  if (sign === '“') return '”';
  if (sign === '"' && (before === '' || /[\s(—–-]/.test(before))) return '"';
  if (sign === '‘' && (before === '' || /[\s(—–-]/.test(before))) return '’';
  return null;
}

/** Whether a sentence ends with the sign at `at` (or with the quotation that this sign closes). */
function ends(paragraph: string, at: number): boolean {
  const sign = paragraph.charAt(at);
  const closing = '”"’'.includes(sign);
  const stop = closing ? paragraph.charAt(at - 1) : sign;
  if (stop === '' || !'.!?…'.includes(stop)) return false;
  let next = at + 1;
  while (next < paragraph.length && CLOSERS.includes(paragraph.charAt(next))) next++;
  if (next < paragraph.length && !/\s/.test(paragraph.charAt(next))) return false;
  const follows = paragraph.slice(next, next + 3).trimStart();
  if (/^[\p{Ll},;:—–-]/u.test(follows)) return false;
  if (stop !== '.' || closing || follows === '') return true;
  const last = /[\p{L}\p{N}.'’-]{1,20}$/u.exec(paragraph.slice(Math.max(0, at - 20), at))?.[0] ?? '';
  return !(SHORT.has(last.toLowerCase()) || /(?:^|\.)\p{L}$/u.test(last));
}
