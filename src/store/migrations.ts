/** The schema's history, oldest first. Append only: what has shipped is never edited. */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { isPostgres } from './dialect.ts';
import { lastPlace } from './newest.ts';
import type { Tables } from './schema.ts';

/** Columns by name: a trailing "?" makes one nullable. Text unless said otherwise. */
type Shape = Record<string, 'text' | 'text?' | 'bigint' | 'bigint?' | 'integer' | 'real'>;

async function table(db: Kysely<unknown>, name: string, shape: Shape, primary: string[]): Promise<void> {
  let builder = db.schema.createTable(name);
  for (const [column, kind] of Object.entries(shape)) {
    const plain = kind.replace('?', '') as 'text' | 'bigint' | 'integer' | 'real';
    // Byte by byte, as SQLite compares: a database's own language would sort ids and names differently.
    const type = plain === 'text' && isPostgres(db) ? sql`text collate "C"` : plain;
    builder = builder.addColumn(column, type, (c) => (kind.endsWith('?') ? c : c.notNull()));
  }
  await builder.addPrimaryKeyConstraint(`${name}_primary`, primary as never[]).execute();
}

const index = (db: Kysely<unknown>, on: string, columns: string[], unique = false): Promise<void> => {
  const builder = db.schema
    .createIndex(`${on}_${columns.join('_')}`)
    .on(on)
    .columns(columns);
  return (unique ? builder.unique() : builder).execute();
};

