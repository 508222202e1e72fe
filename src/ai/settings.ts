/** Which language model the operator has named, if any. */
import type { Result } from '../news.ts';

export type Protocol = 'openai' | 'anthropic' | 'ollama';

/** `url`: where the protocol's paths begin, without a slash at the end. */
export type ModelSettings = { protocol: Protocol; name: string; url: string; key: string | null };

const USUAL: Record<Protocol, string> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  ollama: 'http://127.0.0.1:11434',
};

const HOW =
  'write openai:NAME, anthropic:NAME or ollama:NAME, such as ollama:llama3.2 (openai: also for every server that speaks its protocol, with WHOSAID_MODEL_URL)';

/** Null when none is configured; then no text ever leaves this machine. A key is never part of a reason. */
export function modelSettings(given: {
  model: string | undefined;
  url: string | undefined;
  key: string | undefined;
}): Result<ModelSettings | null> {
  const { model, key } = given;
  if (model === undefined) {
    if (given.url === undefined && key === undefined) return { ok: true, value: null };
    return {
      ok: false,
      why: `WHOSAID_MODEL is missing beside WHOSAID_MODEL_URL or WHOSAID_MODEL_KEY: ${HOW}`,
    };
  }
  const parts = /^(openai|anthropic|ollama):(\S{1,200})$/.exec(model);
  const [protocol, name] = [parts?.[1] as Protocol | undefined, parts?.[2]];
  if (protocol === undefined || name === undefined)
    return { ok: false, why: `WHOSAID_MODEL cannot be read: ${HOW}` };
  const url = (given.url ?? USUAL[protocol]).replace(/\/+$/, '');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol) || new URL(url).username !== '')
    return {
      ok: false,
      why: 'WHOSAID_MODEL_URL takes an address such as http://127.0.0.1:11434, without a user name in it',
    };
  if (protocol !== 'ollama' && given.url === undefined && key === undefined)
    return { ok: false, why: `WHOSAID_MODEL_KEY is missing: ${protocol} asks for one` };
  return { ok: true, value: { protocol, name, url, key: key ?? null } };
}
