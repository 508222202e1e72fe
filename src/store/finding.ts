/**
 * Finding statements among a million, newest first. What narrows most is walked through from the newest on, in pieces that grow, and
 * only as far as anybody is shown or told: a whole count of a hundred thousand would take longer than the answer.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Question } from '../cards.ts';
import { hasWords, oneOf, placesWith, type Sought, soughtWords } from './dialect.ts';
import { firstPlace, lastPlace } from './newest.ts';
import type { Tables } from './schema.ts';

/** As it is asked, by place in the answer: `about` are words said, all of which must occur; `since`: first published at or after. */
export type StatementQuery = Omit<Question, 'page' | 'size'> & { offset: number; limit: number };

/** A statement that fits: what is needed to page and to count. */
export type Hit = { id: string; story_id: string; words_id: number };

type Db = Kysely<Tables>;
type Row = Hit & { fits: number };

const FIRST = 256; // rows in the first piece where not all that is walked through fits
const LARGEST = 4_096; // rows in a piece: some milliseconds, after which others have their turn
const STORIES = 48; // a topic's stories in the first piece
const SAMPLE = 512; // statements that show how rare somebody or something is
const PER_STORY = 8;

const TOP = Number.MAX_SAFE_INTEGER;

/** The first `most` statements that fit, newest first; fewer when there are no more. */
export async function findNewest(db: Db, query: StatementQuery, most: number): Promise<Hit[]> {
  const sought = query.about === undefined ? undefined : soughtWords(db, query.about);
  if (sought === null) return [];
  const down = query.since === undefined ? Number.MIN_SAFE_INTEGER : firstPlace(query.since);
  const search = { query, sought, down, most };
  const { way } = await narrowest(db, search);
  const fits = conditions(db, search, way);
  if (way === 'story') return walk(db, search, sql`statements.story_id = ${query.storyId}`, fits);
  if (way === 'speaker') return walk(db, search, sql`statements.speaker_id = ${query.speakerId}`, fits);
  if (way === 'about' && sought !== undefined) return through(db, search, sought, fits);
  if (way === 'topic') return throughStories(db, search, query.topic ?? '', fits);
  return walk(db, search, sql`1 = 1`, fits);
}

type Search = { query: StatementQuery; sought: Sought | undefined; down: number; most: number };
type Way = 'story' | 'speaker' | 'about' | 'topic' | 'time';

/** How far back the newest of a way reach: all of it where there are fewer. */
type Reach = { way: Way; place: number };

/** The way on which the fewest are passed over: that whose newest few hundred reach furthest back. */
async function narrowest(db: Db, { query, sought, down }: Search): Promise<Reach> {
  const { storyId, speakerId, topic } = query;
  if (storyId !== undefined) return { way: 'story', place: TOP };
  const reaches: (() => Promise<Reach>)[] = [];
  if (speakerId !== undefined)
    reaches.push(async () => {
      const row = await db
        .selectFrom('statements')
        .select('words_id')
        .where('speaker_id', '=', speakerId)
        .where('words_id', '>=', down)
        .orderBy('words_id', 'desc')
        .offset(SAMPLE - 1)
        .limit(1)
        .executeTakeFirst();
      return { way: 'speaker', place: row?.words_id ?? down };
    });
  if (sought !== undefined)
    reaches.push(async () => {
      const places = await placesWith(db, sought, TOP, down, SAMPLE);
      return { way: 'about', place: places[SAMPLE - 1] ?? down };
    });
  if (topic !== undefined)
    reaches.push(async () => {
      const story = await db
        .selectFrom('story_topics')
        .select('at')
        .where('topic', '=', topic)
        .orderBy('at', 'desc')
        .offset(SAMPLE / PER_STORY - 1)
        .limit(1)
        .executeTakeFirst();
      return { way: 'topic', place: Math.max(down, story === undefined ? down : lastPlace(story.at)) };
    });
  let best: Reach = { way: 'time', place: TOP };
  for (const [i, reach] of reaches.entries()) {
    // The only way there is need not be sounded.
    if (reaches.length === 1) return { way: wayOf(query), place: down };
    const next = await reach();
    if (i === 0 || next.place < best.place) best = next;
    if (best.place === down) break;
  }
  return best;
}

const wayOf = ({ speakerId, about }: StatementQuery): Way =>
  speakerId !== undefined ? 'speaker' : about !== undefined ? 'about' : 'topic';

/** What a statement must fulfil beyond what the way to it has seen to. */
function conditions(db: Db, { query, sought }: Search, way: Way): RawBuilder<boolean>[] {
  const { speakerId, topic, since, onlyQuotes } = query;
  const all: (RawBuilder<boolean> | null)[] = [
    sql<boolean>`statements.withdrawn = 0`,
    speakerId === undefined || way === 'speaker' ? null : sql<boolean>`statements.speaker_id = ${speakerId}`,
    since === undefined ? null : sql<boolean>`statements.at >= ${since}`,
    topic === undefined || way === 'topic'
      ? null
      : sql<boolean>`exists (select 1 from story_topics t where t.topic = ${topic} and t.story_id = statements.story_id)`,
    sought === undefined || way === 'about' ? null : hasWords(db, sought),
    onlyQuotes === true
      ? sql<boolean>`exists (select 1 from sightings shown where shown.id = statements.shown_id and shown.kind <> 'indirect')`
      : null,
  ];
  return all.filter((c) => c !== null);
}

