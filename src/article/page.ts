import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { PageDocument, PageNode } from './dom.ts';

/** Builds a document around scanned body markup. */
export function documentOf(body: string): PageDocument {
  const { document } = parseHTML('<!doctype html><html><head><title></title></head><body></body></html>');
  lighten(document);
  // One child: linkedom spreads the children of what it sets into arguments, and 100,000 text nodes overflow the stack.
  document.body.innerHTML = `<div>${body}</div>`;
  return document;
}

/**
 * The element that holds the article, or null. Mozilla's readability decides; it changes `document` while it looks.
 * Classes stay, as ours are the rules that drop captions and credits.
 */
export function articleElement(document: PageDocument): PageNode | null {
  dropCaptions(document);
  const reader = new Readability<PageNode>(document, {
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node) => node as PageNode,
  });
  return reader.parse()?.content ?? null;
}

/** A class that names a caption or a picture's credit, also inside a longer word ("newsCaption"). */
const CAPTION =
  /(?<!has-|no-|with-)caption|(?:photo|image|img|media|picture)[-_]?credit|(?:^|[\s_-])credits?(?:$|\s)/i;
/** A wrapper can be called so too; a caption is short. */
const CAPTION_LENGTH = 500;

/** Before readability, which turns a `<div class="caption">` into a plain paragraph. */
function dropCaptions(document: PageDocument): void {
  for (const node of [...document.querySelectorAll('[class*="aption"], [class*="redit"]')]) {
    if (CAPTION.test(node.className) && (node.textContent ?? '').length <= CAPTION_LENGTH) node.remove();
  }
}

let lightened = false;

/** Makes linkedom's nodes cheap where a page is only read: together a third of the time of a page. Once for the process. */
function lighten(document: PageDocument): void {
  if (lightened) return;
  lightened = true;
  lightenStyle(document.body);
  lightenClasses(document.body);
  lightenEvents(document.body);
}

/**
 * Readability asks every element twice for its style, and linkedom builds a proxy and parses the declarations each time. Only
 * the two properties it reads are told here, from the attribute.
 */
function lightenStyle(node: PageNode): void {
  const prototype = holderOf(node, 'style');
  if (prototype === null) return;
  Object.defineProperty(prototype, 'style', {
    configurable: true,
    get(this: PageNode): { display: string; visibility: string } {
      const style = this.getAttribute('style');
      if (!style) return SHOWN;
      return {
        display: /display\s*:\s*none/i.test(style) ? 'none' : '',
        visibility: /visibility\s*:\s*hidden/i.test(style) ? 'hidden' : '',
      };
    },
  });
}

/** `className` is built from a set of its words each time it is asked for, and it is asked for at every step. */
function lightenClasses(node: PageNode): void {
  const prototype = holderOf(node, 'className');
  const told = prototype && Object.getOwnPropertyDescriptor(prototype, 'className');
  if (!prototype || !told?.set) return;
  Object.defineProperty(prototype, 'className', {
    ...told,
    get(this: PageNode): string {
      return this.getAttributeNode('class')?.value ?? '';
    },
  });
}

/** Every node is given a map of event listeners in a weak map, dear to make and to collect; nobody listens here. */
function lightenEvents(node: PageNode): void {
  const target = holderOf(node, 'addEventListener');
  let made = Object.getPrototypeOf(node).constructor;
  while (made && Object.getPrototypeOf(made)?.prototype !== target) made = Object.getPrototypeOf(made);
  if (!target || !made) return;
  const silent = function silent() {};
  silent.prototype = target;
  // What `super()` calls is the prototype of the class itself.
  Object.setPrototypeOf(made, silent);
}

/** The prototype that has a property of its own. */
function holderOf(node: object, name: string): object | null {
  let prototype = Object.getPrototypeOf(node);
  while (prototype && !Object.hasOwn(prototype, name)) prototype = Object.getPrototypeOf(prototype);
  return prototype;
}

const SHOWN = { display: '', visibility: '' };
