/** What the head of a page says, gathered while its markup is scanned. */
export type Head = {
  lang: string | null;
  /** The content of `<title>`, entities not yet decoded. */
  title: string | null;
  /** `<meta>` anywhere in the page: each of its names, properties and itemprops in lower case, and its content, not yet decoded. */
  metas: { name: string; content: string }[];
  links: { rel: string; href: string; title: string | null }[];
  /** The text of each JSON-LD script. */
  jsonLd: string[];
};

/**
 * A page made light: `body` is the markup to parse; what no reader sees and what the head says is out of it. `pieces` counts
 * its elements, entities and stray brackets, each a node to the parser.
 */
export type Markup = { head: Head; body: string; pieces: number };

/**
 * Deepest nesting handed to the parser; 181 real pages go to 49. htmlparser2 needs 59 s for 200,000 nested tags, readability
 * (which climbs from every element) 10 s for 28,000 paragraphs 200 deep.
 */
const DEPTH = 80;
/** A tag longer than this (an image inside an attribute, thousands of attributes) loses its attributes. */
const TAG_LENGTH = 4096;
const HEAD_LENGTH = 100_000;
const METAS = 400;
const SCRIPTS = 20;

const VOID = new Set(
  'area base basefont br col embed hr img input keygen link meta param source track wbr'.split(' '),
);
// Never text of an article, and dear to parse: stripping them first made a page a third cheaper at the same F1.
const DROPPED = new Set(
  'script style svg noscript template iframe object canvas audio video math select textarea'.split(' '),
);
/** Without a closing tag these swallow the rest of a page, in browsers too; for the others only the tag is dropped. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'iframe']);
// A second one straight inside the first closes it: old pages leave them open by the hundred.
const SELF_CLOSING = new Set('p li dt dd td th tr option'.split(' '));
const BLANKS = /(?:\s|&nbsp;|&#160;|&#xa0;){3,}/gi;
const FRAME = new Set(['html', 'head', 'body']);

/**
 * Scans HTML once, in linear time and without recursion: takes the head's facts out, drops comments and what no reader
 * sees, and flattens what is nested deeper than 80. Never throws; any string is a page.
 */
export function scanMarkup(html: string): Markup {
  const head: Head = { lang: null, title: null, metas: [], links: [], jsonLd: [] };
  const out: string[] = [];
  const open: string[] = [];
  const counts = new Map<string, number>();
  const flattened = new Map<string, number>();
  const unclosed = new Set<string>();
  let pieces = 0;
  let at = 0;

  // Runs of blanks mean one blank, and regular expressions of readability take 13 s for a megabyte of them.
  const say = (from: number, to: number): void => {
    const text = html.slice(from, to).replace(BLANKS, ' ');
    for (let and = text.indexOf('&'); and >= 0; and = text.indexOf('&', and + 1)) pieces++;
    out.push(text);
  };
  const skipElement = (name: string, from: number): number => {
    if (unclosed.has(name)) return RAW.has(name) ? html.length : from;
    const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    close.lastIndex = from;
    const found = close.exec(html);
    if (!found) {
      unclosed.add(name);
      return RAW.has(name) ? html.length : from;
    }
    const end = html.indexOf('>', found.index);
    return end < 0 ? html.length : end + 1;
  };

  while (at < html.length) {
    const tag = html.indexOf('<', at);
    if (tag < 0) {
      say(at, html.length);
      break;
    }
    if (tag > at) say(at, tag);
    const second = html.charCodeAt(tag + 1);
    if (second === 33 || second === 63) {
      at = skipDeclaration(html, tag);
      continue;
    }
    const closing = second === 47;
    const name = nameAt(html, tag + (closing ? 2 : 1));
    if (name === '') {
      pieces++;
      out.push('&lt;');
      at = tag + 1;
      continue;
    }
    const end = closing ? endOfClosing(html, tag) : endOfTag(html, tag + 1 + name.length);
    const lower = name.toLowerCase();
    at = end;
    if (closing) {
      if (FRAME.has(lower) || DROPPED.has(lower) || VOID.has(lower)) continue;
      const flat = flattened.get(lower) ?? 0;
      if (flat > 0) {
        flattened.set(lower, flat - 1);
        continue;
      }
      if ((counts.get(lower) ?? 0) === 0) {
        if (lower === 'p') out.push(' ');
        continue;
      }
      for (let top = open.pop(); top !== undefined; top = open.pop()) {
        counts.set(top, (counts.get(top) ?? 1) - 1);
        if (top === lower) break;
      }
      out.push(`</${lower}>`);
      continue;
    }
    const source = html.slice(tag, end);
    if (lower === 'meta' || lower === 'link') {
      if (source.length <= HEAD_LENGTH) noteHead(head, lower, source);
      continue;
    }
    if (FRAME.has(lower)) {
      if (lower === 'html') head.lang ??= attributes(source).get('lang') ?? null;
      continue;
    }
    if (lower === 'title') {
      at = skipElement(lower, end);
      // An <svg> has titles too; the page's own comes first.
      head.title ??= html
        .slice(end, at)
        .replace(/<\/title[^>]*>?$/i, '')
        .slice(0, 2000);
      continue;
    }
    if (DROPPED.has(lower)) {
      at = source.endsWith('/>') && lower !== 'script' ? end : skipElement(lower, end);
      if (
        lower === 'script' &&
        at - end <= 1_000_000 &&
        head.jsonLd.length < SCRIPTS &&
        /ld\+json/i.test(source)
      )
        head.jsonLd.push(html.slice(end, at).replace(/<\/script[^>]*>?$/i, ''));
      out.push(' ');
      continue;
    }
    pieces++;
    if (VOID.has(lower)) {
      // Readability loses some chains of <br>: a paragraph separator, white space to it, keeps the break.
      if (lower === 'br' && followedByBreak(html, end)) out.push('\u2029');
      out.push(lower === 'br' || source.length > TAG_LENGTH ? `<${lower}>` : source);
      continue;
    }
    if (SELF_CLOSING.has(lower) && open.at(-1) === lower) {
      open.pop();
      counts.set(lower, (counts.get(lower) ?? 1) - 1);
      out.push(`</${lower}>`);
    }
    if (open.length >= DEPTH) {
      flattened.set(lower, (flattened.get(lower) ?? 0) + 1);
      out.push('<br><br>');
      continue;
    }
    open.push(lower);
    counts.set(lower, (counts.get(lower) ?? 0) + 1);
    out.push(source.length > TAG_LENGTH ? `<${lower}>` : source);
  }
  return { head, body: out.join(''), pieces };
}

