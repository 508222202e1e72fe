import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openFile, openMemory } from '../../src/store/sqlite.ts';
import { storeContract } from '../contract/store.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'whosaid-store-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

storeContract('SQLite in memory', { open: async () => openMemory() });
storeContract('SQLite in a file', {
  async open() {
    const opened = openFile(folder(), true);
    if (!opened.ok) throw new Error(opened.why);
    return opened.value.db;
  },
});

it('refuses a second bot on one folder with a sentence, and lets it in when the first is gone', () => {
  const at = folder();
  const first = openFile(at, true);
  if (!first.ok) throw new Error(first.why);
  const second = openFile(at, true);
  expect(second).toMatchObject({ ok: false, why: expect.stringContaining('already running') });
  first.value.release();
  expect(openFile(at, true).ok).toBe(true);
});

it('says what is wrong with a folder that cannot be used or a file that is no store', () => {
  const at = folder();
  const file = join(at, 'a-file');
  writeFileSync(file, 'not a folder');
  expect(openFile(file, true)).toMatchObject({
    ok: false,
    why: expect.stringMatching(/cannot write in .*WHOSAID_DATA/),
  });
  writeFileSync(
    join(at, 'whosaid.sqlite'),
    'this is no database at all, but long enough to be looked at as one'.repeat(20),
  );
  expect(openFile(at, true)).toMatchObject({
    ok: false,
    why: expect.stringMatching(/not a Whosaid store|damaged/),
  });
});
