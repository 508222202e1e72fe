/**
 * When something was said, by the words beside the cue: EDTF ("2024-06-12", "2024-03", "2024-06-03/2024-06-09"), counted
 * from the outlet's own day of publication and looking back, as news does: "on Wednesday" is the last one up to that day.
 */
import { besideCue } from './beside.ts';
import type { Draft } from './drafts.ts';
import type { Item } from './sentences.ts';
import { MONTHS, timeFrom, WEEKDAYS } from './times.ts';

type Day = { year: number; month: number; day: number };
const MILLISECONDS = 86_400_000;

/** The local calendar day of an ISO 8601 instant or date; its own offset's day, never UTC's. Null when it is none. */
export function dayOf(iso: string | null): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso ?? '');
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? { year, month, day } : null;
}

const at = (d: Day): number => Date.UTC(d.year, d.month - 1, d.day);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const two = (n: number): string => String(n).padStart(2, '0');

/** EDTF of a draft's own words about time, or null when its sentence says nothing. */
export function saidOn(draft: Draft, published: Day | null): string | null {
  if (draft.frame === 'continued') return null;
  const { items } = draft.sentence;
  for (const run of besideCue(draft)) {
    for (let i = run.from; i < run.to; i++) {
      const end = timeFrom(items, i);
      if (end <= i) continue;
      const found = edtf(items.slice(i, end), published);
      if (found) return found;
    }
  }
  return null;
}

/** What a time expression means. Weekdays, months and days of the month look back from the day of publication. */
function edtf(words: Item[], published: Day | null): string | null {
  const lower = words.map((x) => x.lower.replace(/\.$/u, ''));
  const month = lower.findIndex((w, i) => monthOf(w) > 0 && /^\p{Lu}/u.test(words[i]?.text ?? ''));
  if (month >= 0) return inMonth(words, lower, month, published);
  if (!published) return null;
  const today = at(published);
  const year = lower.find((w) => /^(?:19|20)\d\d$/u.test(w));
  if (year) return Number(year) <= published.year ? year : null;
  const weekday = lower.findIndex((w) => WEEKDAYS.includes(w));
  if (weekday >= 0) {
    if (lower.includes('next')) return null;
    const back = (new Date(today).getUTCDay() - WEEKDAYS.indexOf(lower[weekday] ?? '') + 7) % 7;
    return iso(today - (back === 0 && lower.includes('last') ? 7 : back) * MILLISECONDS);
  }
  if (lower.includes('today') || lower.includes('tonight') || lower.includes('overnight')) return iso(today);
  if (lower.includes('yesterday')) return iso(today - MILLISECONDS);
  return inSpan(lower, published, today);
}

function inSpan(lower: string[], published: Day, today: number): string | null {
  const last = lower.includes('last');
  const current = lower.includes('this') || lower.includes('the');
  if (!last && !current) return null;
  if (lower.includes('week')) {
    const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * MILLISECONDS;
    if (last) return `${iso(monday - 7 * MILLISECONDS)}/${iso(monday - MILLISECONDS)}`;
    return monday === today ? iso(today) : `${iso(monday)}/${iso(today)}`;
  }
  if (lower.includes('month')) {
    const index = published.year * 12 + published.month - 1 - (last ? 1 : 0);
    return `${Math.floor(index / 12)}-${two((index % 12) + 1)}`;
  }
  if (lower.includes('year')) return String(published.year - (last ? 1 : 0));
  if (last && lower.includes('night')) return iso(today - MILLISECONDS);
  if (!last && /(?:morning|afternoon|evening)/u.test(lower.join(' ')) && lower.includes('this'))
    return iso(today);
  return null;
}

function monthOf(word: string): number {
  const full = MONTHS.indexOf(word);
  if (full >= 0) return full + 1;
  return word.length >= 3
    ? MONTHS.findIndex((m) => m.startsWith(word === 'sept' ? 'sep' : word) && word.length <= 4) + 1
    : 0;
}

function inMonth(words: Item[], lower: string[], index: number, published: Day | null): string | null {
  const month = monthOf(lower[index] ?? '');
  const near = [words[index + 1]?.text ?? '', words[index - 1]?.text ?? ''];
  const dayText = near.map((w) => /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(w)?.[1]).find((x) => x !== undefined);
  const yearText = words.map((w) => w.text).find((w) => /^(?:19|20)\d\d$/u.test(w));
  const day = dayText ? Number(dayText) : null;
  if (!yearText && !published) return null;
  let year = yearText ? Number(yearText) : (published?.year ?? 0);
  if (!yearText && published) {
    const later =
      month > published.month || (month === published.month && day !== null && day > published.day + 1);
    if (later) year--;
    if (lower.includes('last') && month === published.month) year--;
  }
  if (day === null) return `${year}-${two(month)}`;
  return dayOf(`${year}-${two(month)}-${two(day)}`) ? `${year}-${two(month)}-${two(day)}` : null;
}
