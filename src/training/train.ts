/**
 * Trains tagger, linker and choice: `npm run train -- DATA.jsonl SEED OUT_FOLDER [held]`. Only articles whose `split` is
 * `train` are read into the weights; with `held` the quarter of them that settings are chosen on is left out too.
 * Writes `weights.bin` and `weights.json` (its SHA-256 and how it was made). About 3 minutes and 5 GB of memory.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trainedOn } from './course.ts';
import { quarterOf, readAnnotated } from './gold.ts';
import { readMarked } from './marked.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const [data, seedText, folder, held] = process.argv.slice(2);
const seed = Number(seedText);
if (!data || !folder || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run train -- DATA.jsonl SEED OUT_FOLDER [held]\n');
  process.exit(2);
}
const invented = fileURLToPath(new URL('./invented', import.meta.url));
const articles = [
  ...readAnnotated(data).filter((a) => a.split === 'train' && (held !== 'held' || quarterOf(a.doc_id) !== 0)),
  ...readdirSync(invented)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => readMarked(readFileSync(join(invented, name), 'utf8'))),
];
const packed = trainedOn(articles, seed, (step) => process.stderr.write(`${step}\n`));
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
