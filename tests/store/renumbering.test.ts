import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createIds } from '../../src/ids.ts';
import { isPostgres } from '../../src/store/dialect.ts';
import { migrate } from '../../src/store/migrations.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openMemory } from '../../src/store/sqlite.ts';
import { createStore } from '../../src/store/store.ts';
import { filing } from '../contract/bench.ts';
import { freshDatabase } from '../postgres.ts';

const engines: [string, () => Promise<Kysely<Tables>>][] = [
  ['SQLite', async () => openMemory()],
  [
    'PostgreSQL',
    async () => {
      const opened = openPostgres(await freshDatabase(false));
      if (!opened.ok) throw new Error(opened.why);
      return opened.value.db;
    },
  ],
];

const STATEMENTS = 1_300;

describe.each(engines)('a store of before on %s', (_, open) => {
  it('gets places in time and counts: every statement is found as before, newest first', async () => {
    const db = await open();
    await migrate(db, '2026-11-26-2-lists');
    // Read in another order than published, more than a thousand at one moment, one withdrawn, some of nobody.
    const at = (i: number) => (i < 1_100 ? 5_000 : 5_000 + ((i * 37) % 200) - 100);
    for (const [name, kind] of [
      ['Anna Berg', 'p0'],
      ['Otto Fisk', 'p1'],
    ])
      await sql`insert into speakers (id, name, kind, role, merged_into, created_at)
        values (${kind}, ${name}, 'person', null, null, 0)`.execute(db);
    await sql`insert into stories (id, title, head_id, topics, summary, started_at, latest_at)
      values ('t', 'Bridge', 'a', '["bridges"]', '[]', 0, 9000)`.execute(db);
    for (let i = 0; i < STATEMENTS; i++) {
      const id = `s${String(i).padStart(5, '0')}`;
      await sql`insert into statements (id, story_id, speaker_id, shown_id, first_id, at, words_id, decided, withdrawn)
        values (${id}, 't', ${i % 10 === 0 ? null : `p${i % 2}`}, ${`g${id}`}, 'a', ${at(i)}, ${i + 1}, 0, ${i === 7 ? 1 : 0})`.execute(
        db,
      );
      await sql`insert into sightings (id, statement_id, article_id, version, extractor, ordinal, kind, stance, pieces, paragraph, spans)
        values (${`g${id}`}, ${id}, 'a', 1, 'x', ${i}, 'direct', 'said', '[]', '', '[]')`.execute(db);
      const words = `bridge number${i}`;
      await (isPostgres(db)
        ? sql`insert into statement_words (id, words) values (${i + 1}, array_to_tsvector(string_to_array(${words}, ' ')))`
        : sql`insert into statement_words (rowid, words) values (${i + 1}, ${words})`
      ).execute(db);
    }
    const clock = { now: () => 1 };
    const store = await createStore(
      db,
      clock,
      createIds(clock.now, () => 0.5),
      true,
    );
    const { statements, total } = await store.statements.find({ offset: 0, limit: STATEMENTS });
    const expected = Array.from({ length: STATEMENTS }, (_, i) => i)
      .filter((i) => i !== 7)
      .sort((a, b) => at(b) - at(a) || a - b)
      .map((i) => `s${String(i).padStart(5, '0')}`);
    expect(total).toBe(STATEMENTS - 1);
    expect(statements.map((s) => s.id)).toEqual(expected);
    for (const i of [0, 8, 1_099, 1_150, 1_299])
      expect(
        (await store.statements.find({ about: `number${i} bridge`, offset: 0, limit: 3 })).statements.map(
          (s) => s.id,
        ),
      ).toEqual([`s${String(i).padStart(5, '0')}`]);
    const heard = await db.selectFrom('heard').selectAll().orderBy('speaker_id').execute();
    expect(heard).toEqual([
      { speaker_id: 'p0', statements: 520, withdrawn: 0 },
      { speaker_id: 'p1', statements: 650, withdrawn: 1 },
    ]);
    // And what is filed from now on finds its place among them.
    await store.filing.commit(filing('none', 0, { words: 'A bridge more' }), async () => {});
    expect((await store.statements.find({ about: 'bridge more', offset: 0, limit: 3 })).total).toBe(1);
    await store.close();
  }, 60_000);
});
