/** What the bot says of a timeline and of a story's whole file. */
import { clipped, count, names, showDate } from '../shown.ts';

/** Alternative texts are cut by the platforms: Discord takes 1,024 characters, Slack 2,000. */
const LONGEST_ALT = 1_000;

export const timelineWords = {
  ask: 'Of what? Type /timeline sanctions for a topic, or /timeline speaker:Campbell for a person.',
  unknown: (typed: string, topics: string[], nearest: string[]) =>
    `There is no topic “${clipped(typed)}”, and nobody called so has said anything that I have read. The topics are ${names(topics, 20)}.${
      nearest.length === 0 ? '' : ` The nearest names: ${names(nearest, 5)}.`
    }`,
  which: (typed: string) => `Which ${clipped(typed.replace(/^(the|an?)\s+/i, ''))}?`,
  nothing: (since: boolean) =>
    since
      ? 'Nobody has said anything on that in the time asked for. Try a longer time in since:.'
      : 'Nobody has said anything on that in what I have read.',
  header: (name: string, narrowed: string[], statements: number) =>
    ['Timeline', name, ...narrowed, count(statements, 'statement')].join(' · '),
  day: (date: string, articles: number) =>
    articles === 0 ? showDate(date) : `${showDate(date)} · ${count(articles, 'article')}`,
  dated: 'Each is dated by when it was said where the article tells, else by its publication.',
  oldest: 'Oldest first',
  newest: 'Newest first',
  opposed: 'Denied and said',
  opposedNote: 'The words are alike; what to make of it is yours to judge.',
  on: (date: string, stance: 'denied' | 'said') => `${showDate(date)} · ${stance}`,
  badOrder: 'takes oldest or newest',

  chart: {
    line: (from: string, to: string, statements: number, articles: number) =>
      `${from === to ? showDate(from) : showDate(`${from}/${to}`)} · ${count(statements, 'statement')} · ${count(articles, 'article')}`,
    articles: (step: 'day' | 'week' | 'month') => `Articles a ${step}`,
    others: (speakers: number) => (speakers === 1 ? '1 other' : `${speakers} others`),
    unattributed: 'Unattributed',
    /** "12 Jun", "Jun 2024": at most nine letters. */
    day: (iso: string, step: 'day' | 'week' | 'month') =>
      step === 'month' ? showDate(iso.slice(0, 7)) : showDate(iso).split(' ').slice(0, 2).join(' '),
    earlier: (n: number) => `${count(n, 'statement')} said long before ${n === 1 ? 'is' : 'are'} not drawn.`,
  },
  /** The chart in words. `marks`: when, how often; whole sentences are left out where it would grow too long. */
  alt: (chart: {
    name: string;
    line: string;
    step: 'day' | 'week' | 'month';
    lanes: { name: string; statements: number; marks: { when: string; count: number }[] }[];
    articles: { when: string; count: number }[];
    earlier: number;
  }): string => {
    const each = (marks: { when: string; count: number }[]) =>
      marks.map((m) => (m.count === 1 ? m.when : `${m.when} (${m.count})`)).join(', ');
    const parts = [
      `Chart: who spoke when on ${chart.name}. ${chart.line}.`,
      `Articles a ${chart.step}: ${each(chart.articles)}.`,
      ...(chart.earlier === 0 ? [] : [timelineWords.chart.earlier(chart.earlier)]),
      ...chart.lanes.map((l) => `${l.name}, ${count(l.statements, 'statement')}: ${each(l.marks)}.`),
    ];
    let said = parts[0] ?? '';
    for (const [i, part] of parts.slice(1).entries()) {
      const left = parts.length - 1 - i;
      if (said.length + part.length + 1 > LONGEST_ALT - 24) return `${said} And ${left} more.`;
      said += ` ${part}`;
    }
    return said;
  },
};

export const storyFileWords = {
  articles: (n: number) => `${count(n, 'article')}, in order of publication`,
  role: (role: 'original' | 'copy' | 'version' | 'independent', of: string | null) =>
    ({
      original: 'original',
      copy: of === null ? 'copy' : `copy of ${of}’s text`,
      version: of === null ? 'later version' : `later version of ${of}’s text`,
      independent: 'independent report',
    })[role],
  changed: (times: string[]) => `changed ${names(times, 4)}`,
  notice: (kind: 'corrected' | 'withdrawn', text: string | null) =>
    text === null || text === '' ? `${kind} since` : `${kind} since: ${text}`,
  all: (n: number) => `All ${n} articles`,
  statements: (n: number) => `${count(n, 'statement')}, by speaker`,
  followedBy: (title: string) => `Followed by: ${title}`,
  open: (title: string) => (title.length > 60 ? `${title.slice(0, 59)}…` : title),
  badShow: 'takes articles or statements',
};

export const exportWords = {
  badAs: 'takes text, md, csv or json',
  made: (name: string, statements: number) => `${count(statements, 'statement')} in ${name}.`,
  /** `total` null: more than were counted. */
  cut: (most: number, total: number | null) =>
    `These are the newest ${most} of ${total ?? 'more'}; narrow it with since: or topic: for the rest.`,
  columns: [
    'speaker',
    'role',
    'cue',
    'stance',
    'kind',
    'words',
    'said on',
    'where',
    'via',
    'outlets',
    'published',
    'links',
    'mark',
    'story',
    'id',
  ],
};
