/** Writes a made-up archive straight into a store of either engine. */
import { type Kysely, sql } from 'kysely';
import { isPostgres } from '../../src/store/dialect.ts';
import type { Tables } from '../../src/store/schema.ts';
import type { World } from './world.ts';

type Db = Kysely<Tables>;

/** As JSON, which either engine takes apart itself: ten times as quick as a parameter for each value. */
async function insert(db: Db, table: keyof Tables, rows: object[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 5_000) {
    const some = rows.slice(i, i + 5_000);
    const columns = Object.keys(some[0] ?? {});
    const into = sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))})`;
    const from = isPostgres(db)
      ? sql`select ${sql.join(columns.map((c) => sql.ref(c)))} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(some)})`
      : sql`select ${sql.join(columns.map((c) => sql`value ->> ${sql.lit(c)}`))} from json_each(${JSON.stringify(some)})`;
    await sql`${into} ${from}`.execute(db);
  }
}

async function insertWords(db: Db, words: { id: number; words: string }[]): Promise<void> {
  const rows = JSON.stringify(words.toSorted((a, b) => a.id - b.id));
  await (isPostgres(db)
    ? sql`insert into statement_words (id, words)
        select id, array_to_tsvector(string_to_array(words, ' ')) from json_to_recordset(${rows}) as w(id bigint, words text)`
    : sql`insert into statement_words (rowid, words) select value ->> 'id', value ->> 'words' from json_each(${rows})`
  ).execute(db);
}

export async function fillWorld(db: Db, world: World): Promise<void> {
  if (!isPostgres(db)) {
    // What is killed while it is being filled is thrown away anyhow.
    await sql`pragma synchronous = off`.execute(db);
    await sql`pragma cache_size = -500000`.execute(db);
  }
  await insert(db, 'speakers', world.speakers);
  await insert(db, 'speaker_names', world.names);
  for (const batch of world.batches)
    await db.transaction().execute(async (tx) => {
      await insert(tx, 'articles', batch.articles);
      await insert(tx, 'statements', batch.statements);
      await insert(tx, 'sightings', batch.sightings);
      await insertWords(tx, batch.words);
    });
  await insert(db, 'stories', world.stories);
  await insert(db, 'story_topics', world.topics);
  if (isPostgres(db)) {
    await sql`vacuum analyze`.execute(db);
    // What was filled in minutes would otherwise be written to the disk while questions are asked.
    await sql`checkpoint`.execute(db);
  }
}
