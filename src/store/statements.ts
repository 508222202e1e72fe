/** Statements as people ask for them: by speaker, by words, by topic, by date; each once, with all its sightings. */
import type { Kysely, Transaction } from 'kysely';
import type { Mark, ShownStatement } from '../chat.ts';
import { hasWords } from './dialect.ts';
import { readPieces } from './rows.ts';
import type { Tables } from './schema.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

export type StatementQuery = {
  speakerId?: string;
  /** Words said, all of which must occur. */
  about?: string;
  topic?: string;
  storyId?: string;
  /** Milliseconds UTC: first published at or after. */
  since?: number;
  onlyQuotes?: boolean;
  offset: number;
  limit: number;
};
export type StatementPage = { total: number; stories: number; outlets: number; statements: ShownStatement[] };

export function statementStore(db: Kysely<Tables>) {
  return {
    /** In the order of `ids`; those withdrawn are left out. */
    byIds: (ids: string[]): Promise<ShownStatement[]> => shownStatements(db, ids),

    /** Newest first; `total`, `stories` and `outlets` count the whole answer, not the page. */
    async find(query: StatementQuery): Promise<StatementPage> {
      let base = db.selectFrom('statements').where('statements.withdrawn', '=', 0);
      if (query.speakerId !== undefined) base = base.where('statements.speaker_id', '=', query.speakerId);
      if (query.storyId !== undefined) base = base.where('statements.story_id', '=', query.storyId);
      const { topic } = query;
      if (topic !== undefined) {
        base = base.where('statements.story_id', 'in', (e) =>
          e.selectFrom('story_topics').select('story_id').where('topic', '=', topic),
        );
      }
      if (query.since !== undefined) base = base.where('statements.at', '>=', query.since);
      if (query.onlyQuotes === true) {
        base = base.where((e) =>
          e.exists(
            e
              .selectFrom('sightings as shown')
              .select('shown.id')
              .whereRef('shown.id', '=', 'statements.shown_id')
              .where('shown.kind', '!=', 'indirect'),
          ),
        );
      }
      if (query.about !== undefined) {
        const all = hasWords(db, query.about);
        if (all === null) return { total: 0, stories: 0, outlets: 0, statements: [] };
        base = base.where(all);
      }
      const counts = await base
        .select([
          (e) => e.fn.countAll<number>().as('total'),
          (e) => e.fn.count<number>('statements.story_id').distinct().as('stories'),
        ])
        .executeTakeFirstOrThrow();
      const outlets = await base
        .innerJoin('sightings as seen', 'seen.statement_id', 'statements.id')
        .innerJoin('articles', 'articles.id', 'seen.article_id')
        .select((e) => e.fn.count<number>('articles.outlet').distinct().as('n'))
        .executeTakeFirstOrThrow();
      const ids = await base
        .select('statements.id')
        .orderBy('statements.at', 'desc')
        .orderBy('statements.id')
        .offset(query.offset)
        .limit(query.limit)
        .execute();
      const statements = await shownStatements(
        db,
        ids.map((r) => r.id),
      );
      return {
        total: Number(counts.total),
        stories: Number(counts.stories),
        outlets: Number(outlets.n),
        statements,
      };
    },
  };
}

/** The statements as shown, in the order of `ids`. */
export async function shownStatements(db: Db, ids: string[]): Promise<ShownStatement[]> {
  if (ids.length === 0) return [];
  const rows = await db
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
  const seen = await sightingsOf(db, ids);
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
