/** `backup`, `restore`, `move-store`: the whole store into a file, out of one, and from one engine to the other. */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import { type Config, readConfig } from '../config.ts';
import type { Result } from '../news.ts';
import { copyRows, difference, filledTables } from '../store/copying.ts';
import { makeFolder } from '../store/folders.ts';
import { migrate } from '../store/migrations.ts';
import { cannotReach, openPostgres } from '../store/postgres.ts';
import type { Tables } from '../store/schema.ts';
import { cannotWrite, copyOut, damage, openAt, openFile, takeLock } from '../store/sqlite.ts';
import { words } from '../words.ts';

const told = words.keeping;
type Env = Record<string, string | undefined>;

const fail = (why: string): number => {
  process.stderr.write(`${why}\n`);
  return 1;
};
const done = (text: string): number => {
  process.stderr.write(`${text}\n`);
  return 0;
};
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whichever engine runs, a backup is a file of the embedded one, so that it restores into both. */
export async function backup(file: string, env: Env): Promise<number> {
  const config = readConfig(env);
  if (!config.ok) return fail(config.why);
  if (existsSync(file)) return fail(told.exists(file));
  const part = `${file}.part`;
  try {
    makeFolder(dirname(file));
    rmSync(part, { force: true });
    const copied = await copyTo(part, config.value);
    if (!copied.ok) return fail(copied.why);
    const wrong = damage(part);
    if (wrong !== null) throw new Error(wrong);
    renameSync(part, file);
    return done(told.backedUp(file, copied.value));
  } catch (error) {
    return fail(told.notMade(file, reason(error)));
  } finally {
    for (const left of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) rmSync(left, { force: true });
  }
}

/** How many rows, or null where the engine copied its own file. */
async function copyTo(part: string, config: Config): Promise<Result<number | null>> {
  const { WHOSAID_DATA: folder, DATABASE_URL: url } = config;
  if (url === undefined) {
    if (!existsSync(join(folder, 'whosaid.sqlite'))) return { ok: false, why: told.noStore(folder) };
    await copyOut(folder, part);
    return { ok: true, value: null };
  }
  return onDatabase(url, async (from) => {
    const to = openAt(part);
    try {
      await migrate(to);
      // One moment of the database, whatever is written meanwhile.
      return await from
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((source) => copyAndCompare(source, to));
    } finally {
      await to.destroy();
    }
  });
}

/** All or nothing; the rows copied, or what differs. */
async function copyAndCompare(from: Kysely<Tables>, to: Kysely<Tables>): Promise<Result<number>> {
  let wrong: string | null = null;
  try {
    return await to.transaction().execute(async (target) => {
      const rows = await copyRows(from, target);
      wrong = await difference(from, target);
      if (wrong !== null) throw new Error(wrong);
      return { ok: true, value: rows };
    });
  } catch (error) {
    if (wrong === null) throw error;
    return { ok: false, why: told.differs(wrong) };
  }
}

/** The database opened, brought up to date and closed again. */
async function onDatabase<T>(
  url: string,
  work: (db: Kysely<Tables>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = openPostgres(url);
  if (!opened.ok) return opened;
  const { db, release } = opened.value;
  try {
    await migrate(db);
  } catch (error) {
    release();
    await db.destroy();
    return { ok: false, why: cannotReach(error) };
  }
  try {
    return await work(db);
  } finally {
    release();
    await db.destroy();
  }
}

const intoEmpty =
  (from: Kysely<Tables>) =>
  async (to: Kysely<Tables>): Promise<Result<number>> => {
    const filled = await filledTables(to);
    return filled.length > 0 ? { ok: false, why: told.notEmpty(filled) } : copyAndCompare(from, to);
  };

export async function restore(file: string, env: Env): Promise<number> {
  const config = readConfig(env);
  if (!config.ok) return fail(config.why);
  if (!existsSync(file)) return fail(told.noFile(file));
  const { WHOSAID_DATA: folder, DATABASE_URL: url } = config.value;
  try {
    makeFolder(folder);
  } catch (error) {
    return fail(cannotWrite(folder, error));
  }
  // A copy is prepared, so that the backup stays as it is and a bad one touches nothing.
  const part = join(folder, 'whosaid.sqlite.part');
  rmSync(part, { force: true });
  const lock = url === undefined ? takeLock(folder) : { ok: true as const, value: null };
  if (!lock.ok) return fail(lock.why);
  try {
    copyFileSync(file, part);
    const problem = damage(part) ?? (await prepare(part));
    if (problem !== null) return fail(told.notAStore(file, problem));
    if (url === undefined) return done(told.restored(null, putInPlace(folder, part)));
    const db = openAt(part);
    const copied = await onDatabase(url, intoEmpty(db));
    await db.destroy();
    return copied.ok ? done(told.restored(copied.value, null)) : fail(copied.why);
  } catch (error) {
    return fail(told.notMade(join(folder, 'whosaid.sqlite'), reason(error)));
  } finally {
    for (const left of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) rmSync(left, { force: true });
    lock.value?.close();
  }
}

/** Brings the copy up to date. What it meant to post may have been posted since it was made: it is looked for first. */
async function prepare(part: string): Promise<string | null> {
  const db = openAt(part);
  try {
    const { tables } = { tables: await db.introspection.getTables() };
    if (!tables.some((t) => t.name === 'deliveries')) return 'its tables are not there';
    await migrate(db);
    await db
      .updateTable('deliveries')
      .set({ doubtful: 1, lease_until: 0 })
      .where('state', 'in', ['planned', 'sending'])
      .execute();
    return null;
  } catch (error) {
    return reason(error);
  } finally {
    await db.destroy();
  }
}

/** Where the store that was there is now, or null. */
function putInPlace(folder: string, part: string): string | null {
  const store = join(folder, 'whosaid.sqlite');
  let replaced: string | null = null;
  if (existsSync(store)) {
    replaced = `${store}.replaced-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
    // With its write-ahead log: the two are one store.
    for (const end of ['', '-wal', '-shm'])
      if (existsSync(store + end)) renameSync(store + end, replaced + end);
  }
  renameSync(part, store);
  return replaced;
}

export async function moveStore(address: string | undefined, env: Env): Promise<number> {
  const config = readConfig({ ...env, ...(address === undefined ? {} : { DATABASE_URL: address }) });
  if (!config.ok) return fail(config.why);
  const { WHOSAID_DATA: folder, DATABASE_URL: url } = config.value;
  if (url === undefined) return fail(told.noAddress);
  if (!existsSync(join(folder, 'whosaid.sqlite'))) return fail(told.noStore(folder));
  const file = openFile(folder, true);
  if (!file.ok) return fail(file.why);
  const { db, release } = file.value;
  try {
    await migrate(db);
    const moved = await onDatabase(url, intoEmpty(db));
    return moved.ok ? done(told.moved(moved.value)) : fail(moved.why);
  } catch (error) {
    return fail(cannotReach(error));
  } finally {
    await db.destroy();
    release();
  }
}
