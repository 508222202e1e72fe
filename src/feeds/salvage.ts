/** The reader of last resort: RSS, RDF and Atom out of whatever tree htmlparser2 makes of a damaged document. */
import { DomUtils, parseDocument } from 'htmlparser2';
import { type Entry, html, isTold, type Listing, plain, told, type Wording } from './entry.ts';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

const { getElementsByTagName } = DomUtils;

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
  const root = head[0] ?? getElementsByTagName(() => true, document.children, false, 1)[0];
  return {
    format,
    title: wordingOf(child(root, 'title'), format),
    language:
      textOf(child(root, 'language')) ??
      textOf(child(root, 'dc:language')) ??
      root?.attribs['xml:lang'] ??
      null,
    base: root?.attribs['xml:base'] ?? null,
    site: linkOf(root),
    byline: format === 'atom' ? names(root) : [],
    entries: entries.map((element) => entryOf(element, format)).filter(isTold),
  };
}

function entryOf(element: Element, format: Listing['format']): Entry {
  const guid = child(element, 'guid');
  const id = textOf(guid) ?? textOf(child(element, 'id')) ?? element.attribs['rdf:about'] ?? null;
  const permanent = guid?.attribs.isPermaLink?.toLowerCase() !== 'false';
  const dates = ['pubDate', 'published', 'dc:date', 'updated'].map((name) => textOf(child(element, name)));
  return {
    id,
    links: told(linkOf(element), permanent && /^https?:\/\//i.test(id ?? '') ? id : null),
    base: element.attribs['xml:base'] ?? null,
    title: wordingOf(child(element, 'title'), format),
    dates: told(...dates),
    byline: names(element),
    description: wordingOf(child(element, 'description') ?? child(element, 'summary'), format),
    content: wordingOf(child(element, 'content:encoded') ?? child(element, 'content'), format),
    source: textOf(child(element, 'source')),
  };
}

function children(element: Element | undefined, name: string): Element[] {
  const wanted = name.toLowerCase();
  return getElementsByTagName((tag) => tag.toLowerCase() === wanted, element?.children ?? [], false);
}

function child(element: Element | undefined, name: string): Element | undefined {
  return children(element, name)[0];
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
  const type = (element.attribs.type ?? 'text').toLowerCase();
  return format === 'atom' && type === 'text' ? plain(text) : html(text);
}

function linkOf(element: Element | undefined): string | null {
  const links = [...children(element, 'link'), ...children(element, 'atom:link')];
  const fit = links.filter((link) => (link.attribs.rel ?? 'alternate').toLowerCase() === 'alternate');
  for (const link of fit) {
    const address = link.attribs.href ?? textOf(link);
    if (address) return address;
  }
  return null;
}

function names(element: Element | undefined): string[] {
  const creators = children(element, 'dc:creator').map((creator) => textOf(creator));
  const authors = children(element, 'author').map(
    (author) => textOf(child(author, 'name')) ?? textOf(author),
  );
  return told(...creators, ...authors).filter((name) => !name.includes('@'));
}
