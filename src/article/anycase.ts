/**
 * Patterns of which only some words may stand in any case: in "with inputs from AFP" the words, and not the name. Written as
 * `(?i:…)`, and spelled out here: the engine's own reading of that missed a match now and then in a process that had
 * compiled many patterns (Node 24).
 */

/** The pattern with each letter inside `(?i:…)` as a class of its two cases, but inside `(?-i:…)` in there; escapes and character classes stay as they are. */
export function anyCase(pattern: string): string {
  let out = '';
  /** For each open bracket, whether letters in it may stand in any case. */
  const open: boolean[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    const escaped =
      sign === '\\' ? (/^\\(?:[pPu]\{\w+\}|.)/u.exec(pattern.slice(at, at + 20))?.[0] ?? sign) : null;
    if (escaped !== null) {
      out += escaped;
      at += escaped.length - 1;
      continue;
    }
    if (inClass || sign === '[') {
      inClass = sign !== ']';
      out += sign;
      continue;
    }
    const modifier = /^\(\?(-?)i:/.exec(pattern.slice(at, at + 5));
    if (modifier !== null) {
      open.push(modifier[1] === '');
      out += '(?:';
      at += modifier[0].length - 1;
      continue;
    }
    const any = open.at(-1) ?? false;
    if (sign === '(') open.push(any);
    if (sign === ')') open.pop();
    out += any && /[a-z]/i.test(sign) ? `[${sign.toLowerCase()}${sign.toUpperCase()}]` : sign;
  }
  return out;
}
