/**
 * What the terminal has already shown, by delivery: a terminal cannot be asked whether a message landed, so each is
 * noted beside the store the moment it is printed. After a kill in between, `find` answers from here.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';

/** What was shown for a delivery: of a post also its outlets line, to tell what an edit changes. */
export type Shown = { key: string; headline: string; line: string };
export type Journal = { get(key: string): Shown | undefined; add(shown: Shown): void; close(): void };

const KEPT = 5_000; // more than a terminal's scrollback holds; the rest is dropped when the bot starts

/** In memory when `file` is null (the sample). */
export function openJournal(file: string | null): Journal {
  const shown = new Map<string, Shown>();
  if (file !== null && existsSync(file)) {
    // A line is written after its message is printed: one that a crash cut off counts, if its key is whole.
    const noted = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('\t'));
    for (const line of noted.slice(-KEPT)) {
      const [key = '', headline = '', outlets = ''] = line.split('\t');
      shown.set(key, { key, headline, line: outlets });
    }
    // Written beside and renamed: a kill in the middle must not forget what was shown.
    writeFileSync(`${file}.new`, [...shown.values()].map(written).join(''));
    renameSync(`${file}.new`, file);
  }
  const handle = file === null ? null : openSync(file, 'a');
  return {
    get: (key) => shown.get(key),
    add(entry) {
      shown.set(entry.key, entry);
      if (handle !== null) appendFileSync(handle, written(entry));
    },
    close: () => {
      if (handle !== null) closeSync(handle);
    },
  };
}

const written = (s: Shown): string =>
  `${[s.key, s.headline, s.line].map((part) => part.replace(/\s+/g, ' ')).join('\t')}\n`;
