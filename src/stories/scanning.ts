/** Where the words of a text stand. */

/* Numbers with their separators; dotted initials (U.N., p.m.); words with inner apostrophes and hyphens. No part of
   one branch can be read in two ways, so a scan is linear in the text. */
const WORD =
  /\p{N}+(?:[.,]\p{N}+)*|\p{L}(?:\.\p{L})+(?!\p{L})|[\p{L}\p{N}\p{M}]+(?:['’‘\-‐‑][\p{L}\p{N}\p{M}]+)*/gu;

/** Calls `take` with each word of a text as printed and its offset, in order. Linear in the length of the text. */
export function eachWord(text: string, take: (raw: string, start: number) => void): void {
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    if (kind === GAP) {
      at++;
      continue;
    }
    // What has a letter in it that is not one of English's is left to the expression, from where it begins.
    const end = kind === DIGIT ? numberEnd(text, at) : kind === LETTER ? wordEnd(text, at) : -1;
    if (end >= 0) {
      take(text.slice(at, end), at);
      at = end;
      continue;
    }
    WORD.lastIndex = at;
    const match = WORD.exec(text);
    if (match === null) return;
    take(match[0], match.index);
    at = match.index + match[0].length;
  }
}

/*
 * Most letters of most texts are English's: for these the expression is written out, which takes a fifth of its time. The tests hold
 * the two together.
 */
const [GAP, LETTER, DIGIT, OTHER] = [0, 1, 2, 3];
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return /[A-Za-z]/.test(sign) ? LETTER : /[0-9]/.test(sign) ? DIGIT : GAP;
});
/** The marks of English print beyond ASCII, none of them a letter, number or accent. */
const MARKS: ReadonlySet<number> = new Set(Array.from('\u00a0‐‑–—‘’“”•…', (sign) => sign.charCodeAt(0)));
const JOINERS: ReadonlySet<number> = new Set(Array.from("'’‘-‐‑", (sign) => sign.charCodeAt(0)));
const STOP = 46;
const COMMA = 44;

/** Past the end of the text there is a gap. */
function kindAt(text: string, at: number): number {
  if (at >= text.length) return GAP;
  const code = text.charCodeAt(at);
  return code < 128 ? (KINDS[code] ?? GAP) : MARKS.has(code) ? GAP : OTHER;
}

/** Where the number that begins at `start` ends; -1 when a sign decides that is not English's. */
function numberEnd(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const kind = kindAt(text, at);
    if (kind === OTHER) return -1;
    if (kind === DIGIT) continue;
    const code = text.charCodeAt(at);
    if (code !== STOP && code !== COMMA) return at;
    const next = kindAt(text, at + 1);
    if (next === OTHER) return -1;
    if (next !== DIGIT) return at;
  }
}

/** Where the initials or the word that begins at `start` end; -1 when a sign decides that is not English's. */
function wordEnd(text: string, start: number): number {
  let at = start + 1;
  while (text.charCodeAt(at) === STOP && kindAt(text, at + 1) === LETTER) at += 2;
  const behind = text.charCodeAt(at) === STOP ? kindAt(text, at + 1) : kindAt(text, at);
  if (at > start + 1 || text.charCodeAt(at) === STOP) {
    if (behind === OTHER) return -1;
    // "U.S.Senate" has the initials "U.S"; "a.mmm" has none.
    if (behind === LETTER && text.charCodeAt(at) !== STOP) at -= 2;
    if (at > start + 1) return at;
  }
  for (at = start + 1; ; at++) {
    const kind = kindAt(text, at);
    if (kind === OTHER) return -1;
    if (kind !== GAP) continue;
    if (!JOINERS.has(text.charCodeAt(at))) return at;
    const next = kindAt(text, at + 1);
    if (next === OTHER) return -1;
    if (next === GAP) return at;
  }
}
