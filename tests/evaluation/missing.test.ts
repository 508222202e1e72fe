/** The tools that measure say in a sentence that a file is missing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

it.each([
  ['src/evaluation/evaluate.ts', ['no/such.jsonl']],
  ['src/evaluation/evaluate.ts', ['package.json', 'learned', 'no/such/folder']],
  ['src/evaluation/evaluate.ts', ['tsconfig.json', 'rules']],
  ['bench/extraction.ts', ['no/such/folder']],
  ['bench/attribution.ts', ['no/such.jsonl']],
  ['bench/placing.ts', ['many']],
])('%s %j', (tool, given) => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, tool), ...given], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(stderr.trim().split('\n').at(-1)).toMatch(/(no\/such|tsconfig\.json|many).*\S/);
});
