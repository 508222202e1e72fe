import { ELEMENT, type PageNode, TEXT } from './dom.ts';

/** One block of a page in reading order: a paragraph, a heading, a list item, a table cell. */
export type Block = {
  /** As in the page, white space and all; clean-up tidies it. */
  text: string;
  tag: 'text' | 'heading' | 'item';
  /** The share of the letters that stand in links, 0 to 1. */
  linked: number;
};

const BREAKING = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const HEADINGS = new Set('h1 h2 h3 h4 h5 h6'.split(' '));
/** Never text. */
const NEVER = new Set('script style noscript iframe select label button svg'.split(' '));
/** Holds no article text, whatever readability thought. */
const DROPPED = new Set(
  'figure figcaption button form nav footer aside script style noscript iframe select input label svg'.split(
    ' ',
  ),
);

/**
 * Takes the text of an element block by block, so that "anyone.</p><p>Russia" stays two paragraphs: raw textContent joins
 * them on 60 of 181 real pages. Without recursion: the depth of a page is its author's choice.
 * `whole` takes asides and footers too.
 */
export function blocksOf(root: PageNode, whole = false): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let letters = 0;
  let linked = 0;
  let tag: Block['tag'] = 'text';
  let links = 0;
  let preformatted = 0;
  const flush = (next: Block['tag']): void => {
    if (/\S/.test(text)) {
      for (const line of lines(text))
        blocks.push({ text: line, tag, linked: letters ? linked / letters : 0 });
    }
    [text, letters, linked, tag] = ['', 0, 0, next];
  };
  let node: PageNode | null = root.firstChild;
  while (node) {
    let descend = false;
    if (node.nodeType === TEXT) {
      const value = node.nodeValue ?? '';
      text += (preformatted > 0 ? value : value.replace(/[\n\r\t]+/g, ' ')).replaceAll('\u2029', '\n\n');
      const count = value.replace(/\s+/g, '').length;
      letters += count;
      if (links > 0) linked += count;
    } else if (node.nodeType === ELEMENT) {
      const name = node.localName;
      if (name === 'br') text += '\n';
      else if (!(whole ? NEVER : DROPPED).has(name)) {
        if (BREAKING.has(name)) flush(kindOf(name));
        if (name === 'a') links++;
        if (name === 'pre') preformatted++;
        descend = true;
      }
    }
    if (descend && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    // Climb until there is a next sibling, closing what is left behind.
    for (;;) {
      if (descend && node.nodeType === ELEMENT) {
        const name = node.localName;
        if (BREAKING.has(name)) flush('text');
        if (name === 'a') links--;
        if (name === 'pre') preformatted--;
      }
      if (node.nextSibling) {
        node = node.nextSibling;
        break;
      }
      node = node.parentNode;
      descend = true;
      if (!node || node === root) {
        flush('text');
        return blocks;
      }
    }
  }
  return blocks;
}

function kindOf(name: string): Block['tag'] {
  if (HEADINGS.has(name)) return 'heading';
  return name === 'li' ? 'item' : 'text';
}

/**
 * Splits at `<br>`: two of them, or one after the end of a sentence or after a short line, separate paragraphs; one in
 * the middle of a sentence is a blank.
 */
function lines(text: string): string[] {
  if (!text.includes('\n')) return [text];
  const out: string[] = [];
  let current = '';
  let gap = false;
  for (const raw of text.split(/\r\n|[\r\n]/)) {
    const line = raw.trim();
    if (line === '') {
      gap = true;
      continue;
    }
    const joins =
      current !== '' &&
      !gap &&
      !/[.!?:…]["”’')\]]*$/.test(current) &&
      (current.length > 60 || /^\p{Ll}/u.test(line));
    if (joins) current += ` ${line}`;
    else {
      if (current) out.push(current);
      current = line;
    }
    gap = false;
  }
  if (current) out.push(current);
  return out;
}
