/** `extract FILE…|ADDRESS…|-`: articles as JSON lines, each with who said what. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readConfig } from '../config.ts';
import type { Extractor, ReadArticle, Result } from '../news.ts';
import { createFolder } from '../sources/folder.ts';
import { createWeb, type Web } from '../sources/web.ts';
import { createLabour, type Labour, type RawArticle } from '../workers/pool.ts';
import { extractRecord } from './extract.ts';
import { webOptions } from './web.ts';

const AT_ONCE = 4; // two are being read while two more are being fetched
const nothingKnown: RawArticle['known'] = {
  title: null,
  outlet: null,
  publishedAt: null,
  byline: [],
  language: null,
};

/** One line an input, in their order; what cannot be read is told on standard error and the exit code is 1. */
export async function extract(inputs: string[], env: Record<string, string | undefined>): Promise<number> {
  const config = readConfig(env);
  if (!config.ok) {
    process.stderr.write(`${config.why}\n`);
    return 1;
  }
  const web = createWeb(webOptions(config.value));
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 1_000, memory: 512 });
  let code = 0;
  for (let i = 0; i < inputs.length; i += AT_ONCE) {
    const batch = inputs.slice(i, i + AT_ONCE);
    const read = await Promise.all(
      batch.map((input) => readInput(input, config.value.WHOSAID_EXTRACTOR, web, labour)),
    );
    for (const [n, result] of read.entries()) {
      const input = batch[n] ?? '';
      if (result.ok) process.stdout.write(`${JSON.stringify(extractRecord(input, result.value))}\n`);
      else {
        process.stderr.write(`${input}: ${result.why}\n`);
        code = 1;
      }
    }
  }
  await labour.stop();
  await web.stop();
  return code;
}

async function readInput(
  input: string,
  extractor: Extractor,
  web: Web,
  labour: Labour,
): Promise<Result<ReadArticle>> {
  if (/^https?:\/\//i.test(input)) {
    const fetched = await web.get(input, { accept: 'page', validators: null });
    if (fetched.is !== 'page')
      return { ok: false, why: 'why' in fetched ? fetched.why : 'The site answered “not modified”.' };
    return labour.readArticle({
      body: fetched.body,
      contentType: fetched.contentType,
      kind: 'html',
      url: fetched.url,
      extractor,
      known: nothingKnown,
    });
  }
  try {
    const body = readFileSync(input === '-' ? 0 : input);
    const kind = input.toLowerCase().endsWith('.txt') ? 'txt' : 'html';
    const { url, ...told } = input === '-' ? { url: null } : await besideIt(input);
    return labour.readArticle({
      body,
      contentType: null,
      kind,
      url,
      extractor,
      known: { ...nothingKnown, ...told },
    });
  } catch {
    return { ok: false, why: 'It cannot be read. Check the path and its permissions.' };
  }
}

/** What a sidecar `NAME.json` tells; without one nothing is invented. */
async function besideIt(
  file: string,
): Promise<{ url: string | null; outlet?: string; publishedAt?: string }> {
  const told = await createFolder(dirname(file)).sidecar(basename(file));
  if (!told.ok) throw new Error(told.why);
  const { url, outlet, publishedAt } = told.value ?? {};
  return {
    url: url ?? null,
    ...(outlet == null ? {} : { outlet }),
    ...(publishedAt == null ? {} : { publishedAt }),
  };
}
