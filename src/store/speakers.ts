/** Finding speakers by what people type. */
import { type Kysely, sql } from 'kysely';
import { nameKey } from '../statements/names.ts';
import { oneOf } from './dialect.ts';
import { holdersOf } from './offices.ts';
import type { Tables } from './schema.ts';

export type SpeakerRecord = {
  id: string;
  name: string;
  role: string | null;
  kind: 'person' | 'organisation' | 'unnamed';
  statements: number;
};

/** With the keys (names.ts) of all names and aliases. */
export type KnownSpeaker = SpeakerRecord & { keys: string[] };

export function speakerStore(db: Kysely<Tables>) {
  const counted = () =>
    db
      .selectFrom('speakers')
      .innerJoin('heard', 'heard.speaker_id', 'speakers.id')
      .select(['speakers.id', 'speakers.name', 'speakers.role', 'speakers.kind'])
      .select((e) => e('heard.statements', '-', e.ref('heard.withdrawn')).as('statements'))
      // Somebody whose every statement was withdrawn is still known.
      .where('heard.statements', '>', 0);
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
      const [exact, bySurname] = await Promise.all([matching('key'), matching('surname')]);
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

    /**
     * Those with the most statements and every name they go by, as keys, for completion and for "did you mean"; the most heard first. In
     * slices, so that nobody waits for twenty thousand.
     */
    async mostHeard(limit: number): Promise<KnownSpeaker[]> {
      const known: KnownSpeaker[] = [];
      for (let last: { statements: number; id: string } | null = null; known.length < limit; ) {
        const after: { statements: number; id: string } | null = last;
        let query = db
          .selectFrom('heard')
          .select(['speaker_id as id', 'statements'])
          .where('statements', '>', 0)
          .orderBy('statements', 'desc')
          .orderBy('speaker_id', 'desc')
          .limit(Math.min(SLICE, limit - known.length));
        if (after !== null)
          query = query
            .where('statements', '<=', after.statements)
            .where((e) => e.or([e('statements', '<', after.statements), e('speaker_id', '<', after.id)]));
        const slice: { id: string; statements: number }[] = await query.execute();
        last = slice.at(-1) ?? null;
        if (last === null) break;
        const ids = slice.map((s) => s.id);
        const rows = await counted()
          .where(oneOf(db, sql`speakers.id`, ids))
          .execute();
        const names = await db
          .selectFrom('speaker_names')
          .select(['speaker_id', 'key'])
          .where(oneOf(db, sql`speaker_id`, ids))
          .orderBy('key')
          .execute();
        const keys = Map.groupBy(names, (n) => n.speaker_id);
        known.push(...rows.map((r) => ({ ...r, keys: (keys.get(r.id) ?? []).map((n) => n.key) })));
      }
      return known
        .map((k) => ({ ...k, statements: Number(k.statements) }))
        .sort((a, b) => b.statements - a.statements || (a.id < b.id ? -1 : 1));
    },
  };
}

const SLICE = 2_000;
