/** A whole store from one engine into another: every row of every table, and then each compared with its original. */
import { type Kysely, sql } from 'kysely';
import { readWords, writeWords } from './dialect.ts';
import type { Tables } from './schema.ts';

/** Every table with its primary key; a table that is missing here does not compile. */
const KEYS: { [T in keyof Tables]: (keyof Tables[T] & string)[] } = {
  feeds: ['id'],
  items: ['id'],
  articles: ['id'],
  versions: ['article_id', 'version'],
  grams: ['hash', 'at', 'article_id'],
  terms: ['term', 'at', 'article_id'],
  stories: ['id'],
  story_topics: ['topic', 'story_id'],
  speakers: ['id'],
  speaker_names: ['speaker_id', 'key'],
  speaker_roles: ['speaker_id', 'role', 'article_id'],
  statements: ['id'],
  // After the statements: the engine has counted them while they were copied, and the counts are replaced.
  heard: ['speaker_id'],
  sightings: ['id'],
  subscriptions: ['id'],
  deliveries: ['id'],
  mutes: ['platform', 'tenant', 'channel', 'story_id'],
  settings: ['platform', 'tenant', 'name'],
  kept: ['platform', 'name'],
  feed_addresses: ['feed_id', 'at', 'url'],
  notices: ['id'],
  holds: ['platform', 'tenant', 'channel'],
  actions: ['id'],
  allowances: ['name'],
  decisions: ['id'],
  topics: ['platform', 'tenant', 'id'],
  model_use: ['day', 'model'],
  meta: ['name'],
};
export const TABLES = Object.keys(KEYS) as (keyof Tables)[];

type Row = Record<string, unknown>;
type Db = Kysely<Tables>;

const PAGE = 1_000;
const PARAMETERS = 30_000; // SQLite takes 32,766 in one statement, PostgreSQL 65,535

/** A page of a table in the order of its key, after the row `after`. */
async function page(db: Db, table: keyof Tables, after: Row | null): Promise<Row[]> {
  const key: string[] = KEYS[table];
  const columns = sql.join(key.map((c) => sql.ref(c)));
  const from =
    after === null ? sql`` : sql`where (${columns}) > (${sql.join(key.map((c) => sql.val(after[c])))})`;
  const { rows } = await sql<Row>`select * from ${sql.table(table)} ${from}
    order by ${columns} limit ${sql.lit(PAGE)}`.execute(db);
  return rows;
}

/** Names of the tables that hold something, beside what every new store holds. */
export async function filledTables(db: Db): Promise<string[]> {
  const filled: string[] = [];
  for (const table of TABLES) {
    if (table === 'meta' || table === 'allowances') continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) filled.push(table);
  }
  return filled;
}

/** Copies all rows, replacing what an empty store has. Give it a transaction on each side. Returns how many. */
export async function copyRows(from: Db, to: Db): Promise<number> {
  let copied = 0;
  for (const table of TABLES) {
    await sql`delete from ${sql.table(table)}`.execute(to);
    for (let after: Row | null = null; ; ) {
      const rows: Row[] = await page(from, table, after);
      const [first] = rows;
      if (first === undefined) break;
      const atOnce = Math.floor(PARAMETERS / Object.keys(first).length);
      for (let i = 0; i < rows.length; i += atOnce)
        await to
          .insertInto(table)
          .values(rows.slice(i, i + atOnce) as never)
          .execute();
      copied += rows.length;
      after = rows.at(-1) ?? null;
    }
  }
  for (let after = 0; ; ) {
    const words = await readWords(from, after, PAGE);
    if (words.length === 0) break;
    await writeWords(to, words);
    after = words.at(-1)?.id ?? after;
  }
  return copied;
}

/** The first row that is not the same on both sides, in words; null when all are. */
export async function difference(from: Db, to: Db): Promise<string | null> {
  for (const table of TABLES) {
    for (let after: Row | null = null; ; ) {
      const [here, there]: [Row[], Row[]] = [await page(from, table, after), await page(to, table, after)];
      if (here.length === 0 && there.length === 0) break;
      for (let i = 0; i < Math.max(here.length, there.length); i++) {
        if (shape(here[i]) !== shape(there[i]))
          return `${table}: ${keyOf(table, here[i] ?? there[i])} differs`;
      }
      after = here.at(-1) ?? null;
    }
  }
  for (let after = 0; ; ) {
    const [here, there] = [await readWords(from, after, PAGE), await readWords(to, after, PAGE)];
    const at = here.findIndex((w, i) => w.id !== there[i]?.id || w.words !== there[i]?.words);
    if (at >= 0 || here.length !== there.length)
      return `the words of statement ${here[Math.max(0, at)]?.id ?? there[0]?.id} differ`;
    if (here.length === 0) return null;
    after = here.at(-1)?.id ?? after;
  }
}

/** A row for comparison: by column name, and without the NULs that PostgreSQL cannot keep. */
const shape = (row: Row | undefined): string =>
  row === undefined
    ? ''
    : JSON.stringify(
        Object.entries(row)
          .map(([c, v]) => [c, typeof v === 'string' ? v.replaceAll('\0', '') : v])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );

const keyOf = (table: keyof Tables, row: Row | undefined): string =>
  (KEYS[table] as string[]).map((c) => String(row?.[c])).join(' ');
