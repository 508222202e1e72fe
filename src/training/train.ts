/**
 * Trains tagger, linker and choice: `npm run train -- DATA.jsonl SEED OUT_FOLDER [held|every]`. Only articles whose `split`
 * is `train` are read into the weights, and the invented ones beside this file; with `held` the quarter of them that settings are chosen on is left out too; with
 * `every` a tagger alone is trained, for spans of every kind of attribution (`npm run evaluate -- GOLD.jsonl spans OUT_FOLDER`).
 * Writes `weights.bin` and `weights.json` (its SHA-256 and how it was made). About 6 minutes and 5 GB of memory.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spansTrainedOn, trainedOn } from './course.ts';
import { quarterOf, readAnnotated } from './gold.ts';
import { readMarked } from './marked.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const [data, seedText, folder, mode = 'all'] = process.argv.slice(2);
const seed = Number(seedText);
if (!data || !folder || !Number.isInteger(seed) || !['all', 'held', 'every'].includes(mode)) {
  process.stderr.write('usage: npm run train -- DATA.jsonl SEED OUT_FOLDER [held|every]\n');
  process.exit(2);
}
const invented = fileURLToPath(new URL('./invented', import.meta.url));
const given = readAnnotated(data).filter(
  (a) => a.split === 'train' && (mode !== 'held' || quarterOf(a.doc_id) !== 0),
);
const own = readdirSync(invented)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .flatMap((name) => readMarked(readFileSync(join(invented, name), 'utf8')));
const say = (step: string) => process.stderr.write(`${step}\n`);
const articles = mode === 'every' ? given : [...given, ...own];
const packed = mode === 'every' ? spansTrainedOn(given, seed, say) : trainedOn(articles, seed, say);
const made = {
  sha256: sha256(packed),
  bytes: packed.length,
  seed,
  articles: articles.length,
  dataSha256: sha256(readFileSync(data)),
};
writeFileSync(join(folder, 'weights.bin'), packed);
writeFileSync(join(folder, 'weights.json'), `${JSON.stringify(made, null, 2)}\n`);
process.stderr.write(`${packed.length} bytes, SHA-256 ${made.sha256}\n`);