const together = (fits: RawBuilder<boolean>[]) => sql.join(fits, sql` and `);

/** Along an index that has the statements in their order. */
async function walk(
  db: Db,
  { down, most }: Search,
  along: RawBuilder<unknown>,
  fits: RawBuilder<boolean>[],
): Promise<Hit[]> {
  const hits: Hit[] = [];
  let below = TOP;
  // Where nothing but withdrawn ones are passed over, nearly all that is read is wanted.
  for (let piece = fits.length === 1 ? Math.min(most, LARGEST) : FIRST; ; piece = larger(piece)) {
    const { rows } =
      await sql<Row>`select id, story_id, words_id, case when ${together(fits)} then 1 else 0 end as fits
      from statements where ${along} and words_id < ${below} and words_id >= ${down}
      order by words_id desc limit ${sql.lit(piece)}`.execute(db);
    for (const { fits: fit, ...hit } of rows) if (fit === 1) hits.push(hit);
    if (hits.length >= most) return hits.slice(0, most);
    if (rows.length < piece) return hits;
    below = rows.at(-1)?.words_id ?? down;
  }
}

const larger = (piece: number): number => Math.min(LARGEST, Math.max(FIRST, piece * 4));

/** Along the index of words. */
async function through(db: Db, search: Search, sought: Sought, fits: RawBuilder<boolean>[]): Promise<Hit[]> {
  const { down, most } = search;
  const hits: Hit[] = [];
  let below = TOP;
  for (let piece = Math.min(most, LARGEST); ; piece = larger(piece)) {
    const places = await placesWith(db, sought, below, down, piece);
    const { rows } = await sql<Hit>`select id, story_id, words_id from statements
      where ${oneOf(db, sql`words_id`, places)} and ${together(fits)} order by words_id desc`.execute(db);
    hits.push(...rows);
    if (hits.length >= most) return hits.slice(0, most);
    if (places.length < piece) return hits;
    below = places.at(-1) ?? down;
  }
}

/**
 * Through a topic's stories, the latest first. A story's statements are no later than its latest article: what is newer than the
 * latest of all stories not looked at yet is surely among the newest.
 */
async function throughStories(
  db: Db,
  { query, down, most }: Search,
  topic: string,
  fits: RawBuilder<boolean>[],
): Promise<Hit[]> {
  let hits: Hit[] = [];
  let last: { at: number; story_id: string } | null = null;
  for (let piece = STORIES; ; piece = Math.min(piece * 2, 768)) {
    const after: { at: number; story_id: string } | null = last;
    let latest = db
      .selectFrom('story_topics')
      .select(['story_id', 'at'])
      .where('topic', '=', topic)
      .orderBy('at', 'desc')
      .orderBy('story_id', 'desc')
      .limit(piece);
    if (query.since !== undefined) latest = latest.where('at', '>=', query.since);
    if (after !== null)
      latest = latest
        .where('at', '<=', after.at)
        .where((e) => e.or([e('at', '<', after.at), e('story_id', '<', after.story_id)]));
    const stories: { story_id: string; at: number }[] = await latest.execute();
    const those = oneOf(
      db,
      sql`statements.story_id`,
      stories.map((s) => s.story_id),
    );
    const { rows } = await sql<Hit>`select id, story_id, words_id from statements
      where ${those} and words_id >= ${down} and ${together(fits)}
      order by words_id desc limit ${sql.lit(most)}`.execute(db);
    hits = [...hits, ...rows].sort((a, b) => b.words_id - a.words_id).slice(0, most);
    last = stories.at(-1) ?? null;
    if (stories.length < piece || last === null) return hits;
    const sure = lastPlace(last.at);
    if (hits.length === most && (hits.at(-1)?.words_id ?? 0) > sure) return hits;
  }
}

/** How many outlets carry these statements. */
export async function outletsOf(db: Db, hits: Hit[]): Promise<number> {
  const ids = hits.map((hit) => hit.id);
  const { rows } = await sql<{ n: number }>`select count(distinct outlet) as n from articles where id in (
    select article_id from sightings where ${oneOf(db, sql`statement_id`, ids)})`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/** How many of a speaker's statements stand. */
export async function standingOf(db: Db, speakerId: string): Promise<number> {
  const row = await db
    .selectFrom('heard')
    .select((e) => e('statements', '-', e.ref('withdrawn')).as('n'))
    .where('speaker_id', '=', speakerId)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
