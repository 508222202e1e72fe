import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFolder } from '../../src/sources/folder.ts';

let around = '';
let root = '';

beforeEach(async () => {
  around = await mkdtemp(join(tmpdir(), 'whosaid-folder-'));
  root = join(around, 'harbour mail');
  await mkdir(root);
});

afterEach(() => rm(around, { recursive: true }));

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content);
}

async function list() {
  const listed = await createFolder(root).list();
  if (!listed.ok) throw new Error(listed.why);
  return listed.value;
}

describe('list', () => {
  test('takes .html and .txt, in order of publication, the undated last by name', async () => {
    await put({
      'b.txt': 'B',
      'a.html': '<p>A',
      'late.txt': 'Late',
      'late.json':
        '{"publishedAt":"2024-06-14T01:00:00+09:00","outlet":"Other Post","url":"https://other.example/late"}',
      'early.HTML': 'Early',
      'early.json': '{"publishedAt":"2024-06-13"}',
      'notes.md': 'no',
      '.hidden.txt': 'no',
    });
    await mkdir(join(root, 'sub'));
    await put({ 'sub/c.txt': 'C' });
    const { items, problems } = await list();
    expect(problems).toEqual([]);
    expect(items.map(({ id, kind }) => [id, kind])).toEqual([
      ['early.HTML', 'html'],
      ['late.txt', 'txt'],
      ['a.html', 'html'],
      ['b.txt', 'txt'],
      ['sub/c.txt', 'txt'],
    ]);
    expect(items[1]).toMatchObject({
      outlet: 'Other Post',
      url: 'https://other.example/late',
      publishedAt: '2024-06-14T01:00:00+09:00',
      title: null,
    });
    expect(items[2]).toMatchObject({ outlet: basename(root), url: null, publishedAt: null });
    const body = await createFolder(root).read('a.html');
    expect(body.ok && new TextDecoder().decode(body.value)).toBe('<p>A');
    const before = items[2]?.state;
    await put({ 'a.html': '<p>Another' });
    expect((await list()).items[2]?.state).not.toBe(before);
  });

  test.each([
    ['{', 'not proper JSON'],
    ['{"publishedAt":"14 June 2024"}', 'publishedAt'],
    ['{"publishedAt":"2024-06-14T10:00:00"}', 'publishedAt'],
    ['{"url":"javascript:alert(1)"}', 'url'],
    ['{"outlet":""}', 'outlet'],
    ['[]', 'content'],
  ])('the sidecar %s leaves out its one file with a reason', async (text, why) => {
    await put({ 'bad.txt': 'B', 'bad.json': text, 'good.txt': 'G' });
    const { items, problems } = await list();
    expect(items.map(({ id }) => id)).toEqual(['good.txt']);
    expect(problems).toEqual([expect.stringContaining(why)]);
    expect(problems[0]).toContain('bad.txt');
  });

  test('links that lead out of the folder are not followed; links within are', async () => {
    await writeFile(join(around, 'secret.txt'), 'secret');
    await mkdir(join(around, 'elsewhere'));
    await writeFile(join(around, 'elsewhere', 'x.txt'), 'secret');
    await put({ 'real.txt': 'R', 'side.txt': 'S' });
    await symlink(join(around, 'secret.txt'), join(root, 'out.txt'));
    await symlink(join(around, 'elsewhere'), join(root, 'folder'));
    await symlink(join(around, 'secret.txt'), join(root, 'side.json'));
    await symlink(join(root, 'real.txt'), join(root, 'again.txt'));
    await symlink(join(root, 'nowhere'), join(root, 'broken.txt'));
    const { items, problems } = await list();
    expect(items.map(({ id }) => id)).toEqual(['again.txt', 'real.txt']);
    expect(problems).toHaveLength(3);
    for (const { id } of items) {
      const body = await createFolder(root).read(id);
      expect(body.ok && new TextDecoder().decode(body.value)).toBe('R');
    }
    expect(await createFolder(root).read('out.txt')).toMatchObject({ ok: false });
  });

  test('a file over 8 MB is left out with a reason', async () => {
    await put({ 'big.txt': new Uint8Array(8 * 1024 * 1024 + 1), 'small.txt': 'S' });
    const { items, problems } = await list();
    expect(items.map(({ id }) => id)).toEqual(['small.txt']);
    expect(problems).toEqual([expect.stringContaining('big.txt is larger')]);
  });

  test('a folder that is not there is a reason', async () => {
    expect(await createFolder(join(root, 'nowhere')).list()).toEqual({
      ok: false,
      why: expect.stringContaining('not there'),
    });
  });
});

describe('read', () => {
  test('the present bytes of one file', async () => {
    await put({ 'a.txt': 'A' });
    expect(await createFolder(root).read('a.txt')).toEqual({
      ok: true,
      value: new TextEncoder().encode('A'),
    });
  });

  test.each(['../secret.txt', 'sub/../../secret.txt', 'none.txt', ''])('%j is a reason', async (id) => {
    await writeFile(join(around, 'secret.txt'), 'secret');
    expect(await createFolder(root).read(id)).toEqual({ ok: false, why: expect.any(String) });
  });
});
