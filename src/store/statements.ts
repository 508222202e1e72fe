/** Statements as people ask for them: by speaker, by words, by topic, by date; each once, with all its sightings. */
import type { Kysely, Transaction } from 'kysely';
import type { Mark, ShownStatement } from '../chat.ts';
import { findNewest, outletsOf, type StatementQuery, standingOf } from './finding.ts';
import { readPieces } from './rows.ts';
import type { Tables } from './schema.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

/**
 * A page of an answer. `total` counts the whole answer, or where `more` what was counted of it; `stories` and `outlets` are null where
 * the answer is too large to count them.
 */
export type StatementPage = {
  total: number;
  more: boolean;
  stories: number | null;
  outlets: number | null;
  statements: ShownStatement[];
};

/** An answer of more statements is not counted to its end: nobody reads on to there, and everybody would wait. */
export const COUNTED = 300;

export function statementStore(db: Kysely<Tables>) {
  return {
    /** In the order of `ids`; those withdrawn are left out. */
    byIds: (ids: string[]): Promise<ShownStatement[]> => shownStatements(db, ids),

    /** Newest first; of what was published at one moment, what was read first stands first, in the order of its article. */
    async find(query: StatementQuery): Promise<StatementPage> {
      const counted = Math.max(COUNTED, query.offset + query.limit);
      const hits = await findNewest(db, query, counted + 1);
      const few = hits.length <= COUNTED;
      const [statements, outlets] = await Promise.all([
        shownStatements(
          db,
          hits.slice(query.offset, query.offset + query.limit).map((hit) => hit.id),
        ),
        few ? outletsOf(db, hits) : null,
      ]);
      if (few) {
        const stories = new Set(hits.map((hit) => hit.story_id)).size;
        return { total: hits.length, more: false, stories, outlets, statements };
      }
      const many = { stories: null, outlets: null, statements };
      if (hits.length <= counted) return { total: hits.length, more: false, ...many };
      const { speakerId, offset: _, limit: __, ...narrowed } = query;
      const all = Object.values(narrowed).every((v) => v === undefined || v === false);
      if (speakerId === undefined || !all) return { total: counted, more: true, ...many };
      return { total: await standingOf(db, speakerId), more: false, ...many };
    },
  };
}

/** The statements as shown, in the order of `ids`. */
export async function shownStatements(db: Db, ids: string[]): Promise<ShownStatement[]> {
  if (ids.length === 0) return [];
  // Side by side, where there is more than one connection for it.
  const [rows, seen] = db.isTransaction
    ? [await formsOf(db, ids), await sightingsOf(db, ids)]
    : await Promise.all([formsOf(db, ids), sightingsOf(db, ids)]);
  const byStatement = Map.groupBy(seen, (s) => s.statement_id);
  const shown = new Map<string, ShownStatement>();
  for (const row of rows) {
    const sightings = (byStatement.get(row.id) ?? []).map((s) => ({
      outlet: s.outlet,
      url: s.url,
      publishedAt: s.published,
      stateMedia: s.state_media === 1,
      mark: s.notice === null && s.version < s.current ? ('changed' as const) : s.notice,
    }));
    const speaker =
      row.speaker_id === null || row.name === null || row.speaker_kind === null
        ? null
        : { id: row.speaker_id, name: row.name, role: roleOf(row), kind: row.speaker_kind };
    shown.set(row.id, {
      id: row.id,
      speaker,
      cue: row.cue,
      kind: row.kind,
      stance: row.stance,
      pieces: readPieces(row.pieces),
      saidOn: row.said_on,
      venue: row.venue,
      via: row.via,
      story: { id: row.story_id, title: row.story_title },
      sightings,
      mark: sightings.length < SIGHTINGS ? wholeMark(sightings.map((s) => s.mark)) : null,
    });
  }
  return ids.flatMap((id) => shown.get(id) ?? []);
}

/** The statements as they are shown, without where they were seen. */
const formsOf = (db: Db, ids: string[]) =>
  db
    .selectFrom('statements')
    .innerJoin('sightings', 'sightings.id', 'statements.shown_id')
    .innerJoin('stories', 'stories.id', 'statements.story_id')
    .leftJoin('speakers', 'speakers.id', 'statements.speaker_id')
    .select([
      'statements.id',
      'statements.story_id',
      'stories.title as story_title',
      'sightings.cue',
      'sightings.kind',
      'sightings.stance',
      'sightings.pieces',
      'sightings.said_on',
      'sightings.venue',
      'sightings.via',
      'sightings.speaker_role',
      'statements.decided',
      'speakers.id as speaker_id',
      'speakers.name',
      'speakers.role',
      'speakers.kind as speaker_kind',
    ])
    .where('statements.id', 'in', ids)
    .where('statements.withdrawn', '=', 0)
    .execute();

/** A statement in more articles than this is shown with the first of them: nobody reads more, and each would be looked up. */
const SIGHTINGS = 100;

async function sightingsOf(db: Db, ids: string[]) {
  const { n } = await db
    .selectFrom('sightings')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('statement_id', 'in', ids)
    .executeTakeFirstOrThrow();
  const query = db
    .selectFrom('sightings')
    .innerJoin('articles', 'articles.id', 'sightings.article_id')
    .select([
      'sightings.statement_id',
      'articles.outlet',
      'articles.url',
      'articles.published',
      'articles.state_media',
      'articles.notice',
      'articles.version as current',
      'sightings.version',
    ])
    .orderBy('articles.at')
    .orderBy('articles.id');
  if (Number(n) <= SIGHTINGS * 10) return query.where('sightings.statement_id', 'in', ids).execute();
  const out: Awaited<ReturnType<typeof query.execute>> = [];
  for (const id of ids) {
    const first = await db
      .selectFrom('sightings')
      .select('id')
      .where('statement_id', '=', id)
      .orderBy('id')
      .limit(SIGHTINGS)
      .execute();
    const rows = await query
      .where(
        'sightings.id',
        'in',
        first.map((row) => row.id),
      )
      .execute();
    out.push(...rows);
  }
  return out;
}

/** The role as the article gives it; of a speaker whom a person put there, what the directory knows of them. */
const roleOf = (row: { decided: number; speaker_role: string | null; role: string | null }): string | null =>
  row.decided === 1 ? row.role : (row.speaker_role ?? row.role);

/** A statement is marked when no article that still stands carries it. */
function wholeMark(marks: (Mark | null)[]): Mark | null {
  if (marks.length === 0 || !marks.every((m) => m === 'withdrawn' || m === 'changed')) return null;
  return marks.every((m) => m === 'withdrawn') ? 'withdrawn' : 'changed';
}
