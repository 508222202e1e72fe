/** A folder of articles as a feed: `.html` and `.txt`, each with an optional sidecar `NAME.json`. */
import { access, constants, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Result } from '../news.ts';

const LARGEST = 8 * 1024 * 1024;
const LARGEST_SIDECAR = 64 * 1024;
const DEEPEST = 8;
const MOST_FILES = 20_000;

export type FolderItem = {
  /** The file's name relative to the folder, with "/" between parts on every system. */
  id: string;
  /** The file's real path. */
  file: string;
  title: null;
  /** Size and time of change: another one means that the file is to be read again. Bodies are not kept: a folder may hold gigabytes. */
  state: string;
  kind: 'html' | 'txt';
  /** The sidecar's, else the folder's name. */
  outlet: string | null;
  url: string | null;
  /** The sidecar's ISO 8601 date or instant, else null: none is invented. */
  publishedAt: string | null;
};

export type FolderList = {
  /** In order of publication, the undated last, then by name. */
  items: FolderItem[];
  /** One sentence for every file that was left out. */
  problems: string[];
};

export type Folder = {
  /** Fails only when the folder itself cannot be read. */
  list(): Promise<Result<FolderList>>;
  /** The present bytes of one file, by the `id` that `list` gave. */
  read(id: string): Promise<Result<Uint8Array>>;
  /** What the sidecar beside a file says; null without one. */
  sidecar(id: string): Promise<Result<Sidecar | null>>;
};

const sidecar = z.object({
  outlet: z.string().trim().min(1).max(200).nullish(),
  url: z.url({ protocol: /^https?$/ }).nullish(),
  publishedAt: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'is no date such as 2024-06-14 or 2024-06-14T09:30:00+09:00',
    })
    .nullish(),
});

export type Sidecar = z.output<typeof sidecar>;

/** Nothing outside of `path` is ever read: links that lead out of it are problems. */
export function createFolder(path: string): Folder {
  return {
    list: async () => {
      const root = await realpath(path).catch(() => null);
      const names = root === null ? null : await walk(root);
      if (root === null || names === null)
        return { ok: false, why: `The folder ${path} is not there or cannot be read.` };
      const items: FolderItem[] = [];
      const problems =
        names.length < MOST_FILES ? [] : [`Only the first ${MOST_FILES} files of ${path} are read.`];
      for (const id of names.slice(0, MOST_FILES)) {
        const item = await itemOf(root, id);
        if (item.ok) items.push(item.value);
        else problems.push(item.why);
      }
      return { ok: true, value: { items: items.sort(byPublication), problems } };
    },
    read: async (id) => {
      const root = await realpath(path).catch(() => null);
      if (root === null) return { ok: false, why: `The folder ${path} is not there or cannot be read.` };
      return inside(root, id, LARGEST);
    },
    sidecar: async (id) => {
      const root = await realpath(path).catch(() => null);
      return root === null ? { ok: true, value: null } : sidecarOf(root, id);
    },
  };
}

/** Names of articles, relative to `root`; hidden files and linked folders are passed over. Null when unreadable. */
async function walk(root: string): Promise<string[] | null> {
  const names: string[] = [];
  const waiting = [{ folder: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, depth } = next;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
    if (entries === null && folder === root) return null;
    for (const entry of entries ?? []) {
      if (entry.name.startsWith('.')) continue;
      const full = join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST) waiting.push({ folder: full, depth: depth + 1 });
      else if (!entry.isDirectory() && kindOf(entry.name) !== null)
        names.push(relative(root, full).split(sep).join('/'));
    }
    if (names.length > MOST_FILES) break;
  }
  return names.sort();
}

function kindOf(name: string): 'html' | 'txt' | null {
  const ending = extname(name).toLowerCase();
  if (ending === '.html' || ending === '.htm') return 'html';
  return ending === '.txt' ? 'txt' : null;
}

async function itemOf(root: string, id: string): Promise<Result<FolderItem>> {
  const kind = kindOf(id) ?? 'txt';
  const found = await located(root, id, LARGEST);
  if (!found.ok) return found;
  const { file, size, changedAt } = found.value;
  const told = await sidecarOf(root, id);
  if (!told.ok) return told;
  const { outlet, url, publishedAt } = told.value ?? {};
  return {
    ok: true,
    value: {
      id,
      file,
      title: null,
      state: `${size}:${changedAt}`,
      kind,
      outlet: outlet ?? basename(root),
      url: url ?? null,
      publishedAt: publishedAt ?? null,
    },
  };
}

/** Null when there is none. */
async function sidecarOf(root: string, id: string): Promise<Result<Sidecar | null>> {
  const name = `${id.slice(0, -extname(id).length)}.json`;
  const there = await stat(join(root, name)).then(
    () => true,
    () => false,
  );
  if (!there) return { ok: true, value: null };
  const found = await inside(root, name, LARGEST_SIDECAR);
  if (!found.ok) return { ok: false, why: `${id} is left out: ${found.why}` };
  const value = json(new TextDecoder().decode(found.value));
  if (value === undefined) return { ok: false, why: `${id} is left out: ${name} is not proper JSON.` };
  const checked = sidecar.safeParse(value);
  if (checked.success) return { ok: true, value: checked.data };
  const { path, message } = checked.error.issues[0] ?? { path: [], message: 'is wrong' };
  return { ok: false, why: `${id} is left out: in ${name}, ${path.join('.') || 'the content'}: ${message}.` };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Located = { file: string; size: number; changedAt: number };

/** Where a file really is, if it is inside, readable and not too large. */
async function located(root: string, id: string, largest: number): Promise<Result<Located>> {
  try {
    const file = await realpath(join(root, id));
    if (!file.startsWith(root.endsWith(sep) ? root : root + sep))
      return { ok: false, why: `${id} leads out of the folder and is not read.` };
    const about = await stat(file);
    if (!about.isFile()) return { ok: false, why: `${id} is not a file.` };
    if (about.size > largest)
      return { ok: false, why: `${id} is larger than ${largest / 1024} KB and is not read.` };
    await access(file, constants.R_OK);
    return { ok: true, value: { file, size: about.size, changedAt: about.mtimeMs } };
  } catch {
    return { ok: false, why: `${id} cannot be read.` };
  }
}

async function inside(root: string, id: string, largest: number): Promise<Result<Uint8Array>> {
  const found = await located(root, id, largest);
  if (!found.ok) return found;
  try {
    return { ok: true, value: new Uint8Array(await readFile(found.value.file)) };
  } catch {
    return { ok: false, why: `${id} cannot be read.` };
  }
}

function byPublication(a: FolderItem, b: FolderItem): number {
  const [first, second] = [instant(a), instant(b)];
  if (first !== second) return first - second;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function instant({ publishedAt }: FolderItem): number {
  return publishedAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(publishedAt);
}
