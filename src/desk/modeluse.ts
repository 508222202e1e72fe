/** What the language model for summaries cost lately. */
import type { ModelUse } from '../cards.ts';
import type { Store } from '../store/store.ts';

const DAYS = 30;

/** Null when none is configured, nor was used in that time. */
export async function modelUse(store: Store, model: string | null): Promise<ModelUse | null> {
  const since = new Date(store.clock.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
  const { calls, accepted, refused, failed, input_tokens, output_tokens } = await store.summaries.use(since);
  if (model === null && calls === 0) return null;
  const tokens = { inputTokens: input_tokens, outputTokens: output_tokens };
  return { model, days: DAYS, calls, accepted, refused, failed, ...tokens };
}
