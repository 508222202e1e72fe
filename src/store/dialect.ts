/** What differs between the two engines, beyond what kysely hides: whose clock leases go by, locks, search, and wake-ups. */
import { type Kysely, PostgresAdapter, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import { searchWords } from './search.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

export const isPostgres = (db: { getExecutor(): { adapter: unknown } }): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;

/** Milliseconds UTC by which leases run, asked within the transaction that takes them. */
export type Moment = (db: Db) => Promise<number>;

/** Of several machines none need have the right time: leases go by the database's clock. */
export const databaseMoment: Moment = async (db) => {
  const { rows } = await sql<{
    now: number;
  }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  return Number(rows[0]?.now);
};

/**
 * Lets one transaction at a time change stories, statements and speakers. The embedded engine has one writer anyway; on
 * PostgreSQL everything that decides on what it has read there takes this row first.
 */
export async function inTurn(tx: Transaction<Tables>): Promise<void> {
  if (!isPostgres(tx)) return;
  await tx.selectFrom('meta').select('value').where('name', '=', 'filings').forUpdate().executeTakeFirst();
}

/** PostgreSQL plans by what it has counted, and counts by itself only after a minute. */
export async function counted(tx: Transaction<Tables>, table: keyof Tables): Promise<void> {
  if (isPostgres(tx)) await sql`analyze ${sql.table(table)}`.execute(tx);
}

/** Rows as a table that is given to the engine as one value; `types`: those of their columns. */
export function listed<R extends object>(
  db: Db,
  types: { [name in keyof R]: 'text' | 'bigint' },
  rows: R[],
): RawBuilder<R> {
  const all = JSON.stringify(rows);
  const names = Object.keys(types) as (keyof R & string)[];
  if (!isPostgres(db)) {
    const columns = names.map((name) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`);
    return sql<R>`(select ${sql.join(columns)} from json_each(${all}))`;
  }
  const columns = names.map((name) => sql`${sql.ref(name)} ${sql.raw(types[name])}`);
  return sql<R>`(select * from json_to_recordset(${all}::json) as given(${sql.join(columns)}))`;
}

/** What other processes are told once the transaction is committed: there is something to read, or to deliver. */
export type News = 'items' | 'deliveries';
export const CHANNEL = 'whosaid';

export async function announce(tx: Transaction<Tables>, news: News): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_notify(${CHANNEL}, ${news})`.execute(tx);
}

/** Indexes a statement's words anew; an empty list takes it out of the index. */
export async function indexWords(
  tx: Transaction<Tables>,
  wordsId: number,
  words: Iterable<string>,
): Promise<void> {
  const text = [...new Set(words)].join(' ');
  if (isPostgres(tx)) {
    // An array of lexemes, not to_tsvector: PostgreSQL's own parser would split and join words where FTS5 does not.
    if (text === '') await sql`delete from statement_words where id = ${wordsId}`.execute(tx);
    else
      await sql`insert into statement_words (id, words)
        values (${wordsId}, array_to_tsvector(string_to_array(${text}, ' ')))
        on conflict (id) do update set words = excluded.words`.execute(tx);
    return;
  }
  await sql`delete from statement_words where rowid = ${wordsId}`.execute(tx);
  if (text !== '')
    await sql`insert into statement_words (rowid, words) values (${wordsId}, ${text})`.execute(tx);
}

/** The words under which a statement is found. */
export async function wordsAt(tx: Transaction<Tables>, wordsId: number): Promise<string[]> {
  const query = isPostgres(tx)
    ? sql<{ words: string }>`select array_to_string(tsvector_to_array(words), ' ') as words
        from statement_words where id = ${wordsId}`
    : sql<{ words: string }>`select words from statement_words where rowid = ${wordsId}`;
  const { rows } = await query.execute(tx);
  return rows.flatMap((row) => row.words.split(' ')).filter((word) => word !== '');
}

type Words = { id: number; words: string };

/** The index's rows after an id, the words of each in the order of their bytes. */
export async function readWords(db: Db, after: number, limit: number): Promise<Words[]> {
  const query = isPostgres(db)
    ? sql<Words>`select id, array_to_string(tsvector_to_array(words), ' ') as words from statement_words
        where id > ${after} order by id limit ${sql.lit(limit)}`
    : sql<Words>`select rowid as id, words from statement_words where rowid > ${after}
        order by rowid limit ${sql.lit(limit)}`;
  const { rows } = await query.execute(db);
  // A word is letters and digits: no separator can stand in one. Both sides in one order, so that they compare.
  return rows.map(({ id, words }) => ({ id, words: [...new Set(words.split(' '))].sort().join(' ') }));
}

/** Rows into an index that has none of them. */
export async function writeWords(db: Db, rows: Words[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500) {
    const some = rows.slice(i, i + 500);
    if (isPostgres(db))
      await sql`insert into statement_words (id, words) values ${sql.join(
        some.map((r) => sql`(${r.id}, array_to_tsvector(string_to_array(${r.words}, ' ')))`),
      )}`.execute(db);
    else
      await sql`insert into statement_words (rowid, words) values ${sql.join(
        some.map((r) => sql`(${r.id}, ${r.words})`),
      )}`.execute(db);
  }
}

const MOST_WORDS = 32;

/** What is looked for, as this engine writes it: all of these words. Null when they hold no letter and no digit. */
export type Sought = { match: string; words: string[] };

export function soughtWords(db: Db, about: string): Sought | null {
  const words = [...new Set(searchWords(about))].slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  const match = isPostgres(db)
    ? words.map((w) => `'${w}'`).join(' & ')
    : words.map((w) => `"${w}"`).join(' ');
  return { match, words };
}

/**
 * The condition that a statement has all these words, for one that is looked at anyhow. FTS5 would open its index for each: the words
 * themselves are read instead.
 */
export function hasWords(db: Db, { match, words }: Sought): RawBuilder<boolean> {
  if (isPostgres(db))
    return sql<boolean>`exists (select 1 from statement_words w where w.id = statements.words_id and w.words @@ ${match}::tsquery)`;
  const all = words.map((word) => sql`instr(' ' || w.words || ' ', ${` ${word} `}) > 0`);
  return sql<boolean>`exists (select 1 from statement_words w where w.rowid = statements.words_id and ${sql.join(all, sql` and `)})`;
}

/** FTS5 takes a bound for its rows only as an integer; `node:sqlite` hands over every number as a fraction. */
const whole = (n: number) => sql`cast(${n} as integer)`;

/** Places in time of what has these words, newest first, from below one place down to another. May give fewer than `limit` only at the end. */
export async function placesWith(
  db: Db,
  { match }: Sought,
  below: number,
  down: number,
  limit: number,
): Promise<number[]> {
  if (isPostgres(db)) return placesOnPostgres(db, match, below, down, limit);
  const { rows } = await sql<{ id: number }>`select rowid as id from statement_words
    where statement_words match ${match} and rowid < ${whole(below)} and rowid >= ${whole(down)}
    order by rowid desc limit ${whole(limit)}`.execute(db);
  return rows.map((row) => row.id);
}

const LOOK = 2_500; // rows looked at one after the other: a millisecond
const FARTHEST = 10_000; // in one look
const DENSE = 0.01; // of all statements; words that are rarer are found sooner through the index, which has no order

/**
 * PostgreSQL's index of words knows no order: of two words in every tenth statement it would fetch a hundred thousand. Where the newest
 * statements show that there are many, they are looked through from the newest on, as far at a time as what was found so far promises
 * enough; else the index gives all there are.
 */
async function placesOnPostgres(
  db: Db,
  match: string,
  below: number,
  down: number,
  limit: number,
): Promise<number[]> {
  const found: number[] = [];
  for (let [looked, from, look] = [0, below, LOOK]; ; ) {
    const { rows } = await sql<{ ids: string | null; last: number | null; n: number }>`
      with near as materialized (
        select id, words @@ ${match}::tsquery as hit from statement_words
        where id < ${from} and id >= ${down} order by id desc limit ${look})
      select string_agg(id::text, ' ' order by id desc) filter (where hit) as ids, min(id) as last, count(*) as n
      from near`.execute(db);
    const { ids = null, last = null, n = 0 } = rows[0] ?? {};
    if (ids !== null) found.push(...ids.split(' ').map(Number));
    if (found.length >= limit) return found.slice(0, limit);
    if (Number(n) < look || last === null) return found;
    looked += look;
    from = Number(last);
    if (found.length < looked * DENSE) break;
    look = Math.min(
      FARTHEST,
      Math.max(LOOK, Math.ceil(((limit - found.length) * looked * 1.1) / found.length)),
    );
  }
  const { rows } = await sql<{ id: number }>`with all_of_them as materialized (
      select id from statement_words where words @@ ${match}::tsquery)
    select id from all_of_them where id < ${below} and id >= ${down} order by id desc limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** The condition that a column is one of many values, without a parameter for each. */
export const oneOf = (
  db: Db,
  column: RawBuilder<unknown>,
  values: (string | number)[],
): RawBuilder<boolean> =>
  isPostgres(db)
    ? sql<boolean>`${column} = any(${values})`
    : sql<boolean>`${column} in (select value from json_each(${JSON.stringify(values)}))`;
