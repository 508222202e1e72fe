/** Statements by day with their chart, and what a speaker both denied and said: the Desk's timeline. */

import type { Opposed, Timeline, TimelineQuestion } from '../cards.ts';
import { type DaySpan, dayAt, daysOf, isoDay } from '../charts/days.ts';
import { svgOf } from '../charts/svg.ts';
import { type Chart, chartOf, drawable } from '../charts/timeline.ts';
import type { ShownStatement } from '../chat.ts';
import type { Result } from '../news.ts';
import type { Store } from '../store/store.ts';
import type { Dated, Scope, SpokenRow } from '../store/timeline.ts';
import { contradictionsIn } from '../stories/contradictions.ts';
import { words } from '../words.ts';

/** `draw` makes a PNG of an SVG; a failure is told by the chart's words standing alone. */
export type TimelineParts = { store: Store; draw(svg: string): Promise<Result<Uint8Array>> };

/** The newest so many statements of a scope are counted and paged; nobody pages through more. */
const MOST = 20_000;
/** Pairs shown; a speaker with more has a habit, and `/whosaid` has the rest. */
const PAIRS = 3;

export async function timeline(
  { store, draw }: TimelineParts,
  question: TimelineQuestion,
): Promise<Timeline> {
  const scope: Scope = {
    topic: question.topic ?? null,
    speakerId: question.speakerId ?? null,
    since: question.since ?? null,
  };
  const spoken = await store.timeline.spoken(scope, MOST);
  const coverage = await store.timeline.coverage(scope);
  const dated = spoken.map((row) => ({ ...row, ...dateOf(row) })).sort(byDay);
  if (!question.oldestFirst) dated.reverse();
  const from = (question.page - 1) * question.size;
  const page = dated.slice(from, from + question.size);
  const shown = new Map((await store.statements.byIds(page.map((s) => s.id))).map((s) => [s.id, s]));
  const days = [...Map.groupBy(page, (s) => s.date)].map(([date, said]) => ({
    date,
    articles: coverage.get(date) ?? 0,
    statements: said.flatMap((s) => shown.get(s.id) ?? []),
  }));
  const first = question.page === 1 && spoken.length > 0;
  return {
    total: spoken.length,
    days,
    opposed: first ? await opposed(store, scope) : [],
    picture: first ? await picture({ store, draw }, question.name, scope.speakerId, dated, coverage) : null,
  };
}

/** When it was said where the article tells, else the day of publication as printed, else of its first sight. */
function dateOf({ saidOn, published, at }: Dated): { date: string } & DaySpan {
  const said = daysOf(saidOn);
  if (said !== null && saidOn !== null) return { date: saidOn, ...said };
  const printed = daysOf(published?.slice(0, 10) ?? null);
  const day = printed?.from ?? dayAt(at);
  return { date: isoDay(day), from: day, to: day };
}

/** By the first day it may have been; what may have been later comes after; then as published. */
const byDay = (a: Dated & DaySpan, b: Dated & DaySpan): number =>
  a.from - b.from || a.to - b.to || a.at - b.at || (a.id < b.id ? -1 : 1);

async function opposed(store: Store, scope: Scope): Promise<Opposed[]> {
  const rows = (await store.timeline.stances(scope)).map((row) => ({ ...row, ...dateOf(row) }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const stated = rows.map((r) => ({ ...r, speaker: r.speakerId, called: `${r.name} ${r.role ?? ''}` }));
  const sinceDay = scope.since === null ? Number.NEGATIVE_INFINITY : dayAt(scope.since);
  // Of the time asked for one of the two is enough: what was denied last year and said this week is what people look for.
  const pairs = contradictionsIn(stated)
    .filter((pair) => [pair.denied, pair.said].some((id) => (byId.get(id)?.to ?? 0) >= sinceDay))
    .slice(-PAIRS);
  const shown = new Map<string, ShownStatement>(
    (await store.statements.byIds(pairs.flatMap((p) => [p.denied, p.said]))).map((s) => [s.id, s]),
  );
  return pairs.flatMap((pair): Opposed[] => {
    const [denied, said] = [shown.get(pair.denied), shown.get(pair.said)];
    const [deniedAt, saidAt] = [byId.get(pair.denied), byId.get(pair.said)];
    if (denied === undefined || said === undefined || deniedAt === undefined || saidAt === undefined)
      return [];
    return [
      {
        denied: { statement: denied, date: deniedAt.date },
        said: { statement: said, date: saidAt.date },
        first: deniedAt.from < saidAt.from ? 'denied' : 'said',
      },
    ];
  });
}

async function picture(
  { store, draw }: TimelineParts,
  name: string,
  speakerId: string | null,
  dated: (SpokenRow & DaySpan)[],
  coverage: Map<string, number>,
): Promise<Timeline['picture']> {
  const told = words.timeline.chart;
  const names = await store.timeline.namesOf([...new Set(dated.flatMap((s) => s.speakerId ?? []))]);
  const chart = chartOf({
    statements: dated.map(({ speakerId: who, from, to }) => ({ speaker: who ?? '', from, to })),
    names: new Map([...names, ['', [told.unattributed]]]),
    articles: new Map(
      [...coverage].flatMap(([day, n]): [number, number][] => {
        const span = daysOf(day);
        return span === null ? [] : [[span.from, n]];
      }),
    ),
  });
  if (chart === null) return null;
  const articles = chart.articles.reduce((sum, n) => sum + n, 0);
  const line = told.line(
    isoDay(chart.columns[0]?.from ?? 0),
    isoDay(chart.columns.at(-1)?.to ?? 0),
    dated.length,
    articles,
  );
  const drawn = await draw(
    svgOf(chart, {
      // A name in a script that the font lacks is left to the message around the chart.
      title: [name, ...(speakerId === null ? [] : (names.get(speakerId) ?? []))].find(drawable) ?? '',
      line,
      articles: told.articles(chart.step),
      others: told.others,
      day: (iso) => told.day(iso, chart.step),
      note: chart.earlier === 0 ? null : told.earlier(chart.earlier),
    }),
  );
  return { png: drawn.ok ? drawn.value : null, alt: altOf(chart, name, line) };
}

function altOf(chart: Chart, name: string, line: string): string {
  const { chart: told } = words.timeline;
  const day = (column: number) => told.day(isoDay(chart.columns[column]?.from ?? 0), chart.step);
  return words.timeline.alt({
    name,
    line,
    step: chart.step,
    lanes: chart.lanes.map((lane) => ({
      name: lane.name ?? told.others(lane.speakers),
      statements: lane.statements,
      marks: lane.marks.map((m) => ({
        when: m.from === m.to ? day(m.from) : `${day(m.from)} to ${day(m.to)}`,
        count: m.count,
      })),
    })),
    articles: chart.articles.flatMap((count, column) => (count === 0 ? [] : [{ when: day(column), count }])),
    earlier: chart.earlier,
  });
}
