/** `stories`: article lines on standard input, the stories they make as one JSON object. A line that is none is told and passed over; the exit code is then 1. */
import { createInterface } from 'node:readline';
import { readConfig } from '../config.ts';
import { attributing } from '../workers/jobs.ts';
import { loadSetup } from './setup.ts';
import { runStories } from './stories.ts';

export async function stories(env: Record<string, string | undefined>): Promise<number> {
  const config = readConfig(env);
  const setup = config.ok ? loadSetup(config.value, null) : config;
  if (!setup.ok) {
    process.stderr.write(`${setup.why}\n`);
    return 1;
  }
  const attribute = await attributing(config.ok ? config.value.WHOSAID_EXTRACTOR : 'learned');
  let code = 0;
  try {
    const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    const out = await runStories(
      lines,
      ({ title, text, publishedAt }) => attribute(text, { title, publishedAt }),
      setup.value.topics,
      (why) => {
        code = 1;
        process.stderr.write(`${why}\n`);
      },
    );
    process.stdout.write(`${JSON.stringify(out)}\n`);
    return code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}
