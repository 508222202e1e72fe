/** What a timeline is made of: who said what when, how many articles there were a day, and who denied what. */
import type { Kysely, SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import { readPieces } from './rows.ts';
import type { Tables } from './schema.ts';

/** A topic, a speaker, or both; `since` in milliseconds UTC: first published at or after. */
export type Scope = { topic: string | null; speakerId: string | null; since: number | null };

/** `published`: as printed by the article that had it first; `at`: the same or its first sight, milliseconds UTC. */
export type Dated = { id: string; saidOn: string | null; published: string | null; at: number };
export type SpokenRow = Dated & { speakerId: string | null; name: string | null };
export type StanceRow = Dated & {
  speakerId: string;
  name: string;
  role: string | null;
  stance: 'said' | 'denied';
  pieces: string[];
};

/** Every denial of a scope is held against so many statements of its speaker; a spokesman of three years says fewer. */
const COMPARED = 3_000;

export function timelineStore(db: Kysely<Tables>) {
  const statements = () =>
    db
      .selectFrom('statements')
      .innerJoin('sightings as shown', 'shown.id', 'statements.shown_id')
      .innerJoin('articles as first', 'first.id', 'statements.first_id')
      .leftJoin('speakers', 'speakers.id', 'statements.speaker_id')
      .where('statements.withdrawn', '=', 0);
  const onTopic = (topic: string) =>
    db.selectFrom('story_topics').select('story_id').where('topic', '=', topic);

  return {
    /** The statements of a scope, the newest `limit` of them by publication, without their words. */
    async spoken(scope: Scope, limit: number): Promise<SpokenRow[]> {
      let query = statements();
      if (scope.topic !== null) query = query.where('statements.story_id', 'in', onTopic(scope.topic));
      if (scope.speakerId !== null) query = query.where('statements.speaker_id', '=', scope.speakerId);
      if (scope.since !== null) query = query.where('statements.at', '>=', scope.since);
      return query
        .select([
          'statements.id',
          'statements.speaker_id as speakerId',
          'speakers.name',
          'shown.said_on as saidOn',
          'first.published',
          'first.at',
        ])
        .orderBy('statements.at', 'desc')
        .orderBy('statements.id')
        .limit(limit)
        .execute();
    },

    /** How many articles were published on each day ("2024-06-14", the outlet's own; without a date, of first sight, UTC). */
    async coverage(scope: Scope): Promise<Map<string, number>> {
      let query: SelectQueryBuilder<Tables, 'articles', object> = db.selectFrom('articles');
      if (scope.topic !== null) query = query.where('articles.story_id', 'in', onTopic(scope.topic));
      const { speakerId } = scope;
      if (speakerId !== null) {
        query = query.where('articles.id', 'in', (e) =>
          e
            .selectFrom('sightings')
            .innerJoin('statements', 'statements.id', 'sightings.statement_id')
            .select('sightings.article_id')
            .where('statements.speaker_id', '=', speakerId)
            .where('statements.withdrawn', '=', 0),
        );
      }
      if (scope.since !== null) query = query.where('articles.at', '>=', scope.since);
      const rows = await query
        .select([
          sql<string | null>`substr(articles.published, 1, 10)`.as('day'),
          sql<number>`articles.at / 86400000`.as('seen'),
          (e) => e.fn.countAll<number>().as('n'),
        ])
        .groupBy(['day', 'seen'])
        .execute();
      const days = new Map<string, number>();
      for (const { day, seen, n } of rows) {
        const key = day ?? new Date(Math.floor(Number(seen)) * 86_400_000).toISOString().slice(0, 10);
        days.set(key, (days.get(key) ?? 0) + Number(n));
      }
      return days;
    },

    /** All that was said or denied, whenever, by the speakers of a scope who denied something in it. */
    async stances({ topic, speakerId }: Scope): Promise<StanceRow[]> {
      let query = statements()
        .where('shown.stance', 'in', ['said', 'denied'])
        .where('statements.speaker_id', 'in', (e) => {
          let denying = e
            .selectFrom('statements as s')
            .innerJoin('sightings as d', 'd.id', 's.shown_id')
            .select('s.speaker_id')
            .where('d.stance', '=', 'denied')
            .where('s.withdrawn', '=', 0);
          if (topic !== null) denying = denying.where('s.story_id', 'in', onTopic(topic));
          if (speakerId !== null) denying = denying.where('s.speaker_id', '=', speakerId);
          return denying;
        });
      if (topic !== null) query = query.where('statements.story_id', 'in', onTopic(topic));
      const rows = await query
        .select([
          'statements.id',
          'statements.speaker_id as speakerId',
          'speakers.name',
          'shown.said_on as saidOn',
          'shown.stance',
          'shown.speaker_role as role',
          'shown.pieces',
          'first.published',
          'first.at',
        ])
        .orderBy('statements.at', 'desc')
        .orderBy('statements.id')
        .limit(COMPARED)
        .execute();
      return rows.flatMap(({ speakerId: who, name, role, stance, pieces, ...dated }) =>
        who === null || name === null || (stance !== 'said' && stance !== 'denied')
          ? []
          : [{ ...dated, speakerId: who, name, role, stance, pieces: readPieces(pieces).map((p) => p.text) }],
      );
    },

    /** Every name under which each of these speakers is known, their own first. */
    async namesOf(speakers: string[]): Promise<Map<string, string[]>> {
      const found = new Map<string, string[]>();
      for (let i = 0; i < speakers.length; i += 500) {
        const rows = await db
          .selectFrom('speakers')
          .leftJoin('speaker_names', 'speaker_names.speaker_id', 'speakers.id')
          .select(['speakers.id', 'speakers.name as own', 'speaker_names.name'])
          .where('speakers.id', 'in', speakers.slice(i, i + 500))
          .orderBy('speaker_names.key')
          .execute();
        for (const { id, own, name } of rows) {
          const names = found.get(id) ?? [own];
          if (name !== null && !names.includes(name)) names.push(name);
          found.set(id, names);
        }
      }
      return found;
    },
  };
}
