/** The embedded store's engine: `node:sqlite` behind kysely's SQLite dialect. The one file that knows `DatabaseSync`. */
import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Result } from '../news.ts';
import { breathing } from './breathing.ts';
import { makeFolder, nearestFolder } from './folders.ts';
import type { Tables } from './schema.ts';

const STATEMENTS_KEPT = 256; // preparing costs more than running for most of ours; the bot has about 120 distinct ones

/** kysely's driver asks for better-sqlite3's shape; `begin` is made immediate so that a read never has to become a write. */
function asDriver(database: DatabaseSync) {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= STATEMENTS_KEPT) prepared.delete(prepared.keys().next().value ?? '');
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const values = (parameters: ReadonlyArray<unknown>) => parameters as ReadonlyArray<SQLInputValue>;
  return {
    close: () => {
      prepared.clear();
      database.close();
    },
    prepare(sql: string) {
      // A full disk makes SQLite roll back by itself; kysely's own rollback must not hide that reason behind another.
      const ended = sql === 'rollback' && !database.isTransaction;
      const statement = prepare(sql === 'begin' ? 'begin immediate' : ended ? 'select 1' : sql);
      return {
        // Giving back pages yields a row without columns for each: a `run` would stop after the first.
        reader: statement.columns().length > 0 || sql.startsWith('pragma incremental_vacuum'),
        all: (parameters: ReadonlyArray<unknown>) => statement.all(...values(parameters)),
        run: (parameters: ReadonlyArray<unknown>) => statement.run(...values(parameters)),
        iterate: (parameters: ReadonlyArray<unknown>) => statement.iterate(...values(parameters)),
      };
    },
  };
}

/** An in-memory store: the sample's throw-away one, and the tests'. */
export function openMemory(): Kysely<Tables> {
  const database = new DatabaseSync(':memory:');
  return new Kysely<Tables>({
    dialect: new SqliteDialect({ database: asDriver(database) }),
    plugins: [breathing()],
  });
}

/**
 * The store in `folder/whosaid.sqlite`: WAL with synchronous=FULL, so that what was committed survives a power cut.
 * `sole` takes the folder's lock, which the operating system gives back when the process dies, however it dies.
 */
export function openFile(folder: string, sole: boolean): Result<{ db: Kysely<Tables>; release(): void }> {
  try {
    makeFolder(folder);
  } catch (error) {
    return { ok: false, why: cannotWrite(folder, error) };
  }
  const locked = sole ? takeLock(folder) : { ok: true as const, value: null };
  if (!locked.ok) return locked;
  const lock = locked.value;
  try {
    const database = new DatabaseSync(join(folder, 'whosaid.sqlite'), { timeout: 5_000 });
    // A new store gives freed pages back in slices; one that was made before keeps them for its own use.
    database.exec(
      'pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off',
    );
    const db = new Kysely<Tables>({
      dialect: new SqliteDialect({ database: asDriver(database) }),
      plugins: [breathing()],
    });
    return { ok: true, value: { db, release: () => lock?.close() } };
  } catch (error) {
    lock?.close();
    return { ok: false, why: cannotWrite(folder, error) };
  }
}

/** The store in a file of its own, such as a backup; made when it is not there. Throws with the engine's words. */
export function openAt(file: string): Kysely<Tables> {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec('pragma synchronous = full; pragma foreign_keys = off');
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: asDriver(database) }) });
}

/** A consistent copy of a folder's store in a new file, also while a bot writes to it: it reads one moment of the store. */
export function copyOut(folder: string, file: string): void {
  const database = new DatabaseSync(join(folder, 'whosaid.sqlite'), { readOnly: true, timeout: 5_000 });
  try {
    database.prepare('vacuum into ?').run(file);
  } finally {
    database.close();
  }
}

/** What the engine finds wrong with a file's pages and indexes; null when nothing is. */
export function damage(file: string): string | null {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const found = database.prepare('pragma quick_check(1)').get() as { quick_check?: string } | undefined;
    return found?.quick_check === 'ok' ? null : (found?.quick_check ?? 'it cannot be read');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database.close();
  }
}

/** The folder's lock. The file holds nothing: one that is damaged is made anew. */
export function takeLock(folder: string): Result<DatabaseSync> {
  const file = join(folder, 'running.lock');
  for (const last of [false, true]) {
    try {
      const lock = new DatabaseSync(file, { timeout: 0 });
      lock.exec('pragma journal_mode = delete; begin exclusive');
      return { ok: true, value: lock };
    } catch (error) {
      if (/locked|busy/i.test(String(error))) {
        return {
          ok: false,
          why: `Another Whosaid is already running on ${folder}. Stop it first, or give this one its own folder with WHOSAID_DATA.`,
        };
      }
      if (last || !/not a database|malformed/i.test(String(error)))
        return { ok: false, why: cannotWrite(folder, error) };
      rmSync(file, { force: true });
    }
  }
  return { ok: false, why: cannotWrite(folder, 'the lock cannot be taken') };
}

/** Why a store cannot be kept in `folder`, without leaving anything there; null when it can. */
export function whyUnusable(folder: string): string | null {
  try {
    // Tried, not asked: what permissions allow a file system may still refuse (/proc, a read-only disk).
    rmdirSync(mkdtempSync(join(nearestFolder(folder), '.whosaid-')));
    const store = join(folder, 'whosaid.sqlite');
    if (existsSync(store)) accessSync(store, constants.W_OK);
    return null;
  } catch (error) {
    return cannotWrite(folder, error);
  }
}

/** The engine's words as one sentence that says what to do. */
export function cannotWrite(folder: string, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/not a database|malformed/i.test(text)) {
    return `${join(folder, 'whosaid.sqlite')} is not a Whosaid store or is damaged (${text}). Restore a backup, or move the file away to start afresh.`;
  }
  if (/table .*already exists|migration failed|no such (table|column)/i.test(text)) {
    return `${join(folder, 'whosaid.sqlite')} was not made by this Whosaid (${text}). Point WHOSAID_DATA to another folder, or move the file away to start afresh.`;
  }
  if (/full/i.test(text)) return `The disk that holds ${folder} is full. Free some space and start again.`;
  return `Whosaid cannot write in ${folder} (${text}). Make the folder writable, or point WHOSAID_DATA to one that is.`;
}
