/** The articles near a newcomer, as placing compares them. They are near the next newcomer too: their texts are fetched once. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { bounded, remembering } from '../remembered.ts';
import type { Fingerprint } from '../stories/fingerprint.ts';
import type { Neighbour } from '../stories/placing.ts';
import { oneOf } from './dialect.ts';
import { readPieces, readPrint } from './rows.ts';
import type { SightingRow, Tables } from './schema.ts';

type Told = { title: string; text: string; print: Fingerprint };

/** Texts that are kept, or twice as many. */
const KEPT = 250;
/** The longest text that is. */
const LONGEST = 30_000;

export function neighbourStore(db: Kysely<Tables>) {
  // A version's text does not change but for being pruned, long after it was near anything.
  const kept = bounded<Told>(KEPT);

  async function toldIn(rows: { id: string; version: number }[]): Promise<Map<string, Told>> {
    const nameOf = ({ id, version }: { id: string; version: number }) => `${id}/${version}`;
    const told = new Map<string, Told>();
    for (const row of rows) {
      const known = kept.get(nameOf(row));
      if (known !== undefined) told.set(row.id, known);
    }
    const missing = rows.filter(({ id }) => !told.has(id)).map(({ id }) => id);
    if (missing.length === 0) return told;
    const fetched = await db
      .selectFrom('articles')
      .select(['id', 'version', 'title', 'text', 'print'])
      .where(oneOf(db, sql`id`, missing))
      .execute();
    for (const row of fetched) {
      const { title, text } = row;
      const one = { title, text, print: readPrint(row.print) };
      if (text.length <= LONGEST) kept.set(nameOf(row), one);
      told.set(row.id, one);
    }
    return told;
  }

  return {
    /** Those of these ids that there are, by time. */
    async of(ids: string[]): Promise<Neighbour[]> {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('articles')
        .select(['id', 'version', 'story_id', 'role', 'copy_of', 'outlet', 'owner', 'url', 'at', 'wire'])
        .where(oneOf(db, sql`id`, ids))
        .orderBy('at')
        .orderBy('id')
        .execute();
      const told = await toldIn(rows);
      const sightings = await db
        .selectFrom('sightings')
        .select(['article_id', 'speaker_name', 'kind', 'pieces'])
        .where(oneOf(db, sql`article_id`, ids))
        .orderBy('ordinal')
        .execute();
      const byArticle = Map.groupBy(sightings, (s) => s.article_id);
      return rows.flatMap((row) => {
        const its = told.get(row.id);
        // Pruned away meanwhile.
        if (its === undefined) return [];
        return {
          id: row.id,
          storyId: row.story_id,
          role: row.role,
          copyOf: row.copy_of,
          outlet: row.outlet,
          owner: row.owner,
          url: row.url,
          at: row.at,
          wire: row.wire,
          copiedFrom: null,
          ...its,
          statements: (byArticle.get(row.id) ?? []).map(comparable),
        };
      });
    },
  };
}

const wordsOf = remembering(500, (pieces) => readPieces(pieces).map((p) => p.text));

/** A sighting as the identity and placing steps compare it: quotation marks do not count. */
export function comparable(s: Pick<SightingRow, 'speaker_name' | 'kind' | 'pieces'>) {
  return { speaker: s.speaker_name, kind: s.kind, pieces: wordsOf(s.pieces) };
}
