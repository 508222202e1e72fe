/** `manifest slack`: what an app of that platform is set up with, as JSON. */
import type { Result } from '../news.ts';

type Maker = (url: string | null) => Result<Record<string, unknown>>;

/** Prints the manifest; exit code 1 with a sentence when there is none or the address is none. */
export function manifest(platform: string, options: { url?: string }, makers: Record<string, Maker>): number {
  const fail = (why: string) => {
    process.stderr.write(`${why}\n`);
    return 1;
  };
  const make = Object.hasOwn(makers, platform) ? makers[platform] : undefined;
  if (make === undefined)
    return fail(
      `There is no manifest for “${platform}”. There is one for ${Object.keys(makers).join(', ')}.`,
    );
  const url = options.url ?? null;
  if (url !== null && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    return fail(`--url: ${url} is not an address. Write it in full, such as https://whosaid.example.org.`);
  const made = make(url);
  if (!made.ok) return fail(made.why);
  process.stdout.write(`${JSON.stringify(made.value, null, 2)}\n`);
  return 0;
}
