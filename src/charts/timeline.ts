/** What a timeline's chart shows: who spoke when, in lanes, above them how many articles there were. Pure. */
import { type DaySpan, isoDay, weekday } from './days.ts';

/** One statement: who said it and on which days that may have been. */
export type Spoken = DaySpan & { speaker: string };

export type ChartInput = {
  statements: Spoken[];
  /** What each speaker is called, the names to be tried in order: only what the chart's font has can be drawn. */
  names: Map<string, string[]>;
  /** Day → articles published on it. */
  articles: Map<number, number>;
};

/** Statements of one lane in the columns `from` to `to`; they differ only where the date was no single day. */
export type Mark = { from: number; to: number; count: number };
/** `name`: what stands beside it, null where no name of theirs can be drawn; `speakers`: more than one in the last lane. */
export type Lane = { name: string | null; speakers: number; statements: number; marks: Mark[] };

export type Chart = {
  /** How long a column is. */
  step: 'day' | 'week' | 'month';
  columns: DaySpan[];
  /** In order of their first words; the quieter speakers are one lane, the last. */
  lanes: Lane[];
  /** Articles in each column. */
  articles: number[];
  /** Statements and articles before the first column: older words that an article recalls. */
  earlier: number;
};

/** So many lanes fit a phone's screen; the rest are one lane. */
const LANES = 10;
/** A column a day up to two months, a week up to 14 months. */
const DAILY = 62;
const WEEKLY = 430;
/** Words said longer ago than this before the first article are background: the axis does not stretch to them. */
const BEFORE = 31;

/** Null when nothing has a date. */
export function chartOf(input: ChartInput): Chart | null {
  const days = [...input.articles.keys()];
  const firstArticle = days.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...days) - BEFORE;
  const recent = input.statements.filter((s) => s.to >= firstArticle);
  const first = Math.min(...days, ...recent.map((s) => Math.max(s.from, firstArticle)));
  const last = Math.max(...days, ...recent.map((s) => s.to));
  if (!Number.isFinite(first) || !Number.isFinite(last)) return null;
  const { step, columns } = columnsOf(first, last);
  const place = (day: number) => {
    const at = columns.findIndex((c) => day <= c.to);
    return at === -1 ? columns.length - 1 : at;
  };
  const articles = columns.map(() => 0);
  for (const [day, count] of input.articles) articles[place(day)] = (articles[place(day)] ?? 0) + count;
  return {
    step,
    columns,
    lanes: lanesOf(recent, input.names, place),
    articles,
    earlier: input.statements.length - recent.length,
  };
}

function columnsOf(first: number, last: number): Pick<Chart, 'step' | 'columns'> {
  const length = last - first + 1;
  const step = length <= DAILY ? 'day' : length <= WEEKLY ? 'week' : 'month';
  const columns: DaySpan[] = [];
  let from = step === 'day' ? first : step === 'week' ? first - weekday(first) : monthOf(first);
  while (from <= last) {
    const next = step === 'day' ? from + 1 : step === 'week' ? from + 7 : monthOf(from + 31);
    columns.push({ from, to: next - 1 });
    from = next;
  }
  return { step, columns };
}

/** The first day of a day's month. A month's first day and 31 days lie always in the next month. */
function monthOf(day: number): number {
  return Date.parse(`${isoDay(day).slice(0, 7)}-01`) / 86_400_000;
}

function lanesOf(statements: Spoken[], names: Map<string, string[]>, place: (day: number) => number): Lane[] {
  const bySpeaker = [...Map.groupBy(statements, (s) => s.speaker)].map(([speaker, said]) => ({
    name: (names.get(speaker) ?? []).find(drawable) ?? null,
    speakers: 1,
    statements: said.length,
    marks: marksOf(said, place),
    first: Math.min(...said.map((s) => s.from)),
  }));
  // Ties go by the name, so that the same statements draw the same bytes in whatever order they come.
  bySpeaker.sort((a, b) => b.statements - a.statements || a.first - b.first || order(a.name, b.name));
  const named = bySpeaker.filter((lane) => lane.name !== null);
  const shown = named.slice(
    0,
    named.length === bySpeaker.length && named.length <= LANES ? LANES : LANES - 1,
  );
  const rest = bySpeaker.filter((lane) => !shown.includes(lane));
  shown.sort((a, b) => a.first - b.first || b.statements - a.statements || order(a.name, b.name));
  const lanes: Lane[] = shown.map(({ first: _, ...lane }) => lane);
  if (rest.length > 0)
    lanes.push({
      name: null,
      speakers: rest.length,
      statements: rest.reduce((n, lane) => n + lane.statements, 0),
      marks: joined(rest.flatMap((lane) => lane.marks)),
    });
  return lanes;
}

const order = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);

const marksOf = (said: Spoken[], place: (day: number) => number): Mark[] =>
  joined(said.map((s) => ({ from: place(s.from), to: place(s.to), count: 1 })));

/** Marks of the same columns as one, in order. */
function joined(marks: Mark[]): Mark[] {
  const found = new Map<string, Mark>();
  for (const mark of marks) {
    const key = `${mark.from}-${mark.to}`;
    found.set(key, { ...mark, count: (found.get(key)?.count ?? 0) + mark.count });
  }
  return [...found.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The letters, digits and signs that DejaVu Sans has a shape for and that are read from left to right. */
const DRAWN =
  /^[\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u0525\u1e00-\u1efb\u2010-\u2027\u2030-\u203a€]+$/u;

/** Whether every character of a name can be drawn: Latin, Greek and Cyrillic can, other scripts would be boxes. */
export const drawable = (name: string): boolean => DRAWN.test(name.normalize('NFC')) && /\p{L}/u.test(name);
