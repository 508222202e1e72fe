/** `attribute`: documents as JSON lines in, the same with attributions out, in the scorer's shape. */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { toAttributeLine } from '../statements/records.ts';
import { attributing } from '../workers/jobs.ts';

const documents = z.object({ doc_id: z.string(), text: z.string(), date: z.string().nullish() });

/** A line that is not a document is told on standard error and passed over; the exit code is then 1. */
export async function attributeLines(env: Record<string, string | undefined>): Promise<number> {
  const config = readConfig(env);
  if (!config.ok) {
    process.stderr.write(`${config.why}\n`);
    return 1;
  }
  const attribute = await attributing(config.value.WHOSAID_EXTRACTOR);
  let code = 0;
  let n = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    n++;
    if (line.trim() === '') continue;
    const read = readDocument(line);
    if (read === null) {
      process.stderr.write(`Line ${n} is not {"doc_id": …, "text": …}; it is passed over.\n`);
      code = 1;
      continue;
    }
    process.stdout.write(`${JSON.stringify(toAttributeLine(read, attribute))}\n`);
  }
  return code;
}

function readDocument(line: string): { doc_id: string; text: string; date?: string } | null {
  try {
    const { doc_id, text, date } = documents.parse(JSON.parse(line));
    return { doc_id, text, ...(date == null ? {} : { date }) };
  } catch {
    return null;
  }
}
