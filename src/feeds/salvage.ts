/** The reader of last resort: RSS, RDF, CDF and Atom out of whatever tree htmlparser2 makes of a damaged document. */
import { DomUtils, parseDocument } from 'htmlparser2';
import { type Entry, html, isTold, type Listing, plain, told, type Wording } from './entry.ts';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

const { getElementsByTagName } = DomUtils;

/** Where a title stands, the most usual first; podcasts and picture feeds have only the later ones. */
const TITLES = ['title', 'dc:title', 'media:title', 'itunes:title'];
const DATES = [
  'pubDate',
  'published',
  'issued',
  'dc:date',
  'dcterms:issued',
  'dcterms:created',
  'created',
  'prism:publicationDate',
  'date',
  'updated',
  'modified',
  'dcterms:modified',
];

/** `text` has passed `mend`, which bounds the depth: htmlparser2 needs time with its square. Never throws. */
export function salvage(text: string, format: Listing['format']): Listing {
  const document = parseDocument(text, { xmlMode: true });
  const entries = getElementsByTagName(
    (name) => /^(?:[\w-]+:)?(?:item|entry)$/i.test(name),
    document.children,
  );
  const head = getElementsByTagName(
    (name) => /^(?:[\w-]+:)?(?:channel|feed)$/i.test(name),
    document.children,
    true,
    1,
  );
  const outermost = getElementsByTagName(() => true, document.children, false, 1)[0];
  const root = head[0] ?? outermost;
  return {
    format,
    title: wordingOf(child(root, 'title'), format),
    language:
      textOf(child(root, 'language')) ??
      textOf(child(root, 'dc:language')) ??
      root?.attribs['xml:lang'] ??
      null,
    base: root?.attribs['xml:base'] ?? outermost?.attribs['xml:base'] ?? null,
    site: links(root)[0] ?? null,
    byline: format === 'atom' ? names(root) : [],
    entries: entries.map((element) => entryOf(element, format)).filter(isTold),
  };
}

function entryOf(element: Element, format: Listing['format']): Entry {
  const guid = child(element, 'guid');
  const id = textOf(guid) ?? textOf(child(element, 'id')) ?? attribute(element, 'about') ?? null;
  const permanent = guid?.attribs.isPermaLink?.toLowerCase() !== 'false';
  const titles = TITLES.map((name) => wordingOf(child(element, name), format));
  const found = told(...links(element), permanent && /^https?:\/\//i.test(id ?? '') ? id : null);
  const title = titles.find((one) => one !== null && one.text.trim() !== '') ?? null;
  return {
    id,
    links: found.length > 0 ? found : told(...secondBest(element, title === null && id === null)),
    base: element.attribs['xml:base'] ?? null,
    title,
    dates: told(...DATES.map((name) => textOf(child(element, name))), attribute(element, 'lastmod')),
    byline: names(element),
    description: wordingOf(
      child(element, 'description') ?? child(element, 'summary') ?? child(element, 'abstract'),
      format,
    ),
    content: wordingOf(child(element, 'content:encoded') ?? child(element, 'content'), format),
    source: format === 'atom' ? null : textOf(child(element, 'source')),
  };
}

/** Children by name; those with another document's prefix ("rss:title") where none has the bare name. */
function children(element: Element | undefined, name: string): Element[] {
  const wanted = name.toLowerCase();
  const all = getElementsByTagName(() => true, element?.children ?? [], false);
  const exact = all.filter((one) => one.name.toLowerCase() === wanted);
  if (exact.length > 0 || wanted.includes(':')) return exact;
  const own = element?.name.includes(':') ? `${element.name.split(':')[0]?.toLowerCase()}:${wanted}` : null;
  return all.filter((one) => one.name.toLowerCase() === own);
}

function child(element: Element | undefined, name: string): Element | undefined {
  const all = children(element, name);
  return all.find((one) => one.children.length > 0) ?? all[0];
}

/** An attribute by its local name, in any case. */
function attribute(element: Element | undefined, name: string): string | null {
  for (const [key, value] of Object.entries(element?.attribs ?? {}))
    if (key.toLowerCase() === name || key.toLowerCase().endsWith(`:${name}`)) return value;
  return null;
}

function textOf(element: Element | undefined): string | null {
  const text = element === undefined ? '' : DomUtils.textContent(element).trim();
  return text === '' ? null : text;
}

/** Text with entities decoded by the parser; child elements mean that the markup was never escaped. */
function wordingOf(element: Element | undefined, format: Listing['format']): Wording | null {
  if (element === undefined) return null;
  if (getElementsByTagName(() => true, element.children, false, 1).length > 0)
    return html(DomUtils.getInnerHTML(element, { xmlMode: true }));
  const text = textOf(element) ?? undefined;
  // Atom 0.3.
  if (element.attribs.mode === 'base64' && text !== undefined) return html(ofBase64(text));
  const type = (element.attribs.type ?? 'text').toLowerCase();
  return format === 'atom' && type === 'text' ? plain(text) : html(text);
}

function ofBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(Buffer.from(text, 'base64')));
}

const RELATION = 'http://www.iana.org/assignments/relation/';

/** The addresses of the page that an entry is about, the most trusted first. */
function links(element: Element | undefined): string[] {
  const found = allLinks(element);
  const fit = found.filter((link) => relationOf(link) === 'alternate');
  // What a feed service put its own address in the place of.
  const original = textOf(child(element, 'feedburner:origLink'));
  return told(original, ...fit.map(addressOf), attribute(element, 'href'));
}

/** Where no link names the page: what else the entry points to; a picture or a sound only where there is nothing at all. */
function secondBest(element: Element, anything: boolean): (string | null)[] {
  const found = allLinks(element);
  const of = (relation: string) => found.filter((link) => relationOf(link) === relation).map(addressOf);
  const others = [...of('via'), ...of('related'), ...of('self'), attribute(child(element, 'a'), 'href')];
  return anything ? [...others, ...of('enclosure')] : others;
}

/** Links of the document's own kind first, then Atom's under whatever prefix: theirs alone have an address as an attribute. */
function allLinks(element: Element | undefined): Element[] {
  const own = children(element, 'link');
  const all = getElementsByTagName(() => true, element?.children ?? [], false);
  const others = all.filter((one) => /:link$/i.test(one.name) && attribute(one, 'href') !== null);
  return [...own, ...others.filter((one) => !own.includes(one))];
}

const relationOf = (link: Element): string =>
  (link.attribs.rel ?? 'alternate').toLowerCase().replace(RELATION, '').trim();

/** With its own `xml:base`, which no parser of feeds honours there; a relative one is within the entry's. */
function addressOf(link: Element): string | null {
  const address = attribute(link, 'href') ?? textOf(link);
  const base = link.attribs['xml:base'];
  if (address === null || base === undefined) return address;
  if (URL.canParse(base)) return URL.parse(address, base)?.href ?? address;
  const own = URL.canParse(address) || address.trim().startsWith('/');
  return own ? address : base.replace(/[^/]*$/, '') + address;
}

function names(element: Element | undefined): string[] {
  const creators = children(element, 'dc:creator').map((creator) => textOf(creator));
  const authors = children(element, 'author').map(
    (author) => textOf(child(author, 'name')) ?? textOf(author),
  );
  return told(...creators, ...authors).filter((name) => !name.includes('@'));
}
