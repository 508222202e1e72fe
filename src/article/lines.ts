/**
 * The paragraphs of plain text. Blank lines separate them; lines without a blank one between them are one paragraph each
 * (a list of headlines, a file with a paragraph a line) unless the file is wrapped at a column: then they are joined.
 */
export function paragraphsOf(lines: string[]): string[] {
  const wrapped = isWrapped(lines);
  const paragraphs: string[] = [];
  let current: string[] = [];
  for (const line of [...lines, '']) {
    if (line.trim() === '' || (!wrapped && current.length > 0)) {
      if (current.length > 0) paragraphs.push(current.join(' '));
      current = [];
    }
    if (line.trim() !== '') current.push(line.trim());
  }
  if (current.length > 0) paragraphs.push(current.join(' '));
  return paragraphs;
}

/**
 * In wrapped text half of the lines inside a paragraph begin in lower case, and none is longer than a column; in lists of
 * headlines and in files with a paragraph a line hardly any does.
 */
function isWrapped(lines: string[]): boolean {
  let [inner, lower] = [0, 0];
  let before = '';
  for (const line of lines) {
    if (line.length > 120) return false;
    if (before.trim() !== '' && line.trim() !== '') {
      inner++;
      if (/^\s*[\p{Ll}\d]/u.test(line)) lower++;
    }
    before = line;
  }
  return inner >= 3 && lower / inner >= 0.4;
}
