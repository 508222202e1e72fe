/** The whole store into a file and out of it, and from the embedded engine into PostgreSQL: as an operator does it. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../postgres.ts';
import { run, scratch } from './bot.ts';

const SAMPLE = join(import.meta.dirname, '..', '..', 'sample');
const ASKED = '/whosaid about:"hard currency"';

let data = '';
const env = (more: Record<string, string> = {}) => ({ WHOSAID_DATA: data, WHOSAID_MAX_AGE: '0', ...more });
const answer = async (more: Record<string, string>) => (await run(['ask', ASKED, '--json'], env(more))).out;
const rows = (folder: string, query: string) => {
  const store = new DatabaseSync(join(folder, 'whosaid.sqlite'), { readOnly: true });
  const found = store.prepare(query).all();
  store.close();
  return found;
};

beforeAll(async () => {
  data = scratch('keeping');
  expect((await run(['start', '--once', '--feeds', SAMPLE], env())).code).toBe(0);
}, 120_000);

describe('keeping the store', () => {
  it('moves into PostgreSQL whole, answers the same from there, and never into a database that holds something', async () => {
    const url = await freshDatabase(false);
    const moved = await run(['move-store', url], env());
    expect(moved).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^All \d{3,} rows are in the database and the same as here/),
    });
    expect(moved.err).not.toContain(new URL(url).password);
    const here = await answer({});
    expect(here).toContain('Hard currency');
    expect(await answer({ DATABASE_URL: url })).toBe(here);
    const again = await run(['move-store'], env({ DATABASE_URL: url }));
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The database holds something already \(feeds, items,/),
    });
    expect(await run(['move-store'], env())).toMatchObject({
      code: 1,
      err: expect.stringContaining('Say where to'),
    });
    // From there a backup is a file of the embedded engine, which restores into either.
    const file = join(scratch('backup'), 'from-postgres');
    expect((await run(['backup', file], env({ DATABASE_URL: url }))).code).toBe(0);
    const [second, folder] = [await freshDatabase(false), scratch('restored')];
    expect((await run(['restore', file], env({ DATABASE_URL: second }))).code).toBe(0);
    expect(await answer({ DATABASE_URL: second })).toBe(here);
    expect((await run(['restore', file], env({ WHOSAID_DATA: folder }))).code).toBe(0);
    expect(await answer({ WHOSAID_DATA: folder })).toBe(here);
    expect((await run(['start', '--once', '--feeds', SAMPLE], env({ DATABASE_URL: second }))).out).toBe('');
  }, 240_000);

  it('keeps nothing of a move that went wrong', async () => {
    const url = await freshDatabase(true);
    const client = new pg.Client(url);
    await client.connect();
    // What a broken copy would look like: a row that changes on its way.
    await client.query(`create function spoil() returns trigger language plpgsql as
      $$ begin new.title := new.title || '!'; return new; end $$`);
    await client.query('create trigger spoil before insert on stories for each row execute function spoil()');
    const moved = await run(['move-store', url], env());
    expect(moved).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The copy is not the same \(stories: \w+ differs\)\. Nothing was kept/),
    });
    const { rows: left } = await client.query('select count(*) as n from feeds');
    expect(Number(left[0].n)).toBe(0);
    await client.end();
  }, 120_000);

  it('backs up while the store is written, restores it, and keeps what was there', async () => {
    const file = join(scratch('backup'), 'today', 'store');
    const writer = new DatabaseSync(join(data, 'whosaid.sqlite'));
    writer.exec("begin immediate; update stories set title = 'half written'");
    expect(await run(['backup', file], env())).toMatchObject({
      code: 0,
      err: expect.stringContaining(`The store is in ${file}`),
    });
    writer.exec('rollback');
    writer.close();
    expect(await run(['backup', file], env())).toMatchObject({
      code: 1,
      err: expect.stringContaining('is there already'),
    });
    const folder = scratch('restored');
    const restored = await run(['restore', file], env({ WHOSAID_DATA: folder }));
    expect(restored).toMatchObject({ code: 0, err: expect.stringMatching(/^Restored\. What waited/) });
    expect(rows(folder, 'select * from stories order by id')).toEqual(
      rows(data, 'select * from stories order by id'),
    );
    const over = await run(['restore', file], env({ WHOSAID_DATA: folder }));
    expect(over.err).toMatch(/What was there is in .*whosaid\.sqlite\.replaced-\d{14}/);
    expect(readdirSync(folder).filter((f) => f.includes('.part'))).toEqual([]);
  }, 120_000);

  it('refuses what is no backup, and a folder that a bot runs on, and says so', async () => {
    const folder = scratch('refused');
    const bad = join(folder, 'bad');
    writeFileSync(bad, 'no store at all, whatever its name says '.repeat(100));
    expect(await run(['restore', bad], env({ WHOSAID_DATA: folder }))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/bad is no backup of a Whosaid store/),
    });
    expect(existsSync(join(folder, 'whosaid.sqlite'))).toBe(false);
    expect(await run(['restore', 'nowhere'], env())).toMatchObject({
      code: 1,
      err: 'nowhere does not exist.\n',
    });
    const lock = new DatabaseSync(join(data, 'running.lock'));
    lock.exec('begin exclusive');
    const busy = await run(['move-store', await freshDatabase()], env());
    expect(busy).toMatchObject({ code: 1, err: expect.stringContaining('already running') });
    lock.close();
  }, 120_000);
});
