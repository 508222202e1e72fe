import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const PURE = [
  'src/feeds/',
  'src/article/',
  'src/statements/',
  'src/stories/',
  'src/charts/',
  'src/defaults/',
];

/** Hashing, and loading a model's data lazily, are no I/O of the room's own. */
const LOADING = ['node:crypto', 'node:module'];

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(ROOT, path)).isDirectory()) return files(path);
    return path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : [];
  });
}

const sources = ['src', 'commands', 'adapters'].flatMap(files);

function imports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
  );
  return [...found].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

/** room -> what it may import, from the table in docs/architecture.md. */
const rules = new Map(
  [...readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8').matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(
    (m) => [m[1] ?? '', [...(m[2] ?? '').matchAll(/`([^`]+)`/g)].map((a) => a[1] ?? '')],
  ),
);
const roomOf = (file: string) =>
  [...rules.keys()].filter((room) => file.startsWith(room)).sort((a, b) => b.length - a.length)[0];

describe('architecture', () => {
  it('has a rule for every file and a file for every rule', () => {
    expect(sources.filter((f) => roomOf(f) === undefined)).toEqual([]);
    expect([...rules.keys()].filter((room) => !sources.some((f) => f.startsWith(room)))).toEqual([]);
  });

  it('imports only what the table allows', () => {
    const broken: string[] = [];
    for (const file of sources) {
      const room = roomOf(file) ?? '';
      for (const target of imports(file).filter((t) => t.startsWith('.'))) {
        const to = relative(ROOT, resolve(ROOT, dirname(file), target));
        const allowed = to.startsWith(room) || (rules.get(room) ?? []).some((r) => to.startsWith(r));
        const never =
          file.startsWith('src/') &&
          file !== 'src/main.ts' &&
          /^(adapters|commands)\/|^src\/main\.ts/.test(to);
        if (!allowed || never) broken.push(`${file} → ${to}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('keeps the pure rooms pure', () => {
    const broken = sources
      .filter((f) => PURE.some((room) => f.startsWith(room)))
      .flatMap((f) =>
        imports(f)
          .filter((t) => t.startsWith('node:') && !LOADING.includes(t))
          .map((t) => `${f} → ${t}`),
      );
    expect(broken).toEqual([]);
    const impure = sources.filter(
      (f) =>
        PURE.some((room) => f.startsWith(room)) &&
        /Date\.now\(|Math\.random\(|new Date\(\)|console\./.test(readFileSync(join(ROOT, f), 'utf8')),
    );
    expect(impure).toEqual([]);
  });

  it('loads the chart renderer in the workers alone', () => {
    const drawing = sources.filter((f) => imports(f).some((t) => t.startsWith('@resvg/')));
    expect(drawing).toEqual(['src/workers/drawing.ts']);
    expect(sources.filter((f) => imports(f).some((t) => t.endsWith('/drawing.ts')))).toEqual([
      'src/workers/jobs.ts',
    ]);
  });

  it('knows node:sqlite in one file, and every import ends in .ts', () => {
    const sqlite = sources.filter((f) => imports(f).includes('node:sqlite'));
    expect(sqlite).toEqual(['src/store/sqlite.ts']);
    const loose = sources.flatMap((f) =>
      imports(f)
        .filter((t) => t.startsWith('.') && !/\.(ts|json)$/.test(t))
        .map((t) => `${f} → ${t}`),
    );
    expect(loose).toEqual([]);
  });
});
