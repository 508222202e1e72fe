/** A timeline's chart as SVG, 800 wide: on its own white ground, so that it reads in light and in dark surroundings. Pure. */
import { isoDay } from './days.ts';
import type { Chart, Lane, Mark } from './timeline.ts';

/** What is written in the chart; the sentences are made where the bot's other sentences are. */
export type ChartTexts = {
  title: string;
  line: string;
  articles: string;
  others(speakers: number): string;
  /** How a column's first day reads on the axis, in at most nine letters. */
  day(iso: string): string;
  note: string | null;
};

const WIDTH = 800;
const LEFT = 248;
const RIGHT = 24;
const BARS = { top: 78, height: 72 };
const LANE = 30;
const SIZE = 15;
const INK = '#1f2328';
const FAINT = '#57606a';
const GRID = '#d8dee4';
const BAR = '#9ab8e0';
const MARK = '#0a4f9e';

/** The same model and texts give the same SVG, byte for byte. */
export function svgOf(chart: Chart, texts: ChartTexts): string {
  const lanesTop = BARS.top + BARS.height + 22;
  const bottom = lanesTop + chart.lanes.length * LANE;
  const height = bottom + (texts.note === null ? 38 : 62);
  const across = (WIDTH - LEFT - RIGHT) / chart.columns.length;
  const middle = (column: number) => LEFT + (column + 0.5) * across;
  const most = Math.max(1, ...chart.articles);
  const parts: string[] = [
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="${GRID}"/>`,
    text(24, 32, cut(texts.title, WIDTH - 48, 19), { size: 19, bold: true }),
    text(24, 56, cut(texts.line, WIDTH - 48, SIZE), { fill: FAINT }),
    text(24, BARS.top + BARS.height - 4, cut(texts.articles, LEFT - 60, SIZE), {}),
    text(LEFT - 8, BARS.top + 12, String(most), { fill: FAINT, anchor: 'end', size: 13 }),
    line(LEFT, BARS.top, WIDTH - RIGHT, BARS.top),
    line(LEFT, BARS.top + BARS.height, WIDTH - RIGHT, BARS.top + BARS.height),
  ];
  for (const column of ticks(chart.columns.length)) {
    parts.push(line(middle(column), BARS.top, middle(column), bottom));
    const day = isoDay(chart.columns[column]?.from ?? 0);
    parts.push(
      text(middle(column), bottom + 22, texts.day(day), { fill: FAINT, anchor: 'middle', size: 14 }),
    );
  }
  const bar = Math.max(2, Math.min(28, across * 0.7));
  for (const [column, count] of chart.articles.entries()) {
    if (count === 0) continue;
    const tall = Math.max(2, (count / most) * BARS.height);
    parts.push(
      `<rect x="${round(middle(column) - bar / 2)}" y="${round(BARS.top + BARS.height - tall)}" width="${round(bar)}" height="${round(tall)}" fill="${BAR}"/>`,
    );
  }
  for (const [i, lane] of chart.lanes.entries()) {
    const y = lanesTop + (i + 0.5) * LANE;
    parts.push(line(LEFT, y, WIDTH - RIGHT, y));
    parts.push(text(24, y + 5, cut(nameOf(lane, texts), LEFT - 66, SIZE), {}));
    parts.push(text(LEFT - 8, y + 5, String(lane.statements), { fill: FAINT, anchor: 'end' }));
    for (const mark of lane.marks) parts.push(...markAt(mark, middle, y));
  }
  if (texts.note !== null)
    parts.push(text(24, bottom + 48, cut(texts.note, WIDTH - 48, 13), { fill: FAINT, size: 13 }));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="DejaVu Sans" font-stretch="condensed">${parts.join('')}</svg>`;
}

/** Where the marks of a lane are: for whoever wants to look. */
export const laneMiddle = (lane: number): number => BARS.top + BARS.height + 22 + (lane + 0.5) * LANE;
export const columnMiddle = (columns: number, column: number): number =>
  LEFT + (column + 0.5) * ((WIDTH - LEFT - RIGHT) / columns);

const nameOf = (lane: Lane, texts: ChartTexts): string => lane.name ?? texts.others(lane.speakers);

/** A dot that grows with the statements and says how many they are; a bar where the date is no single column. */
function markAt(mark: Mark, middle: (column: number) => number, y: number): string[] {
  const radius = Math.min(11, 5 + 2 * Math.sqrt(mark.count - 1)) + (mark.count > 1 ? 1 : 0);
  const [from, to] = [middle(mark.from), middle(mark.to)];
  const shape =
    mark.from === mark.to
      ? `<circle cx="${round(from)}" cy="${round(y)}" r="${round(radius)}" fill="${MARK}"/>`
      : `<rect x="${round(from - 4)}" y="${round(y - 4)}" width="${round(to - from + 8)}" height="8" rx="4" fill="${MARK}" fill-opacity="0.55"/>`;
  if (mark.count < 2 || mark.from !== mark.to) return [shape];
  const size = mark.count > 99 ? 8 : mark.count > 9 ? 10 : 11;
  return [shape, text(from, y + 4, String(mark.count), { fill: '#ffffff', anchor: 'middle', size })];
}

/** The columns whose day is written below: at most six, evenly. */
function ticks(columns: number): number[] {
  const every = Math.max(1, Math.ceil(columns / 6));
  return Array.from({ length: Math.ceil(columns / every) }, (_, i) => i * every);
}

type Look = { size?: number; bold?: boolean; fill?: string; anchor?: 'middle' | 'end' };

function text(x: number, y: number, words: string, { size = SIZE, bold, fill = INK, anchor }: Look): string {
  const weight = bold === true ? ' font-weight="bold"' : '';
  const at = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${weight}${at}>${escaped(words)}</text>`;
}

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${GRID}" fill="none"/>`;

const round = (n: number): number => Math.round(n * 10) / 10;

const escaped = (words: string): string =>
  words
    .replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');

/** About how wide a letter of DejaVu Sans Condensed is, in ems (from its advance widths, rounded up). */
function widthOf(letter: string): number {
  if (/[ijlI|.,:;'’!() ]/.test(letter)) return 0.36;
  if (/[mwMW%—…@]/.test(letter)) return 0.9;
  return /[\p{Lu}]/u.test(letter) ? 0.67 : 0.57;
}

/** As much of a text as fits, with "…" where it was cut. */
function cut(words: string, width: number, size: number): string {
  let room = width / size;
  const letters = [...words.normalize('NFC')];
  for (const [at, letter] of letters.entries()) {
    room -= widthOf(letter);
    if (room < 0)
      return `${letters
        .slice(0, Math.max(1, at - 1))
        .join('')
        .trimEnd()}…`;
  }
  return letters.join('');
}
