/** What the three kinds of model servers are asked, and what they answer: requests and answers as plain data. */
import { z } from 'zod';
import type { ModelSettings, Protocol } from './settings.ts';

/** `system` is ours; `data` is an article's words and never an instruction. */
export type Prompt = { system: string; data: string };
export type Answered = { text: string; inputTokens: number; outputTokens: number };
type Request = { path: string; headers: Record<string, string>; body: unknown };

/** Three sentences have about 120 tokens; what goes on after this is no summary. */
const MOST_TOKENS = 400;

const tokens = z.number().int().nonnegative().catch(0);
const openai = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish(),
});
const anthropic = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })).min(1),
  usage: z.object({ input_tokens: tokens, output_tokens: tokens }).nullish(),
});
const ollama = z.object({
  message: z.object({ content: z.string() }),
  prompt_eval_count: tokens.optional(),
  eval_count: tokens.optional(),
});

const PROTOCOLS: Record<
  Protocol,
  { request(settings: ModelSettings, prompt: Prompt): Request; answer(body: unknown): Answered | null }
> = {
  openai: {
    request: ({ name, key }, { system, data }) => ({
      path: '/chat/completions',
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
      body: {
        model: name,
        temperature: 0,
        max_tokens: MOST_TOKENS,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: data },
        ],
      },
    }),
    answer(body) {
      const read = openai.safeParse(body);
      if (!read.success) return null;
      const { choices, usage } = read.data;
      return {
        text: choices[0]?.message.content ?? '',
        inputTokens: usage?.prompt_tokens ?? 0,
        outputTokens: usage?.completion_tokens ?? 0,
      };
    },
  },
  anthropic: {
    request: ({ name, key }, { system, data }) => ({
      path: '/messages',
      headers: { 'anthropic-version': '2023-06-01', ...(key === null ? {} : { 'x-api-key': key }) },
      body: {
        model: name,
        temperature: 0,
        max_tokens: MOST_TOKENS,
        system,
        messages: [{ role: 'user', content: data }],
      },
    }),
    answer(body) {
      const read = anthropic.safeParse(body);
      if (!read.success) return null;
      const { content, usage } = read.data;
      return {
        text: content.flatMap((part) => (part.type === 'text' ? (part.text ?? []) : [])).join(''),
        inputTokens: usage?.input_tokens ?? 0,
        outputTokens: usage?.output_tokens ?? 0,
      };
    },
  },
  ollama: {
    request: ({ name, key }, { system, data }) => ({
      path: '/api/chat',
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
      body: {
        model: name,
        stream: false,
        options: { temperature: 0, num_predict: MOST_TOKENS },
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: data },
        ],
      },
    }),
    answer(body) {
      const read = ollama.safeParse(body);
      if (!read.success) return null;
      const { message, prompt_eval_count, eval_count } = read.data;
      return { text: message.content, inputTokens: prompt_eval_count ?? 0, outputTokens: eval_count ?? 0 };
    },
  },
};

export const requestFor = (settings: ModelSettings, prompt: Prompt): Request =>
  PROTOCOLS[settings.protocol].request(settings, prompt);

/** Null when the body is not what the protocol promises. */
export const answerIn = (settings: ModelSettings, body: unknown): Answered | null =>
  PROTOCOLS[settings.protocol].answer(body);
