/** JSON that was cut off or written by hand, made readable: one linear pass. */

/**
 * Drops commas before a closing bracket and, where the text ends too early, everything after the last whole item (an object in
 * the array of the outermost object) and closes what is open. What is damaged otherwise stays as it is.
 */
export function mendJson(text: string): string {
  const out: string[] = [];
  const open: string[] = [];
  let copied = 0;
  let comma = -1;
  let whole: { pieces: number; copied: number; at: number } | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at] ?? '';
    if (c === '"') {
      comma = -1;
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    } else if (c === '{' || c === '[') {
      comma = -1;
      open.push(c === '{' ? '}' : ']');
    } else if (c === '}' || c === ']') {
      if (comma !== -1) {
        out.push(text.slice(copied, comma));
        copied = comma + 1;
      }
      comma = -1;
      open.pop();
      if (c === '}' && open.length === 2) whole = { pieces: out.length, copied, at: at + 1 };
      if (open.length === 0) return out.join('') + text.slice(copied, at + 1);
    } else if (c === ',') comma = at;
    else if (!/\s/.test(c)) comma = -1;
  }
  if (whole === null) return out.join('') + text.slice(copied);
  return `${out.slice(0, whole.pieces).join('')}${text.slice(whole.copied, whole.at)}]}`;
}
