/** What JSON-LD says of the article. */
export type Structured = {
  headline: string | null;
  authors: { name: string; organisation: boolean }[];
  publisher: string | null;
  published: string | null;
  language: string | null;
  /** The whole text, where it is given. */
  body: string | null;
  /** True when a node says it is an article. */
  article: boolean;
  /** False when it says that it is not for everyone. */
  free: boolean;
  /** It says that it is being added to. */
  live: boolean;
};

type Json = { [key: string]: unknown };

const NODES = 2000;
const ARTICLE = /(?:Article|Posting|Report|Blog|Review|Liveblog)$/i;

/**
 * Reads JSON-LD scripts: the first node of an article type counts, the others fill gaps. Broken scripts (trailing commas,
 * raw line breaks in strings, comments) are mended where that is safe, else skipped.
 */
export function readJsonLd(scripts: string[]): Structured {
  const out: Structured = {
    headline: null,
    authors: [],
    publisher: null,
    published: null,
    language: null,
    body: null,
    article: false,
    free: true,
    live: false,
  };
  const nodes = scripts.flatMap((script) => nodesOf(parse(script)));
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE.test(type)));
  const byId = new Map<string, Json>();
  for (const node of nodes)
    if (typeof node['@id'] === 'string' && !byId.has(node['@id']) && node.name) byId.set(node['@id'], node);
  const resolve = (value: unknown): unknown =>
    isObject(value) && typeof value['@id'] === 'string' && value.name === undefined
      ? (byId.get(value['@id']) ?? value)
      : value;
  for (const node of articles) {
    out.article = true;
    if (/^false$/i.test(String(node.isAccessibleForFree))) out.free = false;
    if (typesOf(node).includes('LiveBlogPosting')) out.live = true;
    out.headline ??= text(node.headline) ?? text(node.name);
    out.published ??= text(node.datePublished);
    out.language ??= text(node.inLanguage);
    out.body ??= text(node.articleBody);
    out.publisher ??= nameOf(resolve(first(node.publisher)));
    if (out.authors.length === 0) {
      for (const author of list(node.author ?? node.creator)
        .slice(0, 20)
        .map(resolve)) {
        const name = nameOf(author);
        if (name)
          out.authors.push({
            name,
            organisation: isObject(author) && typesOf(author).some((type) => /Organization/i.test(type)),
          });
      }
    }
  }
  // A page of another kind tells at least its day.
  for (const node of nodes)
    if (typesOf(node).some((type) => /WebPage|ItemPage/i.test(type)))
      out.published ??= text(node.datePublished);
  return out;
}

function parse(script: string): unknown {
  const source = script
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, '')
    .trim()
    .replace(/;$/, '');
  for (const mend of [(s: string) => s, mendJson]) {
    try {
      return JSON.parse(mend(source));
    } catch {
      // The next attempt, or nothing: a broken script tells nothing.
    }
  }
  return null;
}

/** Outside strings drops commas before a closing bracket; inside strings escapes raw control characters. */
function mendJson(source: string): string {
  const out: string[] = [];
  for (const part of source.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[^"]+|"/g)) {
    const piece = part[0];
    if (piece.startsWith('"')) out.push(piece.replace(/[\n\r\t]/g, ' '));
    else out.push(piece.replace(/,(\s*)$/, ',$1').replace(/,\s*(?=[}\]])/g, ''));
  }
  return out.join('');
}

/** Every object in the tree, `@graph` and arrays included, breadth first and at most 2,000 of them. */
function nodesOf(root: unknown): Json[] {
  const queue: unknown[] = [root];
  const found: Json[] = [];
  for (let at = 0; at < queue.length && at < NODES; at++) {
    const value = queue[at];
    if (Array.isArray(value)) queue.push(...value.slice(0, NODES));
    else if (isObject(value)) {
      found.push(value);
      for (const child of Object.values(value)) if (typeof child === 'object') queue.push(child);
    }
  }
  return found;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(node: Json): string[] {
  return list(node['@type']).filter((type) => typeof type === 'string');
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function text(value: unknown): string | null {
  const one = first(value);
  if (typeof one === 'string') return one.trim() || null;
  if (isObject(one) && typeof one['@value'] === 'string') return one['@value'].trim() || null;
  return null;
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return /^https?:/i.test(value) ? null : value.trim() || null;
  return isObject(value) ? text(value.name) : null;
}
