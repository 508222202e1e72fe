/** Statements as a file: plain text, Markdown, CSV or JSON, with everything that is needed to cite them. Pure. */
import { z } from 'zod';
import type { Node, ShownStatement } from '../src/chat.ts';
import { asText, harmless, outletShown, showDate, statementShown } from '../src/shown.ts';
import { words } from '../src/words.ts';

/** More is for a database: a file of so many is about 10 MB, the most that Discord takes. */
export const MOST_EXPORTED = 5_000;

const FORMATS = ['text', 'md', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];
export const asOption = z
  .enum(FORMATS, words.export.badAs)
  .optional()
  .describe('the whole answer as a file: text, md, csv or json');

const TYPES: Record<Format, { ending: string; type: string }> = {
  text: { ending: 'txt', type: 'text/plain; charset=utf-8' },
  md: { ending: 'md', type: 'text/markdown; charset=utf-8' },
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8' },
  json: { ending: 'json', type: 'application/json' },
};

/** A part of a file: lines of a person's own before the statements, such as a story's articles. */
export type Preface = { heading: string; lines: { text: string; link: string | null }[]; json: unknown };

/** The file node; `title` heads it, and `name`, folded, is the file's. */
export function fileOf(
  { title, name }: { title: string; name: string },
  format: Format,
  statements: ShownStatement[],
  preface?: Preface,
): Node {
  const { ending, type } = TYPES[format];
  const text = {
    text: () => asLines(title, statements, preface),
    md: () => asMarkdown(title, statements, preface),
    csv: () => asCsv(statements),
    json: () =>
      `${JSON.stringify({ title, ...(preface === undefined ? {} : { articles: preface.json }), statements }, null, 2)}\n`,
  }[format]();
  return { kind: 'file', name: `${fileName(name)}.${ending}`, type, data: new TextEncoder().encode(text) };
}

const fileName = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'whosaid';

const sourceLines = (s: ShownStatement): { text: string; link: string | null }[] =>
  s.sightings.map((seen) => ({
    text: `${outletShown(seen)}${seen.publishedAt === null ? '' : `, ${showDate(seen.publishedAt)}`}`,
    link: seen.url,
  }));

function asLines(title: string, statements: ShownStatement[], preface?: Preface): string {
  const linked = (l: { text: string; link: string | null }) =>
    `${l.text}${l.link === null ? '' : ` ${l.link}`}`;
  const before =
    preface === undefined ? [] : [preface.heading, ...preface.lines.map((l) => `- ${linked(l)}`), ''];
  const told = statements.flatMap((s, i) => [
    `${i + 1}. ${asText(statementShown(s, false))}`,
    ...sourceLines(s).map((l) => `   ${linked(l)}`),
  ]);
  return harmless(`${[title, '', ...before, ...told].join('\n')}\n`);
}

/** Marks of Markdown in somebody's words are letters, not marks. */
const marked = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/\s+/g, ' ');

function asMarkdown(title: string, statements: ShownStatement[], preface?: Preface): string {
  const linked = ({ text, link }: { text: string; link: string | null }) =>
    link === null ? marked(text) : `[${marked(text)}](<${link.replace(/[<>\s]/g, encodeURIComponent)}>)`;
  const before =
    preface === undefined
      ? []
      : [`## ${marked(preface.heading)}`, '', ...preface.lines.map((l) => `- ${linked(l)}`), ''];
  const told = statements.map(
    (s, i) =>
      `${i + 1}. ${marked(asText(statementShown(s, false)))}  \n   ${sourceLines(s).map(linked).join(', ')}`,
  );
  return harmless(`# ${marked(title)}\n\n${[...before, ...told].join('\n')}\n`);
}

/** RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function asCsv(statements: ShownStatement[]): string {
  const rows = statements.map((s) => [
    s.speaker === null ? '' : s.speaker.name,
    s.speaker?.role ?? '',
    s.cue ?? '',
    s.stance,
    s.kind,
    s.pieces.map((p) => (p.quoted ? `“${p.text}”` : p.text)).join(' … '),
    s.saidOn ?? '',
    s.venue ?? '',
    s.via ?? '',
    [...new Set(s.sightings.map((x) => x.outlet))].join('; '),
    s.sightings.map((x) => x.publishedAt ?? '').join('; '),
    s.sightings.flatMap((x) => x.url ?? []).join(' '),
    s.mark ?? '',
    s.story.title,
    s.id,
  ]);
  // Excel reads UTF-8 as such only behind this mark.
  return `\ufeff${[words.export.columns, ...rows].map((row) => row.map((c) => cell(harmless(c))).join(',')).join('\r\n')}\r\n`;
}