const first: Migration = {
  async up(db: Kysely<unknown>) {
    const t = (name: string, shape: Shape, primary = ['id']) => table(db, name, shape, primary);
    await t('decisions', { id: 'text', at: 'bigint', by: 'text', kind: 'text', payload: 'text' });
    await t('meta', { name: 'text', value: 'text' }, ['name']);
    await t('feeds', {
      id: 'text',
      url: 'text',
      configured_url: 'text',
      kind: 'text',
      title: 'text?',
      outlet_id: 'text?',
      listed: 'integer',
      keep_backlog: 'integer',
      polled: 'integer',
      etag: 'text?',
      last_modified: 'text?',
      next_poll_at: 'bigint',
      lease_until: 'bigint',
      failures: 'integer',
      complained: 'integer',
      last_error: 'text?',
      last_ok_at: 'bigint?',
      added_at: 'bigint',
    });
    await index(db, 'feeds', ['next_poll_at']);
    await t('items', {
      id: 'text',
      feed_id: 'text',
      guid: 'text',
      url: 'text?',
      title: 'text?',
      published: 'text?',
      published_at: 'bigint?',
      entry: 'text',
      digest: 'text',
      state: 'text',
      backlog: 'integer',
      attempts: 'integer',
      next_at: 'bigint',
      lease_until: 'bigint',
      why: 'text?',
      article_id: 'text?',
      seen_at: 'bigint',
    });
    await index(db, 'items', ['feed_id', 'guid'], true);
    await index(db, 'items', ['state', 'next_at']);
    await t('articles', {
      id: 'text',
      url_key: 'text',
      url: 'text?',
      outlet_id: 'text?',
      outlet: 'text',
      owner: 'text?',
      country: 'text?',
      state_media: 'integer',
      title: 'text',
      byline: 'text',
      wire: 'text?',
      published: 'text?',
      published_at: 'bigint?',
      at: 'bigint',
      language: 'text?',
      version: 'integer',
      digest: 'text',
      text: 'text',
      boilerplate: 'text',
      extractor: 'text',
      story_id: 'text',
      role: 'text',
      copy_of: 'text?',
      why: 'text',
      topics: 'text',
      notice: 'text?',
      notice_text: 'text?',
      print: 'text',
      backlog: 'integer',
      seen_at: 'bigint',
    });
    await index(db, 'articles', ['url_key'], true);
    await index(db, 'articles', ['story_id']);
    await t(
      'versions',
      {
        article_id: 'text',
        version: 'integer',
        title: 'text',
        text: 'text',
        digest: 'text',
        extractor: 'text',
        seen_at: 'bigint',
      },
      ['article_id', 'version'],
    );
    await t('grams', { hash: 'bigint', article_id: 'text', at: 'bigint' }, ['hash', 'at', 'article_id']);
    await index(db, 'grams', ['article_id']);
    await t('terms', { term: 'text', article_id: 'text', at: 'bigint' }, ['term', 'at', 'article_id']);
    await index(db, 'terms', ['article_id']);
    await t('stories', {
      id: 'text',
      title: 'text',
      head_id: 'text',
      wire: 'text?',
      topics: 'text',
      follows: 'text?',
      summary: 'text',
      started_at: 'bigint',
      latest_at: 'bigint',
    });
    await index(db, 'stories', ['latest_at']);
    await t('story_topics', { topic: 'text', story_id: 'text', at: 'bigint' }, ['topic', 'story_id']);
    await index(db, 'story_topics', ['topic', 'at']);
    await index(db, 'story_topics', ['story_id']);
    await t('speakers', {
      id: 'text',
      name: 'text',
      kind: 'text',
      role: 'text?',
      merged_into: 'text?',
      created_at: 'bigint',
    });
    await t('speaker_names', { speaker_id: 'text', name: 'text', key: 'text', surname: 'text' }, [
      'speaker_id',
      'key',
    ]);
    await index(db, 'speaker_names', ['key']);
    await index(db, 'speaker_names', ['surname']);
    await t('speaker_roles', { speaker_id: 'text', role: 'text', said_on: 'text?', article_id: 'text' }, [
      'speaker_id',
      'role',
      'article_id',
    ]);
    await t('statements', {
      id: 'text',
      story_id: 'text',
      speaker_id: 'text?',
      shown_id: 'text',
      first_id: 'text',
      at: 'bigint',
      words_id: 'bigint',
      decided: 'integer',
      withdrawn: 'integer',
    });
    await index(db, 'statements', ['story_id']);
    await index(db, 'statements', ['at']);
    await index(db, 'statements', ['words_id'], true);
    await index(db, 'statements', ['speaker_id', 'at']);
    await t('sightings', {
      id: 'text',
      statement_id: 'text',
      article_id: 'text',
      version: 'integer',
      extractor: 'text',
      ordinal: 'integer',
      kind: 'text',
      stance: 'text',
      cue: 'text?',
      source: 'text?',
      speaker_name: 'text?',
      speaker_role: 'text?',
      said_on: 'text?',
      via: 'text?',
      pieces: 'text',
      paragraph: 'text',
      spans: 'text',
    });
    await index(db, 'sightings', ['statement_id']);
    await index(db, 'sightings', ['article_id']);
    await t('subscriptions', {
      id: 'text',
      platform: 'text',
      tenant: 'text',
      channel: 'text',
      kind: 'text',
      value: 'text',
      label: 'text',
      created_by: 'text',
      created_at: 'bigint',
    });
    await index(db, 'subscriptions', ['platform', 'tenant', 'channel', 'kind', 'value'], true);
    await index(db, 'subscriptions', ['kind', 'value']);
    await t('deliveries', {
      id: 'text',
      platform: 'text',
      tenant: 'text',
      channel: 'text',
      story_id: 'text',
      kind: 'text',
      parent_id: 'text?',
      message: 'text',
      told: 'text',
      state: 'text',
      doubtful: 'integer',
      attempts: 'integer',
      next_at: 'bigint',
      lease_until: 'bigint',
      ref: 'text?',
      why: 'text?',
      created_at: 'bigint',
      settled_at: 'bigint?',
    });
    await index(db, 'deliveries', ['state', 'next_at']);
    await index(db, 'deliveries', ['parent_id']);
    await index(db, 'deliveries', ['story_id']);
    // One alert a story and channel is not left to the code: the engine itself refuses a second.
    await sql`create unique index deliveries_one_post on deliveries (platform, tenant, channel, story_id)
      where kind = 'post'`.execute(db);
    // The one place where the dialects differ: here FTS5, there tsvector.
    if (!isPostgres(db)) {
      await sql`create virtual table statement_words using fts5 (words, tokenize = 'unicode61')`.execute(db);
      return;
    }
    await sql`create table statement_words (id bigint primary key, words tsvector not null)`.execute(db);
    await sql`create index statement_words_words on statement_words using gin (words) with (fastupdate = off)`.execute(
      db,
    );
  },
};

/** What platforms with many channels need: how a channel wants its posts, mutes, holds, and long buttons. */
const platforms: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('silent', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('subscriptions').addColumn('ping', 'text').execute();
    await db.schema
      .alterTable('subscriptions')
      .addColumn('crosspost', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable('deliveries')
      .addColumn('manner', 'text', (c) => c.notNull().defaultTo('{}'))
      .execute();
    const place = { platform: 'text', tenant: 'text', channel: 'text' } as const;
    const mute = {
      ...place,
      story_id: 'text',
      until: 'bigint?',
      created_by: 'text',
      created_at: 'bigint',
    } as const;
    await table(db, 'mutes', mute, ['platform', 'tenant', 'channel', 'story_id']);
    await table(
      db,
      'holds',
      {
        ...place,
        kind: 'text',
        until: 'bigint',
        tries: 'integer',
        why: 'text',
        remedy: 'text',
        told: 'integer',
        since: 'bigint',
      },
      ['platform', 'tenant', 'channel'],
    );
    await table(db, 'actions', { id: 'text', action: 'text', at: 'bigint' }, ['id']);
  },
};

