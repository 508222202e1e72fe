/** What a story has heard so far, as the next article is compared with it. */
import type { Kysely } from 'kysely';
import { comparable } from './filing.ts';
import type { Tables } from './schema.ts';

/** For telling what is new. */
export type StoryMemory = {
  known: { id: string; speaker: string | null; kind: 'direct' | 'mixed' | 'indirect'; pieces: string[] }[];
  speakers: string[];
};

/** A story that has heard more statements than this is compared in part: each comparison would cost every later article. */
const LARGE = 400;
const NEWEST = 200;

/**
 * The sightings of the story's statements, each different wording once, and the names heard in it. Of a large story the newest
 * statements and those of the articles `near` the newcomer, among which are the ones whose text it shares.
 */
export async function rememberStory(
  db: Kysely<Tables>,
  storyId: string,
  near: string[],
): Promise<StoryMemory> {
  const { n } = await db
    .selectFrom('statements')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('story_id', '=', storyId)
    .executeTakeFirstOrThrow();
  const large = Number(n) > LARGE;
  let query = db
    .selectFrom('sightings')
    .innerJoin('statements', 'statements.id', 'sightings.statement_id')
    .leftJoin('speakers', 'speakers.id', 'statements.speaker_id')
    .select([
      'statements.id',
      'sightings.kind',
      'sightings.pieces',
      'sightings.speaker_name',
      'speakers.name',
    ])
    .orderBy('statements.id')
    .orderBy('sightings.ordinal');
  if (large) {
    const ids = new Set([...(await newest(db, storyId)), ...(await heardIn(db, storyId, near))]);
    query = query.where('statements.id', 'in', [...ids]).where((e) =>
      // Ten thousand copies say the same: the fullest form and the neighbours' own are enough.
      e.or([
        e('sightings.id', '=', e.ref('statements.shown_id')),
        e('sightings.article_id', 'in', nonEmpty(near)),
      ]),
    );
  } else query = query.where('statements.story_id', '=', storyId);
  const rows = await query.execute();
  const forms = new Map(rows.map((r) => [JSON.stringify([r.id, r.kind, r.pieces, r.speaker_name]), r]));
  const known = [...forms.values()].map((r) => ({
    id: r.id,
    ...comparable({ ...r, speaker_name: r.speaker_name ?? r.name }),
  }));
  const heard = large ? await namesHeard(db, storyId) : [];
  const speakers = [
    ...new Set([...rows.flatMap((r) => [r.speaker_name, r.name]).filter((name) => name !== null), ...heard]),
  ];
  return { known, speakers };
}

const nonEmpty = (ids: string[]): string[] => (ids.length > 0 ? ids : ['']);

async function newest(db: Kysely<Tables>, storyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('statements')
    .select('id')
    .where('story_id', '=', storyId)
    .orderBy('at', 'desc')
    .limit(NEWEST)
    .execute();
  return rows.map((row) => row.id);
}

async function heardIn(db: Kysely<Tables>, storyId: string, near: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('sightings')
    .innerJoin('statements', 'statements.id', 'sightings.statement_id')
    .select('statements.id')
    .distinct()
    .where('sightings.article_id', 'in', nonEmpty(near))
    .where('statements.story_id', '=', storyId)
    .execute();
  return rows.map((row) => row.id);
}

async function namesHeard(db: Kysely<Tables>, storyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('speakers')
    .select('name')
    .where('id', 'in', (e) =>
      e
        .selectFrom('statements')
        .select('speaker_id')
        .distinct()
        .where('story_id', '=', storyId)
        .$castTo<{ speaker_id: string }>(),
    )
    .execute();
  return rows.map((row) => row.name);
}
