/** Before all tests: the one PostgreSQL of the run, with a database in it that new ones are copied from. */
import { createIds } from '../src/ids.ts';
import { openPostgres } from '../src/store/postgres.ts';
import { createStore } from '../src/store/store.ts';
import { createDatabase, startServer, TEMPLATE } from './postgres.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const server = await startServer();
  process.env.WHOSAID_TEST_POSTGRES = server.url;
  const made = openPostgres(await createDatabase(server.url, TEMPLATE));
  if (!made.ok) throw new Error(made.why);
  const ids = createIds(Date.now, Math.random);
  await (await createStore(made.value.db, { now: Date.now }, ids, false)).close();
  return () => server.end();
}