/** Where a statement was said. What was filed before says nothing of it until `reattribute`. */
const venue: Migration = {
  async up(db) {
    await db.schema.alterTable('sightings').addColumn('venue', 'text').execute();
  },
};

/** What `/explain` tells: the link under which an item is found, when it was read and how, and why an article is where it is. */
const explaining: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('items').addColumn('url_key', 'text').execute();
    await db.schema.alterTable('items').addColumn('read_at', 'bigint').execute();
    await db.schema.alterTable('items').addColumn('read_as', 'text').execute();
    await db.schema.alterTable('versions').addColumn('reason', 'text').execute();
    await index(db, 'items', ['url_key']);
    await index(db, 'items', ['article_id']);
    await index(db, 'stories', ['follows']);
  },
};

/**
 * The index of marks without a second copy of each row and without a look-up by article, which nothing needs any more: of
 * 150,000 articles it takes 0.6 GB in place of 1.6. The one other place where the dialects differ: `without rowid` is SQLite's.
 */
const leanIndex: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [name, mark, type] of [
      ['grams', 'hash', 'bigint'],
      ['terms', 'term', 'text'],
    ] as const) {
      const text = isPostgres(db) ? 'text collate "C"' : 'text';
      await sql`create table ${sql.table(`lean_${name}`)} (${sql.ref(mark)} ${sql.raw(type === 'text' ? text : type)} not null, at bigint not null,
        article_id ${sql.raw(text)} not null, primary key (${sql.ref(mark)}, at, article_id)) ${sql.raw(isPostgres(db) ? '' : 'without rowid')}`.execute(
        db,
      );
      await sql`insert into ${sql.table(`lean_${name}`)} select ${sql.ref(mark)}, at, article_id from ${sql.table(name)}`.execute(
        db,
      );
      await db.schema.dropTable(name).execute();
      await db.schema.alterTable(`lean_${name}`).renameTo(name).execute();
    }
  },
};

const mergedStories: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('stories').addColumn('merged_into', 'text').execute();
    await index(db, 'stories', ['merged_into']);
  },
};

/** A story of ten thousand articles is counted from these alone, without reading its articles. */
const largeStories: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('articles_story_id').execute();
    await index(db, 'articles', ['story_id', 'at']);
    await index(db, 'articles', ['story_id', 'outlet', 'owner', 'at']);
    await index(db, 'articles', ['story_id', 'role', 'copy_of', 'wire']);
    await db.schema.dropIndex('statements_story_id').execute();
    await index(db, 'statements', ['story_id', 'at']);
    await index(db, 'statements', ['story_id', 'first_id', 'withdrawn', 'speaker_id']);
    await db.schema.dropIndex('sightings_statement_id').execute();
    await index(db, 'sightings', ['statement_id', 'id', 'article_id']);
    await db.schema.dropIndex('deliveries_story_id').execute();
    await index(db, 'deliveries', ['story_id', 'kind']);
  },
};

const topics: Migration = {
  async up(db: Kysely<unknown>) {
    const shape: Shape = {
      platform: 'text',
      tenant: 'text',
      id: 'text',
      key: 'text',
      name: 'text',
      description: 'text',
      query: 'text',
      aliases: 'text',
      state: 'text',
      changed_by: 'text',
      changed_at: 'bigint',
    };
    await table(db, 'topics', shape, ['platform', 'tenant', 'id']);
    await index(db, 'articles', ['seen_at', 'id']);
  },
};

const modelUse: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('stories').addColumn('rephrased_by', 'text').execute();
    const shape: Shape = {
      day: 'text',
      model: 'text',
      calls: 'integer',
      accepted: 'integer',
      refused: 'integer',
      failed: 'integer',
      input_tokens: 'bigint',
      output_tokens: 'bigint',
    };
    await table(db, 'model_use', shape, ['day', 'model']);
  },
};

