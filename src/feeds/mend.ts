/**
 * Damaged markup made well-formed before a parser sees it. One unclosed `<br>` inside one item makes feedsmith drop
 * 97 % of a feed without a word, and deep nesting holds a tree builder for a minute; one linear pass settles both.
 */
import type { Result } from '../news.ts';
import { type Mark, scan } from './tags.ts';

/** The most open elements at once; real feeds stay below 30. */
const DEEPEST = 256;
const TOO_DEEP = `The feed nests more than ${DEEPEST} elements in each other; no real feed does.`;
/** Elements of HTML that never have an end tag and stand unescaped in some feeds. */
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'input', 'area', 'embed', 'track']);
const ENTRY = /^(?:(?:rss|atom|a):)?(?:item|entry)$/;
const PAGE = /^(?:[\w-]+:)?url$/;
/** Children of an entry that hold words alone: where another child begins inside one, its end tag is missing. */
const WORDS = /^(?:[\w-]+:)?(?:title|link|guid|id|pubdate|date|published|updated|loc)$/;
const CHILD =
  /^(?:[\w-]+:)?(?:title|link|guid|id|pubdate|date|published|updated|issued|description|summary|content|encoded|creator|author|category|comments|enclosure|source|loc|lastmod|news)$/;

/** `entries` is a plain count of `<item>` and `<entry>`. */
export type Mended = { text: string; entries: number };

type Element = { name: string; key: string };
type Entry = { start: number; depth: number; named: boolean; linked: boolean };
type Walk = {
  /** What an entry is called in this document. */
  entryName: RegExp;
  stack: Element[];
  /** How many elements of a name are open, so that a stray end tag costs nothing. */
  open: Map<string, number>;
  entry: Entry | null;
  entries: number;
  out: string[];
  copied: number;
  /** The last place where the text could be cut: between two entries or between two children of one. */
  safe: number;
};

/**
 * Closes what is left open, drops stray end tags, comments, declarations and processing instructions (so that no
 * entity is ever declared), and escapes a `<` that begins no tag. Where the end of the text cuts an entry in two, that
 * entry is dropped unless its id and its link are complete: half an id would be another article's. CDATA and sound
 * stretches stay as they are. Refuses more than 256 open elements. `text` begins with its root element.
 */
export function mend(text: string): Result<Mended> {
  const first = pass(text);
  if (first.is !== 'cut') return first.result;
  const second = pass(first.text);
  if (second.is !== 'cut') return second.result;
  return { ok: false, why: 'The feed is damaged beyond repair.' };
}

/** The mended text, or the text cut where it is still sound, to be read again. */
function pass(text: string): { is: 'done'; result: Result<Mended> } | { is: 'cut'; text: string } {
  const walk: Walk = {
    entryName: /^<(?:[\w-]+:)?urlset\b/i.test(text) ? PAGE : ENTRY,
    stack: [],
    open: new Map(),
    entry: null,
    entries: 0,
    out: [],
    copied: 0,
    safe: 0,
  };
  const next = scan(text);
  let mark = next(0);
  while (mark !== null && mark.end !== -1) {
    step(walk, text, mark);
    if (walk.stack.length > DEEPEST) return { is: 'done', result: { ok: false, why: TOO_DEEP } };
    mark = next(mark.end);
  }
  if (mark === null && walk.stack.length === 0) {
    walk.out.push(text.slice(walk.copied));
    return { is: 'done', result: { ok: true, value: { text: walk.out.join(''), entries: walk.entries } } };
  }
  const { entry } = walk;
  const kept = entry === null || (entry.named && entry.linked);
  const depth = kept ? (entry?.depth ?? walk.stack.length) : (entry?.depth ?? 1) - 1;
  const upTo = kept ? walk.safe : (entry?.start ?? 0);
  return { is: 'cut', text: text.slice(0, upTo) + endTags(walk.stack.slice(0, depth)) };
}

function step(walk: Walk, text: string, mark: Mark): void {
  if (mark.is === 'remark') replace(walk, text, mark.start, mark.end, '');
  else if (mark.is === 'stray') replace(walk, text, mark.start, mark.end, '&lt;');
  else if (mark.is === 'close') close(walk, text, mark);
  else if (mark.is === 'open') open(walk, text, mark);
}

function close(walk: Walk, text: string, mark: Mark & { is: 'close' }): void {
  const key = mark.name.toLowerCase();
  if ((walk.open.get(key) ?? 0) === 0) {
    replace(walk, text, mark.start, mark.end, '');
    return;
  }
  let depth = walk.stack.length - 1;
  while (walk.stack[depth]?.key !== key) depth -= 1;
  const sound = depth === walk.stack.length - 1 && walk.stack[depth]?.name === mark.name;
  const tags = closeDownTo(walk, depth);
  if (!sound) replace(walk, text, mark.start, mark.end, tags);
  note(walk, key, mark.end);
}

function open(walk: Walk, text: string, mark: Mark & { is: 'open' }): void {
  const key = mark.name.toLowerCase();
  const isEntry = walk.entryName.test(key);
  // An entry inside an entry: the end tag of the first is missing.
  if (isEntry && walk.entry !== null) {
    replace(walk, text, mark.start, mark.start, closeDownTo(walk, walk.entry.depth - 1));
  }
  const holder = walk.entry === null ? undefined : walk.stack[walk.entry.depth];
  if (walk.entry !== null && holder !== undefined && WORDS.test(holder.key) && CHILD.test(key)) {
    replace(walk, text, mark.start, mark.start, closeDownTo(walk, walk.entry.depth));
  }
  if (isEntry) walk.entries += 1;
  if (mark.closed || VOID.has(key)) {
    if (!mark.closed) replace(walk, text, mark.end - 1, mark.end, '/>');
    note(walk, key, mark.end);
    return;
  }
  walk.stack.push({ name: mark.name, key });
  walk.open.set(key, (walk.open.get(key) ?? 0) + 1);
  if (isEntry) {
    const named = text.slice(mark.start, mark.end).includes(':about');
    walk.entry = { start: mark.start, depth: walk.stack.length, named, linked: false };
  }
  if (atRest(walk)) walk.safe = mark.end;
}

/** A child has just ended. */
function note(walk: Walk, key: string, end: number): void {
  if (!atRest(walk)) return;
  walk.safe = end;
  if (walk.entry === null) return;
  if (key === 'guid' || key === 'id') walk.entry.named = true;
  if (key === 'link') walk.entry.linked = true;
  if (/(?:^|:)loc$/.test(key)) walk.entry.named = walk.entry.linked = true;
}

/** Not inside a child of an entry. */
function atRest(walk: Walk): boolean {
  return walk.entry === null || walk.entry.depth === walk.stack.length;
}

function closeDownTo(walk: Walk, depth: number): string {
  const ended = walk.stack.splice(depth);
  for (const { key } of ended) walk.open.set(key, (walk.open.get(key) ?? 1) - 1);
  if (walk.entry !== null && walk.stack.length < walk.entry.depth) walk.entry = null;
  return endTags(ended);
}

function endTags(elements: Element[]): string {
  return elements
    .map(({ name }) => `</${name}>`)
    .reverse()
    .join('');
}

function replace(walk: Walk, text: string, from: number, to: number, by: string): void {
  walk.out.push(text.slice(walk.copied, from), by);
  walk.copied = to;
}
