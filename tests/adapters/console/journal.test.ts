import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openJournal } from '../../../adapters/console/journal.ts';

it('remembers over restarts what was shown, a line cut off by a crash included', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'whosaid-journal-')), 'journal');
  const first = openJournal(file);
  first.add({ key: 'k1', headline: 'Bridge\topens\nsoon', line: 'Post' });
  expect(readFileSync(file, 'utf8')).toBe('k1\tBridge opens soon\tPost\n');
  first.close();
  appendFileSync(file, 'k2\tHalf a li\nk');
  const second = openJournal(file);
  expect(second.get('k2')?.headline).toBe('Half a li');
  expect(second.get('k1')).toEqual({ key: 'k1', headline: 'Bridge opens soon', line: 'Post' });
  second.add({ key: 'k3', headline: 'Next', line: '' });
  expect(second.get('k3')?.headline).toBe('Next');
  second.close();
  const third = openJournal(file);
  expect(third.get('k3')?.headline).toBe('Next');
  third.close();
});
