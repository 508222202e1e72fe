/** `parse FILE…`: feeds as JSON lines. */
import { readFileSync } from 'node:fs';
import { createLabour } from '../workers/pool.ts';

/** One line a file: its items, or why there are none. Exit code 1 when any could not be read. */
export async function parse(files: string[]): Promise<number> {
  const labour = createLabour({ size: 2, timeout: 20_000, idle: 1_000, memory: 512 });
  let code = 0;
  for (const file of files) {
    let body: Uint8Array;
    try {
      body = readFileSync(file);
    } catch {
      process.stdout.write(`${JSON.stringify({ file, error: `${file} cannot be read. Check the path.` })}\n`);
      code = 1;
      continue;
    }
    const parsed = await labour.parseFeed({
      url: `file:///${file.replace(/^\/+/, '')}`,
      body,
      contentType: null,
    });
    if (!parsed.ok) code = 1;
    const line = parsed.ok
      ? {
          file,
          format: parsed.value.format,
          title: parsed.value.title,
          items: parsed.value.items.map(({ id, url, title, publishedAt }) => ({
            id,
            url,
            title,
            publishedAt,
          })),
        }
      : { file, error: parsed.why };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  await labour.stop();
  return code;
}
