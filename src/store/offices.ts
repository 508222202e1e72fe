/** Who holds an office: speakers by the role in which articles named them. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';
import { tellingWords } from './search.ts';

const MOST_WORDS = 8;
/** So many speakers are offered at most. */
const OFFERED = 50;

/** Words of a role: "U.S." and "US" are one, "the" and "of" tell nothing. */
const roleWords = (text: string): string[] => tellingWords(text.replaceAll('.', ''));

/**
 * The ids of those who were called so by any article: every word of `typed` is one of the role. The most often named first. The roles
 * of all articles are many: unless `thorough`, they are looked through only where the role by which somebody is shown fits.
 */
export async function holdersOf(db: Kysely<Tables>, typed: string, thorough: boolean): Promise<string[]> {
  const wanted = roleWords(typed).slice(0, MOST_WORDS);
  if (wanted.length === 0) return [];
  const fits = (role: string | null) => {
    const words = roleWords(role ?? '');
    return wanted.every((word) => words.includes(word));
  };
  const like = wanted.map((word) => sql<boolean>`lower(replace(role, '.', '')) like ${`%${word}%`}`);
  const shown = await db
    .selectFrom('speakers')
    .select(['id', 'role'])
    .where((e) => e.and(like))
    .execute();
  const now = shown.filter(({ role }) => fits(role));
  if (now.length === 0 && !thorough) return [];
  const times = new Map(now.map(({ id }) => [id, 1]));
  const ever = await db
    .selectFrom('speaker_roles')
    .select(['speaker_id', 'role', (e) => e.fn.countAll<number>().as('n')])
    .where((e) => e.and(like))
    .groupBy(['speaker_id', 'role'])
    .execute();
  for (const { speaker_id, role, n } of ever)
    if (fits(role)) times.set(speaker_id, (times.get(speaker_id) ?? 0) + Number(n));
  return [...times]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, OFFERED)
    .map(([id]) => id);
}
