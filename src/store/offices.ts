/** Who holds an office: speakers by the role in which articles named them. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';
import { tellingWords } from './search.ts';

const MOST_WORDS = 8;
/** So many speakers are offered at most. */
const OFFERED = 50;

/** Words of a role: "U.S." and "US" are one, "the" and "of" tell nothing. */
const roleWords = (text: string): string[] => tellingWords(text.replaceAll('.', ''));

/** The ids of those who were called so by any article: every word of `typed` is one of the role. The most often named first. */
export async function holdersOf(db: Kysely<Tables>, typed: string): Promise<string[]> {
  const wanted = roleWords(typed).slice(0, MOST_WORDS);
  if (wanted.length === 0) return [];
  let query = db
    .selectFrom('speaker_roles')
    .select(['speaker_id', 'role', (e) => e.fn.countAll<number>().as('n')])
    .groupBy(['speaker_id', 'role']);
  for (const word of wanted) query = query.where(sql`lower(replace(role, '.', ''))`, 'like', `%${word}%`);
  const times = new Map<string, number>();
  for (const { speaker_id, role, n } of await query.execute()) {
    const words = roleWords(role);
    if (wanted.every((word) => words.includes(word)))
      times.set(speaker_id, (times.get(speaker_id) ?? 0) + Number(n));
  }
  return [...times]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, OFFERED)
    .map(([id]) => id);
}
