/** Entities that a feed declares for itself: `<!DOCTYPE rss [<!ENTITY paper "The Gull">]>`, then `&paper;`. */

/** A name for a few plain words. Nothing in them is expanded again, and nothing outside of the document is asked for. */
const DECLARED = /<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"<&%]{0,300})"|'([^'<&%]{0,300})')\s*>/g;
const MOST_DECLARED = 100;
/** Characters by which a document may grow: a few words set in a thousand places. */
const MOST_ADDED = 500_000;
/** XML's own. */
const OWN = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** `text` with what `prologue` declares put in its place, as far as the document does not grow too large. Linear. */
export function withDeclared(prologue: string, text: string): string {
  if (!prologue.includes('<!ENTITY')) return text;
  const declared = new Map<string, string>();
  for (const [, name = '', double, single] of prologue.matchAll(DECLARED)) {
    // The first declaration of a name counts (XML 1.0, 4.2).
    if (!OWN.has(name) && !declared.has(name) && declared.size < MOST_DECLARED)
      declared.set(name, double ?? single ?? '');
  }
  if (declared.size === 0) return text;
  let added = 0;
  return text.replace(/&([A-Za-z_][\w.-]{0,60});/g, (whole, name: string) => {
    const words = declared.get(name);
    if (words === undefined || added + words.length > MOST_ADDED) return whole;
    added += words.length;
    return words;
  });
}
