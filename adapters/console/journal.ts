/**
 * What the terminal has already shown, by delivery: a terminal cannot be asked whether a message landed, so each is
 * noted beside the store the moment it is printed. After a kill in between, `find` answers from here.
 */
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';

export type Shown = { key: string; headline: string };
export type Journal = { get(key: string): Shown | undefined; add(shown: Shown): void; close(): void };

const KEPT = 5_000; // more than a terminal's scrollback holds; the rest is dropped when the bot starts

/** In memory when `file` is null (the sample). A last line cut off by a crash is passed over. */
export function openJournal(file: string | null): Journal {
  const shown = new Map<string, Shown>();
  if (file !== null && existsSync(file)) {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    for (const line of lines.slice(-KEPT)) {
      const [key, ...headline] = line.split('\t');
      if (key !== undefined) shown.set(key, { key, headline: headline.join(' ') });
    }
    writeFileSync(file, [...shown.values()].map((s) => `${s.key}\t${s.headline}\n`).join(''));
  }
  const handle = file === null ? null : openSync(file, 'a');
  return {
    get: (key) => shown.get(key),
    add(entry) {
      shown.set(entry.key, entry);
      if (handle !== null) appendFileSync(handle, `${entry.key}\t${entry.headline.replace(/\s+/g, ' ')}\n`);
    },
    close: () => {
      if (handle !== null) closeSync(handle);
    },
  };
}
