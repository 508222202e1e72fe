/** The little of the DOM that this room uses: the types of a browser are not in a server's TypeScript library. */
export type PageNode = {
  nodeType: number;
  nodeValue: string | null;
  textContent: string | null;
  localName: string;
  className: string;
  id: string;
  innerHTML: string;
  firstChild: PageNode | null;
  nextSibling: PageNode | null;
  parentNode: PageNode | null;
  getAttribute(name: string): string | null;
  getAttributeNode(name: string): { value: string } | null;
  remove(): void;
  querySelectorAll(selector: string): Iterable<PageNode>;
};

export type PageDocument = {
  title: string;
  body: PageNode;
  createElement(name: string): PageNode;
  querySelectorAll(selector: string): Iterable<PageNode>;
};

export const TEXT = 3;
export const ELEMENT = 1;