function nameAt(html: string, at: number): string {
  const name = /[a-zA-Z][^\s/>]{0,60}/y;
  name.lastIndex = at;
  return name.exec(html)?.[0] ?? '';
}

function followedByBreak(html: string, at: number): boolean {
  const next = /\s{0,40}<br/iy;
  next.lastIndex = at;
  return next.test(html);
}

function skipDeclaration(html: string, at: number): number {
  const comment = html.startsWith('<!--', at);
  const end = html.indexOf(comment ? '-->' : '>', at + (comment ? 4 : 1));
  return end < 0 ? html.length : end + (comment ? 3 : 1);
}

function endOfClosing(html: string, at: number): number {
  const end = html.indexOf('>', at);
  return end < 0 ? html.length : end + 1;
}

/** The end of a start tag: the first `>` outside a quoted value; a value whose quotation mark never closes is no value. */
function endOfTag(html: string, from: number): number {
  const step = /[>=]/g;
  step.lastIndex = from;
  for (let found = step.exec(html); found; found = step.exec(html)) {
    if (found[0] === '>') return found.index + 1;
    const value = /\s*(["'])/y;
    value.lastIndex = found.index + 1;
    const quote = value.exec(html)?.[1];
    if (quote === undefined) continue;
    const close = html.indexOf(quote, value.lastIndex);
    // A megabyte is longer than any image in an attribute; looking no further keeps the scan linear.
    if (close < 0 || close - value.lastIndex > 1_000_000) break;
    step.lastIndex = close + 1;
  }
  const end = html.indexOf('>', from);
  return end < 0 ? html.length : end + 1;
}

/** The attributes of a start tag by lower-case name, entities not decoded; the first of a name counts. */
export function attributes(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of tag.matchAll(/([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!found.has(name)) found.set(name, match[2] ?? match[3] ?? match[4] ?? '');
    if (found.size >= 40) break;
  }
  return found;
}

function noteHead(head: Head, kind: string, source: string): void {
  if (head.metas.length + head.links.length >= METAS) return;
  const given = attributes(source);
  if (kind === 'link') {
    const [rel, href] = [given.get('rel'), given.get('href')];
    if (rel && href) head.links.push({ rel: rel.toLowerCase(), href, title: given.get('title') ?? null });
    return;
  }
  const content = given.get('content');
  if (!content) return;
  for (const kind of ['property', 'name', 'itemprop']) {
    for (const name of (given.get(kind) ?? '').toLowerCase().split(/\s+/).slice(0, 4)) {
      if (name) head.metas.push({ name, content });
    }
  }
}
