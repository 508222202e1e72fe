/**
 * Patterns of which only some words may stand in any case: in "with inputs from AFP" the words, and not the name. Written as
 * `(?i:…)`, and spelled out here: the engine's own reading of that missed a match now and then in a process that had
 * compiled many patterns (Node 24).
 */

/** The pattern with each letter inside `(?i:…)` as a class of its two cases; escapes stay as they are, character classes must not stand there. */
export function anyCase(pattern: string): string {
  let out = '';
  /** For each open bracket, whether it is an `(?i:`. */
  const open: boolean[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    if (sign === '\\') {
      out += sign + pattern.charAt(++at);
      continue;
    }
    if (inClass || sign === '[') {
      inClass = sign !== ']';
      out += sign;
      continue;
    }
    if (pattern.startsWith('(?i:', at)) {
      open.push(true);
      out += '(?:';
      at += 3;
      continue;
    }
    if (sign === '(') open.push(false);
    if (sign === ')') open.pop();
    const isLetter = open.includes(true) && /[a-z]/i.test(sign);
    out += isLetter ? `[${sign.toLowerCase()}${sign.toUpperCase()}]` : sign;
  }
  return out;
}
