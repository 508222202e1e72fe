/** Somebody else's words as Discord's markdown that shows exactly them: no mention, no link, no emphasis of their own. Pure. */
import type { Rich, Run } from '../../src/chat.ts';
import { harmless } from '../../src/shown.ts';

/**
 * A backslash before any mark makes it a letter. What only works at the start of a line (headings, lists, quotes, small
 * print) is escaped there, so that "Kim Hong-kyun" stays as it is written.
 */
export function escaped(text: string): string {
  return harmless(text)
    .replace(/[\\`*_~|<>[\]@]/g, '\\$&')
    .replace(/:(?=\/\/|\w+:)/g, '\\:')
    .replace(/^(\s*)([-+#])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2')
    .replace(/#(?=\d{15})/g, '\\#');
}

/** The same for a text in words with addresses in it, which stay what they are. */
export const escapedPlain = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>()]+)/)
    .map((part, i) => (i % 2 === 1 ? part : escaped(part)))
    .join('');

const LONGEST_ADDRESS = 1_000;

/** An address as markdown takes it between parentheses, or null when it is none that a link may have. */
export function addressOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  const safe = href.replace(/[()<>\s\\*_~|`[\]]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return safe.length > LONGEST_ADDRESS ? null : safe;
}

/** A link with its words escaped; the words alone where the address is not one. */
export function link(text: string, url: string): string {
  const address = addressOf(url);
  const words = escaped(text.replace(/\s+/g, ' ')) || '…';
  return address === null ? words : `[${words}](<${address}>)`;
}

function run(r: Run): string {
  switch (r.kind) {
    case 'plain':
      return escaped(r.text);
    case 'quoted':
      return `“${escaped(r.text)}”`;
    case 'strong':
      // Marks stand tight around words: "** x **" is no emphasis.
      return r.text.trim() === '' ? r.text : escaped(r.text).replace(/^(\s*)(.*?)(\s*)$/s, '$1**$2**$3');
    case 'link':
      return link(r.text, r.url);
    case 'time':
      return `<t:${Math.floor(r.at / 1000)}:R>`;
    case 'mention':
      return /^\d{1,20}$/.test(r.place.channel) ? `<#${r.place.channel}>` : escaped(r.text);
  }
}

export const rich = (runs: Rich): string => runs.map(run).join('');

/** The first `most` characters of what the runs say, before any escaping, so that no mark is cut in two. */
export function shortened(runs: Rich, most: number): Rich {
  let left = most;
  const out: Rich = [];
  for (const r of runs) {
    if (left <= 0) break;
    out.push(
      r.text.length <= left ? r : { ...r, text: `${r.text.slice(0, left).replace(/[\ud800-\udbff]$/, '')}…` },
    );
    left -= r.text.length;
  }
  return out;
}
