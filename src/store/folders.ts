/** Folders that are not there yet. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The folder, or the nearest above it that is there. Throws when that is a file. */
export function nearestFolder(path: string): string {
  let nearest = resolve(path);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) throw new Error(`${nearest} is a file, not a folder`);
  return nearest;
}

/**
 * Makes a folder and those above it, one at a time: Node's own `recursive` never returns where the file system says "not
 * there" to every making, as /proc does. Throws as `mkdirSync` does, and when a file is in the way.
 */
export function makeFolder(path: string): void {
  const there = nearestFolder(path);
  const missing: string[] = [];
  for (let at = resolve(path); at !== there; at = dirname(at)) missing.push(at);
  for (const each of missing.reverse()) {
    try {
      mkdirSync(each);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
