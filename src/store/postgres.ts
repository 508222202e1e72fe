/** The store past one machine: PostgreSQL through `pg` behind kysely's dialect. The one file that knows `pg`. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Result } from '../news.ts';
import { CHANNEL, type News } from './dialect.ts';
import type { Tables } from './schema.ts';

const CONNECTIONS = 8; // a process answers several people while it files and delivers; PostgreSQL takes 100 by default
const CONNECT_WITHIN = 10_000;
const STATEMENT_WITHIN = 60_000;
const IDLE_TRANSACTION = 20_000; // a machine that vanished within a transaction gives its rows back before others wait 30 s
const LISTEN_AGAIN = 1_000;

const INT8 = 20;
const NUMERIC = 1700;

/** Milliseconds and counts fit a double; `pg` would give them as text. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 || oid === NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export type Postgres = {
  db: Kysely<Tables>;
  /** Calls `heard` for what any process announces, and once after every reconnection, as some may have been missed. */
  listen(heard: (news: News) => void): void;
  /** Ends listening; the pool ends with `db.destroy()`. */
  release(): void;
};

/** PostgreSQL text holds no NUL; a page that has one loses nothing by it. */
const clean = (values: unknown): unknown =>
  Array.isArray(values)
    ? values.map((v) => (typeof v === 'string' && v.includes('\0') ? v.replaceAll('\0', '') : v))
    : values;

/** Opens nothing yet: the first query connects. */
export function openPostgres(url: string): Result<Postgres> {
  const config: pg.PoolConfig = {
    connectionString: url,
    max: CONNECTIONS,
    types,
    connectionTimeoutMillis: CONNECT_WITHIN,
    statement_timeout: STATEMENT_WITHIN,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION,
    keepAlive: true,
    application_name: 'whosaid',
  };
  let pool: pg.Pool;
  try {
    new pg.Client(config);
    pool = new pg.Pool(config);
  } catch {
    return { ok: false, why: cannotReach(new Error('it is no address of a PostgreSQL database')) };
  }
  // A connection that breaks while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    // The query that was under way fails with the same words; unheard, they would end the process as well.
    client.on('error', () => {});
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    Object.assign(client, {
      query: (text: unknown, values: unknown, ...rest: unknown[]) => query(text, clean(values), ...rest),
    });
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as never }) });
  let listener: pg.Client | null = null;
  let released = false;

  function listen(heard: (news: News) => void): void {
    if (released) return;
    const client = new pg.Client(config);
    listener = client;
    let over = false;
    const again = () => {
      if (over) return;
      over = true;
      client.removeAllListeners('notification');
      void client.end().catch(() => {});
      if (!released) setTimeout(() => listen(heard), LISTEN_AGAIN).unref();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload }) => {
      if (payload === 'items' || payload === 'deliveries') heard(payload);
    });
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .then(() => {
        heard('items');
        heard('deliveries');
      })
      .catch(again);
  }

  return {
    ok: true,
    value: {
      db,
      listen,
      release() {
        released = true;
        void listener?.end().catch(() => {});
      },
    },
  };
}

/** The engine's words as one sentence that says what to do; never the address, which holds the password. */
export function cannotReach(error: unknown): string {
  const text = wordsOf(error);
  if (/already exists|no such|does not exist/i.test(text) && /relation|table|column/i.test(text))
    return `The database of DATABASE_URL was not made by this Whosaid (${text}). Give it an empty database of its own.`;
  if (/permission denied/i.test(text))
    return `Whosaid may not make its tables in the database of DATABASE_URL (${text}). Make its user the database’s owner.`;
  return `The database of DATABASE_URL cannot be used (${text}). Check the address, and that PostgreSQL runs and lets this user in.`;
}

/** An address with several hosts fails with an error that has no words of its own. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0]);
  const text =
    error instanceof Error ? error.message || (error as { code?: string }).code || error.name : String(error);
  return text.replace(/postgres(?:ql)?:\/\/\S+/gi, '(address)');
}
