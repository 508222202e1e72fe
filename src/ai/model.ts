/** One question to the configured model server, within a time limit. No reason ever holds the key or what was asked. */
import { Agent } from 'undici';
import type { Result } from '../news.ts';
import { type Answered, answerIn, type Prompt, requestFor } from './protocols.ts';
import type { ModelSettings } from './settings.ts';

/** An answer of three sentences has a kilobyte. */
const MOST_BYTES = 1_000_000;

export type Model = {
  settings: ModelSettings;
  /** Never throws; `timeout` in milliseconds from connecting to the last byte. */
  ask(prompt: Prompt, timeout: number): Promise<Result<Answered>>;
  stop(): Promise<void>;
};

/**
 * The address is the operator's own word, so it may be private (Ollama runs beside the bot) where articles' links may not; the
 * connection goes there and nowhere else: no redirect is followed.
 */
export function createModel(settings: ModelSettings): Model {
  const agent = new Agent({ connect: { timeout: 5_000 }, maxResponseSize: MOST_BYTES, pipelining: 0 });
  const stopping = new AbortController();
  return {
    settings,
    async ask(prompt, timeout) {
      const { path, headers, body } = requestFor(settings, prompt);
      const url = new URL(settings.url + path);
      const fail = (why: string): Result<Answered> => ({ ok: false, why: `The model at ${url.host} ${why}` });
      try {
        const answer = await agent.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
          body: JSON.stringify(body),
          signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeout)]),
        });
        if (answer.statusCode !== 200) {
          await answer.body.dump().catch(() => {});
          return fail(`answered with status ${answer.statusCode}.`);
        }
        const read = answerIn(settings, parsed(await answer.body.text()));
        return read === null
          ? fail(`answered something else than the ${settings.protocol} protocol promises.`)
          : { ok: true, value: read };
      } catch (error) {
        const { name = '', code = '' } = error as { name?: string; code?: string };
        if (name === 'TimeoutError' || /TIMEOUT/.test(code))
          return fail(`did not answer within ${timeout / 1000} s.`);
        if (code === 'ECONNREFUSED') return fail('accepts no connections.');
        if (name === 'AbortError') return fail('was not waited for: the bot is stopping.');
        return fail(`cannot be reached (${code || name}).`);
      }
    },
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      await agent.close();
    },
  };
}

/** Undefined for what is no JSON: no protocol promises that. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