/** Pausing, a tenant's own settings, and what a platform keeps for itself. */
const tenants: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('paused', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await table(db, 'settings', { platform: 'text', tenant: 'text', name: 'text', value: 'text' }, [
      'platform',
      'tenant',
      'name',
    ]);
    await table(db, 'kept', { platform: 'text', name: 'text', value: 'text', at: 'bigint' }, [
      'platform',
      'name',
    ]);
  },
};

/** Feeds that are changed in chat and watched over: what was said of them, how they do, where they have lived. */
const feedcare: Migration = {
  async up(db: Kysely<unknown>) {
    const feeds = (name: string, type: 'text' | 'bigint' | 'integer', base?: number) =>
      db.schema
        .alterTable('feeds')
        .addColumn(name, type, (c) => (base === undefined ? c : c.notNull().defaultTo(base)))
        .execute();
    await feeds('in_file', 'integer', 1);
    await feeds('paused', 'integer', 0);
    for (const name of ['chat', 'chat_url', 'trouble', 'told']) await feeds(name, 'text');
    for (const name of ['broken_since', 'last_new_at', 'told_at']) await feeds(name, 'bigint');
    await table(db, 'feed_addresses', { feed_id: 'text', at: 'bigint', url: 'text', by: 'text' }, [
      'feed_id',
      'at',
      'url',
    ]);
    const notice = { id: 'text', at: 'bigint', feed_id: 'text', kind: 'text', text: 'text' } as const;
    await table(db, 'notices', { ...notice, told_at: 'bigint?' }, ['id']);
    await db.schema.alterTable('items').addColumn('again_at', 'bigint').execute();
    await index(db, 'items', ['feed_id', 'seen_at']);
    await index(db, 'items', ['seen_at']);
    await index(db, 'items', ['again_at']);
    await db.schema
      .alterTable('articles')
      .addColumn('excerpt', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};

/** A claim looks at the first of each channel alone, however many wait; before, it held every row against every other. */
const claims: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('deliveries_state_next_at').execute();
    await index(db, 'deliveries', ['state', 'id']);
    await index(db, 'deliveries', ['state', 'parent_id']);
    await index(db, 'deliveries', ['platform', 'tenant', 'channel', 'state', 'id']);
    await table(db, 'allowances', { name: 'text', at: 'bigint' }, ['name']);
  },
};

/** When a channel wants to hear, and lists of what waited. */
const lists: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('delivery', 'text', (c) => c.notNull().defaultTo('now'))
      .execute();
    for (const column of ['at', 'zone', 'quiet'])
      await db.schema.alterTable('subscriptions').addColumn(column, 'text').execute();
    await db.schema.alterTable('deliveries').addColumn('rollup_id', 'text').execute();
  },
};

/** How many independent outlets must report a story before a channel is told of it. */
const independentOutlets: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('outlets', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
  },
};

/**
 * A million statements: each gets a place in time (newest.ts) as its row in the index of words, and the engine keeps count of who has
 * said how much, so that nothing is counted or sorted while somebody waits. Triggers are another thing that the engines write differently.
 */
const millions: Migration = {
  async up(db: Kysely<unknown>) {
    await renumber(db);
    await index(db, 'statements', ['speaker_id', 'words_id']);
    await index(db, 'statements', ['story_id', 'words_id']);
    // What only whole counts needed.
    await db.schema.dropIndex('statements_speaker_id_at').execute();
    await index(db, 'articles', ['id', 'outlet']);
    // What has a text to be pruned.
    await sql`create index articles_texts on articles (seen_at) where text <> ''`.execute(db);
    await sql`create index items_entries on items (seen_at) where entry <> '{}'`.execute(db);
    const shape = { speaker_id: 'text', statements: 'integer', withdrawn: 'integer' } as const;
    await table(db, 'heard', shape, ['speaker_id']);
    await index(db, 'heard', ['statements', 'speaker_id']);
    await sql`insert into heard select speaker_id, count(*), sum(withdrawn) from statements
      where speaker_id is not null group by speaker_id`.execute(db);
    const more = (row: string) => `insert into heard (speaker_id, statements, withdrawn)
      select ${row}.speaker_id, 1, ${row}.withdrawn where ${row}.speaker_id is not null
      on conflict (speaker_id) do update set statements = heard.statements + 1, withdrawn = heard.withdrawn + excluded.withdrawn;`;
    const less = `update heard set statements = statements - 1, withdrawn = withdrawn - old.withdrawn
      where speaker_id = old.speaker_id;`;
    if (isPostgres(db)) {
      await sql
        .raw(`create function whosaid_heard() returns trigger language plpgsql as $$ begin
        if tg_op <> 'INSERT' then ${less} end if;
        if tg_op <> 'DELETE' then ${more('new')} end if;
        return null; end $$`)
        .execute(db);
      await sql`create trigger statements_heard after insert or delete or update of speaker_id, withdrawn on statements
        for each row execute function whosaid_heard()`.execute(db);
      return;
    }
    for (const [on, does] of [
      ['insert', more('new')],
      ['delete', less],
      ['update of speaker_id, withdrawn', less + more('new')],
    ])
      await sql
        .raw(`create trigger statements_heard_${on?.slice(0, 6)} after ${on} on statements begin ${does} end`)
        .execute(db);
  },
};

