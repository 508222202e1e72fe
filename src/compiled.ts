/**
 * Imported first by every process. Node strips the types of each file and compiles it anew at every start; with its compile cache,
 * kept beside the packages, a start takes a second less processor time (measured on the sample: 4.9 s, then 4.0 s).
 * Where that folder cannot be written, node goes on without.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Where it is kept. */
export const COMPILED = join(import.meta.dirname, '..', 'node_modules', '.cache', 'whosaid');
enableCompileCache(COMPILED);
