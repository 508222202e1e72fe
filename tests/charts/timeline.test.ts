import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, daysOf, isoDay, weekday } from '../../src/charts/days.ts';
import { type ChartInput, chartOf, drawable } from '../../src/charts/timeline.ts';

const day = (iso: string): number => daysOf(iso)?.from ?? Number.NaN;
const input = (
  said: [speaker: string, date: string][],
  articles: Record<string, number> = {},
  names: Record<string, string[]> = {},
): ChartInput => ({
  statements: said.map(([speaker, date]) => ({ speaker, ...(daysOf(date) ?? { from: 0, to: 0 }) })),
  names: new Map([...new Set(said.map(([s]) => s))].map((s) => [s, names[s] ?? [s]])),
  articles: new Map(Object.entries(articles).map(([d, n]) => [day(d), n])),
});
const chart = (...args: Parameters<typeof input>) => {
  const made = chartOf(input(...args));
  if (made === null) throw new Error('no chart');
  return made;
};

describe('days', () => {
  it.each([
    ['2024-06-12', '2024-06-12', '2024-06-12'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-06-12/2024-06-14', '2024-06-12', '2024-06-14'],
    ['2024-05/2024-06', '2024-05-01', '2024-06-30'],
    ['2024-06-14T23:30:00+09:00', '2024-06-14', '2024-06-14'],
  ])('%s is %s to %s', (date, from, to) => {
    const span = daysOf(date);
    expect(span === null ? null : [isoDay(span.from), isoDay(span.to)]).toEqual([from, to]);
  });
  it.each([null, '', 'soon', '2024-13', '2024-02-30', '2024-06-14/2024-06-12', '2024-06-14/..'])(
    '%s is none',
    (date) => expect(daysOf(date)).toBeNull(),
  );
  it('counts weekdays from Monday, before 1970 too', () => {
    expect(weekday(day('2024-06-10'))).toBe(0);
    expect(weekday(day('2024-06-16'))).toBe(6);
    expect(weekday(dayAt(Date.UTC(1969, 11, 28)))).toBe(6);
  });
});

describe('the chart of a timeline', () => {
  it('has a column a day, a lane a speaker in order of first words, and the articles', () => {
    const made = chart(
      [
        ['Ada', '2024-06-14'],
        ['Otto', '2024-06-12'],
        ['Ada', '2024-06-14'],
      ],
      { '2024-06-13': 2, '2024-06-14': 5 },
    );
    expect(made.step).toBe('day');
    expect(made.columns.map((c) => isoDay(c.from))).toEqual(['2024-06-12', '2024-06-13', '2024-06-14']);
    expect(made.articles).toEqual([0, 2, 5]);
    expect(made.lanes).toEqual([
      { name: 'Otto', speakers: 1, statements: 1, marks: [{ from: 0, to: 0, count: 1 }] },
      { name: 'Ada', speakers: 1, statements: 2, marks: [{ from: 2, to: 2, count: 2 }] },
    ]);
  });

  it('draws a month or an interval across its days', () => {
    const made = chart([
      ['Ada', '2024-06'],
      ['Ada', '2024-06-03/2024-06-05'],
    ]);
    expect(made.columns).toHaveLength(30);
    expect(made.lanes[0]?.marks).toEqual([
      { from: 0, to: 29, count: 1 },
      { from: 2, to: 4, count: 1 },
    ]);
  });

  it('takes weeks from Monday, then months, for longer times', () => {
    const weeks = chart([], { '2024-01-03': 1, '2024-06-12': 2 });
    expect([weeks.step, isoDay(weeks.columns[0]?.from ?? 0), weekday(weeks.columns[1]?.from ?? 1)]).toEqual([
      'week',
      '2024-01-01',
      0,
    ]);
    const months = chart([], { '2022-01-31': 1, '2024-06-12': 2, '2024-06-30': 1 });
    expect([months.step, months.columns.length, months.articles.at(-1)]).toEqual(['month', 30, 3]);
    expect(months.columns.every((c) => isoDay(c.from).endsWith('-01'))).toBe(true);
  });

  it('does not stretch to what was said long before, and says how much that is', () => {
    const made = chart(
      [
        ['Ada', '2009-03-01'],
        ['Ada', '2023'],
        ['Ada', '2024-06-10'],
      ],
      { '2024-06-12': 1 },
    );
    expect([made.earlier, made.columns.length, made.lanes[0]?.statements]).toEqual([2, 3, 1]);
  });

  it('puts the quieter speakers, and those whose name the font lacks, into one last lane', () => {
    const many = Array.from({ length: 14 }, (_, i): [string, string] => [`Speaker ${i}`, '2024-06-12']);
    const loud = many.slice(0, 3);
    const made = chart(
      [...many, ...loud, ['x', '2024-06-11'], ['y', '2024-06-11']],
      {},
      {
        x: ['김정은', 'Kim Jong Un'],
        y: ['محمد'],
      },
    );
    expect(made.lanes).toHaveLength(10);
    expect(made.lanes[0]?.name).toBe('Kim Jong Un');
    expect(made.lanes.at(-1)).toMatchObject({ name: null, speakers: 7, statements: 7 });
    expect(made.lanes.map((l) => l.name)).toEqual(
      expect.arrayContaining(['Speaker 0', 'Speaker 1', 'Speaker 2']),
    );
  });

  it('knows what can be drawn', () => {
    for (const name of ['Lê Hoài Trung', 'Dmitry Peskov', 'Пётр Ильич', 'Γιώργος', 'Łukasz “Ż” O’Neill'])
      expect(drawable(name), name).toBe(true);
    for (const name of ['김정은', '习近平', 'محمد', 'ไทย', '—', '', '🙂 Ada'])
      expect(drawable(name), name).toBe(false);
  });

  it('counts every statement and article once, whatever the order', () => {
    const date = fc.integer({ min: 19_000, max: 19_900 });
    const said = fc.array(
      fc.record({ speaker: fc.constantFrom('a', 'b', 'c'), from: date, more: fc.nat(40) }),
    );
    fc.assert(
      fc.property(said, fc.array(fc.tuple(date, fc.integer({ min: 1, max: 9 }))), (list, articles) => {
        const statements = list.map(({ speaker, from, more }) => ({ speaker, from, to: from + more }));
        const names = new Map(['a', 'b', 'c'].map((n) => [n, [n]]));
        const whole = { statements, names, articles: new Map(articles) };
        const made = chartOf(whole);
        if (made === null) {
          expect(statements.length + articles.length).toBe(0);
          return;
        }
        const drawn = made.lanes.reduce(
          (n, lane) => n + lane.marks.reduce((m, mark) => m + mark.count, 0),
          0,
        );
        expect(drawn + made.earlier).toBe(statements.length);
        expect(made.articles.reduce((a, b) => a + b, 0)).toBe(
          [...whole.articles.values()].reduce((a, b) => a + b, 0),
        );
        expect(
          made.lanes.flatMap((l) => l.marks).every((m) => m.to >= m.from && m.to < made.columns.length),
        ).toBe(true);
        expect(chartOf({ ...whole, statements: statements.toReversed() })).toEqual(made);
      }),
    );
  });

  it('is none where nothing has a date', () => expect(chartOf(input([]))).toBeNull());
});
