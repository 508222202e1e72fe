/**
 * Rich text as Slack's mrkdwn. Others' words must neither ping anybody nor be formatted: `&`, `<`, `>` are escaped, and signs
 * that would make bold, italic, struck or code are replaced by their likes where they stand in pairs. Pure.
 */
import type { Rich, Run } from '../../src/chat.ts';
import { harmless } from '../../src/shown.ts';

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const LIKE: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Signs that open formatting stand before a word and have a partner; `:name:` would become a picture, a line that begins with `>` a quotation. */
function literal(text: string): string {
  const opening = /(?<![\p{L}\p{N}])([*_~`])(?=\S)/gu;
  return text
    .replace(opening, (sign, _1, at: number) => (text.includes(sign, at + 1) ? (LIKE[sign] ?? sign) : sign))
    .replace(/:(?=[a-z0-9_+'-]+:)/gi, '꞉')
    .replace(/^>/gm, '›');
}

const inside = (text: string): string => literal(harmless(text)).replaceAll('*', '∗');

/** One that is longer leaves no room for the words that it stands behind. */
const LONGEST_ADDRESS = 2_000;

/** An address that can stand in `<…|…>`; null for one that is none of the web. */
function address(url: string): string | null {
  if (!/^https?:\/\//i.test(url) || url.length > LONGEST_ADDRESS) return null;
  const signs: Record<string, string> = { '<': '%3C', '>': '%3E', '|': '%7C' };
  return url
    .replace(/[<>|]/g, (c) => signs[c] ?? c)
    .replace(/\s/g, '%20')
    .replaceAll('&', '&amp;');
}

/** One run as two halves around its text, so that the text alone is cut when there is no room. */
function shape(run: Run): { before: string; text: string; after: string } {
  const text = literal(harmless(run.text));
  switch (run.kind) {
    case 'plain':
      return { before: '', text, after: '' };
    case 'quoted':
      return { before: '“', text, after: '”' };
    case 'strong': {
      const bold = inside(run.text).replace(/\s*\n\s*/g, ' ');
      return bold.trim() === ''
        ? { before: bold, text: '', after: '' }
        : { before: '*', text: bold.trim(), after: `*${/\s$/.test(bold) ? ' ' : ''}` };
    }
    case 'link': {
      const url = address(run.url);
      return url === null
        ? { before: '', text, after: '' }
        : { before: `<${url}|`, text: text.replace(/\s+/g, ' '), after: '>' };
    }
    case 'time':
      return { before: `<!date^${Math.floor(run.at / 1_000)}^{date_short_pretty} {time}|`, text, after: '>' };
    case 'mention':
      return /^[CG][A-Z0-9]+$/.test(run.place.channel)
        ? { before: `<#${run.place.channel}>`, text: '', after: '' }
        : { before: '', text: run.text === '' ? run.place.channel : text, after: '' };
  }
}

/** As many characters as fit when escaped, whole ones. */
function fitting(text: string, room: number): string {
  let out = '';
  for (const sign of text) {
    const shown = escaped(sign);
    if (out.length + shown.length > room) break;
    out += shown;
  }
  return out;
}

/** At most `most` characters of mrkdwn; what does not fit ends with "…". */
export function mrkdwn(rich: Rich, most: number): string {
  let out = '';
  for (const [i, run] of rich.entries()) {
    const { before: opening, text, after: closing } = shape(run);
    // Bold that touches a letter is none to Slack: a space of no width parts them.
    const bold = run.kind === 'strong' && opening === '*';
    const before = bold && /[\p{L}\p{N}]$/u.test(out) ? `\u200b${opening}` : opening;
    const after = bold && /^[\p{L}\p{N}]/u.test(rich[i + 1]?.text ?? '') ? `${closing}\u200b` : closing;
    const whole = `${before}${escaped(text)}${after}`;
    if (out.length + whole.length <= most - 1) {
      out += whole;
      continue;
    }
    const cut = fitting(text, most - 1 - out.length - before.length - after.length - 1);
    return cut === '' ? `${out}…` : `${out}${before}${cut}…${after}`;
  }
  return out;
}

/** Plain words for the top-level text, which Slack formats as well. */
export function plainText(text: string, most: number): string {
  const shown = literal(harmless(text));
  const whole = escaped(shown);
  return whole.length <= most ? whole : `${fitting(shown, most - 1)}…`;
}

/** Text of a label or a choice: Slack shows it as it is, so only its length and what looks like a mention are minded. */
export function label(text: string, most: number): string {
  const shown = harmless(text).replace(/\s+/g, ' ').replaceAll('<', '‹').replaceAll('>', '›').trim() || '…';
  return shown.length <= most ? shown : `${shown.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
