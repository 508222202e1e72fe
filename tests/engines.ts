/** Both engines, each with a fresh database: what a store does must not depend on which it is. */
import type { Kysely } from 'kysely';
import { openPostgres } from '../src/store/postgres.ts';
import type { Tables } from '../src/store/schema.ts';
import { openMemory } from '../src/store/sqlite.ts';
import { freshDatabase } from './postgres.ts';

async function freshPostgres(): Promise<Kysely<Tables>> {
  const opened = openPostgres(await freshDatabase());
  if (!opened.ok) throw new Error(opened.why);
  return opened.value.db;
}

export const ENGINES: [name: string, open: () => Promise<Kysely<Tables>>][] = [
  ['SQLite', async () => openMemory()],
  ['PostgreSQL', freshPostgres],
];
