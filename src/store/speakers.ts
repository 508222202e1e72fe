/** Finding speakers by what people type. */
import { type Kysely, sql } from 'kysely';
import { nameKey } from '../statements/names.ts';
import { holdersOf } from './offices.ts';
import type { Tables } from './schema.ts';

export type SpeakerRecord = {
  id: string;
  name: string;
  role: string | null;
  kind: 'person' | 'organisation' | 'unnamed';
  statements: number;
};

export function speakerStore(db: Kysely<Tables>) {
  const counted = () =>
    db
      .selectFrom('speakers')
      .innerJoin('statements', 'statements.speaker_id', 'speakers.id')
      .select(['speakers.id', 'speakers.name', 'speakers.role', 'speakers.kind'])
      .select((e) => e.fn.countAll<number>().as('statements'))
      .groupBy(['speakers.id', 'speakers.name', 'speakers.role', 'speakers.kind']);
  const tidy = (rows: SpeakerRecord[]) =>
    rows
      .map((r) => ({ ...r, statements: Number(r.statements) }))
      .sort((a, b) => b.statements - a.statements || a.name.localeCompare(b.name, 'en'));

  return {
    /**
     * Whom the typed name can mean: those whose whole name or alias it is; else those whose surname it is; else those
     * in whose name all its words occur. The most heard first.
     */
    async named(typed: string): Promise<SpeakerRecord[]> {
      const key = nameKey(typed);
      if (key === '') return [];
      const matching = async (where: 'key' | 'surname') =>
        tidy(
          await counted()
            .where('speakers.id', 'in', (e) =>
              e.selectFrom('speaker_names').select('speaker_id').where(where, '=', key),
            )
            .execute(),
        );
      const exact = await matching('key');
      const bySurname = await matching('surname');
      // "Kim" may be the whole name of one mention and the surname of two people: then it is all of them.
      const both = tidy([...exact, ...bySurname.filter((s) => !exact.some((e) => e.id === s.id))]);
      if (exact.length > 0 && key.includes(' ')) return exact;
      if (both.length > 0) return both;
      const words = key.split(' ').slice(0, 6);
      let query = counted();
      for (const word of words) {
        query = query.where('speakers.id', 'in', (e) =>
          e
            .selectFrom('speaker_names')
            .select('speaker_id')
            .where(sql`' ' || key || ' '`, 'like', `% ${word} %`),
        );
      }
      return tidy(await query.execute());
    },

    /** Those whom an article gave a role with all these words, for "the deputy secretary"; the most heard first. `thorough`: see holdersOf. */
    async inRole(typed: string, thorough: boolean): Promise<SpeakerRecord[]> {
      const ids = await holdersOf(db, typed, thorough);
      return ids.length === 0 ? [] : tidy(await counted().where('speakers.id', 'in', ids).execute());
    },

    async byId(id: string): Promise<SpeakerRecord | null> {
      return tidy(await counted().where('speakers.id', '=', id).execute())[0] ?? null;
    },

    /** Those with the most statements, for completion: counted over the index, so that it is quick in a large store. */
    async mostHeard(limit: number): Promise<SpeakerRecord[]> {
      const rows = await db
        .selectFrom((e) =>
          e
            .selectFrom('statements')
            .select(['speaker_id', (f) => f.fn.countAll<number>().as('n')])
            .where('speaker_id', 'is not', null)
            .groupBy('speaker_id')
            .orderBy('n', 'desc')
            .limit(limit)
            .as('heard'),
        )
        .innerJoin('speakers', 'speakers.id', 'heard.speaker_id')
        .select(['speakers.id', 'speakers.name', 'speakers.role', 'speakers.kind', 'heard.n as statements'])
        .execute();
      return tidy(rows);
    },

    /** Everyone ever heard, for completion and for "did you mean". */
    async all(): Promise<SpeakerRecord[]> {
      return tidy(await counted().execute());
    },
  };
}