/** The words of every statement under its place in time, in the order in which lists had them before: by time, then by id. */
async function renumber(db: Kysely<unknown>): Promise<void> {
  const rows = db as Kysely<Tables>;
  await sql`create table words_moved (old bigint primary key, words_id bigint not null)`.execute(db);
  let last = Number.MAX_SAFE_INTEGER;
  for (let after: { at: number; id: string } | null = null; ; ) {
    const from: { at: number; id: string } | null = after;
    let query = rows
      .selectFrom('statements')
      .select(['id', 'at', 'words_id'])
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(500);
    if (from !== null)
      query = query
        .where('at', '<=', from.at)
        .where((e) => e.or([e('at', '<', from.at), e('id', '>', from.id)]));
    const page: { id: string; at: number; words_id: number }[] = await query.execute();
    if (page.length === 0) break;
    const moved = page.map(({ at, words_id }) => {
      last = Math.min(last - 1, lastPlace(at));
      return sql`(${words_id}, ${last})`;
    });
    await sql`insert into words_moved (old, words_id) values ${sql.join(moved)}`.execute(db);
    after = page.at(-1) ?? null;
  }
  await db.schema.dropIndex('statements_words_id').execute();
  await sql`update statements set words_id =
    (select words_moved.words_id from words_moved where words_moved.old = statements.words_id)`.execute(db);
  await index(db, 'statements', ['words_id'], true);
  if (isPostgres(db)) {
    await sql`create table words_placed (id bigint primary key, words tsvector not null)`.execute(db);
    await sql`insert into words_placed select words_moved.words_id, words from statement_words
      join words_moved on words_moved.old = statement_words.id order by words_moved.words_id`.execute(db);
  } else {
    await sql`create virtual table words_placed using fts5 (words, tokenize = 'unicode61')`.execute(db);
    await sql`insert into words_placed (rowid, words) select words_moved.words_id, words from words_moved
      join statement_words on statement_words.rowid = words_moved.old order by words_moved.words_id`.execute(
      db,
    );
  }
  await sql`drop table statement_words`.execute(db);
  await sql`alter table words_placed rename to statement_words`.execute(db);
  if (isPostgres(db)) {
    await sql`alter index words_placed_pkey rename to statement_words_pkey`.execute(db);
    await sql`create index statement_words_words on statement_words using gin (words) with (fastupdate = off)`.execute(
      db,
    );
  }
  await sql`drop table words_moved`.execute(db);
}

/** By name, in whose alphabetical order they are run: a new one sorts behind all others. */
const MIGRATIONS: Record<string, Migration> = {
  '2026-11-21-first': first,
  '2026-11-21-platforms': platforms,
  '2026-11-22-venue': venue,
  '2026-11-23-explaining': explaining,
  '2026-11-24-1-lean-index': leanIndex,
  '2026-11-24-2-merged-stories': mergedStories,
  '2026-11-24-3-large-stories': largeStories,
  '2026-11-24-4-topics': topics,
  '2026-11-24-5-model-use': modelUse,
  '2026-11-24-6-feedcare': feedcare,
  '2026-11-25-tenants': tenants,
  '2026-11-26-1-claims': claims,
  '2026-11-26-2-lists': lists,
  '2026-11-27-1-independent-outlets': independentOutlets,
  '2026-11-27-millions': millions,
};

/** Brings the schema up to date. Throws with the engine's words when a step fails; a failed step leaves nothing behind. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const why = error instanceof Error ? error.message : String(error);
  // kysely's word for a store whose history has steps that this version does not know.
  if (/corrupted migrations/.test(why)) throw new NewerStore();
  throw new Error(`[store] migration failed: ${why}`);
}

/** The store was written by a newer version; the caller says so and stops. */
export class NewerStore extends Error {
  constructor() {
    super(
      'This store was written by a newer Whosaid. Start that version, or give this one another folder with WHOSAID_DATA.',
    );
  }
}
